"""Words that often report speech or name a speaker, written by hand, by class.

They help with verbs the training corpus holds too rarely to learn, in any inflection.
"""

from __future__ import annotations

from functools import cache
from typing import Final

__all__ = ["word_classes"]

VERBS: Final = {
    "say": "say state declare announce add note tell remark comment explain observe mention "
    "report repeat reiterate stress emphasize emphasise underline underscore argue contend "
    "maintain assert affirm insist claim allege testify recall quip joke quote cite write tweet "
    "post read reply respond answer counter retort object continue conclude clarify elaborate "
    "recount relate speak talk inform brief notify brand describe call label dub term portray "
    "characterize characterise point",
    "hold": "believe think feel consider know understand suspect doubt fear hope worry wonder "
    "regard view see deem expect assume imagine realize realise recognize recognise "
    "acknowledge admit concede agree disagree accept conclude find judge reckon",
    "oppose": "deny reject dismiss dispute refute rebut condemn criticize criticise blast slam "
    "denounce accuse blame lambaste decry deride mock attack rail protest complain lament "
    "warn caution threaten challenge question refuse oppose rule",
    "want": "demand ask request urge call press appeal order require insist want plead beg "
    "seek invite exhort implore",
    "promise": "promise vow pledge commit swear guarantee assure offer agree undertake threaten "
    "intend plan aim volunteer",
    "suggest": "suggest propose recommend advise hint imply indicate signal show reveal "
    "disclose predict forecast project estimate speculate posit envision foresee advocate "
    "support back endorse praise hail welcome defend laud applaud tout",
    "utter": "shout yell whisper cry scream murmur mutter laugh sigh chant sing boast brag "
    "muse opine pronounce proclaim",
}
IRREGULAR: Final = {
    "say": "said", "tell": "told", "think": "thought thinks", "feel": "felt",
    "know": "knew known", "understand": "understood", "hold": "held", "find": "found",
    "write": "wrote written", "speak": "spoke spoken", "swear": "swore sworn",
    "foresee": "foresaw foreseen", "see": "saw seen", "show": "shown", "undertake": "undertook",
    "seek": "sought", "beg": "begged begging", "plan": "planned planning", "read": "read",
    "dub": "dubbed", "admit": "admitted admitting", "brag": "bragged", "slam": "slammed",
    "commit": "committed committing", "refer": "referred", "sing": "sang sung",
    "quip": "quipped", "deny": "denied denies", "cry": "cried cries", "decry": "decried",
    "reply": "replied replies", "clarify": "clarified", "testify": "testified", "rebut": "rebutted",
    "imply": "implied implies", "worry": "worried worries", "signal": "signalled signaled",
    "label": "labelled labeled", "notify": "notified",
}  # fmt: skip
WORDS: Final = {
    "noun cue": "statement statements claim claims belief view views opinion argument remark "
    "remarks comment comments assertion allegation allegations accusation accusations suggestion "
    "warning promise pledge vow demand demands call calls request proposal plan prediction "
    "report reports testimony question questions answer speech interview letter tweet memo email "
    "editorial concern concerns fear fears hope idea notion conclusion finding decision "
    "announcement declaration denial criticism complaint doubt doubts position stance threat",
    "according": "according per",
    "title": "mr mrs ms dr president minister senator governor secretary chancellor king queen "
    "prince ambassador envoy general colonel commander chief chairman chairwoman chair leader "
    "director professor judge mayor lawmaker congressman congresswoman representative premier "
    "commissioner prosecutor attorney candidate nominee sen rep gov gen col",
    "speaker": "spokesman spokeswoman spokesperson official officials source sources aide aides "
    "adviser advisers advisor advisors analyst analysts expert experts critics supporters "
    "opponents lawyer lawyers diplomat diplomats observers people voters police authorities "
    "researchers scholars economists strategist strategists reporter reporters witness witnesses",
    "body": "government ministry parliament kremlin house campaign party committee department "
    "agency commission court council administration embassy office nato poll survey study "
    "newspaper magazine times post news media radio television",
    "pronoun": "he she they i we you it who him her them us me his their its my our your",
    "that": "that whether how why what if because",
}


@cache
def table() -> dict[str, tuple[int, ...]]:
    """Return the class numbers of every listed word and inflection."""
    found: dict[str, set[int]] = {}
    classes = [*VERBS.items(), *WORDS.items()]
    for number, (name, words) in enumerate(classes):
        for word in words.split():
            for form in inflections(word) if name in VERBS else {word: 0}:
                found.setdefault(form, set()).add(number)
            if name in VERBS:
                for form, tense in inflections(word).items():
                    found[form].add(len(classes) + tense)
    return {word: tuple(sorted(numbers)) for word, numbers in found.items()}


def inflections(verb: str) -> dict[str, int]:
    """Return the forms of a verb with the number of the tense: 0 base, 1 -s, 2 past, 3 -ing."""
    stem = verb[:-1] if verb.endswith("e") else verb
    forms = {verb: 0, verb + "s": 1, verb + "es": 1, stem + "ed": 2, stem + "ing": 3}
    for form in IRREGULAR.get(verb, "").split():
        forms[form] = 3 if form.endswith("ing") else 1 if form.endswith("s") else 2
    return forms


def word_classes(word: str) -> tuple[int, ...]:
    """Return the class numbers of a lower-case word; empty where it is not listed.

    >>> word_classes("said") == word_classes("declared"), word_classes("tulip")
    (True, ())
    """
    return table().get(word, ())
