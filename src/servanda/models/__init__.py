"""The mathematics of settlements: pure functions, arrays in and arrays out, worlds first."""
