"""Who wants, accepts or opposes what, and who will or won't do it, as the text says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from servanda.evidence.records import Commitment, Position, Speaker, Stance, Statement
from servanda.evidence.span import Span
from servanda.reading.grammar.acts import condition_in, hedge_in
from servanda.reading.grammar.issues import Touch
from servanda.reading.grammar.stance_objects import object_of
from servanda.reading.grammar.stance_words import (
    AMONG,
    BACKING,
    BOUNDARY,
    BY_ACT,
    CUT,
    DENYING,
    DUMMY_IT,
    ELIDED,
    ESCAPE,
    EVALUATION,
    EVIDENCE_END,
    LEAD_IN,
    LIKE,
    LINK,
    NEGATED,
    NO_OBJECT,
    NOT,
    OBJECT_END,
    OPENING,
    POINTED,
    PREDICATES,
    PREPOSED,
    PRONOUN,
    PURPOSE,
    REACH,
    ROLE_NEXT,
    SET_OFF,
    SPOKESPEOPLE,
    SUPPOSED,
    TRANSITIVE,
    UNSAID,
    WHO,
    WILLING,
    Predicate,
)
from servanda.reading.text.sentences import sentences
from servanda.reading.text.statement_places import Placed
from servanda.reading.who.cast import Cast, Named
from servanda.reading.who.roles import GOVERNING
from servanda.reading.who.speakers import Speakers
from servanda.reading.who.tables import actors

__all__ = ["stances_in"]


def stances_in(
    document: str,
    cast: Cast,
    prose: Sequence[Span],
    touches: Sequence[Touch],
    statements: Sequence[Statement],
    speakers: Speakers,
    agreements: frozenset[str] = frozenset(),
) -> list[Stance]:
    """Return the stances a document reports, by its author or inside statements.

    A clause gives one where an actor is its subject, its verb says want, accept, oppose, will or
    won't, and an issue is its object (or was just spoken of, for "would not participate"); a
    statement gives one to its speaker where its act and the issue in its content do.
    """
    finder = _Finder(document, cast, touches, statements, speakers, agreements)
    found = []
    for block in prose:
        if not finder.near(block):
            continue
        for sentence in sentences(cast.text, block.start, block.end):
            found += list(finder.in_sentence(block, sentence))
    for statement in statements:
        found += list(finder.in_statement(statement))
    return _without_echoes(found)


_TELLING = 24
"""Code points below which a content says too little without who says it."""
_RECENT = 900
"""Code points after which an issue is no longer what "participate" silently means."""


class _Finder:
    def __init__(
        self,
        document: str,
        cast: Cast,
        touches: Sequence[Touch],
        statements: Sequence[Statement],
        speakers: Speakers,
        agreements: frozenset[str],
    ) -> None:
        self.document, self.cast, self.text = document, cast, cast.text
        self.touches = touches
        self._starts = [touch.span.start for touch in touches]
        self.placed = Placed(statements)
        self.speakers = speakers
        self.agreements = agreements

    # clauses

    def near(self, block: Span) -> bool:
        """Say whether an issue is named in a block, or closely enough before it to be meant."""
        low = bisect_left(self._starts, max(0, block.start - _RECENT))
        return low < len(self._starts) and self._starts[low] < block.end

    def in_sentence(self, block: Span, sentence: Span) -> Iterator[Stance]:
        taken: list[Span] = []
        if self.text[sentence.end - 1] == "?":
            return
        for predicate in PREDICATES:
            for match in predicate.sieve.finditer(self.text, sentence.start, sentence.end):
                verb = Span(*match.span())
                if any(verb.meets(other) for other in taken) or self._is_aside(verb, sentence):
                    continue
                stances = list(self._stances(predicate, verb, block, sentence))
                if stances:
                    taken.append(verb)
                yield from stances

    def _is_aside(self, verb: Span, sentence: Span) -> bool:
        """Say whether a verb is a statement's cue, supposed ("if Oslo accepts") or a purpose."""
        if any(s.act in BY_ACT for s in self.placed.with_cue_at(verb)):
            return True
        if SUPPOSED.search(self.text[max(sentence.start, verb.start - 60) : verb.start]):
            return True
        purpose = PURPOSE.search(self.text[max(0, verb.start - 24) : verb.start])
        return purpose is not None and (purpose["lead"] or "").strip().lower() not in WILLING

    def _stances(
        self, predicate: Predicate, verb: Span, block: Span, sentence: Span
    ) -> Iterator[Stance]:
        issue = self._object(predicate, verb, block, sentence)
        issue = issue or self._own_object(predicate, verb, sentence)
        if not issue:
            return
        holders, start = self._subjects(verb, sentence)
        if not holders:
            return
        evidence = self._evidence(min(start, verb.start), verb, issue, sentence)
        said_in = self.placed.innermost(verb)
        position, commitment = predicate.position, predicate.commitment
        ahead = issue.span.start >= verb.start
        none_of = ahead and bool(_NONE_OF.match(issue.span.of(self.text)))
        if position != "conditional" and self._is_negated(verb, sentence) != none_of:
            position, commitment = _negated(position, commitment)
        if position in {"support", "oppose"}:
            condition = condition_in(self.text, Span(verb.start, evidence.end))
            if commitment == "will_not" and not condition:
                condition = condition_in(self.text, Span(verb.end, sentence.end))
            if condition and (commitment != "will_not" or ESCAPE.match(condition.of(self.text))):
                commitment = None if position == "oppose" else commitment
                position = "conditional"
        hedge = hedge_in(self.text, Span(min(start, verb.start), verb.end))
        confidence = 0.8 - 0.2 * bool(hedge) - 0.15 * (not self._near(issue, verb))
        for holder in holders:
            yield Stance(
                self.document, holder, issue.issue, position, commitment,
                said_in.id if said_in else "author", evidence, evidence.of(self.text),
                round(confidence, 2), bool(hedge),
            )  # fmt: skip

    def _near(self, issue: Touch, verb: Span) -> bool:
        return 0 <= issue.span.start - verb.end < 60 or issue.span.meets(verb)

    def _object(
        self, predicate: Predicate, verb: Span, block: Span, sentence: Span
    ) -> Touch | None:
        """Return the issue a verb is about: after it, else before it, else just spoken of."""
        limit = min(sentence.end, verb.end + REACH)
        stop = OBJECT_END.search(self.text, verb.end, limit)
        limit = stop.start() if stop else limit
        low, high = bisect_left(self._starts, verb.start), bisect_left(self._starts, limit)
        if low < high:
            return self.touches[low]
        rest = self.text[verb.end : min(verb.end + 40, sentence.end)]
        pointed = POINTED.match(rest)
        if not pointed and not predicate.elides:
            return None
        if not pointed and TRANSITIVE.search(verb.of(self.text)) and not NO_OBJECT.match(rest):
            return None
        back = bisect_left(self._starts, verb.start)
        before = self.touches[max(0, back - 1) : back]
        if before and before[0].span.start >= sentence.start:
            return before[0]
        since = max(0, block.start - _RECENT)
        return before[0] if before and before[0].span.start >= since else None

    def _own_object(self, predicate: Predicate, verb: Span, sentence: Span) -> Touch | None:
        """Return the object in its own words where it is no known issue: "rejects the annex"."""
        if predicate.position not in {"support", "oppose"} or self.placed.innermost(verb):
            return None
        words = self.text[verb.end : min(verb.end + 120, sentence.end)]
        named = object_of(words) if re.match(r"\s[\w“\"]", words) else ""
        return (
            Touch(named, Span(verb.end + 1, verb.end + 1 + len(words.split()[0])))
            if named
            else None
        )

    def _subjects(self, verb: Span, sentence: Span) -> tuple[list[str], int]:
        """Return who the verb's subject is, and where the clause that names it begins."""
        inside = self.cast.in_span(verb)
        if inside:
            return [self._holder(n.actor) for n in inside[:1]], verb.start
        owner = self._owner(verb, sentence)
        if owner:
            return [self._holder(owner.actor)], owner.span.start
        who = WHO.search(self.text[max(sentence.start, verb.start - 60) : verb.start])
        if who and not AMONG.search(self.text[sentence.start : verb.start - len(who.group())]):
            return self._antecedent(verb.start - len(who.group()), sentence)
        aside = SET_OFF.search(self.text, sentence.start, verb.start)
        high = aside.start() if aside else verb.start
        for step in range(4):
            low = self._clause_start(sentence.start, high)
            names = [n for n in self.cast.before(high, low) if self._can_act(n, low)]
            if step:
                names = [n for n in names if self._opens(low, n.span.start)]
            pronoun = self._pronoun(low, high)
            if pronoun and (not names or pronoun.start() > names[-1].span.end):
                meant = self._meant(pronoun, verb)
                if meant:
                    return meant, pronoun.start()
            if names:
                lead = names[-1] if step == 0 else names[0]
                group = self._coordinated(lead, low, verb.start)
                return [self._holder(n.actor) for n in group], group[0].span.start
            if low <= sentence.start:
                break
            high = low - 1
        return [], sentence.start

    def _antecedent(self, at: int, sentence: Span) -> tuple[list[str], int]:
        """Return whom "who" means: a name that ends right before it, with those joined to it."""
        near = self.cast.before(at + 1, max(sentence.start, at - 60))
        if not near or not re.fullmatch(r",?\s?", self.text[near[-1].span.end : at]):
            return [], sentence.start
        group = self._coordinated(near[-1], sentence.start, at)
        return [self._holder(n.actor) for n in group], group[0].span.start

    def _clause_start(self, start: int, end: int) -> int:
        """Return where the clause that ends at `end` begins."""
        at = start
        for match in BOUNDARY.finditer(self.text, start, end):
            if match.end() <= end and not (
                "that" in match.group() and AMONG.search(self.text[start : match.start()])
            ):
                at = match.end()
        return at

    def _can_act(self, named: Named, low: int) -> bool:
        if named.place:
            return False
        before = self.text[max(low, named.span.start - 30) : named.span.start]
        after = self.text[named.span.end : named.span.end + 24]
        if ROLE_NEXT.match(after) and not GOVERNING.match(after.strip()):
            return False
        if re.match(r"[’']s?\s", after) or (PREPOSED.search(before) and not LIKE.search(before)):
            return False
        if named.naming == "demonym":
            plural = self.text[named.span.start : named.span.end].endswith("s")
            return plural or bool(GOVERNING.match(after.strip()))
        known = actors().get(named.actor)
        return not (known and known.kind in {"territory", "outlet"})

    def _opens(self, low: int, at: int) -> bool:
        """Say whether only determiners, role words and names stand before a name in its clause."""
        words = re.findall(r"[\w’'-]+", self.text[low:at])
        return all(word[0].isupper() or word.lower() in OPENING for word in words)

    def _owner(self, verb: Span, sentence: Span) -> Named | None:
        """Return whose refusal, opposition or support it is: "Hungary’s opposition to"."""
        word = verb.of(self.text).lower()
        if not re.match(
            r"refusal|opposition|dismissal|rejection|objections|support\b|demand\b", word
        ):
            return None
        for named in reversed(self.cast.before(verb.start, max(sentence.start, verb.start - 40))):
            between = self.text[named.span.end : verb.start]
            if re.fullmatch(r"[’']s?\s+(?:[\w-]+\s+){0,2}", between):
                return named
        return None

    def _coordinated(self, lead: Named, low: int, high: int) -> list[Named]:
        """Return `lead` with the names joined to it: "The United Kingdom, France, and Estonia"."""
        names = [n for n in self.cast.before(high, low) if not n.place]
        at = names.index(lead) if lead in names else -1
        group = [lead]
        for i in range(at - 1, -1, -1):
            if not LINK.fullmatch(self.text[names[i].span.end : group[0].span.start]):
                break
            group.insert(0, names[i])
        for after in names[at + 1 :]:
            if not LINK.fullmatch(self.text[group[-1].span.end : after.span.start]):
                break
            group.append(after)
        words = self.text[group[0].span.start : group[-1].span.end]
        return group if re.search(r"\b(?:and|or|as well as)\b", words) else [lead]

    def _pronoun(self, low: int, high: int) -> re.Match[str] | None:
        matches = list(PRONOUN.finditer(self.text, low, high))
        if not matches:
            return None
        dummy = matches[-1].group().lower() == "it" and DUMMY_IT.search(self.text[low:high])
        return None if dummy else matches[-1]

    def _meant(self, pronoun: re.Match[str], verb: Span) -> list[str]:
        statement = self.placed.innermost(verb)
        own = statement.speaker if statement else None
        if own and (pronoun["self"] or (statement and statement.kind == "indirect")):
            return [self._spoken_for(own), *own.also]
        if pronoun["self"]:
            return []
        if pronoun["person"]:
            who = self.speakers.personal(pronoun.start(), pronoun.group().lower() == "she")
        else:
            who = self.speakers.collective(pronoun.start(), relative=False)
        return [self._spoken_for(who)] if who else []

    def _evidence(self, start: int, verb: Span, issue: Touch, sentence: Span) -> Span:
        here = sentence.holds(issue.span)
        stop = EVIDENCE_END.search(
            self.text, max(verb.end, issue.span.end if here else 0), sentence.end
        )
        end = stop.start() if stop else sentence.end
        between = self.text[issue.span.end : start]
        same_clause = here and not BOUNDARY.search(between) and "," not in between
        first = max(min(start, issue.span.start) if same_clause else start, sentence.start)
        lead = LEAD_IN.search(self.text[sentence.start : first])
        first -= len(lead.group()) if lead else 0
        piece = self.text[first:end]
        return Span(first + len(piece) - len(piece.lstrip(" ,“")), first + len(piece.rstrip(" ,")))

    def _is_negated(self, verb: Span, sentence: Span) -> bool:
        low = max(sentence.start, verb.start - 24)
        return bool(
            re.search(rf"(?i)(?:\b|(?<=n)){NOT}(?:\s\w+)?\s\Z", self.text[low : verb.start])
        )

    def _holder(self, actor: str) -> str:
        known = actors().get(actor)
        if (known and known.kind == "person") or actor in self.cast.persons:
            person = self.cast.person(actor)
            return person.side if person.side and SPOKESPEOPLE.search(person.role) else actor
        return actor

    def _spoken_for(self, speaker: Speaker) -> str:
        """Return whose stance it is: a spokesperson’s is the state’s."""
        if speaker.side and SPOKESPEOPLE.search(speaker.role):
            return speaker.side
        return speaker.actor

    # statements

    def in_statement(self, statement: Statement) -> Iterator[Stance]:
        """Yield what a statement's speaker holds on the issues its content names."""
        if not statement.speaker or statement.speaker.how == "artifact":
            return
        cue = statement.cue[-1].of(self.text) if statement.cue else ""
        if UNSAID.search(f"{cue} {statement.quote[:20]}") or DENYING.search(cue):
            return
        found = False
        for part in statement.content:
            low = bisect_left(self._starts, part.start)
            high = bisect_right(self._starts, part.end - 1)
            seen: set[Span] = set()
            found = found or low < high
            for touch in self.touches[low:high]:
                if _IN_RELATIVE.search(self.text, part.start, touch.span.start):
                    continue
                clause = self._sentence_of(part, touch.span)
                held = self._held(statement, clause, touch) if clause not in seen else None
                if held:
                    seen.add(clause)
                    yield from self._stated(statement, clause, touch, *held)
        if not found:
            yield from self._on_its_object(statement)

    def _on_its_object(self, statement: Statement) -> Iterator[Stance]:
        """Yield what a speaker holds on what no topic names: "it", or the object's own words."""
        part, speaker = statement.content[0], statement.speaker
        held = BY_ACT.get(statement.act) or self._backing(statement)
        if not held or not speaker or not (speaker.side or speaker.how in {"name", "metonym"}):
            return
        words = part.of(self.text).strip()
        if POINTED.fullmatch(" " + words) or ELIDED.fullmatch(words):
            at = bisect_left(self._starts, part.start)
            reach = 30 if words == "which" else _RECENT
            near = at and self.touches[at - 1].span.end > part.start - reach
            issue = self.touches[at - 1].issue if near else ""
        else:
            issue = object_of(words) if statement.kind != "direct" else ""
        if issue:
            whole = part if len(words) > _TELLING else self._with_source(statement)
            yield from self._stated(statement, whole, Touch(issue, part), *held)

    def _with_source(self, statement: Statement) -> Span:
        """Return a short content with who says it, where they stand together."""
        part = statement.content[0]
        first = min(span.start for span in (part, *statement.source, *statement.cue))
        return Span(first, part.end) if part.end - first < REACH else part

    def _backing(self, statement: Statement) -> tuple[Position, Commitment | None] | None:
        cue = statement.cue[-1].of(self.text) if statement.cue else ""
        return ("support", None) if BACKING.search(cue) and not NEGATED.search(cue) else None

    def _held(
        self, statement: Statement, clause: Span, touch: Touch
    ) -> tuple[Position, Commitment | None] | None:
        by_act = BY_ACT.get(statement.act)
        if statement.act == "announce" and not statement.quote.lower().startswith("that "):
            by_act = ("support", "will")
        by_act = by_act or self._backing(statement)
        if by_act and _NONE_OF.match(touch.span.of(self.text)):
            return _negated(*by_act)
        if by_act and not (statement.act == "suggest" and statement.polarity == "negated"):
            return by_act
        if touch.issue in self.agreements:
            return None
        words = clause.of(self.text)
        return next(((p, None) for pattern, p in EVALUATION if pattern.search(words)), None)

    def _sentence_of(self, part: Span, inner: Span) -> Span:
        """Return the sentence of a content that holds an issue, cut where a quotation begins."""
        for sentence in sentences(self.text, part.start, part.end):
            if not sentence.holds(inner):
                continue
            after = CUT.search(self.text, inner.end, sentence.end)
            cuts = [m.end() for m in CUT.finditer(self.text, sentence.start, inner.start)]
            end = after.start() if after else sentence.end
            return Span(cuts[-1] if cuts else sentence.start, end)
        return part

    def _stated(
        self,
        statement: Statement,
        span: Span,
        touch: Touch,
        position: Position,
        commitment: Commitment | None,
    ) -> Iterator[Stance]:
        assert statement.speaker is not None
        condition = condition_in(self.text, span)
        if condition and (position == "support" or ESCAPE.match(condition.of(self.text))):
            position, commitment = "conditional", None
        words = span.of(self.text)
        lead = re.match(r"[\s“\"]*(?:that\s)?", words)
        start = span.start + (lead.end() if lead else 0)
        end = span.end - (len(words) - len(words.rstrip('”" ,.')))
        evidence = Span(start, max(start, end))
        for actor in (self._spoken_for(statement.speaker), *statement.speaker.also):
            yield Stance(
                self.document, actor, touch.issue, position, commitment,
                statement.id, evidence, evidence.of(self.text),
                round(0.75 * statement.confidence, 2), statement.hedge is not None,
            )  # fmt: skip


_IN_RELATIVE = re.compile(r"\b(?:who|whom|whose)\b")
_NONE_OF = re.compile(r"(?i)(?:zero|no) ")


def _negated(
    position: Position, commitment: Commitment | None
) -> tuple[Position, Commitment | None]:
    if position == "oppose":
        return "neutral", None
    if position == "support":
        return "oppose", "will_not" if commitment == "will" else None
    return position, commitment


def _without_echoes(found: list[Stance]) -> list[Stance]:
    """Keep one stance an actor, issue and place: the surest."""
    kept: dict[tuple[str, str, int], list[Stance]] = {}
    for stance in sorted(found, key=lambda s: (-s.confidence, s.evidence)):
        page = stance.evidence.start // _PAGE
        near = (kept.get((stance.actor, stance.issue, p), ()) for p in (page - 1, page, page + 1))
        if not any(other.evidence.meets(stance.evidence) for group in near for other in group):
            kept.setdefault((stance.actor, stance.issue, page), []).append(stance)
    whole = (stance for group in kept.values() for stance in group)
    return sorted(whole, key=lambda stance: stance.evidence)


_PAGE = 4000
"""Code points no evidence is longer than."""
