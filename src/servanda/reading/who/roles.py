"""Words for roles, and the rank each stands for in the gazetteer."""

from __future__ import annotations

import re

__all__ = ["AFTER_NAME", "GOVERNING", "ORGAN", "PUBLIC", "ROLE", "ROLE_BEFORE", "ranks_of"]

_MINISTRIES = (
    r"(?:foreign|defen[cs]e|interior|finance|justice|economy|energy|health|treasury|home"
    r"|prime|deputy prime|information|culture|security|national security|state)"
)
ROLE = (
    rf"(?:(?:acting|interim|former|ex-|then[- ]|outgoing|deputy|vice|first|senior|chief|top"
    rf"|special|lead|assistant|permanent|presidential|military|government|national|security"
    rf"|foreign[- ]policy|crown|supreme|political|opposition|press|army|party|peace)[ -])*"
    rf"(?:{_MINISTRIES} (?:minister|secretary)|secretary[- ]general"
    r"|secretary of (?:state|defen[cs]e)|commander[- ]in[- ]chief"
    r"|chief of (?:the )?(?:general )?(?:army )?staff|director[- ]general"
    r"|high representative|under-?secretary|attorney general|general secretary|policy chief"
    r"|president|premier|chancellor|king|queen|emir|sultan|prince|pope|leader|minister|secretary"
    r"|spokes(?:man|woman|person)|envoy|ambassador|chief|head|boss|commander|general|admiral"
    r"|colonel"
    r"|governor|senator|congress(?:man|woman)|lawmaker|legislator|speaker|diplomat|official"
    r"|advis[eo]r"
    r"|aide|analyst|expert|professor|fellow|researcher|historian|negotiator|mediator|chair(?:man"
    r"|woman)?"
    r"|director|editor|author|mayor|activist|economist|strategist|judge|prosecutor|lawyer|officer"
    r"|counsellor|counselor|representative|coordinator|founder|co-?founder|columnist|reporter"
    r"|strongman|ruler|warlord|cleric|ayatollah|candidate|nominee|deputy|taoiseach)"
)
ROLE_BEFORE = re.compile(rf"(?i)(?:(?<=\s)|(?<=\A)|(?<=[\"“’']))(?P<role>{ROLE})s?,?\s*\Z")
AFTER_NAME = re.compile(
    r"(?i)\A,\s+(?:who (?:is|was) )?(?:now )?(?:the |a |an )?"
    rf"(?P<role>(?:[\w’'-]+ ){{0,4}}?{ROLE})\b"
    r"(?:\s+(?:of|at|for|to|with|in)\s+(?:the\s+)?(?-i:(?P<body>(?:(?:[A-Z]\.)+|[A-Z][\w’'&-]*)"
    r"(?:[ \u00a0](?:(?:of|for|and|the|on|in) ){0,2}(?:(?:[A-Z]\.)+|[A-Z][\w’'&-]*)){0,6})))?"
)
GOVERNING = re.compile(
    r"(?i)\b(?:government|officials?|authorit(?:y|ies)|military|army|forces|troops|navy|air force"
    r"|diplomats?|leaders?|leadership|administration|regime|junta|lawmakers|delegation|negotiators"
    r"|side|state media|sources|intelligence|commanders|ministers|politicians|presidency|cabinet"
    r"|parliament|rebels|fighters|mediators|capitals|members?|nations|countries|states|allies)\b"
)
ORGAN = re.compile(
    r"(?i)\b(?:state (?:television|tv|radio|news agency|broadcaster)|prosecutors?|police|courts?"
    r"|envoys"
    r"|war cabinet|ministry|department|embassy|border guards?|security service|spokes(?:men|people)"
    r"|presidents|generals|ambassadors|chiefs|representatives|parties|readout|foreign office"
    r"|treasury"
    r"|coast ?guard|high command|general staff|command|assembly|senate|congress|people|public voice"
    r"|monarchy|crown|court|palace|team|mission|presidency|junta)\b"
)
"""Further bodies through which a state speaks."""

PUBLIC = re.compile(
    r"(?i)\A(?!.*\b(?:former|ex|then|opposition|retired|shadow|would-be|candidate|critic)\b).*\b"
    r"(?:minister|secretary|president|premier|chancellor|king|queen|emir|sultan|crown prince|leader"
    r"|spokes(?:man|woman|person)|envoy|ambassador|negotiator|delegate|commander|general|admiral"
    r"|representative|chief|head|governor|official|chair(?:man|woman)?|speaker|ruler|taoiseach"
    r"|high representative|attorney general|commissioner|counsell?or|ayatollah|diplomat)\b"
)
"""Offices whose holder speaks for whom the office is held."""

_RANKS = (
    (
        r"foreign (?:minister|secretary)|top diplomat|secretary of state|foreign[- ]policy chief"
        r"|chief diplomat",
        ("foreign_minister",),
    ),
    (r"defen[cs]e (?:minister|secretary|chief)|pentagon chief", ("defence_minister",)),
    (r"vice president|deputy prime minister", ("deputy",)),
    (r"spokes(?:man|woman|person)|press secretary", ("spokesperson",)),
    (r"envoy|ambassador|negotiator|mediator", ("envoy",)),
    (
        r"army chief|military chief|chief of (?:the )?(?:general )?(?:army )?staff|top general"
        r"|commander",
        ("commander", "top"),
    ),
    (r"prime minister|premier|chancellor", ("head_of_government", "top")),
    (r"president|head of state|monarch|king|emir", ("top", "head_of_state", "head_of_government")),
    (r"leader|chief|head|boss|secretary[- ]general|strongman|ruler|director[- ]general", ("top",)),
)
_COMPILED = tuple((re.compile(rf"(?i)\b(?:{words})\b"), ranks) for words, ranks in _RANKS)


def ranks_of(role: str) -> tuple[str, ...]:
    """Return the ranks a role can stand for, the likeliest first.

    >>> ranks_of("the NATO chief"), ranks_of("Moscow’s top diplomat")
    (('top',), ('foreign_minister',))
    """
    return next((ranks for pattern, ranks in _COMPILED if pattern.search(role)), ())
