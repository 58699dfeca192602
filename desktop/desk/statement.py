"""Reading a statement, or a file of them, without a desk: what the reader would propose."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from desktop.desk.answer import Answer
from desktop.reading.read import Reader, shipped_reader
from desktop.reading.suggestion import SuggestedFigure, SuggestedReport, Suggestion
from desktop.records.errors import Invalid, Mendable
from desktop.records.words import _
from desktop.records.zones import known

STDIN: Final = "-"
_ITEMS: Final = ".jsonl"
_MOST_BYTES: Final = 64 * 1024 * 1024


def read_statement(source: str, posted: str, zone: str) -> Answer:
    """Return what the reader proposes for a text file, "-" (standard input) or a file of items.

    `posted` is ISO 8601 or "", `zone` an IANA name. Each line of a .jsonl file is an item with
    `id`, `text` and, where known, `posted_at` and `zone`; they win over those given here.

    Raises Mendable where the source can't be read, and Invalid for a time or zone that is none.
    """
    text = _text_of(source)
    moment, reader = _moment(posted, zone), shipped_reader()
    if source.lower().endswith(_ITEMS):
        items = list(_items(text, source))
        read = [_read_item(reader, item, moment, zone) for item in items]
        return Answer(
            [line for one, found in read for line in [f"{one}:", *_lines(found)]],
            documents=[{"id": one, **found.as_document()} for one, found in read],
        )
    found = reader.read(text, posted=moment, zone=zone)
    return Answer(_lines(found), found.as_document())


def _text_of(source: str) -> str:
    try:
        if source == STDIN:
            raw = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                raw = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Mendable(
            _("{path} can't be read: {why}.").format(path=source, why=error.strerror)
        ) from error
    if len(raw) > _MOST_BYTES:
        raise Mendable(_("{path} is too large: give at most 64 MB of text.").format(path=source))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Mendable(
            _("{path} is not text in UTF-8: save it as UTF-8 text and read it again.").format(
                path=source
            )
        ) from error


def _moment(posted: str, zone: str) -> datetime | None:
    """Return when a statement was posted, aware: a time without an offset is of the zone."""
    if not known(zone):
        raise Invalid(
            _("“{zone}” is not a time zone: give a name like Europe/Kyiv.").format(zone=zone)
        )
    if not posted:
        return None
    try:
        moment = datetime.fromisoformat(posted)
    except ValueError as error:
        raise Invalid(
            _("“{text}” is not a time: give one like 2025-07-18T07:05+03:00.").format(text=posted)
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def _items(text: str, source: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError:
            item = None
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            raise Mendable(
                _(
                    "Line {number} of {path} is no item: give a JSON object with id and text."
                ).format(number=number, path=source)
            )
        yield {"id": str(number), **item}


def _read_item(
    reader: Reader, item: dict[str, Any], moment: datetime | None, zone: str
) -> tuple[str, Suggestion]:
    zone = str(item.get("zone") or zone)
    posted = item.get("posted_at")
    moment = _moment(str(posted), zone) if posted else _moment("", zone) or moment
    return str(item["id"]), reader.read(item["text"], posted=moment, zone=zone)


def _lines(found: Suggestion) -> list[str]:
    """Return the suggestion for people: a line a report, one a figure beneath it."""
    if not found.reports:
        return [_("No figures.")]
    return [line for report in found.reports for line in _report_lines(found.text, report)]


def _report_lines(text: str, report: SuggestedReport) -> list[str]:
    window = report.window
    stretch = " – ".join(dict.fromkeys(one for one in (window.start, window.end) if one))
    speaker = report.speaker.name if report.speaker else _("nobody named")
    head = f"{speaker}, {window.kind} {stretch}".rstrip()
    return [head, *(_figure_line(text, one) for one in report.figures)]


def _figure_line(text: str, figure: SuggestedFigure) -> str:
    places = ", ".join(one.name for one in figure.places)
    parts = [
        f"{figure.id}:",
        figure.measure.replace("_", " "),
        _number(figure),
        figure.munition,
        f"@ {places}" if places else "",
        f"({figure.relation} / {figure.of})" if figure.of else "",
        f"“{' '.join(text[figure.start : figure.end].split())}”",
        figure.doubt,
    ]
    return "  " + " ".join(part for part in parts if part)


def _number(figure: SuggestedFigure) -> str:
    if figure.none_reported:
        return _("none reported")
    if figure.low == figure.high:
        return f"~{figure.low}" if figure.approx else str(figure.low)
    if figure.high is None:
        return f"{figure.low}+"
    return f"<={figure.high}" if figure.low is None else f"{figure.low}-{figure.high}"
