"""Stances that stand in a noun, in what a plan is called, and in what others are urged to do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from servanda.reading.grammar.conditions import is_conditional_object
from servanda.reading.grammar.phrase_words import DETERMINERS, PREPOSITIONS
from servanda.reading.grammar.subjects import Phrase
from servanda.reading.grammar.verb_groups import BE, MODALS, NEGATORS, Group, group_of
from servanda.reading.grammar.verb_judgements import Judgement, VerbJudge
from servanda.reading.grammar.words import Match, as_yes

__all__ = ["NounJudge"]

_DOUBT_AFTER: Final = re.compile(
    r"(?i)\b(?:in doubt|uncertain|unlikely|not (?:be )?(?:assumed|certain|assured|guaranteed)"
    r"|being sought"
    r"|(?:be|been|was|were|is) (?:taken back|withdrawn|sought|needed|dropped|denied|broken)"
    r"|melted|faded|waned|wavered|evaporated|cannot be|(?:has|had) ended|over\b|in question"
    r"|being \w+ed|(?:may|might|could) |was broken|goes on|been broken|for granted)"
)
_WHAT_IT_DID: Final = frozenset(
    {
        "came",
        "comes",
        "followed",
        "arrived",
        "was",
        "is",
        "surprised",
        "means",
        "meant",
        "leaves",
        "left",
        "took",
        "brought",
        "brings",
        "drew",
        "cleared",
        "removed",
        "ended",
        "angered",
        "stunned",
        "dashed",
        "prompted",
        "opens",
        "opened",
    }
)
"""What somebody's yes or no does once it is given: "Oslo's refusal came at noon"."""

_LEADING: Final = PREPOSITIONS | DETERMINERS
_UNOWNED: Final = PREPOSITIONS | {"any", "no", "without"}


class NounJudge(VerbJudge):
    """Judges the nouns and evaluations of a sentence."""

    def _noun(self, match: Match) -> Judgement | None:
        """Judge "Egypt's refusal", "reiterated its support for", "no objection to"."""
        low, at = self.low, match.start
        after = low[match.end] if match.end < len(low) else ""
        if after == "by":
            return self._by_whom(match)
        alone = after in _WHAT_IT_DID or match.entry.words[0] == "decision"
        if after not in {"to", "for", "of", "from", "on", "with"} and not alone:
            return None
        owner = at - 1
        while (
            owner > 0
            and at - owner <= 3
            and not (low[owner].endswith("'s") or low[owner] in DETERMINERS)
        ):
            if not self.words.is_word(owner) or low[owner] in PREPOSITIONS:
                break
            owner -= 1
        light = self._light_before(
            owner if low[owner] in DETERMINERS or low[owner].endswith("'s") else at
        )
        possessed = low[owner].endswith("'s") and owner in self.phrases.name_at
        if alone:
            return self._owned(match, owner, light) if possessed else None
        if light and not possessed:
            return self._light(match, light, owner)
        if possessed:
            return self._owned(match, owner, light)
        return None

    def _light_before(self, end: int) -> Match | None:
        """Return the verb that takes a noun which begins at a word: "reiterated (its) support"."""
        for place in range(end, max(0, end - 3), -1):
            found = [m for m in self.ending.get(place, ()) if m.entry.use == "light"]
            if found:
                return found[0]
            if self.low[place - 1] in _LEADING or not self.words.is_word(place - 1):
                return None
        return None

    def _by_whom(self, match: Match) -> Judgement | None:
        """Judge "the signing by Oslo of an agreement"."""
        group = Group(match.start, match.entry.sign, finite=True, passive=True)
        before = self.low[max(0, match.start - 3) : match.start]
        if set(before) & {
            "without",
            "pending",
            "await",
            "awaits",
            "awaiting",
            "no",
            "before",
            "urged",
        }:
            group.sign, group.why = 0, "in doubt"
        agent = self._agent(match)
        if agent and self.low[agent.end : agent.end + 1] and self.low[agent.end] in MODALS:
            group.sign, group.why = 0, "in doubt"
        made = self._made(match, group, False) if agent else None
        return replace(made, subject=agent, passive=False, impersonal=False) if made else None

    def _light(self, match: Match, light: Match, owner: int) -> Judgement | None:
        group = group_of(self.words, as_yes(light), self.ending)
        if group is None:
            return None
        sign = match.entry.sign * group.sign
        act = light.entry.act
        if act in {"drop", "win"} or (self.low[owner] == "no" and sign < 0):
            sign, group.why = 0, "dropped"
        elif act == "take":
            sign = -1 if match.entry.sign > 0 and group.sign > 0 else 0
        elif self.low[owner] == "no":
            sign = -sign if sign > 0 else 0
        if group.sign <= 0:
            sign = 0
        group.sign = sign
        found = self._made(match, group, False)
        if (
            found
            and found.sign
            and is_conditional_object(self.text[found.verb.end : self.sentence.end])
        ):
            return replace(found, condition=found.condition or found.object)
        return found

    def _owned(self, match: Match, owner: int, light: Match | None) -> Judgement | None:
        """Judge a noun that is somebody's: "Egypt's refusal to take part surprised nobody"."""
        start = owner
        core = self.phrases.core(match.end)
        start = min(start, core) if core is not None else start
        group = Group(start, match.entry.sign, finite=True)
        before = self.low[start - 1] if start else ""
        governed = (
            bool(before)
            and before in _UNOWNED
            and before not in {"despite", "given", "with", "over", "after"}
        )
        light_act = light.entry.act if light else ""
        doubt = _DOUBT_AFTER.search(self.text, self.words.ends[match.end - 1], self.sentence.end)
        if governed or doubt or light_act in {"drop", "take"} or self._wanted(start):
            group.sign, group.why = 0, "in doubt"
        whose = Phrase(start, owner + 1, owner, "named", (self.phrases.name_at[owner],))
        if core is not None and any(
            self.low[n] in {"critics", "opponents", "rivals", "former"} for n in range(core, owner)
        ):
            return None
        made = self._made(match, group, False)
        if made is None:
            return None
        frame_sign = made.sign
        return replace(made, subject=whose, sign=frame_sign)

    def _wanted(self, start: int) -> bool:
        """Say whether something is only sought: the word before is a verb of wanting."""
        wanting = {"drop", "take"}
        return any(
            m.entry.use == "light" and m.entry.act in wanting for m in self.ending.get(start, ())
        ) or any(m.entry.act in {"desire", "doubtful"} for m in self.ending.get(start, ()))

    def _evaluation(self, match: Match) -> Judgement | None:
        """Judge "the plan is unacceptable (to Oslo)", "for Oslo the plan is a trap"."""
        low, at, denied = self.low, match.start - 1, 0
        while at >= 0 and (
            low[at] in {"a", "an", "the", "not", "never", "simply", "totally"}
            or low[at].endswith("ly")
        ):
            denied += low[at] in NEGATORS
            at -= 1
        if at < 1 or low[at] not in BE:
            return None
        be = Match(
            replace(match.entry, complement="none", words=("be", *match.entry.words)),
            "s",
            at,
            match.end,
        )
        group = group_of(
            self.words, be._replace(form="base" if low[at] == "be" else "s"), self.ending
        )
        theme = self.phrases.before(group.start) if group else None
        if group is None or theme is None or group.why:
            return None
        if denied or group.refused:
            group.sign = -1 if match.entry.sign > 0 else 0
        group.passive, group.modal = True, group.modal or "is"
        made = self._made(be, group, False)
        if made is None:
            return None
        start = self.words.starts[min(theme.start, self.words.at(made.start))]
        whose = self._to_whom(match.end) or self._for_whom(theme)
        return replace(
            made, subject=whose, impersonal=whose is None, passive=True, predicts=False, start=start
        )

    def _to_whom(self, end: int) -> Phrase | None:
        if end >= len(self.low) or self.low[end] not in {"to", "for"}:
            return None
        at = end + 1
        while (
            at < len(self.low)
            and self.words.is_word(at)
            and (at == end + 1 or not self.phrases.breaks(at))
        ):
            at += 1
        core = self.phrases.core(at) if at > end + 1 else None
        phrase = self.phrases.settled(core, at, at - 1, core) if core is not None else None
        return phrase if phrase and phrase.kind in {"named", "organ", "unknown"} else None

    def _for_whom(self, theme: Phrase) -> Phrase | None:
        if self.low[0] not in {"for", "to"}:
            return None
        end = theme.start - (self.low[theme.start - 1] == ",")
        return self.phrases.whole(end) if end > 1 else None

    def _urging(self, match: Match) -> Judgement | None:
        """Judge who urges others: "urged the Serbs to accept the plan" speaks for the plan."""
        limit = min(len(self.low), match.end + 9)
        to = next((n for n in range(match.end + 1, limit) if self.low[n] == "to"), -1)
        if to < 0 or any(not self.words.is_word(n) for n in range(match.end, to)):
            return None
        inner = next(
            (
                m
                for m in self.matches
                if m.start in {to + 1, to + 2} and m.entry.use == "answer" and m.form == "base"
            ),
            None,
        )
        if inner is None:
            return None
        group = group_of(self.words, as_yes(match), self.ending)
        if group is None or group.passive or group.sign <= 0 or match.entry.words[0] == "warn":
            return None
        low_denied = self.low[to - 1] in NEGATORS or self.low[to + 1] in NEGATORS
        group.sign = inner.entry.sign if not low_denied else 0
        return self._made(inner._replace(form=match.form), group, True)
