"""The compiled inner loops, on plain arrays."""
