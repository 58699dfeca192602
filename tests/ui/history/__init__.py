"""The rooms of history and the bin."""
