"""Asking several experts for the numbers that matter most, and pooling what they answer."""
