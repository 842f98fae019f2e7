"""Which language a text is in: English is read, others are reported as unread."""

from __future__ import annotations

import re
from collections import Counter
from importlib.util import find_spec

__all__ = ["language_of"]

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000
_FEW = 20
"""Words below which no guess is better than a poor one."""

_STOP_WORDS = {
    "en": "the of to and in that is was for on with as by it he at from be this has are have not",
    "fr": "le la les de des et du en un une que est pour dans qui sur au pas ne ce il par plus",
    "de": "der die das und den von zu mit ist im nicht ein eine auf für sich des dem auch als",
    "es": "el la los las de que en y del se por un una con para es al su no como más lo",
    "it": "il la di che e un per del in una è non sono con della le si dei nel alla gli",
    "pt": "o a os as de que e do da em um uma para com não por no na se mais dos ao",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij",
    "pl": "w i na z do się nie że jest o to od po za przez jak oraz dla co jego",
    "tr": "ve bir bu için ile da de olarak çok daha olan gibi sonra kadar en ne",
    "sv": "och i att det som på är av för en den till med om har inte ett de",
}
_SETS = {code: frozenset(words.split()) for code, words in _STOP_WORDS.items()}
_SCRIPTS = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)
_OTHER_SCRIPT = re.compile("|".join(pattern.pattern for _, pattern in _SCRIPTS))


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, None where there are too few words.

    English is told by its commonest words; a text without them is judged by script, by the
    commonest words of other languages and, where installed, by a trained classifier.

    >>> language_of("The president said that he would not withdraw from the talks on peace.")
    'en'
    >>> language_of("Le président a dit que la paix n’est pas possible dans les conditions.")
    'fr'
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    script = _script(sample)
    if script:
        return script
    if len(words) < 4:
        return None
    count = Counter(words)
    shares = {
        code: sum(map(count.__getitem__, common)) / len(words) for code, common in _SETS.items()
    }
    best = max(shares, key=lambda code: shares[code])
    others = max(share for code, share in shares.items() if code != "en")
    if best == "en" and (shares["en"] >= 0.15 or shares["en"] >= max(0.08, 2 * others)):
        return "en"
    clear = 0.2 if len(words) >= _FEW else 0.3
    if shares[best] >= clear and best != "en":
        return best
    if len(words) < _FEW:
        return None
    return _classified(sample) or best


def _script(sample: str) -> str:
    if sample.isascii():
        return ""
    if not _OTHER_SCRIPT.search(sample):
        return ""
    letters = sum(map(str.isalpha, sample)) or 1
    for code, pattern in _SCRIPTS:
        if len(pattern.findall(sample)) > 0.4 * letters:
            return "ja" if code == "zh" and _SCRIPTS[4][1].search(sample) else code
    return ""


def _classified(sample: str) -> str:
    if not find_spec("py3langid"):
        return ""
    import py3langid

    return str(py3langid.classify(sample)[0])
