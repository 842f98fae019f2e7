"""The set phrases of web pages that are no prose, by kind: each pattern fits a whole block."""

from __future__ import annotations

import re

from servanda.reading.grammar.word_index import Sieve

__all__ = ["AGENCY", "HINTS", "NAME", "WHOLE_BLOCK"]

NAME = (
    r"[A-ZÀ-Þ][\w’'.-]+"
    r"(?:\s+(?:(?:de|van|von|der|al|bin|la|di|da)\s+)?[A-ZÀ-Þ][\w’'.-]+){1,3}"
)
AGENCY = (
    r"(?:AFP|AP|EPA|EFE|ANSA|DPA|Reuters|REUTERS|Getty|Shutterstock|iStock|Alamy|Xinhua|TASS"
    r"|Anadolu|Bloomberg|Wikimedia|Creative Commons|Unsplash|Flickr|Pool|Sipa|ZUMA|NurPhoto"
    r"|Ukrinform|Handout|U\.?S\.? (?:Army|Navy|Air Force|Marine)|DVIDS|via)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_THIS = r"(?:this|the) (?:article|story|piece|essay|commentary|op-ed)\b.{0,60}\b"

_LINKS = (
    r"source link",
    r"read (?:more|next|also|on|the full (?:story|article))\b.{0,160}",
    r"(?:see also|also read|more|watch(?: live| now| more)?|listen(?: now)?)\b:.{0,160}",
    r"(?:click here|continue reading|follow us|view (?:all|more|comments)|loading)\b.{0,100}",
    r"(?:tags?|topics?|filed under):?.{0,200}",
    r"share(?: this| on| via)?\b.{0,60}",
    r"download (?:the )?(?:app|pdf).{0,40}",
    r"skip to (?:main )?content|back to top|report this ad|play video|transcript|copy link",
    r"tweet|print|email|save|facebook|twitter|whatsapp|linkedin|telegram|log ?in|sign in",
    r"(?:for|embargoed for) immediate release|press release|(?:media|press) statement",
    r"menu|search|home|next|previous|older posts|newer posts",
)
_RELATED = (
    r"related(?: (?:posts?|articles?|stories|content|topics?|news|coverage|reading))?",
    r"you (?:may|might) (?:also )?(?:like|be interested).{0,40}",
    r"recommended(?: for you| stories)?|trending(?: now)?|up next|what to read next",
    r"most (?:popular|read|viewed|shared).{0,30}",
    r"more (?:from|on|in|stories)\b.{0,60}",
    r"editors?[’'] (?:picks?|choice)|latest (?:news|stories|posts)",
)
_COMMENTS = (
    r"comments? (?:are|is)\s+(?:now )?closed.{0,40}",
    r"(?:leave a (?:comment|reply)|join the (?:conversation|discussion)|show comments).{0,60}",
    r"\d+ comments?|comments?(?: \(\d+\))?",
)
_NOTICES = (
    r".{0,80}\b(?:we|(?:this|our) (?:web)?site|by (?:continuing|clicking|using))\b.{0,120}"
    r"\bcookies?\b.{0,600}",
    r".{0,60}\bcookie (?:policy|settings|preferences|notice|consent)\b.{0,300}",
    r".{0,60}(?:accept|reject|manage) (?:all )?cookies.{0,200}",
    r"(?:privacy policy|terms (?:of (?:use|service)|and conditions))\b.{0,100}",
    r".{0,40}©.{0,160}|copyright\b.{0,160}|.{0,80}all rights reserved.{0,120}",
    r"advertisement|sponsored(?: content)?|ad",
    r".{0,100}(?:affiliate links?|commission on purchases).{0,200}",
)
_SUBSCRIBE = (
    r".{0,120}\b(?:subscribe (?:to|now|today|here)|sign[- ]?up (?:for|to|now|here))\b.{0,300}",
    r".{0,120}\bnewsletters?\b.{0,40}\b(?:inbox|daily|weekly|subscribe)\b.{0,300}",
    r".{0,120}\bget (?:the latest|our|unlimited).{0,60}(?:inbox|newsletter|access)\b.{0,300}",
    r".{0,120}\bbecome a (?:member|subscriber)\b.{0,300}",
    r".{0,120}\bsupport (?:our|independent) journalism\b.{0,300}",
    r"donate (?:now|today)\b.{0,100}",
)
_CREDITS = (
    r"(?:Featured )?(?:Image|Photo|Picture|Photograph|Illustration|Source)s?(?: credits?)?"
    r"\s*(?::|by\b|/|©).{1,160}",
    r"Credits?\s*(?::|by\b|/|©).{1,160}",
    rf"[\w.’' -]{{2,60}}(?:/|\s+via\s+|\s*\|\s*)[\w./’' -]{{0,40}}{AGENCY}[\w./’' -]{{0,60}}",
    rf"{AGENCY}(?:[/ ].{{0,50}})?",
    r"\((?:Photo|Image|Picture|AP|AFP|Reuters)\b.{0,160}\)",
)
_BYLINES = (
    rf"(?:By|BY|Written by|Reported by|Story by|Words by|Author:)\s+"
    rf"(?:{NAME}|[A-Z][A-Z .’'-]{{4,40}})(?:\s*(?:,|and|&|\|)\s*.{{1,80}})?",
    rf"{NAME}\s*[|,/]\s*(?:\w+\s+)?(?:{AGENCY}|staff|correspondent|editor)\b.{{0,40}}",
    r"(?:First published|(?:Last )?(?:[Uu]pdated|[Mm]odified|Published|Posted))\b.{0,100}",
    r"(?:PUBLISHED|UPDATED)\b.{0,100}",
    rf"(?:[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+)?,\s+)?"
    rf"(?:{_DAY},?\s+)?(?:\d{{1,2}}\s+)?{_MONTH}\.?\s+(?:\d{{1,2}},?\s+)?\d{{4}}\b.{{0,40}}",
    r"\d{4}-\d\d-\d\d.{0,30}|\d{1,2}[- ]min(?:ute)?s? read|Reading time.{0,20}",
)
_BIOS = (
    r"about the authors?\b.{0,80}",
    r"(?:the )?(?:views?|opinions?)(?: and (?:views|opinions))? expressed\b.{0,400}",
    rf".{{0,60}}\b(?i:reporting|editing|writing) by {NAME}.{{0,200}}",
    r".{0,40}\bcontributed (?:to this (?:report|story|article)|reporting)\b.{0,80}",
    _THIS + r"(?:(?:originally|first) (?:appeared|published|ran))\b.{0,300}",
    _THIS + r"(?:(?:is|was) (?:republished|reprinted)|does not necessarily)\b.{0,300}",
    r"(?:you can )?(?:follow|reach|email|contact) (?:him|her|them|the author)\b.{0,200}",
)


def _whole(patterns: tuple[str, ...], flags: re.RegexFlag = re.IGNORECASE) -> tuple[Sieve, ...]:
    return tuple(Sieve(re.compile(rf"\W*(?:{pattern})\W*", flags)) for pattern in patterns)


_AS_WRITTEN = re.RegexFlag(0)
WHOLE_BLOCK = (
    ("link_text", _whole(_LINKS)),
    ("related", _whole(_RELATED)),
    (
        "pagination",
        (
            Sieve(re.compile(r"\W*(?:page\s*)?\d{1,4}\s*(?:of|/)\s*\d{1,5}\W*", re.I)),
            Sieve(re.compile(r"[\W\d]{1,200}")),
        ),
    ),
    ("comments", _whole(_COMMENTS)),
    ("notice", _whole(_NOTICES)),
    ("subscribe", _whole(_SUBSCRIBE)),
    ("image_credit", _whole(_CREDITS, _AS_WRITTEN)),
    ("byline", _whole(_BYLINES, _AS_WRITTEN)),
    ("author_bio", _whole(_BIOS)),
)
"""Kind and patterns, in the order they are tried."""

_HINT_WORDS = (
    "cookie;privacy;terms ;©;copyright;rights reserved;advert;sponsor;affiliate;commission on"
    ";subscri;sign up;sign-up;signup;newsletter;get ;journalism;donate;read ;see also;also read"
    ";more:;more ;click;continue reading;follow;view ;loading;tag;topic;filed;share;download;photo"
    ";image;picture;credit;illustration;source;afp;reuters;getty;by ;published;updated;posted"
    ";modified;about the author;expressed;reporting;editing;writing;contributed;article;story"
    ";piece;essay;commentary;op-ed;reach ;email;contact;related;comment;watch;listen"
)
HINTS = tuple(_HINT_WORDS.split(";"))
"""Words one of which a block of more than a line holds if any of the patterns fits it."""
