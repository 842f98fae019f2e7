"""Names without the words around them: what opens a sentence, forms of address, whose party."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["addressed", "bare", "owner_in"]

_OPENS: Final = frozenset(
    """Only Even Still Yet But And With Without By Unless Until Neither Either Nothing Nobody
    Has Had Have Is Was Were Does Did Can Could Would Should Shall May Might Must Like
    Unlike Among Against Besides Beside Between Behind Beyond During Despite Except Once Perhaps
    Maybe Indeed Meanwhile Later Earlier Also Then Thus Hence More Most Many Some Any All
    Few Several Such Another Other Every Our Your My What Why How Who Whom Whose Where Which
    Because Although Though Whether Through Across Along Upon Toward Towards About Around Of Out
    Since Till Than Too Just Here""".split()  # noqa: SIM905
)
"""What opens a sentence or a headline with a capital and is none of a name."""
_ADDRESS: Final = frozenset(
    """Reverend Rev Herr Frau Monsieur Madame Mme Signor Señor Senor Monsignor Mgr Maître Maitre
    Brother Sister Father Whip Premier Marshal Brigadier Brig Lieutenant Lt Capt Cpl Corporal
    Sergeant Sgt Major Maj Admiral Adm Prof Professor Cardinal Rabbi Comrade Messrs Information
    Begum Ms Miss""".split()  # noqa: SIM905
)
"""Forms of address; a name without them is the same person's."""
_BEFORE_FULL_NAMES: Final = frozenset({"Sheikh", "Imam", "Ayatollah", "Prince", "Princess", "Haji"})
"""Forms of address that belong to a short name, "Sheikh Noor", and not to "Sheikh Ali Noor"."""
_OF_MANY: Final = (
    r"(?:People|Women|Men|Children|Nation|Author|God|King|Queen|Veteran|Teacher|Lawyer)[’']s"
    r"|\w+s[’']"
)
_OWNER: Final = re.compile(
    rf"\A(?P<owner>(?:[A-ZÀ-Þ][\w.-]+ ){{0,3}}(?!(?:{_OF_MANY})\s)[A-ZÀ-Þ][\w-]+[’']s) (?=[A-ZÀ-Þ])"
)


def bare(name: str) -> str:
    """Return a name without what only opens its sentence, and without forms of address.

    >>> [bare(n) for n in ("Only Ada Lindqvist", "With Reverend Tom Okello", "Sheikh Ali Noor")]
    ['Ada Lindqvist', 'Tom Okello', 'Ali Noor']
    """
    words = name.split()
    while len(words) > 1 and (
        words[0].strip(".").partition("-")[0] in _OPENS | _ADDRESS
        or (words[0] in _BEFORE_FULL_NAMES and len(words) > 2)
        or (words[0] == "M." and len(words) == 2)
    ):
        words = words[1:]
    return " ".join(words)


def addressed(name: str) -> bool:
    """Say whether a name begins with a form of address, which only a person has."""
    first = name.split()[0].strip(".").partition("-")[0]
    return first in _ADDRESS | _BEFORE_FULL_NAMES or name.startswith("M. ")


def owner_in(name: str) -> str:
    """Return who owns the party at the end of a name, empty for nobody: "Okello's" of a front.

    Words for many own nothing: their front is called after them.

    >>> [owner_in(n) for n in ("Tom Okello's Plain Front", "People's Front", "Farmers' League")]
    ["Tom Okello's", '', '']
    """
    owner = _OWNER.match(name)
    return owner["owner"] if owner else ""
