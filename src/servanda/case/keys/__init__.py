"""The keys of a case file, a file a noun."""
