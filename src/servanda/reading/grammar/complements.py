"""What must follow a verb for it to take a stance, and what something is called."""

from __future__ import annotations

from typing import Final

from servanda.reading.grammar.clause_frames import Framed
from servanda.reading.grammar.verb_groups import BE, MODALS, Group
from servanda.reading.grammar.words import Match

__all__ = ["UNDECIDING", "UNPROVEN", "Complemented"]

UNPROVEN: Final = frozenset(
    {"claim", "claims", "report", "reports", "rumour", "rumours", "rumor", "rumors", "allegation",
     "allegations", "accusation", "accusations", "charge", "charges", "speculation", "criticism",
     "fears", "fear", "complaints", "complaint", "concerns"}
)  # fmt: skip
UNDECIDING: Final = frozenset(
    {"study", "review", "debate", "discussion", "inquiry", "clarification", "time", "delay",
     "explanation", "details", "vote", "briefing", "report", "meeting", "answers", "answer"}
)  # fmt: skip
_REPLIES: Final = frozenset(
    {"answer", "response", "reply", "decision", "reaction", "view", "opinion", "verdict", "answers"}
)
_ENDS: Final = frozenset(
    {"and", "but", "or", "yet", "so", "if", "unless", "until", "when", "while", "because",
     "provided",
     "either", "anymore", "in", "on", "last", "yesterday", "today", "after", "as", "too", "again",
     "within", "under", "with", "at", "for", "by", "without", "before", "though", "although"}
)  # fmt: skip
_TURNING: Final = frozenset(
    {"not", "no", "hardly", "anything", "neither", "end", "ends", "ending", "out", "escape", "cure",
     "remedy", "antidote", "alternative", "alternatives", "than", "away", "against", "relief",
     "release", "protection", "rid", "free"}
)  # fmt: skip
"""Words that turn what something is called: "the end of a nightmare", "better than slavery"."""
_PLAN_NOUNS: Final = frozenset({"plan", "deal", "offer", "proposal", "text", "paper", "document"})


class Complemented(Framed):
    """Tells whether what follows the verbs of a sentence is what they take."""

    def _complement_fits(self, match: Match) -> bool:
        """Say whether what follows a verb is what its entry takes."""
        low, end = self.low, match.end
        after = low[end] if end < len(low) else "."
        takes = match.entry.complement
        ends = not after[0].isalnum() or after in _ENDS
        if takes == "none":
            return ends or after in {
                "in",
                "on",
                "last",
                "with",
                "if",
                "provided",
                "after",
                "as",
                "within",
                "under",
                "yesterday",
                "only",
                "when",
                "once",
                "until",
                "unless",
                "before",
                "without",
                "at",
                "by",
                "for",
                "again",
                "too",
                "now",
            }
        if after in BE | MODALS and match.form != "ing":
            return False
        if (
            match.entry.words[0] in {"give", "deliver", "send"}
            and set(low[end : end + 4]) & _REPLIES
        ):
            return False
        if match.entry.act == "desire" and set(low[end : end + 4]) & UNDECIDING:
            return False
        if match.entry.act == "reject" and set(low[end : end + 4]) & UNPROVEN:
            return False
        if takes == "np" and match.entry.use in {"answer", "deed"}:
            if match.entry.act == "desire" and (after == "to" or self._urges_on(match)):
                return False
            if (
                match.entry.act == "commit"
                and match.entry.use == "answer"
                and after in {"nothing", "it"}
            ):
                return False
            if after == "to" and match.entry.words[0] in {"allow", "permit"}:
                return match.form in {"past", "part"}
            if after == "to" and match.form in {"past", "part"} and low[match.start - 1] in BE:
                return True
            if after in {"to", "that"} and len(match.entry.words) == 1:
                return after == "that" and end + 1 < len(low) and low[end + 1] in _PLAN_NOUNS
            return not (after in {"by", "for", "of"} and match.form in {"base", "s"})
        return True

    def _urges_on(self, match: Match) -> bool:
        """Say whether a verb of wanting takes somebody and an infinitive: "wants Oslo to sign"."""
        reach = self.low[match.end : match.end + 8]
        to = reach.index("to") if "to" in reach else -1
        return to > 0 and any(
            m.start in {match.end + to + 1, match.end + to + 2} and m.form == "base"
            for m in self.matches
        )

    def _is_undertaken(self, group: Group) -> bool:
        """Say whether what is done is promised or refused, not told as past or present."""
        if group.passive and not group.future:
            return False
        return group.future or (group.refused > 0 and group.modal != "never") or bool(group.why)

    def _named_value(self, match: Match) -> int | None:
        """Return how something is called: "called the plan a trick", "found it promising"."""
        limit = min(len(self.low), match.end + 16)
        stop = next(
            (
                n
                for n in range(match.end, limit)
                if self.low[n] in {",", ";", ".", "and", "but", "if"}
            ),
            limit,
        )
        plain = match.entry.words[0] in {
            "denounce",
            "dismiss",
            "hail",
            "praise",
            "reject",
            "see",
            "condemn",
        }
        needs = "as" in self.low[match.end : stop] if plain else True
        for found in self.matches:
            if found.entry.use == "eval" and match.end < found.start < stop and needs:
                between = self.low[match.end : found.start]
                denied = sum(word in _TURNING for word in between)
                return 0 if denied else found.entry.sign
        return None
