"""What was done: all changes, those of one record or field, and the bin."""
