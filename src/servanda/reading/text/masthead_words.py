"""Words and forms of mastheads, as patterns: bylines, outlets, agencies, who presents."""

from __future__ import annotations

import re

from servanda.reading.text.printed_days import PLACE

__all__ = [
    "AGENCY",
    "BY",
    "FROM_OUR",
    "HEADED",
    "NAME",
    "NOBODY",
    "NO_PUBLISHER",
    "ON",
    "OUTLET",
    "OUTLET_IN_CITY",
    "PARTS",
    "PRESENTS",
    "PRINTED_BY",
    "ROLE",
    "SMALL",
    "UPDATED",
    "WEEKDAY",
    "WHO_OF_OURS",
    "WORDS_IN_LINE",
    "WRITES_ON",
]

PARTS = re.compile(r"\s+[|/–—•·]\s+|\s+--?\s+|,\s+|(?<=[a-z0-9\x00]{2})\.\s+|\n")
BY = re.compile(
    r"\A\W*(?:(?:OPINION|Opinion|ANALYSIS|Analysis|COMMENT|Comment|COLUMN|Column|posted|Posted|written"
    r"|Written|reported|Reported|Story|Words|Text|Report|Review|Interview)\s+)?(?:By|BY|by|Author:"
    r"|From(?=\s+[A-Z][a-z]+ [A-Z][\w’'-]+ in [A-Z][a-z]+(?: [A-Z][a-z]+)?\s*\Z))\s+"
    r"(?P<who>.+)\Z"
)
ON = re.compile(r"\s+(?:on|for|in|at)\s+(?=(?:the\s+)?[A-ZÀ-Þ])")
FROM_OUR = re.compile(
    r"\A(?:From|By)\s+(?P<who>(?:[Oo]ur(?:\s+own)?|[Aa]n?"
    r"|[Tt]he)\s+(?:[\w-]+\s+)*(?:[Cc]orrespondent|[Rr]eporter|[Ss]pecial [Ww]riter))\b"
)
WHO_OF_OURS = re.compile(
    r"[^,\n]{0,60}, (?P<who>[A-ZÀ-Þ][\w’'-]+(?: (?:de |van |al-)?[A-ZÀ-Þ][\w’'-]+){1,2})"
)
WRITES_ON = re.compile(
    r"\A(?P<who>[A-ZÀ-Þ][\w’'-]+(?: (?:de |van |al-)?[A-ZÀ-Þ][\w’'-]+){1,2})"
    r" (?:on (?:what|why|how|who|the|a|an)|reports|writes|asks|argues|looks|explains|reflects"
    r"|talks)\b[^.]*\Z"
)
"""A line under a headline that says who writes on what: "Ana Ruiz on what the truce left out"."""
HEADED = re.compile(
    r"(?i)\A\W*(?:analysis|comment(?:ary)?|opinion|column|essay|viewpoint|report(?:age)?|interview|dispatch|notebook)"
    r"\s?[:|–—-]\s?(?-i:(?P<who>[A-ZÀ-Þ][\w’'-]+(?: (?:de |van |al-)?[A-ZÀ-Þ][\w’'-]+){1,2}))\s*\Z"
)
PRESENTS = re.compile(
    r"\b(?:[Pp]resenter|[Hh]ost|[Ii]nterviewer|[Mm]oderator|[Aa]nchor|[Pp]resented by"
    r"|[Hh]osted by) "
    r"(?P<who>[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ][\w’'-]+)"
)
PRINTED_BY = re.compile(
    r"\b(?:printed|published|carried|reprinted|issued|distributed|circulated) (?:by|in) (?:the )?"
    r"(?P<who>[A-ZÀ-Þ][\w’'-]+(?: (?:of |the |de )?[A-ZÀ-Þ][\w’'-]+){0,4})"
)
WEEKDAY = re.compile(
    r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi)\b"
)
NOBODY = re.compile(
    r"(?i)\b(?:staff|correspondents|reporters|agencies|newsroom|desk|editors|editorial board"
    r"|wire)\b"
)
NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]*|[A-Z]\.)(?:\s(?:(?:de|van|von|der|al|bin|la|di|da|ap|ter)\s)?"
    r"(?:[A-ZÀ-Þ][\w’'-]*\.?|[A-Z]\.|(?:al|el)-[A-Z]\w+)){1,3}"
)
ROLE = re.compile(
    r"(?i)\b(?:editor|reporter|correspondent|columnist|writer|contributor|fellow|analyst"
    r"|bureau chief"
    r"|staff|producer|special to)\b"
)
NO_PUBLISHER = re.compile(
    r"(?i)\A(?:press (?:release|statement)|media release|transcript|briefing|opinion|analysis"
    r"|column|commentary|viewpoint|essay|op-ed|guest (?:column|essay)|news analysis|dispatch"
    r"|feature"
    r"|comment"
    r"|live|updated?\b.*|\d.*|for immediate release|exclusive|editorial|interview|q&a"
    r"|not a verbatim.*|\(?translat\w+ (?:from|by)\b.*|from our archives?"
    r"|all times.*|(?:an? )?(?:summary|abridged).*|page \d+|vol\b.*|no\. ?\d+|special report|\W*)\Z"
)
UPDATED = re.compile(
    r"(?i)\b(?:(?:last|first) )?(?:updated|published|posted|modified)\b:?(?: (?:at|on)\b)?"
    r"|\b(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\b\.?)?"
    r"|\bon\b|\b(?:GMT|UTC|BST|CET|CEST|EST|EDT|PST|PDT|UK|local time)\b"
)
"""What stands around the day of a page: when it was changed, the hour, whose clock."""
OUTLET = re.compile(
    r"(?i)\b(?:times|post|herald|tribune|journal|gazette|telegraph|guardian|news\w*|daily|today|tv"
    r"|radio|television|broadcasting|press|\w*wire|agency|bureau|online|observer|mirror|mail|sun|star"
    r"|echo|monitor|independent|insider|chronicle|courier|standard|examiner|bulletin|weekly|review"
    r"|pravda|inquirer|sentinel|globe|argus|newsline|dispatch|magazine|quarterly|monthly|letter|notes"
    r"|brief|briefing|forum|leader|direct|record|advertiser|register|ledger|reporter|statesman|nation"
    r"|vanguard|patriot|mercury|messenger|digest|newsletter|ticker|feed|programme|voice|broadcaster"
    r"|lettre|courrier|journal|matin|soir|monde|figaro|diario|prensa|naci[oó]n|tiempo|peri[oó]dico"
    r"|zeitung|\w*blatt|kurier|anzeiger|dagblad\w*|\w*tidning\w*|avis\w*|gazet\w+|vremya|izvestia"
    r"|corriere|giornale|jornal|\w*bladet|archive|papers|chronik|forum|voices|service|department"
    r"|office|office of|ministry|council|summary"
    r"|opinion|markets|lantern|\w+desk|\w+\d\d|institute|centre|center|group|commission|secretariat|mission)\b"
)
AGENCY = re.compile(
    r"\A(?:(?P<before>[^()\n]{0,80}?)\s*)?\((?P<agency>[A-Z][\w .&’'/-]{1,50})\)\s*"
    rf"(?P<after>{PLACE})?"
    r"\s*(?:[-–—:]|--|by\b|\Z|\n)"
)
OUTLET_IN_CITY = re.compile(
    r"(?!(?:[A-ZÀ-Þ/ .’'-]+) \()(?:The )?[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){1,3}"
    r" \([A-ZÀ-Þ][a-zà-þ]+\)"
)
"""An outlet with its town: "Deutsche Welle (Bonn)"."""
WORDS_IN_LINE = 18
SMALL = frozenset("of the and for in on at & de la le el du des del da do und to a an".split())  # noqa: SIM905
