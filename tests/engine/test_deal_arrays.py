"""A deal as a compiled kernel takes it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from servanda.engine.deal_arrays import arrays_of
from servanda.engine.settling import Offer


def test_the_arrays_are_those_of_the_deal_in_order_and_contiguous(even) -> None:
    deal = even.vote(Offer("pact")).settled.prepared.deal
    turned = replace(deal, terms=np.asfortranarray(np.repeat(deal.terms, 3, axis=1)))
    made = arrays_of(turned)
    for name, array in zip(made._fields, made, strict=True):
        assert array.flags.c_contiguous, name
        assert np.array_equal(array, getattr(turned, name)), name
