"""Measures the desk against bare floors; run as `python -m tests.bench`."""
