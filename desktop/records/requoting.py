"""Where quotes stand in a text after it was corrected, and which of them stand there no longer."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from desktop.records.fold import fold

# By record type, the fields that quote a source; the offsets of each have the same name with
# _start and _end.
QUOTES: Mapping[str, tuple[str, ...]] = {
    "report": ("when_quote", "speaker_quote"),
    "figure": ("quote",),
    "aside": ("quote",),
}
# Comparing is quadratic: of a stretch with more words nothing is taken to be the same.
_MOST_WORDS = 2000
_PIECE = re.compile(r"\w+|[^\w\s]")
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text and their offsets in it, in characters; None where they have no place."""

    words: str
    start: int | None = None
    end: int | None = None

    def stands_in(self, text: str) -> bool:
        """Return whether the words are where the offsets say."""
        return self.start is not None and text[self.start : self.end] == self.words != ""


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that are the same in both texts: where they begin in each, and how many."""

    old: int
    new: int
    length: int


def follow(old: str, new: str, quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes of an old text as they stand in the new one, in their order.

    Words that were corrected in their marks and blanks only are quoted as they are now.  Quotes
    that stand there no longer keep their words and have no offsets; so do those that stood in
    neither text.
    """
    moving = [one for one in quotes if one.stands_in(old)]
    runs = _runs(old, new) if moving and old != new else []
    return [_followed(one, old, new, runs) for one in quotes]


def placed(quote: Quote, text: str) -> Quote:
    """Return a quote where its words stand in a text, nearest to where it says; else without."""
    found = list(_found(quote.words, text)) if quote.start is not None else []
    start = min(found, key=lambda at: abs(at - (quote.start or 0)), default=None)
    if start is None:
        return Quote(quote.words)
    return Quote(quote.words, start, start + len(quote.words))


def _followed(quote: Quote, old: str, new: str, runs: Sequence[_Run]) -> Quote:
    if old == new or not quote.stands_in(old):
        return quote if quote.stands_in(new) else Quote(quote.words)
    assert quote.start is not None  # noqa: S101 - it stands
    size = len(quote.words)
    start, end = _start(runs, quote.start), _end(runs, quote.start + size - 1)
    if new[start : start + size] == quote.words:
        return Quote(quote.words, start, start + size)
    come = _come(quote.words, new, runs)
    found = min(come, key=lambda at: abs(at - start), default=None)
    if found is not None:
        return Quote(quote.words, found, found + size)
    words = new[start:end].strip()
    if words and _bare(words) == _bare(quote.words):
        start = new.index(words, start)
        return Quote(words, start, start + len(words))
    return Quote(quote.words)


def _start(runs: Sequence[_Run], at: int) -> int:
    """Return where a character of the old text is in the new one; else where that was changed."""
    run = runs[bisect_right(runs, at, key=lambda one: one.old) - 1]
    return run.new + min(at - run.old, run.length)


def _end(runs: Sequence[_Run], at: int) -> int:
    """Return what follows a character of the old text in the new one, or follows the change."""
    behind = bisect_right(runs, at, key=lambda one: one.old)
    run = runs[behind - 1]
    return run.new + at - run.old + 1 if at < run.old + run.length else runs[behind].new


def _come(words: str, new: str, runs: Sequence[_Run]) -> Iterator[int]:
    """Yield where words stand that came with the change: not all of them stood there before."""
    for at in _found(words, new):
        run = runs[bisect_right(runs, at, key=lambda one: one.new) - 1]
        if at + len(words) > run.new + run.length:
            yield at


def _found(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _bare(text: str) -> str:
    """Return the words of a text alone."""
    return _MARKS.sub(" ", fold(text)).strip()


def _runs(old: str, new: str) -> list[_Run]:
    """Return what is the same in two texts, in order, from their beginnings to their ends.

    The first run begins both texts and the last ends them; these two may be empty.
    """
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    found = [_Run(0, 0, head)]
    before, after = len(old) - tail, len(new) - tail
    for run in _compared(old[head:before], new[head:after]):
        one, last = _Run(head + run.old, head + run.new, run.length), found[-1]
        between = old[last.old + last.length : one.old]
        if between == new[last.new + last.length : one.new] and last.length:
            found[-1] = _Run(last.old, last.new, one.old + one.length - last.old)
        else:
            found.append(one)
    return [*found, _Run(before, after, tail)]


def _compared(old: str, new: str) -> Iterator[_Run]:
    """Yield the words and marks that two texts share in the same order."""
    left, right = list(_PIECE.finditer(old)), list(_PIECE.finditer(new))
    if max(len(left), len(right)) > _MOST_WORDS:
        return
    matcher = SequenceMatcher(
        None, [one[0] for one in left], [one[0] for one in right], autojunk=False
    )
    for block in matcher.get_matching_blocks():
        for at in range(block.size):
            one, other = left[block.a + at], right[block.b + at]
            yield _Run(one.start(), other.start(), len(one[0]))


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
