"""Which incidents a workbook was given, in few cells: a short hash of each uid."""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator

# Two of a million incidents would share 64 bits once in ten million desks.
BYTES = 8
_PIECE = 32_000


def short(uid: str) -> bytes:
    """Return the eight bytes that stand for an uid."""
    return hashlib.blake2b(uid.encode(), digest_size=BYTES).digest()


def packed(shorts: Iterable[bytes]) -> Iterator[str]:
    """Yield texts that each fit into a cell."""
    text = base64.b64encode(b"".join(shorts)).decode()
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE]


def unpacked(pieces: Iterable[str]) -> frozenset[bytes]:
    """Return the hashes that such texts hold; none where they are damaged."""
    try:
        raw = base64.b64decode("".join(pieces), validate=True)
    except (ValueError, binascii.Error):
        return frozenset()
    return frozenset(raw[at : at + BYTES] for at in range(0, len(raw), BYTES))
