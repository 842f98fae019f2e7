"""Dated questions that a verdict answers, and a ledger that shows what came of the answers."""
