"""Reads a file of several statements: a text, or a CSV or JSON of posts with their dates."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from desktop.records.errors import Mendable
from desktop.records.fold import fold
from desktop.records.kinds import clean
from desktop.records.typed import quoted
from desktop.records.words import _, ngettext

# What comes in a file is data: no size of it is trusted.
LARGEST = 64 * 1024 * 1024
MOST = 50_000
LONGEST = 200_000
_TEXTS = ("text", "message", "content", "body", "post", "текст", "сообщение", "текст поста")
_DATES = ("posted_at", "posted", "date", "datetime", "time", "published", "дата", "дата и время")
_URLS = ("url", "link", "ссылка", "посилання")
_TITLES = ("title", "заголовок", "headline")
_PUBLISHERS = ("publisher", "channel", "outlet", "канал", "source", "источник", "джерело")


@dataclass(frozen=True, slots=True)
class Post:
    """One statement of a file; `posted` is the text of its date as it stood there, or ""."""

    text: str
    posted: str = ""
    url: str = ""
    title: str = ""
    publisher: str = ""


def read_posts(path: Path, zone: str) -> list[Post]:
    """Return the statements of a .txt, .csv, .json or .jsonl file in its order.

    A text file is divided by lines of three or more dashes, "=" or "*"; without any it is one
    statement.  In others a column or key named like "text" has the text, one like "date" the date;
    a date with an offset is turned into the clocks of `zone`.  Raises `Mendable` in words that a
    person can use.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Mendable(
                _("{name} has {n} MB; up to {most} MB are read. Divide the file.").format(
                    name=path.name, n=size // 2**20, most=LARGEST // 2**20
                )
            )
        raw = path.read_bytes()
    except OSError as error:
        words = _("{name} can't be read: {why}.").format(name=path.name, why=error.strerror)
        raise Mendable(words) from error
    text = _decoded(raw)
    ways = {".csv": _rows, ".tsv": _rows, ".json": _objects, ".jsonl": _lines, ".ndjson": _lines}
    way = ways.get(path.suffix.casefold())
    posts = [_post(one, zone) for one in way(text, path.name)] if way else _texts(text)
    found = [one for one in posts if one.text.strip()]
    if not found:
        raise Mendable(_no_text(path.name))
    if len(found) > MOST:
        n = len(found)
        words = ngettext(
            "{name} has {n} statement; up to {most} are read at once.",
            "{name} has {n} statements; up to {most} are read at once.",
            n,
        )
        raise Mendable(words.format(name=path.name, n=n, most=MOST))
    return found


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return clean(raw.decode("utf-16", "replace"))
    try:
        return clean(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return clean(raw.decode("cp1251", "replace"))


def _texts(text: str) -> list[Post]:
    parts: list[list[str]] = [[]]
    for line in text.split("\n"):
        mark = line.strip()
        if len(mark) >= 3 and len(set(mark)) == 1 and mark[0] in "-=*":
            parts.append([])
        else:
            parts[-1].append(line)
    return [Post("\n".join(part).strip("\n")[:LONGEST]) for part in parts]


def _rows(text: str, name: str) -> Iterator[Mapping[str, Any]]:
    try:
        dialect: Any = csv.Sniffer().sniff(text[:10_000], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    before = csv.field_size_limit(LONGEST * 10)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), dialect=dialect))
    except csv.Error as error:
        words = _("{name} can't be read as a CSV: {why}.").format(name=name, why=error)
        raise Mendable(words) from error
    finally:
        csv.field_size_limit(before)
    yield from rows


def _objects(text: str, name: str) -> Iterator[Mapping[str, Any]]:
    found = _json(text, name)
    if isinstance(found, dict):
        inside = [one for one in found.values() if isinstance(one, list)]
        found = inside[0] if inside and not _value(found, _TEXTS) else [found]
    if not isinstance(found, list):
        raise Mendable(_no_text(name))
    for one in found:
        if isinstance(one, dict):
            yield one
        elif isinstance(one, str):
            yield {"text": one}


def _lines(text: str, name: str) -> Iterator[Mapping[str, Any]]:
    for line in text.split("\n"):
        if line.strip():
            one = _json(line, name)
            if isinstance(one, dict):
                yield one


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        words = _("{name} can't be read as JSON: {why}.").format(name=name, why=error)
        raise Mendable(words) from error


def _no_text(name: str) -> str:
    words = _("{name} has no statements: a column or key must be named {text}.")
    return words.format(name=name, text=quoted("text"))


def _post(row: Mapping[str, Any], zone: str) -> Post:
    return Post(
        _value(row, _TEXTS)[:LONGEST],
        _shown(_value(row, _DATES), zone),
        _value(row, _URLS),
        _value(row, _TITLES),
        _value(row, _PUBLISHERS),
    )


def _value(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """Return the text under one of some names; Telegram's own exports have texts in pieces."""
    folded = {fold(str(key)): value for key, value in row.items() if key is not None}
    found = next((folded[name] for name in names if folded.get(name)), "")
    if isinstance(found, list):
        found = "".join(
            str(one.get("text", "")) if isinstance(one, dict) else str(one) for one in found
        )
    return clean(str(found)) if isinstance(found, str | int | float) else ""


def _shown(date: str, zone: str) -> str:
    """Return a date as the field of posting reads it; one that can't be read stays as it is."""
    text = date.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.tzinfo is not None:
        moment = moment.astimezone(ZoneInfo(zone))
    elif len(text) <= len("2025-07-18"):
        return text
    return f"{moment:%Y-%m-%d %H:%M}"
