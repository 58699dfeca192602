"""What is read of a document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text, and what it says of itself; "" where it doesn't.

    `published` is as it is written there, `language` a code of two letters, `notes` are sentences
    on what was guessed or left out.
    """

    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()
