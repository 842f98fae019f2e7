"""What reneging would cost the guarantor through its other promises."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from servanda.case.keys.promises import Commitment
from servanda.engine.chunk import Chunk
from servanda.engine.plan import plan_of
from servanda.engine.settling import Offer
from servanda.engine.spill_over import spill_over
from servanda.engine.told import columns_of
from servanda.worlds.sample import sample

CASES = Path(__file__).parents[1] / "cases"


def told(strait, at_stake: object, guarantor: str = "league") -> dict[str, np.ndarray]:
    body = {"title": "The straits", "guarantor": guarantor, "at_stake": at_stake, "believed": 0.6}
    promise = Commitment.model_validate(body)
    case = strait.model_copy(update={"commitments": {"straits": promise}})
    made = Chunk(plan_of(case), sample(case, worlds=6, seed=5))
    columns = columns_of(made, made.vote(Offer("entry")))
    return spill_over(made, 6, "entry", columns)


def test_the_more_hangs_on_it_the_more_reneging_costs(strait) -> None:
    little, much = (told(strait, at_stake)["spill_over"] for at_stake in (0.05, 0.2))
    assert (little >= 0.0).all() and (much >= little).all() and much.max() > little.max()


def test_promises_of_others_and_none_at_all_tell_nothing(strait, chunk) -> None:
    assert told(strait, 0.1, guarantor="patrol") == {}
    columns = columns_of(chunk, chunk.vote(Offer("entry")))
    assert spill_over(chunk, 6, "entry", columns) == {}  # it has no other promise
    assert spill_over(chunk, 6, "truce", columns) == {}  # nor does a bare truce
