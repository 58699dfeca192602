"""Why a document's text can't be taken, in words that say what to do."""

from pathlib import Path

from desktop.records.words import _
from desktop.sheets.errors import ImportRefused
from desktop.sheets.reading.nature import refused


def too_much(path: Path) -> ImportRefused:
    """Return the refusal of a document that holds more text than a field does."""
    return refused(
        _("{name} holds more text than a desk keeps in one field. Copy what you need of it."), path
    )


def too_long(path: Path) -> ImportRefused:
    """Return the refusal of a document that takes too long, or too much memory, to be read."""
    return refused(
        _(
            "{name} takes more time or memory to read than a document may. It may be damaged, or "
            "made to do harm; open it in its own program and copy its text."
        ),
        path,
    )


def damaged(path: Path) -> ImportRefused:
    """Return the refusal of a document that can't be read."""
    return refused(
        _("{name} is damaged and could not be read. Open it in its own program, save it anew."),
        path,
    )


def locked(path: Path) -> ImportRefused:
    """Return the refusal of a document that asks for a password."""
    return refused(
        _("{name} is protected with a password. Save it without one, then open that."), path
    )


def wordless(path: Path) -> ImportRefused:
    """Return the refusal of a document in which there are no words."""
    return refused(
        _("{name} holds pictures, but no text. Attach it to the source, and type what it says."),
        path,
    )
