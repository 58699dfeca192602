"""Incident Desk: enter, review, correct and export reported incidents."""

__version__ = "0.1.0"
