"""Where the shipped examples are: inside an installed package, or in the checkout beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from servanda.errors import InputError

__all__ = ["SHIPPED", "example"]

SHIPPED = ("sudan", "ukraine")
"""The cases that an installed package brings along."""


@contextmanager
def example(name: str) -> Iterator[Path]:
    """Yield the folder of the shipped case called `name`.

    >>> with example("ukraine") as folder:
    ...     (folder / "case.yaml").exists()
    True
    """
    checkout = Path(__file__).resolve().parents[2] / "examples" / name
    if (checkout / "case.yaml").is_file():
        yield checkout
        return
    packed = files("servanda") / "shipped" / name
    if not packed.is_dir():
        listed = " and ".join(f"`{shipped}`" for shipped in SHIPPED)
        raise InputError(f"no shipped example is called {name!r}; there are {listed}")
    with as_file(packed) as folder:
        yield folder
