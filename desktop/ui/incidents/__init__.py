"""The list of incidents: the program's home."""
