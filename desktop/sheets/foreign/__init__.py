"""Anybody's spreadsheet: finding its table, guessing what it means, making records of its rows."""
