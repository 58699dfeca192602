"""Shows what the reader makes of a text, a line for each figure."""

from datetime import UTC, datetime

from desktop.reading.read import Reader
from desktop.reading.suggestion import SuggestedFigure, Suggestion

POSTED = datetime(2025, 7, 18, 4, 30, tzinfo=UTC)


def read(reader: Reader, text: str) -> Suggestion:
    return reader.read(text, posted=POSTED, zone="Europe/Moscow")


def figures_of(found: Suggestion) -> list[SuggestedFigure]:
    return [one for report in found.reports for one in report.figures]


def shown(figure: SuggestedFigure, numbers: dict[str, str]) -> str:
    """Show a figure as one line: "downed 31 drone @ RU-BRY < 73"."""
    number = str(figure.low) if figure.low == figure.high else f"{figure.low}..{figure.high}"
    said = "none" if figure.none_reported else f"{number}{'~' * figure.approx}"
    places = "+".join(one.code or one.name for one in figure.places)
    parent = f"< {numbers[figure.of]} {figure.relation}" if figure.of else ""
    parts = (figure.measure, said, figure.munition, f"@ {places}" if places else "", parent)
    return " ".join(part for part in parts if part)


def lines(reader: Reader, text: str) -> list[str]:
    figures = figures_of(read(reader, text))
    numbers = {one.id: str(one.low) for one in figures}
    return [shown(one, numbers) for one in figures]
