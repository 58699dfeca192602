"""Reads statements: from the words of a source to suggested reports and figures."""
