"""Words and forms of mastheads, as patterns: what names an outlet, a person, or neither."""

from __future__ import annotations

import re

__all__ = [
    "ASIDE",
    "BODY",
    "BY",
    "FAINT",
    "FROM",
    "GENERAL",
    "HOUR",
    "ISSUED",
    "LINK",
    "NAME",
    "NOBODY",
    "NOT_BY",
    "NUMBERED",
    "OF_A_STATE",
    "OURS",
    "OUTLET",
    "PRESENTS",
    "PRESS",
    "ROLE",
    "ROLE_OF",
    "ROLE_WHO",
    "SECTION",
    "SMALL",
    "SOMEBODY",
    "SPOKE",
    "STAFF",
    "SUBJECT",
    "TITLE",
    "TOWN",
    "UPDATED",
    "WRITES",
]

_NAME_WORD = (
    r"(?:(?:[A-ZÀ-Þ]\.-?){2,3}|(?:(?:al|el|an|as|ad|ar|d|l|ash|at)[-’'])?"
    r"[A-ZÀ-ÞŁŚŻŠŽČĆİŞĞ][\w’'-]*\.?)"
)
_PARTICLES = (
    r"(?:(?:de|del|della|dos|du|la|le|van|von|der|den|al|bin|ibn|ben|di|da|ap|ter|el|af|ag|y|e|do"
    r"|das|ould|bint|abu|zu|te|ten)\s){0,2}"
)
NAME = re.compile(rf"{_NAME_WORD}(?:\s{_PARTICLES}{_NAME_WORD}){{1,3}}")
"""A name of two to four words, as persons have them; towns and titles may look the same."""
TITLE = re.compile(
    r"(?:(?:Dr|Prof|Professor|Sir|Dame|Lord|Lady|Gen|General|Lt|Col|Colonel|Amb|Ambassador|Mr|Mrs"
    r"|Ms|Miss|Rev|Father|Fr|Sister|Judge|Capt|Captain|Maj|Major)\b\.?\s+)+(?=[A-ZÀ-Þ])"
)
_WORK = (
    r"(?:opinion|analysis|comment(?:ary)?|column|essay|viewpoint|story|words|text|report(?:age)?"
    r"|dispatch|despatch|review|interview|article|notebook|letter|briefing|explainer|diary)"
)
BY = re.compile(
    rf"(?i:(?:an? )?(?:{_WORK},? )?(?:posted |written |reported |reporting |compiled |prepared "
    rf"|filed "
    r"|told |presented |hosted |read |answered |curated |edited and written |signed |moderated "
    r"|conducted |interviewed |summari[sz]ed |noted "
    r"|drawn up |put together |collected |recorded |set down |live |coverage |updates "
    r"|live coverage |live updates |questions |asked |introduced "
    r"|text and (?:photographs|pictures|photos) |words and (?:photographs|pictures|photos) "
    r"|transcribed )?by"
    r"|(?:interviewer|questions|text and photos|words and pictures|live coverage|by-?line"
    r"|contributor|reporters):|authors?:|words:|text:|writer:"
    r"|interview:|reporting:|reporter:|signed[:,]?|\(signed\)|with|as told to"
    r"|correspondent:)(?:\s+|(?<=[:,)]))"
    r"(?=[(A-ZÀ-Þ]|(?:our|the|an?|special)\s)"
)
PRESS = re.compile(
    r"(?i:special(?:ly)? (?:to|for)|to the editor of|exclusive(?:ly)? (?:to|for)|written for"
    r"|reporting for"
    r"|(?:first |originally |as |jointly |also |was |re)*(?:published|printed|released|distributed"
    r"|carried|circulated|reprinted|appeared|appears|produced|broadcast|reproduced"
    r"|printed and published)"
    r"(?: weekly| daily| monthly| first| here)?(?: by| in| on| from| at)"
    r"|issued by|(?:source|publisher|publication|outlet|newspaper|credit|masthead|agency"
    r"|imprint|from|publ\.?)(?::| [–—-])|©|copyright\b(?: ?©)?|courtesy of|via|a publication of"
    r"|writing (?:for|in)|(?:abridged|adapted|extract(?:ed)?|excerpt(?:ed)?|taken"
    r"|translated) from|an? (?:service|organ|supplement) of|for)\s*(?:(?:18|19|20)\d\d,? (?:by )?)?"
    r"(?=(?:the )?[A-ZÀ-Þ])"
)
NOT_BY = re.compile(
    r"(?i)\W*(?:translat(?!ed from)|photo|picture|image|edit(?:ed|ing)|illustrat|graphic|map"
    r"|abridged(?! from)|subbed"
    r"|additional|adopted|signed (?:in|at)|issued (?:in|at|on|for)|(?:done|given|made) (?:in|at)"
    r"|printed (?:in|at) "
    r"(?!the )|checked|approved|contact|tel\b|for (?:immediate|release|information|the attention)"
    r"|recorded|see (?:also|page))"
)
"""What opens a part that names who helped, or where a paper was made out, and not whose it is."""
FROM = re.compile(r"From\s+(?:a\s+)?(?=[A-ZÀ-Þ]|(?:our|the|an)\s)", re.IGNORECASE)
OURS = re.compile(
    r"(?:Our (?!Own)|OUR (?!OWN)|[Tt]he )(?:[A-ZÀ-Þ][\w.-]+ ){0,3}"
    r"(?:Correspondent|CORRESPONDENT|Reporter|Representative|Writer|Envoy|Desk)\Z"
)
"""A writer who is named by the work alone: "Our Diplomatic Correspondent"."""
SOMEBODY = re.compile(
    r"(?i)(?:(?:our(?: own)?|an?|the)\s+)?(?:[\w.-]+\s+){0,3}"
    r"(?:correspondents?|reporters?|special writer|envoy|representative|bureau|desk|editors"
    r"|staff)\b.*\Z"
)
NOBODY = re.compile(
    r"(?i)\b(?:staff|correspondents|reporters|agencies|newsroom|editors|editorial board|wires?"
    r"|desk|newsdesk|bureaux?|sources|writers|services)\b"
)
STAFF = re.compile(
    r"(?i),?\s+(?:(?:and|live|foreign|news|own) )*(?:staff|correspondents?|reporters?|newsroom"
    r"|editors|desk|wires?"
    r"|agencies|team|writers?)\b.{0,40}\Z"
)
"""Who of an outlet wrote, behind its name: "Harbour Daily Staff"."""
ROLE_OF = re.compile(
    r"(?i)(?:[\w-]+ ){0,3}(?:correspondent|reporter|editor|writer|columnist|contributor) (?:of"
    r"|for|to|at|with) "
    r"(?:the )?(?-i:(?=[A-ZÀ-Þ]))"
)
"""What somebody is to an outlet, before its name."""
ROLE_WHO = re.compile(
    r"(?i)(?:(?:our(?: own)?|the|an?) )?(?:[\w-]+ ){0,3}(?:correspondent|reporter|writer|editor"
    r"|envoy|columnist"
    r"|commentator|contributor),? (?-i:(?=[A-ZÀ-Þ]))"
)
"""What somebody is, before the name: "special correspondent Ana Ruiz"."""
ISSUED = re.compile(
    r"(?i)(?:[\w-]+ ){0,2}(?:statement|communiqu[ée]|declaration|note|bulletin|release"
    r"|announcement|message"
    r"|appeal|briefing|circular|report|notice|order|decree|letter) (?:by|of|from|issued by"
    r"|on behalf of) (?:the )?"
    r"(?=[A-ZÀ-Þ])"
)
"""What opens the headline of a paper, before the body whose it is."""
LINK = re.compile(
    r"\s+(?P<link>in|for|of|at|on|from|reports from|reporting from"
    r"|writes from)\s+(?:the )?(?=[A-ZÀ-Þ])"
)
_WRITER_NAME = r"(?P<who>[A-ZÀ-Þ][\w’'-]+\.?(?: (?:de |van |al-|von )?[A-ZÀ-Þ][\w’'-]*\.?){1,2})"
WRITES = re.compile(
    rf"(?:\A|[.!?”] ){_WRITER_NAME},? (?:on (?:what|why|how|who|the|a|an)|reports?|writes|asks"
    rf"|argues|looks"
    r"|explains|reflects|talks|spoke|talked|travels|travelled|went|visits|meets|met|hears|reporting"
    r"|answers|answered|has (?:seen|read|spoken|talked|visited|been)|listened|watched|asked"
    r"|sat down"
    r"|follows|followed|recalls|remembers|sums up|assesses|examines|considers|tries|sees|finds"
    r"|interviews|interviewed|takes|was there|was in|saw|joins|joined|goes|wonders|thinks"
    r"|says why)\b"
)
"""A line under a headline that says who writes on what: "Ana Ruiz on what the truce left out"."""
SPOKE = re.compile(
    r"\b(?:(?:(?<=He )|(?<=She )|(?<=They )|(?<=who ))(?:talked|spoke) (?:to |with )|(?:talks"
    r"|speaks) (?:to|with) "
    r"|interview(?:ed)? (?:by|with) |in conversation with |answers questions from |questions by )"
    r"(?P<who>(?:The )?[A-ZÀ-Þ][\w’'-]+(?: (?:&|of|de|al-)? ?[A-ZÀ-Þ][\w’'-]+){0,4})"
)
"""To whom somebody talked, in the line over an interview: who prints it, or who asked."""
PRESENTS = re.compile(
    r"\b(?:[Pp]resenter|[Hh]ost|[Ii]nterviewer|[Mm]oderator|[Aa]nchor|[Pp]resented by"
    r"|[Hh]osted by):? "
    r"(?P<who>[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ][\w’'-]+)"
)
ROLE = re.compile(
    r"(?i)\b(?:editor|reporter|correspondent|columnist|writer|contributor|fellow|analyst|barrister"
    r"|bureau chief|staff|producer|special to|professor|lecturer|researcher|spokes(?:man|woman"
    r"|person)|ambassador|envoy|minister|secretary|director|chair(?:man|woman)?|adviser|advisor"
    r"|lawyer|historian|journalist|member|head of|chief|leader-writer|novelist|teacher|doctor"
    r"|freelance|blogger|scholar|commentator|presenter|host|moderator)\b"
)
_SECTIONS = (
    r"(?:(?:daily|weekly|noon|morning|evening|press|official|joint|final|media) )+(?:briefing"
    r"|communiqu[ée]"
    r"|statement|release|conference|note|summary|notice)|press (?:release|statement|bulletin"
    r"|communiqu[ée]|conference|briefing)s?|media release"
    r"|communiqu[ée]|transcript|briefing|opinion|analysis|column|comment(?:ary)?|viewpoint|essay"
    r"|op-ed|guest (?:column|essay)|news analysis|dispatch|feature|live|live blog|live updates"
    r"|liveblog|exclusive|editorial|leader|leading article|interview|q ?& ?a|q and a|explainer"
    r"|world(?: news| affairs)?|foreign(?: news| affairs)?|international|politics|home|news"
    r"|europe|africa|asia|americas|middle east|features|letters(?: to the editor)?|speech|remarks"
    r"|statement|note|information note|fact ?sheet|backgrounder|special report|in brief|summary"
    r"|comment is free|the long read|podcast|video|newsletter|report|background|document"
    r"|documents|perspective|forum|debate|profile|reportage|notebook|diary|week in review"
    r"|from the archive|from our archives?|verbatim|bulletin|notice|public notice"
    r"|breaking(?: news)?|update"
    r"|headlines|in depth|long read|big read|diplomacy|conflict|security|peace process|world report"
)
SECTION = re.compile(
    rf"(?i)\A\W*(?:(?:{_SECTIONS})\s?(?:[:|–—-]\s?(?=(?-i:[A-ZÀ-Þ]))|\W*\Z)"
    rf"|(?:[\w-]+ ){{0,3}}(?:column|interview|analysis|diary|comment|letter"
    rf"|report):\s(?=(?-i:[A-ZÀ-Þ])))"
)
"""A section or kind of text, alone or before what it heads."""
ASIDE = re.compile(
    rf"(?i)\A\W*(?:(?:{_SECTIONS})(?: (?:no|nr|n[o°º])\.? ?\d[\w/.-]*)?|updated?\b.*"
    rf"|\d[\w/.:-]*(?: [\w/.:]+){{0,2}}"
    r"|(?:for )?immediate release.*|not (?:an? |the )?(?:official|verbatim|authoritative|record"
    r"|word).*|(?:un)?official .*|\(?translat\w+.*"
    r"|all times.*|(?:an? )?(?:summary|abridged|summari[sz]ed|excerpts?|extracts?)\b.*"
    r"|pages?\.? ?\w{1,4}|pp?\. ?\d.*|vol\b.*|(?:no|nr|n[o°º])\b\.? ?\d.*|issue\b.*"
    r"|week (?:ending|of)\b.*"
    r"|(?:series|volume|number|edition|year|session)\b ?.{0,12}"
    r"|last updated.*|(?:[\w-]+ ){0,3}(?:edition|session|meeting|year)|[\d.,]+ ?min\w* read"
    r"|price\b.*|(?:\w+ )?(?:cents?|pence|ct|centimes|shillings?|annas?)|rush transcript.*"
    r"|as it happened|(?:general|original|distr|english|provisional|ref|reference|doc|document"
    r"|restricted|our ref|file|subject|date|time|place|status)\b\.?:?.{0,30}"
    r"|week \d+|(?:(?:early|late|mid-?) ?)?(?:spring|summer|autumn|fall|winter|january|february"
    r"|march|april|may|june"
    r"|july|august|september|october|november|december)(?:[/–-]\w+)?,? (?:18|19|20)\d\d"
    r"|special service|own service|by staff|staff|with (?:wires|agencies)|desk report.*"
    r"|(?-i:[A-Z]{1,8})(?:[/.-][A-Z0-9()]{1,12}){1,8}|embargo.*|check against delivery"
    r"|for (?:subscribers|information) .*|(?:not )?for (?:publication|circulation).*|ends"
    r"|more follows"
    r"|follow .*|share.*|comments?\b.*|read (?:more|next|also|the|on)\b.*|may contain.*|now"
    r"|earlier|continued .*|english|late .*|final"
    r"|[-=_*~#.\s]+|(?:the )?(?:author|writer)s?\b.*|views?\b.*|all rights.*|end|est(?:d"
    r"|\.)? \d.*|founded .*|established .*|since \d.*|registered .*|circulation .*|tel\b.*|www\..*"
    r"|https?:.*|published|issued|posted|printed|dated?|filed|released|by telephone|by telegraph"
    r"|by cable|delayed|from our own.*|\W*)\Z"
)
"""What in a masthead is neither who, nor where, nor when."""
UPDATED = re.compile(
    r"(?i)\b(?:(?:last|first) )?(?:updated|published|posted|modified|issued|date|dated|filed"
    r"|printed)\b"
    r":?(?: (?:at|on)\b)?|\bweek (?:ending|of|to)\b|\b(?:issue|edition|number) of\b"
    r"|\b(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\b\.?)?(?-i:(?: [A-Z]{2,4}\b)?)"
    r"|\bon\b"
    r"|\b(?:GMT|UTC|BST|CET|CEST|EST|EDT|PST|PDT|UK|local time)\b|(?-i:\A(?:the|of)\b)|\b(?:the"
    r"|of|am|pm)\Z"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tues?|wed|thu(?:rs)?|fri|sat"
    r"|sun)\b\.?\Z"
)
"""What stands around the day of a page: when it was changed, the hour, whose clock."""
HOUR = re.compile(r"(?i)\A\W*\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\b\.?)?(?: [A-Z]{2,4})?\W*\Z")
OUTLET = re.compile(
    r"(?i)\b(?:times|post|herald|tribune|journal|gazett\w+|telegraph|guardian|news\w*|daily|today"
    r"|tv"
    r"|radio|television|broadcasting|press|\w*wire|agency|observer|mirror|mail|star"
    r"|echo|monitor|independent|insider|chronicle|courier|standard|examiner|bulletin|weekly|review"
    r"|pravda|inquirer|enquirer|sentinel|globe|argus|dispatch|despatch|magazine|quarterly"
    r"|teletext|times-\w+|\w+\.(?:news|com|org|net|info|tv|eu|int)"
    r"|monthly"
    r"|ledger|advertiser|register|statesman|mercury|messenger|digest|fortnightly"
    r"|broadcaster|lettre|courrier|matin|monde|figaro|diario|prensa|tiempo"
    r"|peri[oó]dico|zeitung|\w*blatt|kurier|anzeiger|dagblad\w*|\w*tidning\w*|avis\w*|izvestia"
    r"|corriere|giornale|jornal|\w*bladet|chronik|intelligencer|banner|sun"
    r"|clarion|beacon|spectator|\w+desk|\w+\d\d|rundschau|allgemeine|stampa|repubblica|messaggero"
    r"|vanguardia|mundo|jornada|tribuna|gazzetta"
    r"|novosti|\w*express|temps|shimbun|ilbo|tidende|tidning|lehti|sanomat|newsday|newsweek"
    r"|recorder"
    r"|wochenzeitung|tageblatt|tagblatt|patrika|samachar|listener|telegram|politika"
    r"|correspondence|gazeta|despatches|presse|nachrichten"
    r"|newsreel|almanac|lantern)\b"
)
FAINT = re.compile(
    r"(?i)\b(?:online|nation|vanguard|patriot|record|reporter|newsletter|ticker|feed|programme"
    r"|program|voices?|soir|vremya|archive|papers|notes?|brief|briefing|forum|leader|direct"
    r"|letters?"
    r"|opinion|markets|bureau|network|report|live|wave|channel|media|print|page|book|lines?|light"
    r"|outlook|perspectives?|dialogue|affairs|analytics|watch|tracker|pilot|citizen|people|world"
    r"|eye"
    r"|trumpet|torch|lamp|lighthouse|compass|signal|current|tide|quill|pen|call|appeal|week|blog"
    r"|substack|hour|view|viewpoint|context|focus|line|quarter|visitor|packet|enterprise|democrat"
    r"|republican|dealer|union|summary|crier|explain\w+|readers?|horizons?|teletext|abroad|faro"
    r"|voz|hoy|stimme|jour|wave|info|digital"
    r"|dispatches|crossroads|letter|telegraf|road|frontier|lens|desk|insight|fax|log|courant"
    r"|examin\w+"
    r"|post-\w+|stories|prospect|frontline|sphere|spectrum|analyst|investor|witness|correspondent"
    r"|express|pa[ií]s|herold|bote"
    r"|orient|universal|intelligence|outpost|examination|currents|economist|economy|atlas|bridge"
    r"|weekend|scotsman|irishman|evening|morning"
    r"|sunday|post-\w+|\w+-express|naci[oó]n|bell|broadsheet|press-\w+|stringer|\w+press|podcast"
    r"|clarín|examiner-\w+|pulse|pages|sheet|circular|proceedings|memo|cable|telegram|argument"
    r"|policy)\b"
)
"""Words of outlets that as often are words of headlines."""
BODY = re.compile(
    r"(?i)\b(?:ministry|office|department|council|secretariat|mission|commission|institute"
    r"|cent(?:re|er)"
    r"|embassy|delegation|directorate|bureau|service|authority|commissariat|presidency|chancellery"
    r"|cabinet|government|committee|organi[sz]ation|union|foundation|group|society|association"
    r"|league|academy|university|college|archives?|library|trust|fund|court|parliament|assembly"
    r"|congress|senate|command|headquarters|council|kremlin|palace|agency"
    r"|chamber|board|representation|consulate|panel|observatory|initiative|project|programme"
    r"|network"
    r"|federation|confederation|alliance|nations|movement|front|party"
    r"|forum|conference|house|hansard|holy|command|presidency|legation|commission(?:er)?"
    r"|mediation|mediator"
    r"|facilitat\w+|mediators|amnesty|caucus|synod|registry|junta|forces|liberation|army"
    r"|information|envoy|un|eu|au|osce|nato|ecowas|igad|asean|oas)\b"
)
"""Words of bodies that issue papers, or are written about."""
GENERAL = re.compile(
    r"(?i)\A(?:the )?(?:(?:press|information|news|media|public|communications?|foreign|legal"
    r"|documentation"
    r"|documents|press and information|political|research|spokes\w+|parliamentary|treaty|records?"
    r"|public affairs|public information|translation|our|research|world|international|strategic"
    r"|editorial|external relations) )+(?:office|department|service|section|desk|unit|division"
    r"|bureau"
    r"|cent(?:re|er)|staff|team|branch|service)\Z"
)
"""A department named without whose it is."""
SUBJECT = re.compile(
    r"(?i)\b(?:peace|truce|ceasefire|cease-fire|treaty|accords?|agreements?|pact|deal|talks|war"
    r"|signs?|signed"
    r"|signing|agree[sd]?|ends?|plan|settlement|declaration|framework|protocol|dated|law|laws"
    r"|address|text|draft|resolution|terms|rebels|guns|king|army|border|election|vote|votes|summit"
    r"|conference|statement|situation|memorandum|manifesto|hostages?|prisoners?|independence"
    r"|reach(?:es)?|sets?|says?|accepts?|rejects?|yields?|armistice|speech|zone|front|story|article"
    r"|is|are|was|has|will|who|why|what|how|we|our|you|your|my|they|it|not|must|should|can)\b"
)
"""Words of headlines, and of what is reported."""
NUMBERED = re.compile(
    r"(?i),?\s+(?:no|nr|n[o°º]|vol|issue|p|pp|page|number|week|edition)\.?\s*\d.*\Z"
)
"""The number of a paper behind its name: "Harbour Review no. 1/1997"."""
OF_A_STATE = re.compile(
    r"(?i)\A(?:the )?(?:(?!of\b)[\w-]+ ){0,4}(?:republic|kingdom|state|federation|union of"
    r"|emirates?|sultanate)\b"
    r"(?: of (?:the )?.*)?\Z"
)
TOWN = re.compile(
    r"(?i)\A(?:(?:santa|san|saint|st\.?|sankt|port|fort|puerto|porto|new|los|las|camp|mount|bad"
    r"|kuala"
    r"|dar es|ulan|buenos|rio|nay|tel|beit|sidi|villa|ciudad|cape) [\w’'-]+(?: [\w’'-]+)?|geneva"
    r"|new york|vienna|brussels|the hague|strasbourg|washington(?:,? d\.?c\.?)?|london|paris"
    r"|rome|oslo|moscow|berlin|bonn|istanbul|jerusalem|tel aviv|gaza|donetsk|luhansk|belfast|dayton"
    r"|juba|nairobi|addis ababa|arusha|lom[ée]|abuja|lagos|panmunjom|munich|camp david|evian|aden"
    r"|sana[’']?a|doha|riyadh|jeddah|cairo|alexandria|beirut|damascus|taif|kabul|islamabad|delhi"
    r"|new delhi|jakarta|manila|hong kong|beijing|peking|tokyo|seoul|hanoi|saigon|phnom penh|zurich"
    r"|basel|lausanne|montreux|milan|turin|naples|hamburg|frankfurt|edinburgh|glasgow|dublin|boston"
    r"|chicago|los angeles|san francisco|montreal|toronto|sydney|melbourne|mumbai|bombay|karachi"
    r"|lahore|calcutta|rangoon|helsinki|stockholm|minsk|kyiv|kiev|tbilisi|baku|yerevan|sochi|"
    r"st\.? petersburg|leningrad|havana|rio de janeiro|s[ãa]o paulo|guayaquil|cartagena"
    r"|san jos[ée])\Z"
)
"""Towns that stand in many a dateline, and are no capitals of the table of states."""
SMALL = frozenset(
    """of the and for in on at & de la le el du des del da do und to a an y et en van von der den
    al ag bin ibn ben ter""".split()  # noqa: SIM905
)
