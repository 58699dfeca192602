"""Tests of desktop.records."""
