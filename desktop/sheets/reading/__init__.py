"""Reads any workbook or table safely into raw values, in a process of its own.

`read.read_book` is the way in; what it returns stands in `book`.
"""

# The verb by which a frozen program, which has no `python -c`, starts itself as the child.
CHILD_VERB = "read-in-child"
