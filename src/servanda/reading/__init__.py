"""Reading: from articles to cited evidence."""
