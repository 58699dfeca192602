"""Marks texts that are declared at import time and translated when they are shown."""


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for such a mark
    """Return `text` as it is; the mark is read when the catalogue is made."""
    return text
