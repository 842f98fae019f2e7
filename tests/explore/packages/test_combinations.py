"""Every combination of what the proposals of a case vary."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.errors import InputError
from servanda.explore.packages.combinations import space_of


@pytest.fixture(scope="module")
def space(strait):
    return space_of(strait, "truce", ("handover",))


def test_a_proposal_is_a_package_and_comes_back_as_itself(space, strait) -> None:
    start = space.start()
    case, name = space.in_case(start)
    assert name == "truce"
    assert dict(case.proposals["truce"].terms) == dict(strait.proposals["truce"].terms)
    assert case.proposals["truce"].consent == strait.proposals["truce"].consent
    assert "truce_as_it_was" in case.proposals
    assert space.changes(start, start) == {}


def test_every_package_is_one_of_each_and_fits(space) -> None:
    every = space.all()
    assert every.shape[1] == len(space.sizes) and (every < np.array(space.sizes)).all()
    assert len(every) <= space.combinations == np.prod(space.sizes)
    assert space.fits(every).all()
    assert len({tuple(row) for row in every}) == len(every)


def test_distance_counts_what_changes(space) -> None:
    start = space.start()
    other = start.copy()
    other[1] = (other[1] + 1) % space.sizes[1]
    counts, moved = space.distances(start, np.array([start, other]))
    assert counts.tolist() == [0, 1] and moved[0] == 0.0 < moved[1]
    assert len(space.changes(start, other)) == 1
    assert space.says(start) != space.says(other)


def test_what_cannot_be_laid_out_is_told(strait) -> None:
    with pytest.raises(InputError, match="no proposal is called 'tea'"):
        space_of(strait, "tea")
    with pytest.raises(InputError, match="no proposal was named to start from"):
        space_of(strait).start()


def test_seen_from_another_proposal_it_is_the_same_packages(space) -> None:
    other = space.seen_from("handover")
    assert other.proposal == "handover" and other.sizes == space.sizes
    case, name = other.in_case(other.start())
    assert name == "handover" and case.proposals[name].phases
