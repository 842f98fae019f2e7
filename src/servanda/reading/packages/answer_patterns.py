"""What yes, no, if and silence look like in a sentence; verbs of answering are a shipped table."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from servanda.reading.packages.plan_words import DEAL

__all__ = [
    "AFTER_A_PREPOSITION",
    "ANOTHER_OBJECT",
    "AN_EFFORT",
    "APART",
    "BOTH",
    "BY",
    "DENIED_NO",
    "DISTANCE",
    "ENDS",
    "IF",
    "IN_A_PLACE",
    "IT",
    "NEEDS_OBJECT",
    "NOT",
    "NOT_THE_STATE",
    "NOUN",
    "OBJECT",
    "OFFER_OF_TALKS",
    "ONLY_SUCH",
    "OPEN",
    "OTHERS_SAY",
    "OTHER_THINGS",
    "PRONOUN",
    "SAYS_IF",
    "SAYS_NO",
    "SAYS_SO",
    "SAYS_YES",
    "SILENT",
    "STRINGS",
    "WANTS",
    "verbs",
]

IT = r"(?:it|them|this|these|that|its terms|their signature|yes|both)"
OBJECT = re.compile(
    rf"\A\s*(?:up to|to|on|for|with|by|against|off|out|from|at|in|of)?\s*(?:the|a|an|any|all|its"
    rf"|his|their|this|that|such|last|both|every|each"
    rf"|whatever)?\s*(?:[\w’'“”\"-]+\s+){{0,6}}?(?:{DEAL}|{IT}|pages?|signing|points?|offer|map"
    rf"|maps|vote|ballot|name)\b",
    re.I,
)
ENDS = re.compile(
    r"\A\s*(?:[.,;:!?)]|\Z|—|–|in\b|on\b|at\b|yesterday|today|after\b|before\b|but\b|and\b"
    r"|within\b|first\b|for\b|with\b|without\b|as\b|last\b|too\b|only\b|that\b|here\b|there\b"
    r"|under\b|from\b|by\b|again\b|when\b|while\b|because\b)"
)


@cache
def verbs() -> re.Pattern[str]:
    """Return the shipped words of answers, by what they answer: a no is looked for first."""
    text = (files("servanda.reading.packages") / "answer_words.csv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.splitlines()[1:]:
        answer, pattern = line.split("|", 1)
        found.setdefault(answer, []).append(pattern)
    each = [f"(?P<{a}>{'|'.join(found[a])})" for a in ("weak", "no", "puts", "yes")]
    return re.compile(rf"\b(?:{'|'.join(each)})(?![\w-])", re.I)


NEEDS_OBJECT = re.compile(
    r"(?i)\A(?:back|support|welcom|hail|prais|oppos|condemn|denounc|dismiss|adopt|approv|endors"
    r"|veto|abid|boycott|turn|brand|scorn|call(?:ed|s)? off|embrac|reject|applaud|vot|pass|commit"
    r"|veto|protest|complain|plead|argue|walk|bless|torpedo|refusal|rejection|acceptance|signature"
    r"|approval|consent|blessing|backing|thank|no\b)"
)
OFFER_OF_TALKS = re.compile(
    r"(?i)\b(?:proposal|offer|invitation|suggestion|request) (?:to|for) (?:[\w’'-]+ ){0,3}?"
    r"(?:talks|negotiations|dialogue|a meeting|a summit|meetings|another round|further rounds?)\b"
)
"""What is proposed where it is talks and no plan: "welcomed the offer to extend the talks"."""
ONLY_SUCH = re.compile(
    rf"(?i)\b(?:any|no) (?:[\w’'-]+ ){{0,3}}?(?:{DEAL}) (?:that|which|without|under which|in which"
    r"|unless|where)\b[^.;]*"
)
"""A no to some deals only, which is what a yes hangs on: "sign no deal that splits the land"."""
NOUN = re.compile(
    r"(?i)(?:refusal|rejection|acceptance|signature|approval|consent|blessing|backing|veto|no)\b"
)
NOT = re.compile(
    r"(?i)(?:n[’']t|\b(?:not(?! (?:only|just|merely)\b)|never|no longer|refus(?:ed|es|al|ing) to"
    r"|declin(?:ed|es) to|fail(?:ed|s) to|unwilling to|without|cannot|nor|neither"
    r"|nobody|rather than|instead of|yet to|stopped short of|could never))\b[\w ,’'-]{0,28}\Z"
)
DENIED_NO = re.compile(
    r"(?i)(?:n[’']t|\b(?:not(?! (?:only|just|merely)\b)|never|nobody|no one|refus(?:ed|es) to"
    r"|declin(?:ed|es) to|no reason to))\b[\w ’'-]{0,16}\Z"
)
OPEN = re.compile(
    r"(?i)(?:\b(?:whoever|anyone who|those who|he who|nobody who|everyone who|if|whether|unless"
    r"|until|should|once|when|before|after|in case|as soon as|(?:hopes?|expectations?|belief|fears?"
    r"|prospects?|suggestions?|signs?|rumou?rs?) that)\b[^.,;:]{0,45}"
    r"|\b(?:asked|asks|ask|urge[sd]?|urging|press(?:ed|es|ing|ure)?|push(?:ed|es|ing)?|coax\w*"
    r"|lobb\w+|expect(?:s|ed)?|hop(?:es|ed"
    r"|ing)|want(?:s|ed)?|call(?:s|ed|ing)? (?:on|for)|persuad\w+|convinc\w+|wait(?:s|ed|ing)? for"
    r"|told|den(?:y|ies|ied|ying)|invit\w+|demand\w*|appeal\w*|forc(?:ed|ing)|bull\w+|rumou?r\w*"
    r"|claim(?:s|ed)? that|due"
    r"|(?:is|are|was|were) (?:said|rumou?red|believed|thought|understood|expected) to"
    r"|(?:his|hers|its|theirs|ours) to|reluctan\w+|possib\w+|chance that|likely|unlikely|able"
    r"|free)\b[^.,;:]{0,45}"
    r"|\b(?:nothing|anything|everything|something|no \w+) (?:that |which )?[\w’'-]+"
    r"(?: [\w’'-]+){0,2} "
    r"(?:can(?:not|[’']t)?|won[’']t|(?:could|will|would)(?:n[’']t| not)?) "
    r"|\b(?:(?:would|could|should|might|may|must) have|could|might|may|can|must|shall|to be"
    r"|was to|were to|is to|are to|had to|have to|has to"
    r"|need(?:s|ed)? to|prepar(?:ed|es|ing) to|supposed to|would have to|make|let"
    r"|get)\s+(?:\w+ly )?)\Z"
)
IF = re.compile(
    r"(?i)\b(?:only if|only when|only once|unless|provided(?: that)?(?! (?:for|by)\b)"
    r"|providing(?! (?:for|a|an|more)\b)"
    r"|on (?:the )?condition(?: that)?|as long as|so long as|on the understanding|subject to|until"
    r"|in return for|in exchange for|with (?:the )?reserv\w+|with reservations|pending"
    r"|but (?:\w+ )?(?:(?:will|would|could|can|does|do) not|won[’']t|wouldn[’']t|cannot|can[’']t)"
    r"|conditional (?:on|upon)|but (?:it |he |she |they |only |also |first )?(?:has |have "
    r"|had )?(?:demand(?:s|ed)?|want(?:s|ed)?|insist(?:s|ed)?|asked|asks"
    r"|added that (?:there could be no|it)|said (?:that )?(?:it|he|they) would|not (?:any|with"
    r"|before|without|at)|warned|no )|and added that there could be no|if (?!need|necess|possib"
    r"|asked|so\b|any|only\b|ever\b|not\b)(?:the|they|all|both|his"
    r"|its|their|it|he|israel|russia|[A-Z]\w+)|once (?:the|all|every)|before (?:the|any|it|they)"
    r"|the (?:day|moment|minute|hour) (?:that|the|its|their|all|every)"
    r"|(?:that|which) (?:it|he) would count only|except|but not (?:the|its|all|every|to)"
    r"|when (?:the other|[A-Z]\w+) (?:does|do|has|have|stops?|leaves?|withdraws?|signs?))\b[^.;]*"
)
OTHERS_SAY = re.compile(
    r"\b(?:but|while|whereas|though|although) (?:the |its |their |all |most |some )?(?:[a-z-]+ )?"
    r"(?:rebels?|insurgents?|guerrillas?|separatists?|opposition|opponents?|critics?|others"
    r"|other side|mediators?)(?: on \w+day| \w+ly)? (?:said|says|insist\w*|warn\w*|demand\w*"
    r"|want\w*|ask\w*|reject\w*|refus\w*|told|added|repl\w+|counter\w+)\b"
)
"""What follows is theirs: "accepted the plan, but the rebels said no deal unless he leaves"."""
_A_TIME = (
    r"(?:at least |late |early |the end of |the )?(?:midnight|noon|dawn|dusk|(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|\d|next|tomorrow|tonight|(?:this|the) (?:week|month|year|weekend|morning"
    r"|evening|autumn|spring|summer|winter|deadline)|christmas|easter|ramadan|further notice)\b"
)
"""Until when something lasts, which is no condition."""
STRINGS = re.compile(
    r"(?i)\b(?:yes|signature|consent|acceptance|agreement|answer|support|blessing)"
    r"(?: to [\w ’'-]{3,40}?)? (?:comes|came) with (?:an?|\w+) (?:strings?|conditions?|price"
    r"|riders?|catch)\b[^.;]*"
)
"""A yes that is given for something: "its yes comes with a string"."""
WANTS = re.compile(
    r"(?i)\b(?:(?:yes|signature|consent|acceptance|agreement|word|name) (?:stands|holds|counts"
    r"|is good|is valid)"
    r" (?:only )?(?:if|as long as|so long as|provided|once|when)\b[^.;]*"
    r"|(?:yes|signature|consent|acceptance|agreement"
    r"|answer)(?: to [\w ’'-]{3,40}?)? (?:depends|hangs|hinges"
    r"|turns) on\b[^.;]*"
    r"|(?:yes|signature|consent|acceptance|agreement) is (?:tied|linked) to\b[^.;]*"
    r"|ma(?:d|k)(?:e|es|ing)? (?:its|his|her|their) (?:yes|signature|consent|acceptance|agreement"
    r"|answer|support|blessing)[^.;,]{0,40}? (?:depend|hang|hinge|turn|conditional|contingent)"
    r" (?:on|upon)\b[^.;]*|(?:would|will"
    r"|[’']ll) (?:go on|continue|keep(?: on)?) [^.;]{0,60}\b(?:until"
    rf"|unless)\b(?! {_A_TIME})[^.;]*"
    r"|(?:would|will|could|can|might|[’']ll|is ready to|are ready to|is prepared to"
    r"|are prepared to) [^.;]{0,60}\b(?:only (?:if|when|once|after)|provided|as long as|so long as"
    r"|if (?:the|their|its|his|all|both|[A-Z]))\b[^.;]*)|\b(?:demand(?:s|ed|ing)?|want(?:s|ed)?"
    r"|insist(?:s|ed|ing)?|would not|will not|won[’']t|could not|wouldn[’']t|can(?:not|’t|'t)"
    r"|only (?:if|when|as)|not(?! only\b))\b[^.;]{0,80}?\b(?:until|unless|before|if|only"
    r"|written guarantees|first|deadline|guarantees that|as long as|so long as|stay(?:s)? theirs"
    r"|concurrently)\b[^.;]*"
)
SILENT = re.compile(
    r"(?i)\b(?:ha(?:s|ve|d) not yet (?:signed|accepted|agreed|initial?led|endorsed|ratified"
    r"|approved"
    r"|rejected|refused|joined|followed suit)"
    r"|ha(?:s|ve) not (?:signed|accepted|agreed|initial?led|endorsed|ratified|approved)"
    r" (?:it |to it |the [\w-]+ )?(?:yet|so far)"
    r"|(?:did|does|do|would|will)(?: not|n[’']t) (?:issue|make|offer|give|publish|release|have)"
    r" (?:an?|any) (?:comments?|statements?|view|opinion|answer|reply|response)"
    r"|(?:has|have|had) let nothing be (?:heard|known|seen)|reserv(?:ed|es|ing) (?:its|his|her"
    r"|their) "
    r"(?:positions?|judge?ments?|answer|opinion|verdict|reply)|ke(?:eps?|pt) (?:mum|its own counsel"
    r"|(?:its|his|her|their) (?:powder dry|options open|own counsel|lips sealed|mouths? shut))"
    r"|(?:is|are|was|were) (?:keeping (?:mum|silent|quiet|(?:its|his|her|their) options open)"
    r"|hedging (?:its|his|her|their)"
    r" bets|biding (?:its|his|her|their) time|playing for time|saying nothing)|hedg(?:ed"
    r"|es) (?:its|his|her"
    r"|their) bets|bid(?:ed|es) (?:its|his|her|their) time|g(?:ave|ives?) no (?:sign|hint"
    r"|inkling|clue"
    r"|indication)|would (?:say|add) (?:only|no more)|(?:ha(?:s|ve|d) (?:been|kept|stayed|remained)"
    r"|fell|falls|ke(?:eps?|pt)) (?:silent|mum|mute)|ha(?:s|ve|d) not been heard (?:from|of)"
    r"|learn(?:ed|t)s? (?:of|about) (?:it|(?:the|its|this"
    r"|that) [\w-]+)(?:, [^,.;]{2,40},)? from the"
    r" (?:\w+ )?(?:press|papers?|newspapers?|radio|television|media|news|wireless)"
    r"|(?:was|were|has been|have been|is|are) (?:not|never) (?:been )?(?:asked|consulted)"
    r"|ha(?:s|ve|d) (?:not|never) been (?:asked|consulted|invited|heard)"
    r"|ha(?:s|ve|d) (?:not|yet to|never) (?:yet )?(?:sa(?:id|y)|respon\w+|repl\w+"
    r"|answer\w*|declar\w+|comment\w*|decid\w+|spoken|reacted|taken a position)|hasn[’']t (?:said"
    r"|answered|responded|decided)|sa(?:ys|id|y) (?:nothing|little|neither)|kept (?:quiet|silent"
    r"|silence|its counsel)|keeps (?:quiet|silent|silence)|(?:is|was|remained|remains|stayed"
    r"|were) silent|made no comment|no comment"
    r"|(?:offer|giv|gave|express|voic|t[ao]ke?|stat|ventur|volunteer|issu)\w* no (?:\w+ )?(?:views?"
    r"|opinion|verdict|judge?ment|position|answer|reply|response|reaction|stand|stance)"
    rf"|(?:is|are|was|were) (?:still |now |also |currently )*[“\"]?(?:thoroughly |carefully )?"
    rf"(?:review|study|examin|consider|weigh|discuss|assess)ing[”\"]? (?:it\b"
    rf"|(?:the|its|this|that) (?:[\w’'-]+ ){{0,3}}?(?:{DEAL}))"
    r"|(?:yet|still) to be heard|withh(?:eld|olds?) (?:all )?(?:comment|judge?ment)"
    r"|(?:will|would)(?: not|n[’']t) be drawn|in two minds|(?:not|never)(?: yet)? (?:made up"
    r"|shown) (?:its|his"
    r"|her|their) (?:minds?|hand|cards)|tight-lipped|(?:maintain|preserv)(?:ed|s) (?:its|his"
    r"|her|their) silence"
    r"|(?:duck|dodg|sidestepp?|evad|parri)e?(?:d|s) (?:all |the |every )?questions?"
    r"|declin(?:ed|es) to comment|did not comment"
    r"|abstain(?:ed|s)(?: on| from| in the vote| when)"
    r"|(?:left|leaves) (?:it|the [\w-]+|them) unanswered"
    r"|(?:ask(?:ed|s)|pleads?|pleaded) for (?:(?:more|some|a little|a few|\w+ more|\w+) ){0,2}"
    r"(?:time|hours|days|weeks|months) to (?:read|study|consider|think|decide|reply|answer|examine"
    r"|consult)"
    r"|not at the table|not in the room|(?:was|were|is|are) not (?:part|a party|invited|consulted"
    r"|represented|present|asked)|not part of (?:it|the)|had no (?:seat|part)|(?:was|were|is"
    r"|are) absent|undecided|sat out|stayed away|neither (?:accepted|took|signed)|no word from"
    r"|never answered|was never answered|and waits|yet to (?:say|respond|answer|declare"
    r"|make up))\b"
)
PRONOUN = re.compile(
    r"(?:\A|[;,—–-] |\b(?:and|but|then|that) )(?P<who>He|She|It|They|His (?:men|party|government"
    r"|movement|side|followers|forces)|Her government|Their|he|she|they|it)\b"
    r"|\b(?:he|she|it|they)(?: (?:has|had|have|then|now|also|later|finally|twice|again))* ?\Z"
)
ANOTHER_OBJECT = re.compile(
    r"(?i)\A (?:off )?(?:on )?(?:of |from )?(?:(?:a|an|the|any|his|her|its|their|some|that"
    r"|this) )?(?:[\w’'-]+ ){0,2}?(?:amendments?|meetings?|session|sitting|ceremony|hall"
    r"|chamber|opponents|critics|enemies|foes"
    r"|reservations?|addend(?:um|ums|a)|caveats?|riders?|footnotes?|exceptions?|chapters?"
    r"|clauses?|ideas?|demands?|requests?|conditions?|quotas?|candidates?|appointments?|rumou?rs?"
    r"|sequence|order|readings?|interpretation|timetable|wording|phrase|allusion"
    r"|parts?|reports?|claims?|charges?|accusations?|motions?|bills?|budget|allegations?"
    r"|criticisms?|extensions?|renewal|mandates?|venue|agenda|mediation|mediators?|composition)\b"
)
"""What is answered where it is not the plan: an amendment, a demand, a charge."""
OTHER_THINGS = re.compile(
    r"(?i)\b(?:amendments|changes|guarantees|demands|requests|conditions|quotas|candidates|claims"
    r"|charges|ideas|motions|bills|assurances|concessions|talks|monitors|observers|troops"
    r"|elections|sanctions|delegates|journalists)\b(?:(?!\b(?:terms|accords|plans|proposals|papers"
    r"|documents|agreements|deals|points|provisions)\b)[^.?!])*\Z"
)
"""What "them" means behind it, and no plan: "wanted guarantees; Norland vetoed them"."""
AN_EFFORT = re.compile(
    r"(?i)\A(?:to |of |on )?(?:(?:a|an|the|any|all|every|some|its|his|their|this|that|such|more) )?"
    r"(?:[\w’'-]+ ){0,3}?(?:efforts?|attempts?|moves?|bids?|pressure|pushe?s?|overtures?"
    r"|steps?|campaigns?)(?= (?:to|for|at|by|of|from)\b|[.,;]|\Z)"
)
"""Who turns down an effort has not turned down what it is about: "an effort to save the plan"."""
BY = re.compile(r"\A(?:(?!, (?:\w+ing|which|who)\b)[^.;:]){0,50}?\b(?:by)\s+(?:both |the )?")
BOTH = re.compile(
    r"\b(?:[Bb]oth (?:sides|parties|governments|delegations|leaders|capitals|countries|armies|men"
    r"|presidents|generals|foreign ministers|teams|movements)\b|[Bb]oth (?=sign|accept|agree|said"
    r"|have|put)"
    r"|(?:[Tt]he|[Tt]heir|[Tt]hese|[Tt]hose) (?:two|three|four|five|six|warring|rival"
    r"|opposing)(?: \w+)? (?:sides|parties|governments|leaders|delegations|enemies|foes|countries"
    r"|presidents|armies|nations|neighbou?rs|factions|states|men|generals|teams|movements"
    r"|ministers)"
    r"|[Tt]he (?:two|three|four)(?= (?:sign|accept|agree|said|have|put|leaders|who))"
    r"|[Tt]he (?:[Pp]arties|delegations|belligerents|combatants|factions|signatories"
    r"|negotiators)\b|PARTIES\b|[Aa]ll (?:the )?(?:sides|parties|factions)|[Oo]n paper, everyone"
    r"|[Ee]veryone signed|[Ee]ach(?= (?:then |also |has |had |in turn )?(?:sign|accept|agree|put"
    r"|initial)))"
)
DISTANCE = re.compile(
    r"(?i)(?:critics? of|opponents? of|former|ex-|allies? of|ally of|sources? close to"
    r"|supporters? of|(?:soldiers?|voters?|families|relatives|some|many|thousands|hundreds"
    r"|dozens) (?:of|in|from)|(?:members?|defectors|deserters|remnants|elements) (?:of|from))\s+"
    r"(?:the |of )?\Z"
)
AFTER_A_PREPOSITION = re.compile(
    r"(?i)\b(?:to|for|with|against|from|by|at|on|into|over|under|between|after|than|about|upon"
    r"|towards?|like|despite|without) (?:the |its |his |their |a |an )?\Z"
)
SAYS_SO = re.compile(
    r"\b(?:said|says|told|announced|confirmed|declared|insisted|reported|claimed)\b"
)
"""Before what somebody only says of another: "Norland’s envoy said Upland had accepted"."""
IN_A_PLACE = re.compile(r"(?i)\b(?:in|at|near|from|outside|inside) (?:the )?\Z")
"""Before a name that only says where: "in the Vatican the two ministers signed"."""
APART = re.compile(
    r"(?i)\b(?:breakaway|dissident|renegade|rogue|splinter|disgruntled|rebellious|mutinous"
    r"|hardline) \Z"
)
"""Words before a party's name that set whoever is meant apart from it."""
NOT_THE_STATE = re.compile(
    r" (?:[a-z-]+ ){0,2}?(?:opposition|rebels?|dissidents?|exiles?|separatists?|guerrillas?"
    r"|insurgents?|militias?|armed groups?|hostages?|prisoners?|captives?|detainees?|media"
    r"|civilians|refugees|citizens|nationals|residents|families"
    r"|militants?|activists?|critics?|protesters?|newspapers?|analysts?|settlers?)\b"
)
"""People of a state who do not answer for it: "the Norland opposition"."""
SAYS_YES = re.compile(
    r"(?i)\bwe(?:[’']ve| have)? (?:now )?(?:accept(?:ed)?|agree[ds]?|sign(?:ed)?|commit(?:ted)?"
    r"|support|back|endorse|welcome)\b(?! nothing)|\bwe (?:will|shall|are going to) (?:keep"
    r"|honou?r|respect|sign|abide|implement|stand by|stop)|\bwe are ready|\bI (?:accept|signed"
    r"|have signed|agree)\b|\bno (?:choice|way|option|alternative) but to (?:accept|agree|sign"
    r"|comply|yield|co-?operate|go along)"
    rf"|\b(?:we are|we[’']re|I am|I[’']m) (?:all |wholly |fully |firmly )?(?:for|in favou?r of"
    rf"|behind)"
    rf" (?:it\b|(?:the|this|that) (?:\w+ )?(?:{DEAL}|paper)\b|[\w’'-]+, all of it)"
    r"|\bwe(?:[’']ll| will| shall) (?:keep|stick) to (?:it|every|the|what)\b"
    r"|\bI (?:will |shall |[’']ll )?sign (?:it|them|all)\b|\bthe war is over\b|\bno going back"
    r"|without ifs"
)
SAYS_NO = re.compile(
    r"(?i)\bwe (?:do not|don[’']t|will not|won[’']t|cannot|can[’']t|will never|shall never|never"
    r"|did not|have not) (?:accept|sign|agree|recogni[sz]e|support|signed|be bound)|\bnot bound\b"
    r"|\b(?:does|do|did|will|would)(?: not|n[’']t) (?:bind|oblige|commit) us\b"
    r"|\bnot (?:be )?(?:a )?party to it"
    r"|\bwe are (?:all )?against (?:it|this|the (?:plan|deal|accord|pact))\b"
    r"|\bwe (?:reject|refuse|oppose)|\bforget it\b|\bwar (?:goes on|will go on|continues)"
    r"|\b(?:plan|deal|agreement|accord|paper)\b[^.]{0,20}\bis (?:dead|treason|a surrender)"
    r"|\b(?:mother of all|an? (?:act of|total|complete|shameful)) (?:treacher\w+|betrayals?"
    r"|surrender|capitulation|sell-?out)"
    r"|\bwe (?:have been|were|are being) (?:sold|betrayed)|\bnot while I live"
    r"|\bover my (?:dead )?body|\bnot on my watch"
    r"|\bnot (?:in|as long as) (?:my lifetime|I live)|\bwe will (?:fight|go on|continue fighting"
    r"|resist)|\bnever (?:sign|accept)"
)
SAYS_IF = re.compile(
    r"(?i)\b(?:if (?:they|the|he|you|it|[A-Z]\w+)|unless|only (?:if|when|once)|until|as long as"
    r"|provided)\b"
)
