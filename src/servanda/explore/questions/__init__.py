"""The questions one can ask of a case: one question, one file."""
