"""The records of a desk: each field declared once, in one line.

Form, table, workbook, history and guide derive from these declarations; adding a field is one line
here and a migration.  The models are bound to no database; the store runs every query.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from peewee import SQL, AutoField, BooleanField, CharField, IntegerField, Model

from desktop.records.alike import text_key, url_key
from desktop.records.count import Count
from desktop.records.fold import fold
from desktop.records.kinds import Choice, Computed, Flag, Kind, LongText, Part, Text, Values
from desktop.records.kinds_links import Link, Links, Places
from desktop.records.kinds_values import CountField, Degrees, WhenField, Whole
from desktop.records.when import When
from desktop.records.words import N_

STATUSES = (
    ("draft", N_("draft"), N_("Being entered; not yet given to a reviewer.")),
    ("submitted", N_("submitted"), N_("Waits for a reviewer.")),
    ("returned", N_("returned"), N_("Sent back by a reviewer, with a reason.")),
    ("approved", N_("approved"), N_("Checked against the sources by a reviewer.")),
    ("withdrawn", N_("withdrawn"), N_("Taken out of what is published, with a reason.")),
)
CONFIDENCES = (
    ("", "", ""),
    ("high", N_("high"), N_("Several independent origins agree.")),
    ("medium", N_("medium"), N_("One good origin, or several that differ little.")),
    ("low", N_("low"), N_("One weak origin, or origins that contradict each other.")),
)
# The Admiralty code, as in NATO's AJP-2.1 (Allied Joint Doctrine for Intelligence Procedures).
RELIABILITIES = (
    ("", "", ""),
    ("A", "A", N_("Completely reliable.")),
    ("B", "B", N_("Usually reliable.")),
    ("C", "C", N_("Fairly reliable.")),
    ("D", "D", N_("Not usually reliable.")),
    ("E", "E", N_("Unreliable.")),
    ("F", "F", N_("Reliability cannot be judged.")),
)
CREDIBILITIES = (
    ("", "", ""),
    ("1", "1", N_("Confirmed by other sources.")),
    ("2", "2", N_("Probably true.")),
    ("3", "3", N_("Possibly true.")),
    ("4", "4", N_("Doubtful.")),
    ("5", "5", N_("Improbable.")),
    ("6", "6", N_("Truth cannot be judged.")),
)
RELATIONS = (
    ("", "", ""),
    ("part", N_("part"), N_("Adds up, with the other parts, to the figure above it.")),
    ("subset", N_("of which"), N_("Singled out of the figure above it; never adds.")),
)
# Wikibase's words for the standing of rival statements.
RANKS = (
    ("preferred", N_("preferred"), N_("Published instead of its rivals.")),
    ("normal", N_("normal"), N_("Published as one end of the range.")),
    ("deprecated", N_("deprecated"), N_("Kept, but not published.")),
)
QUERY_STATES = (
    ("open", N_("open"), N_("Waits for an answer.")),
    ("answered", N_("answered"), N_("Waits for who asked.")),
    ("closed", N_("closed"), N_("Settled.")),
)
PLACE_KINDS = (
    ("country", N_("country"), ""),
    ("region", N_("region"), N_("A first-level division with an ISO 3166-2 code.")),
    ("district", N_("district"), ""),
    ("settlement", N_("settlement"), ""),
    ("sea", N_("sea area"), ""),
    ("other", N_("other"), N_("A base, a bridge, a stretch of road.")),
)
LANGUAGES = (
    ("", "", ""),
    ("ru", N_("Russian"), ""),
    ("uk", N_("Ukrainian"), ""),
    ("en", N_("English"), ""),
    ("other", N_("other"), ""),
)
VOCABULARIES = (
    ("kind", N_("incident kinds"), ""),
    ("measure", N_("measures"), ""),
    ("munition", N_("munitions"), ""),
    ("actor", N_("actors"), ""),
    ("tag", N_("tags"), ""),
)


def _start(when: When | None) -> int | None:
    return when.start_key if when else None


def _end(when: When | None) -> int | None:
    return when.end_key if when else None


def _low(count: Count) -> int | None:
    return count.low


def _high(count: Count) -> int | None:
    return count.high


class Record(Model):
    """What every record has: a uid that survives export and merging, and its count of changes."""

    id = AutoField()
    uid = CharField(unique=True)
    version = IntegerField(default=1)
    removed = BooleanField(default=False)

    class Meta:
        """Tables are named in the singular, as the records are."""

        legacy_table_names = False


class Term(Record):
    """An entry of an editable vocabulary; retired, never deleted."""

    vocabulary = Choice(N_("Vocabulary"), N_("The list that the term is in."), VOCABULARIES)
    code = Text(N_("Code"), N_("The word that workbooks and scripts use."), required=True)
    name = Text(N_("Name"), N_("What people read."), required=True)
    name_ru = Text(N_("Name in Russian"))
    name_uk = Text(N_("Name in Ukrainian"))
    aliases = Text(N_("Also called"), N_("Other words for it, with | between."))
    meaning = LongText(N_("Meaning"), N_("One sentence that settles what counts as this."))
    retired = Flag(N_("Retired"), N_("Kept where it was used, no longer offered."))
    position = Whole(N_("Position"), N_("The order in lists."))


class Place(Record):
    """A country, region, district, settlement or sea area."""

    name = Text(N_("Name"), N_("The English name."), required=True, index=True)
    kind = Choice(N_("Kind"), N_("What sort of place it is."), PLACE_KINDS, first="other")
    parent = Link(N_("Within"), N_("The place that this one is part of."), target="place")
    code = Text(N_("Code"), N_("ISO 3166-2 for regions, GeoNames' for districts."), index=True)
    name_ru = Text(N_("Name in Russian"))
    name_uk = Text(N_("Name in Ukrainian"))
    aliases = Text(N_("Also called"), N_("Other names and spellings, with | between."))
    lat = Degrees(N_("Latitude"), N_("Decimal degrees, WGS 84."), limit=90)
    lon = Degrees(N_("Longitude"), N_("Decimal degrees, WGS 84."), limit=180)
    note = LongText(N_("Note"))


class Speaker(Record):
    """A person or body that makes reports."""

    name = Text(N_("Name"), N_("A person or a body."), required=True, index=True)
    role = Text(N_("Role"), N_("In what capacity they speak."))
    organisation = Text(N_("Organisation"), N_("The body they speak for."))
    official = Flag(N_("Official"), N_("Speaks for an authority, such as a ministry or governor."))
    place = Link(N_("Answers for"), N_("The place that an official answers for."), target="place")
    aliases = Text(N_("Also called"), N_("Other names and spellings, with | between."))
    note = LongText(N_("Note"))


class Source(Record):
    """A document as it was carried."""

    title = Text(N_("Title"), N_("As the publisher gives it."), required=True, index=True)
    publisher = Text(N_("Publisher"), N_("Who carried it."), index=True)
    url = Text(N_("URL"), N_("Where it was found."))
    published = WhenField(N_("Published"), N_("When the publisher says it came out."))
    retrieved = WhenField(N_("Retrieved"), N_("When the desk took this copy."))
    language = Choice(N_("Language"), N_("The language of the text."), LANGUAGES)
    text = LongText(N_("Text"), N_("The full text, as it was read."))
    sha256 = Computed(N_("SHA-256"), N_("The text's fingerprint, worked out when it is saved."))
    note = LongText(N_("Note"))
    origin = Link(N_("Retells"), N_("The source that this one only retells."), target="source")
    published_start = Part(published, _start)
    url_key = Part(url, url_key, text=True, index=True)
    text_key = Part(text, text_key, text=True, index=True)


class Attachment(Record):
    """A file or picture that belongs to a source; the desk keeps its bytes once, by their hash."""

    source = Link(N_("Source"), target="source", required=True, owner=True)
    name = Text(N_("Name"), N_("The file's name."), required=True)
    media_type = Text(N_("Media type"), N_("Such as image/png."))
    size = Whole(N_("Size"), N_("In bytes."))
    sha256 = Text(
        N_("SHA-256"),
        N_("The fingerprint of its bytes."),
        constraints=[SQL('REFERENCES "blob" ("sha256") DEFERRABLE INITIALLY DEFERRED')],
    )
    note = LongText(N_("Note"))


class Aside(Record):
    """Words of a source that somebody set aside: they say nothing that the desk keeps."""

    source = Link(N_("Source"), target="source", required=True, owner=True)
    quote = LongText(N_("Set aside"), N_("The source's own words."))
    quote_start = Whole(N_("Quote from"), N_("The offset in the source's text, in characters."))
    quote_end = Whole(N_("Quote to"), N_("The offset after its last character."))


class Incident(Record):
    """What happened: a window of time, places, a kind."""

    number = Text(N_("No."), N_("Given once, never changed, never used again."), unique=True)
    title = Text(N_("Title"), N_("A few words that tell it from others."))
    kind = Link(N_("Kind"), N_("What sort of event."), target="term", vocabulary="kind")
    actor = Link(
        N_("Attributed to"),
        N_("Who is said to have done it."),
        target="term",
        vocabulary="actor",
    )
    when = WhenField(N_("When"), N_("The hours it spans, as widely as the reports do."))
    where = Places(N_("Where"), N_("The regions or waters, with commas between."))
    summary = LongText(N_("Summary"), N_("What a reader should know, in a few sentences."))
    status = Choice(N_("Status"), N_("How far it has come."), STATUSES, first="draft")
    tags = Links(N_("Tags"), N_("With semicolons between."), target="term", vocabulary="tag")
    confidence = Choice(N_("Confidence"), N_("How sure the desk is."), CONFIDENCES)
    continued = Link(
        N_("Continued as"), N_("The incident that its reports were moved to."), target="incident"
    )
    when_start = Part(when, _start)
    when_end = Part(when, _end)
    title_key = Part(title, fold, text=True)
    kind_key = Computed("")
    actor_key = Computed("")
    tags_key = Computed("")
    where_key = Computed("")
    launched = Computed(N_("Launched"), N_("The published figure."))
    downed = Computed(N_("Downed"), N_("The published figure."))
    killed = Computed(N_("Killed"), N_("The published figure."))
    injured = Computed(N_("Injured"), N_("The published figure."))
    launched_low = Computed("", numeric=True)
    downed_low = Computed("", numeric=True)
    killed_low = Computed("", numeric=True)
    injured_low = Computed("", numeric=True)
    launched_best = Computed("", numeric=True)
    downed_best = Computed("", numeric=True)
    killed_best = Computed("", numeric=True)
    injured_best = Computed("", numeric=True)
    launched_high = Computed("", numeric=True)
    downed_high = Computed("", numeric=True)
    killed_high = Computed("", numeric=True)
    injured_high = Computed("", numeric=True)
    reports = Computed(N_("Reports"), N_("How many reports it has."), numeric=True)
    disagree = Computed(N_("Sources disagree"), N_("Two reports differ."), numeric=True)
    changed_at = Computed(N_("Changed"), N_("When it was last saved."), numeric=True)
    changed_by = Computed(N_("Changed by"), N_("Who saved it last."))


class Report(Record):
    """One speaker's account of an incident."""

    incident = Link(N_("Incident"), target="incident", required=True, owner=True)
    speaker = Link(N_("Speaker"), N_("Who says so."), target="speaker")
    said_at = WhenField(N_("Said at"), N_("When the statement was made."))
    when = WhenField(N_("Window"), N_("The hours it speaks of."))
    source = Link(N_("Source"), N_("The document that it was read in."), target="source")
    carriers = Links(N_("Carried by"), N_("Documents that only retell it."), target="source")
    reliability = Choice(N_("Reliability"), N_("Of the source, A to F."), RELIABILITIES)
    credibility = Choice(N_("Credibility"), N_("Of the statement, 1 to 6."), CREDIBILITIES)
    note = LongText(N_("Note"))
    position = Whole(N_("Position"), N_("The order within the incident."))
    when_quote = LongText(N_("Window, quote"), N_("The source's words for the window."))
    when_quote_start = Whole(N_("Window, quote from"), N_("Its offset in the source's text."))
    when_quote_end = Whole(N_("Window, quote to"), N_("The offset after its last character."))
    speaker_quote = LongText(N_("Speaker, quote"), N_("The source's words for the speaker."))
    speaker_quote_start = Whole(N_("Speaker, quote from"), N_("Its offset in the source's text."))
    speaker_quote_end = Whole(N_("Speaker, quote to"), N_("The offset after its last character."))
    when_start = Part(when, _start)
    when_end = Part(when, _end)


class Figure(Record):
    """One number in a report."""

    report = Link(N_("Report"), target="report", required=True, owner=True)
    measure = Link(
        N_("Measure"),
        N_("What was counted."),
        target="term",
        vocabulary="measure",
        required=True,
    )
    munition = Link(N_("Munition"), N_("Of what."), target="term", vocabulary="munition")
    count = CountField(N_("Count"), N_("31, 10-12, 60+, <5, ~40, dozens, none reported."))
    places = Places(N_("Places"), N_("Where; several with commas between."))
    joint = Flag(N_("Joint"), N_("One number over several places."))
    of = Link(N_("Of"), N_("The figure that this one is a share of."), target="figure")
    relation = Choice(N_("Relation"), N_("How it belongs to that figure."), RELATIONS)
    rank = Choice(N_("Rank"), N_("Its standing among rivals."), RANKS, first="normal")
    quote = LongText(N_("Quote"), N_("The source's own words."))
    quote_start = Whole(N_("Quote from"), N_("The offset in the source's text, in characters."))
    quote_end = Whole(N_("Quote to"), N_("The offset after its last character."))
    note = LongText(N_("Note"))
    position = Whole(N_("Position"), N_("The order within the report."))
    count_low = Part(count, _low)
    count_high = Part(count, _high)


class Tick(Record):
    """A reviewer's word that one field or one figure stands as its source has it.

    It holds while the value's `digest` (see `records.ticks`) is what it was; an empty one is none.
    """

    incident = Link(N_("Incident"), target="incident", required=True, owner=True)
    record = Text(N_("Record"), N_("The uid of what was ticked."), required=True)
    field = Text(N_("Field"), N_("The field's name; nothing for a whole figure."))
    digest = Text(N_("Digest"), N_("A hash of the value that was ticked."))
    by = Text(N_("By"), N_("Who ticked it."))
    at = Text(N_("At"), N_("When, in UTC."))


class Query(Record):
    """A question that one person asks another about one field, figure or incident."""

    incident = Link(N_("Incident"), target="incident", required=True, owner=True)
    record = Text(N_("Record"), N_("The uid of what it is about."), required=True)
    field = Text(N_("Field"), N_("The field's name; nothing for the whole record."))
    question = LongText(N_("Question"), N_("What is asked."), required=True)
    asker = Text(N_("From"), N_("Who asks."), required=True)
    asked = Text(N_("To"), N_("Who is to answer; nothing for anybody."))
    state = Choice(N_("State"), N_("How far it has come."), QUERY_STATES, first="open")
    answer = LongText(N_("Answer"), N_("What was answered."))
    answered_by = Text(N_("Answered by"), N_("Who answered."))
    at = Text(N_("At"), N_("When it was asked, in UTC."))


class Acceptance(Record):
    """A finding that somebody let stand, with the reason; it holds while its inputs stay."""

    incident = Link(N_("Incident"), target="incident", required=True, owner=True)
    finding = Text(N_("Finding"), N_("The check and the records that it names."), required=True)
    digest = Text(N_("Digest"), N_("A hash of what was judged."))
    reason = LongText(N_("Reason"), N_("Why it may stand."), required=True)
    by = Text(N_("By"), N_("Who accepted it."))
    at = Text(N_("At"), N_("When, in UTC."))


class Setting(Record):
    """One of the desk's own rules, such as whether an editor may approve their own record."""

    name = Text(N_("Name"), unique=True)
    value = Text(N_("Value"))


RECORDS: dict[str, type[Record]] = {
    "term": Term,
    "place": Place,
    "speaker": Speaker,
    "source": Source,
    "attachment": Attachment,
    "aside": Aside,
    "incident": Incident,
    "report": Report,
    "figure": Figure,
    "tick": Tick,
    "query": Query,
    "acceptance": Acceptance,
    "setting": Setting,
}
TYPE_LABELS = {
    "term": N_("Term"),
    "place": N_("Place"),
    "speaker": N_("Speaker"),
    "source": N_("Source"),
    "attachment": N_("Attachment"),
    "aside": N_("Set aside"),
    "incident": N_("Incident"),
    "report": N_("Report"),
    "figure": N_("Figure"),
    "tick": N_("Tick"),
    "query": N_("Query"),
    "acceptance": N_("Accepted finding"),
    "setting": N_("Setting"),
}


@cache
def declared(record: str) -> Mapping[str, Kind[Any]]:
    """Return every declared field of a record type by name, in the order of declaration."""
    return MappingProxyType(
        {
            field.name: field
            for field in RECORDS[record]._meta.sorted_fields  # noqa: SLF001 - peewee's way
            if isinstance(field, Kind)
        }
    )


@cache
def content(record: str) -> Mapping[str, Kind[Any]]:
    """Return the fields that people fill and the journal keeps."""
    return MappingProxyType({name: kind for name, kind in declared(record).items() if kind.content})


@cache
def parts(record: str) -> Mapping[str, Part]:
    """Return the columns that hold parts of other fields."""
    return MappingProxyType(
        {name: kind for name, kind in declared(record).items() if isinstance(kind, Part)}
    )


def blank(record: str) -> Values:
    """Return the values of a record that nobody has filled."""
    return {name: kind.empty for name, kind in content(record).items()}
