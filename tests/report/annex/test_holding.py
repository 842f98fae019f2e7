"""What makes a deal fail later."""

from __future__ import annotations

from dataclasses import replace

from servanda.report.annex.holding import hold_figure, holding


def test_a_curve_starts_whole_and_falls(strait_material) -> None:
    for result in strait_material.assessment.proposals:
        figure = hold_figure(result)
        for series in {row["series"] for row in figure.rows}:
            points = sorted((row["years"], row["share"]) for row in figure.rows
                            if row["series"] == series)  # fmt: skip
            shares = [share for _, share in points]
            assert points[0] == (0, 1.0) and points[-1][0] == 10
            assert shares == sorted(shares, reverse=True)
        assert all(0.0 <= row["low"] <= row["share"] <= row["high"] <= 1.0 for row in figure.rows)


def test_worlds_that_sign_have_a_curve_only_where_there_are_enough(strait_material) -> None:
    (first, *_) = strait_material.assessment.proposals
    few = replace(first.holds[1], worlds=3)
    rows = hold_figure(replace(first, holds={**first.holds, 1: few})).rows
    assert {row["series"] for row in rows} == {"all worlds"}


def test_each_deal_stands_beside_past_ones_of_its_kind(strait_material, words) -> None:
    said = words(holding(strait_material))
    assert "Past ones of its kind" in said and "interstate" in said
    assert "Who would break it, and when" in said
