"""Whether a paragraph reports speech: it may be a caption or a notice, but it is not left out."""

from __future__ import annotations

import re

__all__ = ["holds_speech"]

_VERBS = re.compile(
    r"\b(?:said|says|saying|told|tells|warn(?:ed|s)|add(?:ed|s)|stated|announce[sd]|insist(?:ed|s)"
    r"|argue[sd]|claim(?:ed|s)|den(?:ied|ies)|reject(?:ed|s)|refuse[sd]|accuse[sd]|vow(?:ed|s)"
    r"|pledge[sd]|promise[sd]|urge[sd]|demand(?:ed|s)|declare[sd]|repl(?:ied|ies)|asked"
    r"|according to"
    r"|agreed|acknowledge[sd]|admit(?:ted|s)|confirm(?:ed|s)|explain(?:ed|s)|suggest(?:ed|s)"
    r"|propose[sd]|threaten(?:ed|s)|decline[sd] to|offered to|call(?:ed|s) for|ruled out"
    r"|condemn(?:ed|s)"
    r"|dismisse[sd]|welcome[sd]|undertakes?|reiterate[sd]|stresse[sd]|emphasi[sz]e[sd])\b",
    re.IGNORECASE,
)
_WORDS = r"\S+(?:\s+\S+){3,}?"
_QUOTED = re.compile(
    rf"“\s*{_WORDS}(?:”|\Z)|\"\s*{_WORDS}\"|«\s*{_WORDS}»|»\s*{_WORDS}«|„\s*{_WORDS}[“”]"
    rf"|(?<![\w’])[‘']{_WORDS}[.,!?…][’'](?!\w)",
    re.DOTALL,
)


def holds_speech(paragraph: str) -> bool:
    """Say whether a paragraph holds a quotation of four words or a verb that reports speech.

    >>> holds_speech("“Poland refuses to go,” Tusk told Bloomberg TV.")
    True
    >>> holds_speech("Delegates arrive in Muscat. (Reuters)")
    False
    """
    return bool(_VERBS.search(paragraph) or _QUOTED.search(paragraph))
