"""Puts the names of people and bodies into the nominative."""

import re
from collections.abc import Sequence
from typing import Final

from desktop.reading.tokens import Token

_MALE_SURNAME: Final = re.compile(r"(\w+(?:[оеєё]в|[їіиы]н))(?:а|у|[ыи]м|е|і)")


def nominative(tokens: Sequence[Token]) -> str:
    """Return the name of a person, given in any case, in the nominative.

    A surname follows the first name's gender. What no dictionary knows stays as it stands.
    """
    if not tokens or tokens[0].text.isascii():
        return " ".join(token.text for token in tokens)
    first = tokens[0]
    if first.tags.isdisjoint({"Name", "Surn"}) or _is_nominative(tokens):
        return " ".join(token.text for token in tokens)
    lemma = next((one for one in first.lemmas if one != first.low), first.low)
    given = _capitalised(lemma, first.text)
    female = "femn" in first.tags and "masc" not in first.tags
    female = female or (given[-1:] in "ая" and not given.endswith(("Никита", "Илья", "Микола")))
    return " ".join([given, *(_surname(token, female=female) for token in tokens[1:])])


def _is_nominative(tokens: Sequence[Token]) -> bool:
    first = tokens[0]
    if first.low in first.lemmas and first.low[-1] not in "аяиіуюом":
        # A man's name that ends so is in no other case, whatever his surname looks like.
        return True
    return all(token.low in token.lemmas for token in tokens[:2])


def _surname(token: Token, *, female: bool) -> str:
    lemma = next(iter(token.lemmas), token.low)
    if not female and (declined := _MALE_SURNAME.fullmatch(token.low)):
        return _capitalised(declined[1], token.text)
    if token.low.endswith(("ого", "ому")):
        lemma = next((one for one in token.lemmas if one.endswith(("ий", "ый", "ой"))), lemma)
    if female and lemma.endswith(("ов", "ев", "ин", "ін")):
        lemma += "а"
    elif female and lemma.endswith(("ий", "ый")):
        lemma = lemma[:-2] + ("а" if "ськ" in lemma else "ая")
    return _capitalised(lemma, token.text)


def _capitalised(lemma: str, text: str) -> str:
    """Return a lemma with the capitals of the word that it is of."""
    if "-" in text:
        return "-".join(part.capitalize() for part in lemma.split("-"))
    return lemma.capitalize()
