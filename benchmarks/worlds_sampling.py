"""How long a draw takes, beside NumPy's default generator drawing the same distributions in order.

The peer cannot look up a world by its number, nor draw one quantity without moving the others.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from scipy import special

from servanda.quantity import Family, Form, Interval, Mixture, Point, Word
from servanda.worlds.belief import quantile
from servanda.worlds.streams import Floats, Stream, uniforms

SIZES = (1_000, 65_536, 1_000_000)
Peer = Callable[[np.random.Generator, int], Floats]


def _logit_normal(rng: np.random.Generator, n: int) -> Floats:
    middle, spread = np.log([0.25, 1.0]).mean(), np.log(4.0) / (2 * 1.6448536269514722)
    return np.asarray(special.expit(rng.normal(middle, spread, n)))


def _three_views(rng: np.random.Generator, n: int) -> Floats:
    return np.asarray(np.array([0.745, 0.5, 0.667])[rng.integers(0, 3, n)])


ROWS: tuple[tuple[str, Form, Peer], ...] = (
    ("likelihood word", Word("likely"), lambda rng, n: rng.uniform(0.55, 0.8, n)),
    ("0.2 to 0.5", Interval(0.2, 0.5), _logit_normal),
    (
        "lognormal",
        Family("lognormal", (0.5, 0.5)),
        lambda rng, n: rng.lognormal(np.log(0.5), 0.5, n),
    ),
    ("beta", Family("beta", (2.0, 8.0)), lambda rng, n: rng.beta(2.0, 8.0, n)),
    (
        "mixture of 3",
        Mixture(("a", "b", "c"), (1 / 3,) * 3, (Point(0.745), Point(0.5), Point(0.667))),
        _three_views,
    ),
)


def _drawn(form: Form, worlds: int) -> Floats:
    high = np.inf if isinstance(form, Family) and form.name == "lognormal" else 1.0
    parts = []
    for start in range(0, worlds, 65_536):
        stop = min(start + 65_536, worlds)
        u = Stream(1, "q").uniforms(start, stop)
        parts.append(
            quantile(
                form, u, 0.0, high, views=lambda v, a=start, b=stop: uniforms(1, f"q#{v}", a, b)
            )
        )
    return np.concatenate(parts)


def _seconds(job: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        job()
        times.append(time.perf_counter() - began)
    return min(times)


def main() -> None:
    rng = np.random.default_rng(1)
    print(f"{'nanoseconds a draw':<18}{'worlds':>10}{'servanda':>10}{'in order':>10}")
    for name, form, peer in ROWS:
        ours, theirs = _drawn(form, 200_000), peer(rng, 200_000)
        at = [0.05, 0.25, 0.5, 0.75, 0.95]
        np.testing.assert_allclose(np.quantile(ours, at), np.quantile(theirs, at), atol=0.02)
        for worlds in SIZES:
            here = _seconds(lambda form=form, n=worlds: _drawn(form, n)) / worlds * 1e9
            there = _seconds(lambda peer=peer, n=worlds: peer(rng, n)) / worlds * 1e9
            print(f"{name:<18}{worlds:>10,}{here:>10.1f}{there:>10.1f}")
    alone = _seconds(lambda: uniforms(1, "q", 10**9, 10**9 + 1))
    print(f"one world alone, the thousand millionth: {alone * 1e6:.0f} microseconds")


if __name__ == "__main__":
    main()
