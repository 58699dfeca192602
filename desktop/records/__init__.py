"""What is kept: value kinds, the records and their fields; no screen, no SQL."""
