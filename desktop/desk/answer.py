"""What a verb of the command line returns."""

from dataclasses import dataclass, field
from typing import Any

# 0 done; 1 done, but something was refused or found.
DONE, FOUND = 0, 1


@dataclass(slots=True)
class Answer:
    """A verb's exit code, its lines for people, and the same as a document for programs.

    `documents` are several, to be printed one a line, where the verb gives many of a kind.
    """

    lines: list[str] = field(default_factory=list)
    document: Any = None
    code: int = DONE
    documents: list[Any] | None = None
