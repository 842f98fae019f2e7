"""Words for what is on the table, for war, and for what is only called a war."""

from __future__ import annotations

import re

__all__ = ["DEAL", "DEAL_WORD", "FORCE", "NO_WAR", "TRUCE"]

DEAL = (
    r"(?:(?:peace |cease-?fire |draft |framework |final |comprehensive |interim |political )?"
    r"(?:agreements?|accords?|plans?|deals?|pacts?|treat(?:y|ies)|proposals?|truces?|cease-?fires?"
    r"|armistice|memorandum|memoranda"
    r"|protocols?|settlement|roadmap|road map|blueprint|communiqu[eé]|declaration|formula"
    r"|initiative|compromise|package"
    r"|resolution|ruling|award|final act|act (?=that|which)|annex(?:es)?|papers|documents?"
    r"|texts?|terms|cessation of hostilities|final act"
    r"|statement (?=on ending|on an end|to end|ending|of cessation)|(?:joint|trilateral"
    r"|tripartite|ceasefire) statement"
    r"|pause))"
)
DEAL_WORD = re.compile(rf"\b{DEAL}\b", re.I)

FORCE = re.compile(
    r"\b(?:troops|soldiers?|rebels?|guerrillas?|insurgen\w+|militias?|gunmen|gunfire|shell(?:ing"
    r"|ed|s)|bomb(?:ed|ing|s|ard\w+)"
    r"|artillery|mortars?|rockets?|missiles?|airstrikes?|air strikes?|air raids?|warplanes"
    r"|fighters|combatants|hostilities"
    r"|casualties|killed|massacre\w*|refugees|displaced|disarm\w*|weapons|ambush\w*|invasion"
    r"|invaded|occupation|occupied|besieged|siege"
    r"|armed (?:group|conflict|force|wing|struggle)s?|army|armies|civil war|battalions?|brigades?"
    r"|exchang\w+ (?:of )?(?:heavy )?(?:artillery |small-arms )?fire|opened fire|gun ?battles?"
    r"|firefights?|clash(?:es|ed) (?:between|with|near|on|in|along)|skirmish\w*|warships?|frigates?"
    r"|torpedo\w*|shot down|air force|front lines|uprising|insurrection|bloodshed|atrocit\w+"
    r"|land ?mines?|snipers?|counter-?offensives?|offensive (?:against|in|on)|cease-?fire line"
    r"|conscripts?|landing craft|paramilitar\w+|peacekeep\w+"
    r"|prisoners of war|hostages?|tanks|armed m[ae]n|gunmen|infiltrators?|cease-fire|took up arms"
    r"|takes? up arms|front line|frontline|military|guns|general staff|fighting"
    r"|war dead|fleet|navy|naval)\b",
    re.I,
)
"""Words for force; not `war` and `truce`, which trade and sport have too."""

NO_WAR = re.compile(
    r"\b(?:tariffs?|duties|trade war|tariff war|price war|importers?|exporters?|soybeans?"
    r"|shareholders?|merger|takeover|mergers?|profits?"
    r"|stock market|shares|investors?|golf\w*|football|soccer|tennis|cricket|basketball|baseball"
    r"|hockey|chess|league|tournaments?|playoffs?"
    r"|championships?|players?|clubs?|fans|coach|season|fixtures?|stadium|strikers|walkout"
    r"|trade unions?|(?-i:unions?)|workers|wages?|pay rise|pay offer|picket\w*|employers?"
    r"|bargaining unit|studio|studios|screenwriters|copyright|patents?|lawsuits?|antitrust"
    r"|customers|retailers?|supermarkets?|airlines?|tour"
    r"|pence|per share|a share|stakeholding|bidders?|takeover bids?|hostile (?:bids?|offers?)"
    r"|unsolicited (?:bids?|offers?)|boardrooms?|dividends?|regulators?"
    r"|pension funds?|stock exchange|hedge funds?|bondholders?"
    r"|climate (?:talks|change|summits?|conference|accord|agreement|finance|treaty)"
    r"|greenhouse|carbon|emissions?|warming|fossil fuels?"
    r"|coalition (?:talks|negotiations|contract|pact|deal|treaty)|manifestos|strike ballots?)\b",
    re.I,
)
"""Words of trade, sport, work, business, climate and coalitions, where truces are called too."""

TRUCE = re.compile(
    r"\b(?:cease-?fires?|truces?|armistice|peace (?:accord|agreement|deal|treaty))\b", re.I
)
"""Words for the end of fighting, literal or not."""
