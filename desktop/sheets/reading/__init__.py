"""Reads any workbook or table safely into raw values, in a process of its own.

`read.read_book` is the way in; what it returns stands in `book`.
"""
