"""One name among several in a line of text; `separators` are the signs that stand between them."""

import re


def span(text: str, at: int, separators: str) -> tuple[int, int]:
    """Return where the name around the cursor begins and ends, blanks left out.

    `at` and the two places count characters; without separators the whole text is one name.
    """
    start, end = 0, len(text)
    if separators:
        divides = [one.start() for one in re.finditer(f"[{re.escape(separators)}]", text)]
        start = max((one + 1 for one in divides if one < at), default=0)
        end = min((one for one in divides if one >= at), default=len(text))
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def one_line(name: str, separators: str) -> str:
    """Return a name as it can stand in the line: without line ends and separators."""
    return " ".join(re.sub(f"[{re.escape(separators)}\n]", " ", name).split())


def others(text: str, within: tuple[int, int], separators: str) -> set[str]:
    """Return the names that stand in the text outside of a span."""
    start, end = within
    sign = f"[{re.escape(separators)}]"
    parts = re.split(sign, text[:start]) + re.split(sign, text[end:])
    return {" ".join(part.split()) for part in parts}
