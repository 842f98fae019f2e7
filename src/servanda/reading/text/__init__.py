"""Files to text with stable offsets, cut into blocks, sentences and tokens."""
