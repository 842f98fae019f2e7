"""Capitalised words that are part of no person's name, and what people do for a living."""

from __future__ import annotations

from typing import Final

__all__ = ["BODIES", "NO_NAMES", "OCCUPATIONS", "OUTLETS", "STARTERS"]

OUTLETS: Final = frozenset(
    """Times Post Herald Tribune Journal Gazette Telegraph Guardian News Daily Today TODAY TV Radio
    Television Broadcasting Press Newswire Wire Agency Online Observer Mirror Mail Sun Star Echo
    Monitor Independent Insider Chronicle Courier Standard Examiner Bulletin Weekly Review Pravda
    Inquirer Sentinel Globe Argus Newsline Report Reporter Dispatch Live 24 Hayom
    Magazine""".split()  # noqa: SIM905
)
BODIES: Final = OUTLETS | frozenset(
    """Ministry Department Office Council Agency Committee University Institute College School
    Center
    Centre Foundation Group Party Army Armies Force Forces Front Movement Union Unions Bank Court
    Parliament House Association Commission Command Service Services Board Company Fund Alliance
    League Club Church Mosque Temple Academy Museum Hospital Clinic Airport Airways Airlines Air
    Navy Guard Police Brigade Battalion Regiment Division Corps Fleet Assembly Congress Senate Duma
    Knesset Cabinet Government Administration Authority Network Society Federation Confederation
    Coalition Initiative Project Program Programme Mission Organization Organisation Corporation
    Inc Ltd Partners Capital Holdings Industries Energy Oil Gas Motors Records Studios Theatre
    Agreement Agreements Accord Accords Treaty Pact Protocol Convention Declaration Memorandum Plan
    Process Conference Summit Talks Forum Charter Constitution Act Law Doctrine War Wars Battle
    River Valley Lake Sea Gulf Bay Basin Mountain Mountains Hills Heights Desert Island Islands
    Peninsula Strait Canal Bridge Street Avenue Road Square Boulevard Park Tower Hotel Palace Castle
    Prison Port Harbour Harbor Station Province Region District County City Town Village State
    States
    Republic Kingdom Emirates Oblast Governorate Border Stadium Cup Games Olympics Prize Award Dam
    Pipeline Corridor Base Camp Tech Metro Daily Awards Festival Orchestra Lines Line Wall Gate
    Dream
    Staff Secretariat Embassy Consulate Delegation Contact Strip Bank Highway Hall Room
    Garden""".split()  # noqa: SIM905
)
"""Words that make the capitalised words before them a body, a place or a thing."""
NO_NAMES: Final = frozenset(
    """The A An And But Or Nor Yet So If As At By For From In Into Of On Off To With Within Without
    Under Over After Before Since Until While When Where Why How What Which Who Whose Whom That This
    These Those There Here Then Than Though Although Because Unless Whether Both Either Neither Not
    No Yes All Any Each Every Some Many Most Much More Few Several Other Another Such Only Even Just
    Also Still Already Again Once Now Today Tomorrow Yesterday Tonight Meanwhile However Instead
    Perhaps Maybe Can Could Should Would Will Shall May Might Must Do Does Did Is Are Was Were Be
    Been
    Has Have Had Let Like Unlike Despite During Against Among Between Across Along Around Near
    Outside
    Inside I We You He She It They My Our Your His Her Its Their Us Them Me Him Says Said According
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
    July August September October November December North South East West Northern Southern Eastern
    Western Central Greater Upper Lower Inner Outer Soviet Nazi Imperial Ancient Modern Former
    European African Asian Arab American Islamic Christian Jewish Muslim Sunni Shia Shiite Catholic
    Protestant Orthodox Communist Democratic Republican Conservative Labour Liberal Social Socialist
    One Two Three Four Five Six Seven Eight Nine Ten Hundreds Thousands Dear Hello Good Breaking
    Update Updated Exclusive Analysis Opinion Photo Image Video Watch Read Team Operation Resolution
    Chapter Article Annex Section Part Point Phase Stage Day Week Month Year New Old Great Big
    International Global World National Federal Royal United Holy Mother Father""".split()  # noqa: SIM905
)
STARTERS: Final = frozenset(
    """Can Could Should Would Will May Might Must Did Does Do Is Are Was Were Has Have Had Why How
    When
    Where What Who Until Once Only Even Still Yet Later Earlier Recently Next Last First Second
    Third
    Elsewhere Nearby Tiny Neutral Landlocked Neighbouring Neighboring Fellow Ally Allies Rival Host
    Mediator Besides Moreover Furthermore Nevertheless Apparently Officially Privately Publicly
    Mark Grant Grace Hope Rose Frank Chance Victor Dean Guy Drew Sue Pat""".split()  # noqa: SIM905
)
"""Words that open a sentence more often than a name does, given names among them."""
OCCUPATIONS: Final = (
    r"(?:pilot|driver|surgeon|lawyer|student|pupil|teacher|nurse|farmer|fisherman|doctor|physician"
    r"|dentist|engineer|soldier|sergeant|private|corporal|priest|pastor|monk|nun|vicar|trader|baker"
    r"|butcher|carpenter|plumber|electrician|mechanic|pensioner|retiree|volunteer|medic|paramedic"
    r"|worker|shopkeeper|waiter|waitress|barber|hairdresser|tailor|miner|sailor|clerk|cashier"
    r"|architect|artist|painter|sculptor|singer|actor|actress|musician|guitarist|poet|novelist"
    r"|writer|journalist|photographer|filmmaker|broadcaster|blogger|translator|interpreter|coach"
    r"|trainer|player|footballer|striker|goalkeeper|boxer|athlete|swimmer|runner|cyclist|golfer"
    r"|manager|owner|founder|chef|cook|captain|resident|villager|neighbou?r|mother|father|son"
    r"|daughter|brother|sister|grandmother|grandfather|widow|widower|wife|husband|survivor|witness"
    r"|refugee|migrant|veteran|hostage|prisoner|scientist|physicist|chemist|biologist|geologist"
    r"|sociologist|psychologist|psychiatrist|anthropologist|archaeologist|librarian|accountant"
    r"|banker|broker|businessman|businesswoman|entrepreneur|executive|investor|consultant|designer"
    r"|programmer|technician|operator|conscript|recruit|gunner|sniper|firefighter|policeman"
    r"|policewoman|detective|guard|campaigner|organi[sz]er|commentator|critic|scholar|author"
    r"|academic|graduate|attorney|solicitor|barrister|notary|pharmacist|vet|veterinarian|postman"
    r"|beekeeper|shepherd|gardener|cleaner|porter|docker|model|influencer|comedian|magician"
    r"|heiress|heir|socialite|celebrity|star|drummer|bassist|rapper|dancer|champion|magnate|tycoon"
    r"|billionaire|millionaire|donor|delegate|delegation member|aid worker|peace worker|envoy)"
)
