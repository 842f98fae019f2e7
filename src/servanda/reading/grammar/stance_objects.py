"""What a stance is about where no topic fits: the object's own words as the issue's name."""

from __future__ import annotations

import re

from servanda.reading.grammar.issues import key_of

__all__ = ["object_of"]

_OBLIGED = re.compile(
    r"(?i)\A(?:that\s)?(?:[^,;:.]{0,60}?\s)?(?:must|should|shall|ought to|ha(?:s|ve) to|needs? to"
    r"|will|would|won[’']t|cannot|can[’']t|can|to)(?:\s(?:not|never|first|no longer|also"
    r"|be allowed to|now|immediately))*\s+(?=[a-z])"
)
_LEAD = re.compile(
    r"(?i)\A[\s“”\"'‘,]*(?:(?:that|to|of|for|on|against|with|any|all|the|an?|its|their|his|her|our"
    r"|this|these|those|such|some|so-called|further|more|immediately|even)\b[\s“”\"]*)+"
)
_END = re.compile(
    r"[,;:.!?—–()”\"]|\s(?:that|which|who|whom|because|if|unless|until|when|while|after|before"
    r"|as|and|but|or|including|in order|during|since|without|amid|despite|than)\s"
)
_BARE = re.compile(
    r"(?i)(?:it|this|that|them|him|her|us|me|so|too|do so|one|those|these|which|whom"
    r"|participat\w+|tak(?:e|ing) part)\b"
)
_NOT_LAST = frozenset("a an the of to in on for with its their by at from".split())  # noqa: SIM905
_POINTING = frozenset({"it", "them", "that", "this"})
_MOST, _SHORTEST = 6, 4
"""Words an identifier is made of at most, and the letters it has at least."""


def object_of(words: str) -> str:
    """Return an issue's identifier from the words of its object, empty where they name none.

    `words` is what follows the verb of a stance, or the content of a statement.

    >>> object_of("that Armenia must first change its constitution")
    'change_its_constitution'
    >>> object_of("the so-called “Zangezur corridor”"), object_of("it")
    ('zangezur_corridor', '')
    """
    obliged = _OBLIGED.match(words)
    words = words[obliged.end() :] if obliged else words
    if not obliged and re.match(r"(?i)\s*that\s", words):
        return ""
    lead = _LEAD.match(words)
    words = words[lead.end() :] if lead else words
    stop = _END.search(words)
    words = words[: stop.start()] if stop else words
    kept = words.split()[:_MOST]
    while kept and (kept[-1] in _NOT_LAST or (kept[-1].endswith("ly") and len(kept) > 1)):
        kept.pop()
    bare = not kept or kept[-1] in _POINTING or _BARE.match(words)
    if bare or len("".join(kept)) < _SHORTEST:
        return ""
    return key_of(" ".join(kept))
