"""The proposals of a case in one chunk of worlds."""

from __future__ import annotations

import gc
import weakref

import numpy as np

from servanda.engine.chunk import Chunk, Known, known_only
from servanda.engine.fidelity import EXPLORING
from servanda.engine.plan import plan_of
from servanda.engine.settling import Offer
from servanda.worlds.sample import sample


def test_an_offer_is_settled_once_and_together_as_alone(strait, chunk) -> None:
    assert chunk.vote(Offer("truce")) is chunk.vote(Offer("truce"))
    fresh = Chunk(plan_of(strait), sample(strait, worlds=40, seed=5))
    for made, alone in zip(
        fresh.vote_all([Offer("truce"), Offer("entry")]),
        (chunk.vote(Offer("truce")), chunk.vote(Offer("entry"))),
        strict=True,
    ):
        assert np.array_equal(made.signed, alone.signed)
        for party in chunk.parties:
            assert np.array_equal(made.margins[party], alone.margins[party])


def test_a_world_is_the_same_in_a_smaller_company(strait, chunk) -> None:
    later = Chunk(plan_of(strait), sample(strait, worlds=5, seed=5, start=10))
    whole, part = chunk.vote(Offer("patrol")), later.vote(Offer("patrol"))
    assert part.signed.tolist() == whole.signed[10:15].tolist()
    assert np.array_equal(part.margins["norland"], whole.margins["norland"][10:15])
    few = chunk.quickly(8, EXPLORING)
    assert len(few.vote(Offer("truce")).signed) == 8


def test_what_is_signed_follows_from_who_consents(chunk) -> None:
    voted = chunk.vote(Offer("truce"))
    armed = voted.armed["norland"] & voted.armed["suria"]
    assert np.array_equal(voted.signed, armed) and np.array_equal(voted.accepted, armed)
    assert voted.others_agree.all()  # nobody else is asked
    assert (voted.margins["norland"] >= 0.0).tolist() == voted.armed["norland"].tolist()
    entry = chunk.vote(Offer("entry"))
    assert not (entry.signed & ~entry.others_agree).any()


def test_faith_decides_which_margin_counts(chunk) -> None:
    voted = chunk.vote(Offer("truce"))
    bad = chunk.in_bad_faith(voted.settled, "norland")
    place = chunk.parties.index("norland")
    good, worse = (voted.settled.of_party(f"margin_{f}", place) for f in ("good", "bad"))
    assert np.array_equal(voted.margins["norland"], np.where(bad, worse, good))
    assert 0 < bad.sum() < len(bad)


def test_a_vote_can_be_taken_again_from_what_was_kept(strait, chunk) -> None:
    voted = chunk.vote(Offer("truce"))
    fresh = Chunk(plan_of(strait), sample(strait, worlds=40, seed=5))
    taken = fresh.take(Known.of(voted))
    assert taken is fresh.vote(Offer("truce"))
    assert np.array_equal(taken.signed, voted.signed)
    again = chunk.reconsented(chunk.drawn).voted_as(voted)
    assert np.array_equal(again.signed, voted.signed)


def test_a_world_that_is_not_known_has_no_number() -> None:
    told = known_only(np.array([True, False]), {"x": np.array([1.0, 2.0])})
    assert told["x"][0] == 1.0 and np.isnan(told["x"][1])


def test_what_a_chunk_made_goes_with_it_and_waits_for_no_collector(strait) -> None:
    """Votes know their chunk: by the hundred they would stay until the collector comes."""
    made = Chunk(plan_of(strait), sample(strait, worlds=8, seed=5))
    gone = weakref.ref(made.vote(Offer("truce")).settled.tables.worth)
    gc.disable()
    try:
        made.let_go()
        del made
        assert gone() is None
    finally:
        gc.enable()
