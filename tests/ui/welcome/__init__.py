"""Tests of desktop.ui.welcome."""
