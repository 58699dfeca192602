"""What a file may ask for before it is refused."""

MB = 1024 * 1024

# A workbook is held whole in memory, so that nobody can change it while it is read.
FILE = 256 * MB
TEXT_FILE = 1024 * MB
# All parts of a workbook together, unpacked.
UNPACKED = 3072 * MB
PARTS = 20_000
# A part of over `BIG` that was packed over `RATIO` times is a bomb: sheets of people reach 50.
BIG = 32 * MB
RATIO = 150
# What a part has before its first element: a declaration, comments, blanks.
PROLOG = MB
DEPTH = 200
STYLES = 200_000

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
# One cell: Excel takes 32,767 characters; other programs write more.
CELL = 8 * MB
# calamine holds a sheet whole, at some 2.6 times its XML; a bigger one is read piece by piece.
WHOLE_SHEET = 280 * MB
WHOLE_TEXTS = 96 * MB
# Rows out of order are gathered in memory before they can be handed on.
GATHERED = 4_000_000

# What the child may use: address space, and processor time, which grows with what is unpacked.
MEMORY = 1024 * MB
SECONDS = 15
SECONDS_PER_MB = 0.4
# What it may send: raw values in portions of so many rows, or fewer where they are wide.
SPOOL = 3072 * MB
ROWS = 1000
CELLS = 100_000


def seconds(unpacked: int) -> int:
    """Return the processor time that a file of so many bytes, unpacked, may take."""
    return SECONDS + int(unpacked / MB * SECONDS_PER_MB)
