"""Whether fear feeds itself."""

from __future__ import annotations

import numpy as np

from servanda.engine.settling import Offer
from servanda.engine.two_equilibria import APART, FEAR_WORLDS, two_equilibria
from servanda.worlds.sample import sample


def test_where_fear_leads_elsewhere_it_is_told(chunk) -> None:
    told = two_equilibria(chunk, 12, Offer("truce"))
    trust = chunk.vote(Offer("truce")).settled.of_world("stands_5")[:12]
    fear = chunk.settler.in_fear(chunk.vote(Offer("truce")).settled, 12).of_world("stands_5")
    assert (fear <= trust + 1e-3).all()  # who expects breaches makes them likelier
    assert np.array_equal(told["two_equilibria"], (np.abs(fear - trust) > APART).astype(float))
    signed = chunk.vote(Offer("truce")).signed[:12]
    assert np.array_equal(told["fear_signed"], signed.astype(float))


def test_only_the_first_worlds_of_a_run_are_asked(chunk, strait) -> None:
    class Later:
        drawn = sample(strait, worlds=3, seed=5, start=FEAR_WORLDS)

    assert two_equilibria(Later(), 3, Offer("truce")) == {}  # type: ignore[arg-type]
