"""What a sentence does: reports, acts, stances, dates and disputed consent, by rule."""
