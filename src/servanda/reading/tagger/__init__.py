"""The trained tagger: marks sources, cues and contents in a text and links them."""
