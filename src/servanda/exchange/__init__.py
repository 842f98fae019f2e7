"""What comes from other people's tables into a case, and what goes out as a table to edit."""
