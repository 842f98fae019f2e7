"""The mathematics of settlements: pure functions, arrays in and arrays out, worlds first.

One paper, one file; `registry` lists every registered formula.
"""
