"""The case file: what is in dispute, who decides, what is proposed, and what is known about it."""
