"""Words that make a sentence set a term, or keep it from it, as patterns."""

from __future__ import annotations

import re

__all__ = [
    "ASKS_FOR_TERMS",
    "CLAUSE_END",
    "DENIED",
    "EARLIER",
    "IN_ITS_OWN_WORDS",
    "LISTS",
    "NOT_A_TERM",
    "NO_PAST",
    "OBLIGES",
    "OF_ONES_OWN",
    "ONE_OF_A_ROW",
    "PAST",
    "PLAN_DEMANDS",
    "PLAN_SUBJECT",
    "REPORTED",
    "SUPPOSED",
    "TO_A_BORDER",
    "UNTIL_THEN",
    "WATCHED",
]

OBLIGES = re.compile(
    r"\b(?:would|will|shall|'ll|is to|are to|was to|were to|must|has to|have to|had to|may"
    r"|undertakes?|undertook|agree(?:d|s)? (?:to|that|on|not)|agreed\b[^.;]{0,30}\bthat"
    r"|requires?|required|includes?|propos(?:es|ed) (?=\w+ing\b|an? |the )|offer(?:s"
    r"|ed) (?=\w+ing\b|an? )"
    r"|provid(?:es|ed|ing) for|calls? for|called for|stipulates?|envisages?"
    r"|foresees?|sets? out|lays? down|commits?|committed"
    r"|guarantees?|allows?|grants?|to be|promis(?:e[sd]?|ing)|pledg(?:e[sd]?|ing)|settled for"
    r"|bound to|due to|under which|deal (?:gives|leaves)|would-be|obliges?|asks (?:the|for|my)"
    r"|in exchange|in return)\b",
    re.I,
)
PAST = re.compile(
    r"\b(?!(?:hundred|indeed|united|armed|unarmed|wounded|sacred|mixed|limited|need|seed|feed|speed"
    r"|elected|detained|captured|displaced|uprooted|integrated|so-called|called for"
    r"|newborn)\b)(?:was|were|had|did|said|told|wrote|called|killed|went|came|took|gave|fell"
    r"|broke|began"
    r"|left|held|made|sent|saw|stood|lost|fled|[a-z]{3,}ed)\b"
)
NO_PAST = re.compile(
    r"\b(?:is|are|be|been|being|gets?|getting|the|an?|its|their|his|her|of|for|more|all|no|not|by"
    r"|and|or|with|from|to|some|every|any|as|in|those|these|\w+ly)"
    r"[ -](?:\w+ly[ -])?\w+ed\b"
    r"|\b(?:who|that|which|where|whoever) (?:have |has |had )?(?:\w+ly )?(?:\w+ed|came|went|fled"
    r"|fought|left"
    r"|took|held|lost|made|gave|fell|began|rose|broke)\b|\bsince (?:\w+ )?\w+\b"
    r"|\b(?:sent|made|held|led|left|lost|told) (?:by|to|in|from|at|under)\b|\bwhere (?:they"
    r"|it) (?:came|were|was|stood)\b"
)
NOT_A_TERM = re.compile(
    r"\b(?:demand(?:s|ed|ing)?|wants?|wanted|insist(?:s|ed|ing)?|urg(?:es|ed|ing)|warn(?:s|ed"
    r"|ing)?|fear(?:s|ed)?|could|might|doubts?|doubted|accus(?:es|ed)"
    r"|complain(?:s|ed)|refus(?:es|ed)|reject(?:s|ed)|denied|denies|vow(?:s|ed)|threat\w+|criti\w+"
    r"|swaps|would not|will not|won't|(?<!shall )never(?! to be\b)|unless|used to"
    r"|no one knows|does not say|do not say|did not say"
    r"|photo|struck out|dropped|hop(?:es|ed)|argues?|argued|wonder\w*|killed|wounded"
    r"|(?<!the )dead\b|graves?|alleg\w+|protest\w*)\b",
    re.I,
)
PLAN_DEMANDS = re.compile(
    r"(?i)\b(?:plan|points?|terms|text|paper|proposal|draft|accord|agreement|document|roadmap|blueprint)s?"
    r"(?: also)? (?:demand|want|insist)s?\b"
)
"""A plan that "demands" sets terms; a party that does, wishes for them."""
REPORTED = re.compile(
    r"\b(?:said|says|told|tells|wrote|writes|added|adds|announced|warned|declared|argued|thinks"
    r"|thought|believes?|recalled|asked|asks|insist\w*|called)\b"
)
"""What somebody says of a plan sets its terms less plainly than what is told of it."""
OF_ONES_OWN = re.compile(r"\b(?:I|we|my|our|you|your|us|me)\b")
ASKS_FOR_TERMS = re.compile(
    r"(?i)\bwho (?:gave|gives|gets|got|does|did|pays) what\b[^?]*\?"
    r"|\bwhat(?:[’']s| is) (?:in it|in the \w+|to happen|it worth|at stake|on paper)\b[^?]*\?"
    r"|\bhow (?:is|will|would|does) (?:it|this|the \w+) (?:to )?work\b[^?]*\?"
    r"|\b(?:what|which)\b[^?]*\b(?:sign(?:ed)?|sa(?:y|ys|id)|get|gets|got|give|gives|gave"
    r"|agree[ds]?|in it"
    r"|deal|plan|terms|foresees?|contains?|provides?|settled?|concede[ds]?|ask(?:s|ed)?)\b[^?]*\?"
)
"""A question that is answered by the terms: "What did they sign?"."""
PLAN_SUBJECT = re.compile(
    r"\b(?:[Tt]he|[Ii]ts?|[Tt]his|[Tt]hat|[Uu]nder (?:the|it|its)|[Ww]hat (?:it|they) says?"
    r"|[Tt]erms of the) ?(?:[\w-]+ ){0,3}?(?:plan|agreement|accords?|deal|treaty|pact|text"
    r"|document|papers?|memorandum|proposal|truce|cease-?fire|annex|framework|protocol|resolution"
    r"|armistice|provisions|points?|draft|package|declaration|paper)s?\b"
)
CLAUSE_END = re.compile(
    r"[;:—–]|,(?!\d)| - | and (?=(?:the |a |an |to |its |all |no |both |would|will|shall|then|some"
    r"|[a-z]+ (?:are|is|would|will|shall|to)))"
)
EARLIER = re.compile(
    r"\b(?:under that (?:pact|deal|agreement)|in (?:1[5-9]|20)\d\d|of (?:1[5-9]|20)\d\d"
    r"|last (?:year|winter|month)|(?:1[5-9]|20)\d\d (?:pact|deal|accord|agreement|memorandum"
    r"|treaty))\b",
    re.I,
)


ONE_OF_A_ROW = re.compile(
    r"(?i)\A\W*(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|sixth(?:ly)?"
    r"|seventh|eighth|ninth|tenth|point (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
    r"|(?:under|in|by) (?:article|clause|chapter|annex|point|paragraph) \w+"
    r"|(?:article|clause|chapter|annex|paragraph) \w+"
    r"|by the (?:first|second|third|fourth|fifth|sixth) (?:article|clause|point))\b"
    r"(?: (?:says|provides|states|reads))?[,:.]? "
)
"""The first, second or third thing that a plan says: "Fifth, refugees have the right to return"."""
LISTS = re.compile(
    r"(?i)\b(?:plan|paper|text|deal|agreement|accords?|terms|proposal|truce|document|points|draft)\b"
    r"[^.;:]{0,25}:\s"
)
"""What a plan says, in a row: "What the paper says: a ceasefire, roads reopened, a vote"."""
DENIED = re.compile(r"\b(?:no|nor|without|neither)(?: (?:\w+ ){0,1})?\Z")
"""What a plan leaves out: "no autonomy, and no federal state"."""
SUPPOSED = re.compile(r"\b(?:if|unless|as long as|so long as|once|until)\b[^,;:]{0,60}\Z")
"""What a party makes its answer hang on, or when: no term of the plan."""
UNTIL_THEN = re.compile(
    r"\b(?:until|till|before|after|since|pending|ahead of)(?: the| a| an| new)* \Z"
)
"""A time, and not what is to be done: "until the elections"."""
TO_A_BORDER = re.compile(
    r"(?i)\bto (?:the |its |their )?(?:[\w-]+ ){0,3}(?:border|frontier|boundar)"
)
WATCHED = re.compile(
    r"\b(?:monitor|observ|verif|polic|watch|overse|supervis|violat|br[eo]k|breach|flout|hail|welcom)\w*"
    r"(?: over| of)? (?:the|a|an|its|this|that) (?:\w+ )?\Z"
)
IN_ITS_OWN_WORDS = re.compile(
    r"(?i)\b(?:plan|accords?|agreement|deal|text|document|proposal|initiative|draft|roadmap|paper)\b"
    r"[^.;“\"]{0,40}\b(?:includes?|calls? for|provides? for|foresees?|says?|states?|stipulates?"
    r"|reads?)"
    r" [“\"]"
)
"""A plan that is quoted: its words are terms, and not somebody's speech."""
