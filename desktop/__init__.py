"""Incident Desk: enter, review, correct and export reported incidents."""
