"""Our own workbook, edited elsewhere, read back as what the other side made of each record.

`returned.read` is the way in.
"""
