"""Tests of the editor's page."""
