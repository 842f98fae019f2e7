"""How articles introduce persons, groups and governments, as patterns."""

from __future__ import annotations

import re

from servanda.reading.who.roles import ROLE

__all__ = [
    "ACRONYM_FIGHTS",
    "ACRONYM_PARTY",
    "ACTS",
    "APPOSED",
    "ARMED_WORDS",
    "AT_A_PLACE",
    "COMMON_NAMES",
    "FOR_THE_STATE",
    "GOVERNMENT",
    "GROUP",
    "HONORIFIC",
    "LETTERS",
    "MANY",
    "NAME",
    "NAME_THEN_ROLE",
    "NOT_GROUPS",
    "NO_PERSON",
    "OF_NAME",
    "OWN_MIND",
    "PLACES",
    "PLAIN_PEOPLE",
    "REBELS",
    "ROLE_THEN_NAME",
    "RULERS_IN",
    "TITLE",
]

HONORIFIC = (
    r"(?:President|Premier|Prime|Minister|Chancellor|King|Queen|Emir|Sultan|Sheikh|Ayatollah|General"
    r"|Field|Marshal|Colonel|Major|Captain|Gen|Col|Foreign|Defen[cs]e|Secretary|Ambassador|Senator"
    r"|Judge|Chairman|Chief|Mr|Mrs|Ms|Dr|Sir|Lord|Archbishop|Bishop|Comrade)\.?"
)
"""A word of a title or an office before a person's name."""
MANY = (
    r"(?:councils?|front|movement|party|parties|union|alliance|coalition|bloc|league|faction|wing"
    r"|militias?|brigades?|guerrillas|rebels|insurgents|separatists|militants|fighters|loyalists"
    r"|radicals|nationalists|royalists|communists|islamists|settlers|clergy|elders|chiefs|clans?"
    r"|tribes|mayors|exiles|dissidents|hardliners|irregulars|veterans|units|congregations?)"
)
"""What a body of people is called behind its name: "the Beja council", "Sand Elders"."""
PLAIN_PEOPLE = (
    r"(?:(?:former|ex-|exiled|dissident|released)[ -]?)?(?:detainees|islanders|royalists|loyalists"
    r"|settlers|exiles|bishops|prelates|mayors|elders|monks|clergy|tribesmen|landowners|dissidents"
    r"|hardliners|mutineers|emigres|émigrés|monarchists|clansmen|planters)"
    r"(?:[’'] (?:council|conference|association|union|league|front|committee))?"
)
"""People who are called only by what they are and may answer as one: "the islanders"."""
NAME = (
    r"(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)(?:[ ](?:(?:al|el|bin|ben|de|del|da|van|von|der|abu|ul"
    r"|y)[ -])?(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)){0,3}"
)
TITLE = (
    r"(?:(?:[Tt]heir|[Ii]ts|the|[Ii]nterim|[Aa]cting|[Cc]hief|[Tt]op|[Ss]enior|[Mm]ilitary"
    r"|[Pp]olitical|[Ff]oreign|[Pp]rime|[Dd]efen[cs]e"
    r"|[Ii]nterior|[Dd]eputy|[Vv]ice|[Ss]upreme|[Pp]eace|[Gg]overnment|[Oo]pposition|[Rr]ebel"
    r"|[Mm]ilitia|[Gg]uerrilla|[Ff]ormer|[Ee]x-)[ -]?)*"
    rf"(?i:{ROLE}|chair|strongman|warlord|delegate|captain|major|brigadier|marshal|sheikh|imam"
    rf"|archbishop|patriarch|generals?|presidents?|gen\.|col\.|lt\.|dr\.?|mr\.?|mrs\.?|ms\.?"
    rf"|field marshal)"
)
ROLE_THEN_NAME = re.compile(rf"(?P<role>{TITLE}),? (?P<name>{NAME})")
NAME_THEN_ROLE = re.compile(
    rf"(?P<name>{NAME}),? (?:who (?:leads|led|heads|headed|commands|chairs|signed for|speaks for"
    rf"|negotiated for)|(?:the |a |an |its |their )?(?:[\w’'-]+ ){{0,3}}?(?:leader|chief|commander"
    rf"|spokes\w+|president|minister|head|chairman|negotiator|secretary|envoy|delegate"
    rf"|representative|aide|premier)(?: of| for| to)?)\b"
)
OF_NAME = re.compile(rf"(?P<name>{NAME}) of (?:the )?\Z")
ACTS = re.compile(
    rf"(?P<name>{NAME})(?:,[^,.;]{{3,80}},| of (?:the )?[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)?"
    rf",? (?:has |have |had |also |then |who |immediately "
    rf"|later |at once )?"
    r"(?:said|says|told|called?|calls|reject\w*|refus\w+|denounc\w+|oppos\w+|accept\w*|welcom\w+"
    r"|sign\w*|back(?:s|ed)|support(?:s|ed)|vow\w*|warn\w*|wrote|writes|demand\w*|insist\w*"
    r"|campaign\w*|led|leads|posts|posted|swore|swears|growl\w*|announce[sd]?|declare[sd]?"
    r"|object(?:s|ed)|broke with|split (?:with|from)|fell out with|parted (?:with|from)|argue[sd]?"
    r"|dismiss\w*|condemn\w*|threaten\w*|prais\w+|urge[sd]?"
    r"|promis\w+|agree[sd]?|want(?:s|ed)?|complain\w*|resign\w*|vot(?:ed|es))\b"
)
GROUP = re.compile(
    r"\b(?!(?:The|A|An|In|On|At|Its|His|Her|Their|But|And|For|When|After|While|If) )"
    r"(?P<name>(?:[A-Z][\w’'-]+ (?:of |for |and )?){1,4}?(?:Party|Front|Movement|Alliance"
    r"|Union|Congress|League|Coalition|Bloc|Church|Brigades?|Militia|Federation|Assembly"
    r"|Council|Army|Fighters|Guards?|Command|Resistance|Rebels|Volunteers|Defen[cs]e Forces?"
    r"|Forces (?:of"
    r"|for) (?:the )?[A-Z][\w’'-]+(?: and [A-Z][\w’'-]+)?)"
    r"(?: for (?:the )?(?!President|Prime)[A-Z][\w’'-]+(?: (?:and |of (?:the )?)?[A-Z][\w’'-]+)"
    r"{0,2})?)\b(?! (?:of (?:Ministers|Europe)|building|hall|Agreement|Plan))"
)
LETTERS = re.compile(
    r"(?P<long>(?:[A-ZÀ-Þ][\w’'-]+)(?: (?:of|the|for|and|de|del|la|para|y|du|des|in"
    r"|[A-ZÀ-Þ][\w’'-]+)){1,8}) \((?P<short>[A-Z][\w.\-/]{1,10})\)"
)
ARMED_WORDS = re.compile(
    r"(?i)\b(?:army|forces?|front|fighters|brigades?|militia|guerrillas?|rebels?|resistance|tigers"
    r"|insurgen\w+|liberation|movement|separatists?|mujahed\w+|command)\b"
)
ACRONYM_PARTY = re.compile(
    r"\b(?:[Tt]he )?(?:[a-z]+ )?(?P<name>[A-Z][A-Z0-9]{1,6}(?:-[A-Z0-9]+)?|\d[A-Z]{1,3})"
    r" (?:party|movement|group|faction|union|federation|militia|coalition|bloc)\b"
)
APPOSED = re.compile(
    r"\b(?:party|movement|group|faction|union|federation|league|coalition|militia|front|guerrillas"
    r"|rebels),? (?:the )?(?P<name>[A-Z][A-Z0-9]{2,6}(?:-[A-Z0-9]+)?)\b"
)
ACRONYM_FIGHTS = re.compile(
    r"\b(?:the )?(?P<short>[A-Z][A-Z0-9]{1,6}(?:-[A-Z0-9]+)?) (?:rebels?|fighters?|forces"
    r"|guerrillas?|insurgents?|militants?|commanders?|militia(?:men)?|combatants)\b"
)
NOT_GROUPS = frozenset(
    [
        "UN",
        "EU",
        "US",
        "UK",
        "USA",
        "NATO",
        "AU",
        "OAU",
        "ECOWAS",
        "OSCE",
        "IGAD",
        "SADC",
        "EC",
        "CIA",
        "CEO",
        "GMT",
        "ICRC",
        "UNHCR",
        "BBC",
        "AFP",
        "AP",
        "ICC",
        "ICJ",
    ]
)
COMMON_NAMES = frozenset(
    """The A An In On At It He She They We But And If No Not Under After Before For From With When
    While Since As By To This That Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
    February March April May June July August September October November December Mr Mrs Dr General
    President Prime Minister Lord Sir King Pope Colonel Foreign Secretary Both Last Now Then There
    Chairman Commander Ambassador Chief Gen Col Front Army Party Movement Agreement Accord Council
    Government Governor Senator Under Former Rebel One Two Three Yes Yesterday Today Tonight Asked
    Told Its His Her Their Our My Your Whose Nobody Each Neither Either State
    Interior Defence Defense Vice Deputy Acting Interim Crown""".split()  # noqa: SIM905
)
NO_PERSON = frozenset(
    """United Farmers Workers Women Friends Sons Republic Bank University Kingdom Union League Party
    Council Church Bishop House Society Students Veterans Mothers Youth Teachers Lawyers Federation
    Chamber Voice Network Movement Front Army Forces Congress Assembly Alliance Coalition
    Commission Committee Authority Agency Government Cabinet""".split()  # noqa: SIM905
)
"""Words of bodies, which no person has in a name."""
GOVERNMENT = re.compile(
    r"\b(?:the|The|its|Its|his|her) (?:(?:[a-z]+-led|military|central|federal|country’s|country's"
    r"|national|interim|transitional|elected|ruling) )?(?P<what>government|Government|regime|junta"
    r"|authorities|administration|cabinet|president|President|prime minister|Prime Minister|state"
    r"|army|military|armed forces|federal army|foreign ministry|presidency)\b(?! (?:in|of) exile)"
)
REBELS = re.compile(
    r"\b(?:(?:the|The|its|Its|all|armed) (?:(?:[a-z-]+) )?|(?=[Rr]ebels\b|[Gg]uerrillas\b"
    r"|[Ii]nsurgents\b|[Ss]eparatists\b))(?P<what>rebels?|Rebels|Guerrillas|Insurgents|Separatists"
    r"|guerrillas?|insurgents?|insurgency|separatists?|militants?|resistance|rebel (?:chief|leader"
    r"|commander|side)s?|guerrilla (?:chief|leader)s?|movement)\b"
)


AT_A_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ff]rom|[Tt]o|[Oo]n|[Vv]ia|[Aa]round|[Oo]f|[Ii]nto"
    r"|[Aa]bove|[Oo]ver) \Z"
)
RULERS_IN = re.compile(
    r"\b(?:government|junta|regime|leaders|leadership|authorities|administration|parliament"
    r"|generals|cabinet|rulers|military|presidency|foreign ministry|officials|coalition) in \Z"
    r"|\b(?:letters?|assurances?|guarantees?|pledges?|promises?|word|messages?|pressure|yes|no|answer|reply"
    r"|blessing|support|backing|signals?|consent|approval) from \Z"
)
PLACES = frozenset(
    """Pale Sarajevo Tiraspol Sukhumi Tskhinvali Stepanakert Grozny Prague Hanoi Saigon Seoul
    Pyongyang     Enugu Salisbury Chechnya Transnistria Abkhazia Tigray Katanga Biafra Yenan Bosnia
    Yugoslavia Czechoslovakia
    Yemen""".split()  # noqa: SIM905
) | {
    "Donetsk and Luhansk",
    "South Ossetia",
    "South Korea",
    "North Korea",
    "South Vietnam",
    "North Vietnam",
    "Nagorno-Karabakh",
    "East Germany",
}


FOR_THE_STATE = frozenset(
    {
        "top",
        "foreign_minister",
        "defence_minister",
        "spokesperson",
        "head_of_government",
        "head_of_state",
        "envoy",
        "deputy",
        "commander",
    }
)
"""Offices whose holder speaks for the state; other ministers can differ with it."""
OWN_MIND = re.compile(
    r"(?i)\b(?:(?:finance|security|interior|energy|transport|justice|agriculture|housing"
    r"|settlement|education|labou?r|health|home|heritage|national security|culture) (?:minister"
    r"|secretary)|lawmaker|legislator|senator|congress(?:man|woman)|deputy(?! (?:prime|foreign))"
    r"|mp|opposition|dissident|former|ex-|hard-?lin\w+|far-right|backbench\w*|mayor|governor"
    r"|breakaway|renegade|rogue|splinter|mutinous|bishop|archbishop|cleric|sheikh|imam|patriarch|boss|activist|editor|candidate|critic)\b"
)
