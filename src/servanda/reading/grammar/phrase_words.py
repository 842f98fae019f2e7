"""The small words by which noun phrases are told apart, and the nouns that speak or keep away."""

from __future__ import annotations

import re
from typing import Final

from servanda.reading.grammar.lexicon import heads, words_of

PREPOSITIONS: Final = frozenset(
    {"of", "in", "for", "from", "on", "at", "with", "to", "between", "among", "inside", "within",
     "over", "under", "behind", "against", "by", "near", "about", "into", "after", "before",
     "during", "through", "without", "despite", "across", "around", "beyond", "since", "until",
     "like", "as", "than", "amid", "outside", "towards", "toward", "upon", "per", "via", "unlike"}
)  # fmt: skip
CONJUNCTIONS: Final = frozenset(
    {"and", "or", "but", "nor", "yet", "so", "then", "if", "unless", "whether", "that", "because",
     "while", "although", "though", "when", "once", "who", "which", "whom", "whose", "where", "how",
     "why", "what", "whatever", "as", "since", "until", "till", "lest", "whereas", "than",
     "suppose", "assuming", "provided", "even", "not", "never"}
)  # fmt: skip
PRONOUNS: Final = frozenset({"he", "she", "it", "they", "we", "i", "you", "this", "these", "one"})
DETERMINERS: Final = frozenset(
    {"the", "a", "an", "its", "his", "her", "their", "our", "my", "this", "these", "those", "that",
     "some", "any", "no", "all", "both", "neither", "either", "each", "every", "another", "such"}
)  # fmt: skip
NOBODY: Final = frozenset({"nobody", "none", "no", "nothing", "few", "not", "hardly", "neither"})
TIMES: Final = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
     "february", "march", "april", "june", "july", "august", "september", "october", "november",
     "december", "week", "month", "year", "night", "today", "yesterday", "tomorrow", "meanwhile",
     "later", "earlier", "however", "nonetheless", "nevertheless", "ago", "now", "also", "here",
     "there", "moreover", "instead", "still", "again", "thus", "therefore", "though"}
)  # fmt: skip
NOUNISH: Final = frozenset(
    {"reports", "plans", "hopes", "fears", "offers", "states", "calls", "demands", "proposals",
     "needs", "claims", "doubts", "promises", "notes", "rules", "views", "signs", "backs",
     "orders", "requests", "ends", "forces", "leads", "supports", "wants", "questions", "answers",
     "bets", "pledges", "vows", "guarantees", "praises", "favours", "studies", "worries", "trusts"}
)  # fmt: skip
VERBS: Final = words_of("say") | words_of("answer") | words_of("urge") | words_of("intend")
PAST_ONLY: Final = frozenset(word for word in VERBS if word.endswith(("ed", "id", "ld", "ew")))
ORGANS: Final = heads("organ", "speaks")
DISTANT: Final = heads("distant", "critic")
FORMER: Final = heads("organ", "past")
HYPHENED: Final = re.compile(
    r"(?:pro|anti|ex|non)-|.-(?:backed|led|based|aligned|allied|born|sponsored|supported|held"
    r"|occupied|funded|trained|run|controlled|friendly|critical|appointed|installed"
    r"|recogni[sz]ed)\Z"
)

HANGING: Final = PREPOSITIONS - {
    "after", "before", "since", "until", "during", "despite", "amid", "without", "than", "as",
    "like", "unlike", "per", "via", "upon", "through",
}  # fmt: skip
PARTICLES: Final = frozenset(
    {"al", "el", "bin", "ibn", "de", "del", "van", "von", "der", "and", "da", "dos", "la"}
)

NAME_ENDS: Final = frozenset(
    {"front", "party", "movement", "army", "council", "state", "republic", "alliance", "coalition",
     "forces", "people", "union", "congress", "brigade", "command", "kingdom", "group", "bloc",
     "organisation", "organization", "court", "general", "king", "prince", "wing"}
)  # fmt: skip
