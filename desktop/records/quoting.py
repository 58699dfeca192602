"""Where a quote stands in its source's text."""


def found_anew(quote: str, text: str, near: int | None) -> tuple[int, int] | None:
    """Return the offsets of a quote in a text, of several places the one nearest to `near`.

    None where it is empty or not there.
    """
    if not quote:
        return None
    wanted = near or 0
    after = text.find(quote, wanted)
    before = text.rfind(quote, 0, wanted + len(quote))
    places = [at for at in (before, after) if at >= 0]
    if not places:
        return None
    start = min(places, key=lambda at: abs(at - wanted))
    return start, start + len(quote)
