"""Which words of its sources an entry's values stand on, numbered as the form and the text show."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.records import requoting
from desktop.records.context import Context
from desktop.records.requoting import Quote

# By record type and field: the field that keeps the words that a value stands on.
QUOTES = {
    "figure": {"quote": "quote"},
    "report": {"when": "when_quote", "speaker": "speaker_quote"},
    "aside": {"quote": "quote"},
}


@dataclass(frozen=True, slots=True)
class Use:
    """Words of a source that a value stands on.

    `record` and `field` say which value: a figure's "quote" or "places", a report's "when" or
    "speaker", the incident's "summary".  `number` counts the words from 1 through the whole entry;
    what stands on the same words has the same.
    """

    source: str
    start: int
    end: int
    record: str
    field: str
    number: int = 0

    @property
    def colour(self) -> int:
        """Which of the evidence colours it has."""
        return self.number - 1


def uses(entry: Entry, context: Context) -> list[Use]:
    """Return what the entry uses of its sources, in the order of the texts."""
    texts = {uid: text_of(source) for uid, source in entry.sources.items()}
    found: list[Use] = []
    around = _around(entry, context)
    for report in entry.reports:
        source = report.safe("source", around)
        if source not in texts or not texts[source]:
            continue
        for record in (report, *entry.figures.get(report.uid, ())):
            found += _quoted(record, source, texts[source])
    found += _of_places(entry, found, texts, around)
    found += _of_summary(entry.incident, texts)
    return _numbered(found, list(texts))


def text_of(source: Entered) -> str:
    """Return the text of a source as it is typed now."""
    return str(source.typed.get("text", source.start("text")))


def quote_of(record: Entered, field: str) -> str:
    """Return the words that a value stands on, as they are typed now."""
    name = QUOTES.get(record.type, {}).get(field, "")
    return str(record.typed.get(name, record.start(name))) if name else ""


def place_of(record: Entered, field: str, text: str) -> tuple[int, int] | None:
    """Return where the words of a value stand in a text, or None where they don't."""
    quote = quote_of(record, field)
    if not quote:
        return None
    name = QUOTES[record.type][field]
    start, end = _offsets(record, name)
    if start is not None and end is not None and text[start:end] == quote:
        return start, end
    return nearest(text, quote, start or 0)


def nearest(text: str, words: str, at: int) -> tuple[int, int] | None:
    """Return where some words stand in a text, of several places the nearest, or None."""
    before, after = text.rfind(words, 0, at + len(words)), text.find(words, at)
    there = [one for one in (after, before) if one >= 0]
    if not words or not there:
        return None
    start = min(there, key=lambda one: abs(one - at))
    return start, start + len(words)


def asides(entry: Entry, source: Entered) -> list[tuple[int, int]]:
    """Return where the words of a source stand that were said not to matter."""
    text = text_of(source)
    mine = [one for one in entry.asides if one.start("source") == source.uid]
    return [there for one in mine if (there := place_of(one, "quote", text)) is not None]


def keep(record: Entered, field: str, words: tuple[str, int, int], context: Context) -> None:
    """Let a value stand on words of its source: their text and offsets."""
    name = QUOTES[record.type][field]
    text, start, end = words
    record.write(name, text, context)
    record.put(f"{name}_start", start)
    record.put(f"{name}_end", end)


def follow(entry: Entry, source: str, old: str, new: str, context: Context) -> None:
    """Move the quotes of a source's text along while that is corrected."""
    quoting = [*_standing(entry, source, context)]
    placed = [(one, field) for one in quoting for field in QUOTES[one.type]]
    quotes = [
        Quote(quote_of(one, field), *_offsets(one, QUOTES[one.type][field]))
        for one, field in placed
    ]
    for (one, field), was, now in zip(
        placed, quotes, requoting.follow(old, new, quotes), strict=True
    ):
        if was.words and now.start is not None and now.end is not None and now != was:
            keep(one, field, (now.words, now.start, now.end), context)


def lost(entry: Entry, context: Context) -> list[tuple[Entered, str]]:
    """Return the values whose words no longer stand in the text of their source."""
    found: list[tuple[Entered, str]] = []
    for uid, source in entry.sources.items():
        text = text_of(source)
        for record in _standing(entry, uid, context):
            if record.type != "aside":
                found += [
                    (record, field)
                    for field in QUOTES[record.type]
                    if text and quote_of(record, field) and not place_of(record, field, text)
                ]
    return found


def _standing(entry: Entry, source: str, context: Context) -> Iterator[Entered]:
    """Yield the reports and figures that stand in a source, and its asides."""
    around = _around(entry, context)
    for report in entry.reports:
        if report.safe("source", around) == source:
            yield report
            yield from entry.figures.get(report.uid, ())
    yield from (one for one in entry.asides if one.start("source") == source)


def _around(entry: Entry, context: Context) -> Context:
    """Return the context of all reports and figures, which is the same."""
    return entry.context_of(entry.reports[0], context) if entry.reports else context


def _offsets(record: Entered, name: str) -> tuple[int | None, int | None]:
    return record.start(f"{name}_start"), record.start(f"{name}_end")


def _quoted(record: Entered, source: str, text: str) -> Iterator[Use]:
    for field in QUOTES[record.type]:
        there = place_of(record, field, text)
        if there is not None:
            yield Use(source, *there, record.uid, field)


def _of_places(
    entry: Entry, quoted: list[Use], texts: dict[str, str], around: Context
) -> list[Use]:
    """Return the places of figures that stand outside of all quotes, the nearest of each."""
    figures = {one.uid: one for some in entry.figures.values() for one in some}
    found: list[Use] = []
    for use in (one for one in quoted if one.field == "quote"):
        figure = figures[use.record]
        for place in figure.safe("places", around):
            name = nearest(texts[use.source], place.written, use.start)
            if name is not None and not any(
                one.start < name[1] and name[0] < one.end
                for one in quoted
                if one.source == use.source
            ):
                found.append(Use(use.source, *name, figure.uid, "places"))
    return found


def _of_summary(incident: Entered, texts: dict[str, str]) -> Iterator[Use]:
    words = str(incident.typed.get("summary", incident.start("summary"))).strip()
    for source, text in texts.items():
        there = nearest(text, words, 0)
        if there is not None:
            yield Use(source, *there, incident.uid, "summary")
            return


def _numbered(found: list[Use], sources: list[str]) -> list[Use]:
    """Return the uses in order with their numbers; a figure's places have its quote's."""
    order = {source: at for at, source in enumerate(sources)}
    found.sort(key=lambda use: (order[use.source], use.start, -use.end))
    spans = sorted(
        {(order[use.source], use.start, use.end) for use in found if use.field != "places"}
    )
    numbers = {
        use.record: 1 + bisect_left(spans, (order[use.source], use.start, use.end))
        for use in found
        if use.field == "quote"
    }
    return [
        replace(
            use,
            number=numbers[use.record]
            if use.field == "places"
            else 1 + bisect_left(spans, (order[use.source], use.start, use.end)),
        )
        for use in found
    ]
