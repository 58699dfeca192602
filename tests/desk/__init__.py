"""Tests of desktop.desk."""
