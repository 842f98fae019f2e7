"""What a plan says: its parties, terms, sequence, guarantees, consent, and who answered what."""
