"""servanda: judge proposed settlements of armed conflicts, with ranges, sources and reasons."""

__version__ = "0.1.0"
