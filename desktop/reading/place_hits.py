"""What a place-finder has in hand: where a text may name which places."""

from dataclasses import dataclass

from desktop.reading.place_lexicon import Place
from desktop.reading.place_words import Head
from desktop.reading.tokens import Kind, Token


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `first` to `last`, both inclusive, that name one of `places`.

    `called` is the name as it stands, for a place that the lexicon doesn't have; `head` the word
    of kind that the text says, if any. `within` is the code of the region that the text puts it in
    by an adjective beside it, or "". `unsure` says that only a region named elsewhere makes it a
    place, `guessed` that its region is only that of a district which may be called by it.
    """

    first: int
    last: int
    places: tuple[Place, ...]
    called: str = ""
    head: Head | None = None
    within: str = ""
    unsure: bool = False
    guessed: bool = False


def is_name(token: Token) -> bool:
    """Return whether a token is a word that begins with a capital."""
    return token.kind is Kind.WORD and token.text[:1].isupper()


def has_lemma(token: Token, lemmas: frozenset[str]) -> bool:
    """Return whether a token may be a form of one of these words."""
    return token.low in lemmas or not lemmas.isdisjoint(token.lemmas)
