"""Tests of desktop.ui.window."""
