"""Packages of terms: which there are, what they give, which nothing beats."""
