"""Tests of reading workbooks and tables."""
