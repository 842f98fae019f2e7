"""Uncertainty: every number of a case, drawn in as many worlds as one likes."""

from servanda.worlds.sample import CHUNK, Worlds, sample

__all__ = ["CHUNK", "Worlds", "sample"]
