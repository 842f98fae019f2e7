"""Methods of exploration on plain arrays: they know no case and no question."""
