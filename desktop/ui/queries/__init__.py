"""Queries that wait, and what others changed in one's own records."""
