"""What is told of a proposal in every world of a chunk: the columns that shares are made of.

Of the proposal: `signed`, `signed_smallest` (those who wait wait for each other), `others_agree`,
`stops_fighting`, `stands_y` (if it were signed), `would_hold_y`, `holds_y` (0 where unsigned or
where somebody who must live by it fights on), `commitment`, `lapses_y`, `self_enforcing`,
`deterred`, `paper`, `out_of_reach`, `believed_true`, `cycles`, and those of a
challenge (`challenged_...`) and, in the first worlds, of `war_length` and `two_equilibria`.

Of each party, as `name.party`: `consent`, `blocks`, and of an armed one `inside`, `accepts`,
`margin`, `signs`, `war`, `refuse`, `deal`, `keep`, `alone`, `joined`, `breach` (at the horizon),
`threshold`, `believed` (that its breach meets a guarantor), `trusts` (that one comes to its help),
`backed` (that one stands by it though it broke the deal, nobody coming against it),
`breaks_y` (the chance that it is the one that ends the deal within y years, 0 where somebody fights
on at once), `temptation`, `temptation_month`, `bad_now`, `bad_1`, `bad_5`, `beyond`, `word` (what
breaking it costs, nothing in bad faith), `price` (what signing costs at home, less what it is
worth beyond the issues).
"""

from __future__ import annotations

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.engine.chunk import Chunk, Voted, known_only
from servanda.engine.columns import WORD
from servanda.engine.contract import YEARS
from servanda.engine.war_outlook import course_if_challenged

__all__ = ["CHALLENGED_AFTER", "columns_of", "signing_of"]

Columns = dict[str, Floats]

CHALLENGED_AFTER = 24.0
"""Months after signature at which a challenge is followed."""


def columns_of(chunk: Chunk, voted: Voted) -> Columns:
    """Return the columns of a proposal, but for the length of the war."""
    columns = signing_of(chunk, voted)
    columns |= _blocking(chunk, voted)
    for party in chunk.parties:
        columns |= _of_party(chunk, voted, party)
    columns |= _ends(chunk, voted)
    columns |= _deterrence(chunk, voted)
    columns |= _if_challenged(voted)
    columns["others_agree"] = voted.others_agree.astype(np.float64)
    columns["cycles"] = voted.cycles.astype(np.float64)
    told = known_only(voted.known, columns)
    told["not_computed"] = (~voted.known).astype(np.float64)
    return told


def signing_of(chunk: Chunk, voted: Voted) -> Columns:
    """Return whether it is signed, whether that stops the fighting, and how long it then holds.

    Survival is that of what those sign who do: among their faiths, only those that would. Where
    somebody who must live by it refuses, it holds for no time.
    """
    signed = voted.signed.astype(np.float64)
    stops = np.where(voted.accepted, signed, 0.0)
    columns = {"signed": signed, "stops_fighting": stops}
    for year in YEARS:
        stands = voted.settled.of_world(f"stands_{year}")
        columns[f"stands_{year}"] = columns[f"would_hold_{year}"] = stands
        columns[f"holds_{year}"] = stands * stops
    return columns


def _blocking(chunk: Chunk, voted: Voted) -> Columns:
    """Return who consents, and where each party alone stands in the way."""
    columns: Columns = {}
    for party in voted.rule.parties:
        consents = voted.ballot.consents[party]
        columns[f"consent.{party}"] = consents.astype(np.float64)
        alone = ~voted.signed & ~consents
        if alone.any():
            alone &= voted.rule.decide(voted.ballot.with_consent_of(party))
        columns[f"blocks.{party}"] = alone.astype(np.float64)
    if voted.ballot.needs:
        smallest = chunk.ballots.ballot(voted.rule, voted.name, voted.armed, most=False)
        columns["signed_smallest"] = voted.rule.decide(smallest).astype(np.float64)
    return columns


_PLAIN = {
    "signs": "signs", "war": "war", "refuse": "refuse", "keep": "keep_end", "alone": "alone_end",
    "joined": "joined_end", "breach": "breach_end", "threshold": "threshold",
    "temptation": "temptation", "temptation_month": "temptation_month", "bad_now": "bad_now",
    "bad_1": "bad_1", "bad_5": "bad_5", "beyond": "beyond",
}  # fmt: skip


def _of_party(chunk: Chunk, voted: Voted, party: str) -> Columns:
    place, settled = chunk.parties.index(party), voted.settled
    columns = {
        f"{name}.{party}": settled.of_party(source, place) for name, source in _PLAIN.items()
    }
    columns[f"margin.{party}"] = voted.margins[party]
    columns[f"accepts.{party}"] = voted.armed[party].astype(np.float64)
    columns[f"inside.{party}"] = np.full(chunk.worlds, float(party in settled.prepared.bound))
    columns[f"deal.{party}"] = voted.of_faith("deal", party)
    deal = settled.prepared.deal
    columns[f"word.{party}"] = _word(chunk, voted, party)
    columns[f"price.{party}"] = settled.price(place)
    columns[f"believed.{party}"] = _most(deal.against[:, place])
    helps = ~settled.prepared.supports.any(axis=0)
    columns[f"trusts.{party}"] = _most(deal.beside[:, place][:, helps])
    columns[f"backed.{party}"] = _most(deal.backs[:, place])
    for index, year in enumerate(YEARS):
        ends = settled.outcomes.incidence[:, place, index]
        columns[f"breaks_{year}.{party}"] = np.where(voted.accepted, ends, 0.0)
    return columns


def _word(chunk: Chunk, voted: Voted, party: str) -> Floats:
    """Return what it costs a party to break its word: nothing where it is of bad faith."""
    felt = voted.settled.worlds.party[:, chunk.parties.index(party), WORD]
    return np.where(chunk.in_bad_faith(voted.settled, party), 0.0, felt)


def _most(beliefs: Floats) -> Floats:
    """Return the belief in any response, in the phase where it is highest: (worlds)."""
    if not beliefs.shape[1]:
        return np.zeros(len(beliefs))
    any_response = beliefs.sum(axis=1) if beliefs.shape[1] > 1 else beliefs[:, 0]
    return np.asarray(any_response.max(axis=1))


def _ends(chunk: Chunk, voted: Voted) -> Columns:
    """Return how it ends by itself, and whether somebody who signs would break it later."""
    incidence = voted.settled.outcomes.incidence
    columns = {
        f"lapses_{year}": np.where(voted.accepted, incidence[:, -1, index], 0.0)
        for index, year in enumerate(YEARS)
    }
    later = np.zeros(chunk.worlds, dtype=np.bool_)
    for party in voted.settled.prepared.bound:
        place = chunk.parties.index(party)
        breach = voted.settled.of_party("breach_end", place)
        kept = voted.settled.of_party("keep_end", place)
        later |= breach - _word(chunk, voted, party) > kept
    columns["commitment"] = (later & voted.accepted).astype(np.float64)
    return columns


CHALLENGED = ("months", "settled", "side_wins", "others_win", "ends_with")
CHANCES = ("settled", "side_wins", "others_win", "ends_with")
"""Of these, what lies between 0 and 1."""


def _if_challenged(voted: Voted) -> Columns:
    """Return how a war would go that a challenge begins, by the analyst's own beliefs.

    Two years after signature: guarantors are in place by then as a rule, and forces have rested.
    """
    settled = voted.settled
    # Added up in the order of the parties: a product of matrices groups its terms by the number of
    # worlds, and a world's digits must not depend on its company.
    follows = settled.prepared.answers | settled.prepared.supports
    answers = follows.astype(np.float64)
    answered = sum(breaks[:, None] * answers[i] for i, breaks in enumerate(_breakers(voted).T))
    course = course_if_challenged(
        settled.worlds, settled.prepared.deal, settled.settings, CHALLENGED_AFTER, answered
    )
    columns = {f"challenged_{name}": course[:, place] for place, name in enumerate(CHALLENGED)}
    for name in CHANCES:  # between its nodes of power a chance near 0 or 1 may run past the end
        columns[f"challenged_{name}"] = np.clip(columns[f"challenged_{name}"], 0.0, 1.0)
    return columns


def _breakers(voted: Voted) -> Floats:
    """Return (worlds, parties) the chance that a breach, if there is one in five years, is its."""
    by_party = voted.settled.outcomes.incidence[:, :-1, YEARS.index(5)]
    total = by_party.sum(axis=1, keepdims=True)
    alike = np.full_like(by_party, 1.0 / by_party.shape[1])
    return np.where(total > 0.0, by_party / np.maximum(total, 1e-300), alike)


def _believed_true(voted: Voted) -> Floats:
    """Return the analyst's belief in any response to the breach that is answered likeliest."""
    deal, answers = voted.settled.prepared.deal, voted.settled.prepared.answers
    return np.asarray(np.max([_most(deal.true[:, some]) for some in answers], axis=0))


def _deterrence(chunk: Chunk, voted: Voted) -> Columns:
    """Return whether guarantees deter the party that hangs on them most, and the belief in them.

    Of the parties whose breach a guarantee answers, the one whose belief falls shortest of what
    would deter it decides.
    """
    deal = voted.settled.prepared.deal
    columns = {"believed_true": _believed_true(voted)}
    facing = {who for promise in voted.settled.prepared.promises for who in promise.against}
    if not facing:
        return columns
    places = [chunk.parties.index(party) for party in chunk.parties if party in facing]
    threshold = np.stack([voted.settled.of_party("threshold", place) for place in places])
    believed = np.stack([_most(deal.against[:, place]) for place in places])
    rows = np.arange(chunk.worlds)
    worst = np.argmax(np.where(np.isfinite(threshold), threshold - believed, np.inf), axis=0)
    least, held = threshold[worst, rows], believed[worst, rows]
    reachable = (least > 0.0) & (least < 1.0)

    def so(flags: Flags) -> Floats:
        return flags.astype(np.float64)

    return columns | {
        "threshold": least,
        "believed": held,
        "self_enforcing": so(least <= 0.0),
        "deterred": so(reachable & (held >= least)),
        "paper": so(reachable & (held < least)),
        "out_of_reach": so(least >= 1.0),
    }
