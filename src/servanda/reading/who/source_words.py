"""Words around a source that say whose voice it is: offices, pronouns, asides, distance."""

from __future__ import annotations

import re

from servanda.reading.who.roles import ROLE

__all__ = [
    "ADVERBIAL",
    "AFTER_PREPOSITION",
    "AIDES",
    "ALLIANCE",
    "ARTIFACT",
    "ASIDE",
    "A_ROLE",
    "BEFORE_VERBS",
    "BODY",
    "BY_KIND",
    "COLLECTIVE",
    "DUMMY",
    "FULL_NAME",
    "GOVERNMENT_OF",
    "GROUPS",
    "JOINS",
    "MEMORY",
    "MINISTRY",
    "NOBODY",
    "NOT_NAMES",
    "OFFICE_NEXT",
    "ONE_NAME",
    "OPEN",
    "OPENERS",
    "PERSONAL",
    "RELATIVE",
    "RELATIVE_AFTER",
    "ROLE_TAIL",
    "SELF",
    "SERVES",
    "SET_APART",
    "SOME_OF",
    "THEIRS",
    "TITLE",
    "TRIM",
    "UNRULED",
    "WHOLE_AFTER",
]

PERSONAL = frozenset("he she him her".split())  # noqa: SIM905
COLLECTIVE = frozenset("it they them".split())  # noqa: SIM905
OFFICE_NEXT = re.compile(rf"(?:[’']s?)? (?:new |own )?(?P<role>{ROLE})\b(?!,? [A-Z])")
RELATIVE = frozenset("who which that whom".split())  # noqa: SIM905
SELF = frozenset("i we us me".split())  # noqa: SIM905
ARTIFACT = re.compile(
    r"(?i)\b(?:copy|report|study|statement|document|letter|poll|survey|memo|communiqu[eé]|text|draft"
    r"|agreement|resolution|paper|article|editorial|book|analysis|assessment|data|figures|law"
    r"|treaty|decree|transcript|post|tweet|video|filing|indictment|plan|proposal)\Z"
)
MINISTRY = re.compile(
    r"(?i)\b(?:ministry|foreign office|defen[cs]e department|department of (?:state|defen[cs]e)"
    r"|general staff|air force|navy|army|intelligence service|security service|coast ?guard"
    r"|embassy|central bank|parliament)\b"
)
A_ROLE = re.compile(rf"(?i)\b{ROLE}\b")
FULL_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)(?:\s(?:(?:al-|el-|bin|von|van|de|der|ibn)\s?)?"
    r"(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)){1,3}"
)
ONE_NAME = re.compile(r"\A(?:(?:Mr|Mrs|Ms|Dr|Sir|Gen|Sen|Lt|Col|Prof)\.?\s+)?([A-ZÀ-Þ][\w’'-]+)\Z")
TITLE = re.compile(r"\A(?:Mr|Mrs|Ms|Dr|Sir|Gen|Sen|Lt|Col|Prof)\.?\s+")
MEMORY = 20_000
"""Code points back to which a description can refer."""
TRIM = "\"“”‘’' ,;:—–-"
ASIDE = re.compile(
    r"[”\"]?,?[”\"]?\s(?:\([A-Z]{2,8}\),?\s)?(?:led|headed|run|commanded|founded|represented"
    r"|backed|which|whose|where|under)\b"
)
ADVERBIAL = re.compile(r"(?i)\b(?:under|with|for|after|despite|unlike|like|besides|alongside)\s+\Z")
ALLIANCE = re.compile(r"(?i)the (?:(?:international|military|western|atlantic) )*(?:alliance|bloc)")
THEIRS = re.compile(
    r"(?i)(?P<whose>its|his|her|their)\s(?:own\s)?"
    rf"(?P<role>(?:[\w-]+\s){{0,3}}?(?:{ROLE}s?|aides?|government|administration|cabinet|office"
    r"|delegation|army|ministry|military|negotiators|parliament))\Z"
)
AIDES = re.compile(r"(?i)\b(?:aides?|advis[eo]rs?|office|cabinet|government|administration|camp)\b")
UNRULED = re.compile(
    r"(?i)\b(?:rebels?|fighters?|guerrillas?|insurgents?|militants?|separatists?|opposition|exiles?"
    r"|dissidents?|protesters?|lawmakers?|politicians?|mediators|settlers?|activists?|refugees?"
    r"|soldiers|conscripts|civilians)\b"
)
"""Who, though of a state, does not speak for it."""
BEFORE_VERBS = frozenset(
    """has have had is was were are will would also then now later again still itself themselves
    both
    and or which who that in on at never once did does do too alone just even not""".split()  # noqa: SIM905
)
SERVES = re.compile(
    rf"(?i)\b{ROLE}s?\s(?:to|for|of|under|with)\s"
    rf"(?:(?:the|{ROLE}|(?:Mr|Mrs|Ms|Dr)\.?|[\w]+ian|[\w]+ish)\s)*\Z"
)
JOINS = re.compile(r",?\s(?:and|or|as well as)\s(?:the\s)?|,\s(?:the\s)?|/")
SOME_OF = re.compile(
    r"(?i)(?:most|many|some|ordinary|several|a few|few|young|older|other|thousands of|millions of"
    r"|hundreds of|a majority of|\d[\d,.]* (?:percent|per cent) of|half of|\w+ percent of|one|an?"
    r"|two|three|four|five|fellow|a group of|(?:a )?poll of)\s"
)
WHOLE_AFTER = re.compile(
    r"(?i)(?:itself|themselves|too|also|alone|both|each|together|jointly|then|now|again|proper"
    r"|[’']s?\Z|who|which|that|in|at|on|through|under|led|along|, |on [A-Z])\b|[,(—–-]"
)
RELATIVE_AFTER = re.compile(r"(?i)(?:themselves|too|also|alone|who|which|that|then|now)\b|[,(—–-]")
GOVERNMENT_OF = re.compile(r"[’']s?\s(?:[\w-]+\s){0,3}(?:government|leadership|authorities|army)\b")
BY_KIND = (
    (
        re.compile(r"the (?:\w+ )?(?:rebels|guerrillas?|insurgents|militants|militia|group)"),
        frozenset({"armed_group"}),
    ),
    (re.compile(r"the (?:army|military|armed forces)"), frozenset({"armed_forces"})),
    (re.compile(r"the south"), frozenset({"KOR"})),
    (re.compile(r"the north"), frozenset({"PRK"})),
)
NOBODY = re.compile(
    r"(?i)(?:it[’']s|it is|there|here|this (?:is|was)|no(?:body| one|ne)?\b|neither)\b"
)
OPEN = re.compile(r"\s(?:that|who|which)\Z")
SET_APART = re.compile(r"[”\"]?,[”\"]?\s")
DUMMY = re.compile(
    r"(?:[’']s| is| was| seems| remains)(?: \w+)? (?:hard|clear|evident|likely|unlikely|possible"
    r"|easy|difficult|obvious|true|important|said|believed|thought|expected|reported|impossible)\b"
)
OPENERS = frozenset({"a", "an", "the", "but", "and", "however", "while", "although", "meanwhile"})
GROUPS = frozenset({"nations", "countries", "states", "side", "capitals", "allies"})
AFTER_PREPOSITION = re.compile(
    r"\b(?:in|of|on|to|for|with|from|by|at|against|between|into|and|inside|over|toward|towards)"
    r"(?:\s+(?:the|a))?\s\Z"
)
NOT_NAMES = frozenset(
    """The A An Other Some Many Most Several Both But And As While When After Former Western
    Foreign Defense Defence Prime Secretary General Minister President Deputy Vice Chief Sir Mr Mrs
    Ms Dr Gen Sen Lt Col Prof Sources Senior European Eastern Northern Southern Arab""".split()  # noqa: SIM905
)
ROLE_TAIL = re.compile(r"(?i)(?:spokes(?:man|woman|person)|correspondent|analyst|official)\Z")
BODY = re.compile(
    r"\b(?:Ministry|Department|Office|Council|Agency|Committee|University|Institute|Center|Centre"
    r"|Foundation|Group|Party|Army|Forces|Front|Movement|Union|Bank|Court|Parliament|House|Times"
    r"|Post|Journal|News|Association|Commission|Command|Service|Board|Company|Fund|Alliance)\b"
)
