"""A source that the desk has, or that another retells, is recognised."""

import pytest

from desktop.desk import cataloguing, requoted
from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.desk.knowing import known
from desktop.records.delta import created
from desktop.records.errors import Invalid
from desktop.records.models import blank
from desktop.records.when import When
from desktop.store import changes, read
from tests.records.test_alike import NEXT, NIGHT

STORY = f"Россия отбила атаку, пишет газета. {NIGHT} Пострадавших нет, сообщил глава региона."


def add(desk: Desk, title: str, text: str, url: str = "", day: str = "") -> str:
    uid = changes.new_uid()
    values = {"title": title, "text": text, "url": url}
    if day:
        values["published"] = When.read(day)  # type: ignore[assignment]
    desk.save([created("source", uid, values)], "create")
    return uid


def told(desk: Desk, text: str, url: str = "", uid: str = "new", **more: object) -> list[str]:
    found = known(desk.file.connection, uid, url, text, **more)  # type: ignore[arg-type]
    return [f"{one.relation} {one.title}" for one in found]


def test_the_same_url_and_the_same_text_are_known(desk: Desk) -> None:
    uid = add(desk, "Ministry", NIGHT, "https://t.me/mod_russia/7")
    assert told(desk, "", "t.me/s/mod_russia/7") == ["same Ministry"]
    assert told(desk, NIGHT.replace(" ", "\n")) == ["same Ministry"]
    assert told(desk, NIGHT, "https://t.me/mod_russia/7", uid) == []
    assert known(desk.file.connection, "", "", NIGHT)[0].words.startswith("You have this: ")


def test_a_story_that_holds_a_statement_retells_it(desk: Desk) -> None:
    add(desk, "Ministry", NIGHT, day="18.07.2025")
    assert told(desk, STORY) == ["retells Ministry"]
    assert told(desk, STORY, published=When.read("17.07.2025").start_key) == ["retold Ministry"]
    assert told(desk, STORY, published=When.read("18.08.2025").start_key) == []
    assert told(desk, NEXT) == []


def test_what_is_linked_already_is_not_proposed(desk: Desk) -> None:
    origin = add(desk, "Ministry", NIGHT)
    story = add(desk, "Story", STORY)
    assert told(desk, STORY, uid=story, origin=origin) == []
    other = add(desk, "Other", STORY + " Так.")
    cataloguing.set_origin(desk, other, origin)
    assert told(desk, NIGHT, uid=origin) == ["retold Story"]
    assert told(desk, STORY, uid=story, origin=origin) == []


def test_a_source_does_not_retell_what_retells_it_and_an_origin_stays(desk: Desk) -> None:
    origin, story = add(desk, "Ministry", NIGHT), add(desk, "Story", STORY)
    cataloguing.set_origin(desk, story, origin)
    with pytest.raises(Invalid, match="Story retells this source itself"):
        cataloguing.set_origin(desk, origin, story)
    with pytest.raises(Invalid, match="1 source retells Ministry"):
        cataloguing.remove_record(desk, "source", origin)


def test_what_a_correction_did_to_quotes_is_told(desk: Desk) -> None:
    source = add(desk, "Ministry", "31 БПЛА сбиты, ещё 17 подавлены")
    deltas = [
        created(
            "aside",
            changes.new_uid(),
            blank("aside") | {"source": source, "quote": words, "quote_start": at,
                              "quote_end": at + len(words)},
        )
        for words, at in (("31 БПЛА", 0), ("17", 19))
    ]  # fmt: skip
    desk.save(deltas, "edit")
    kept = read.record(desk.file.connection, "source", source)
    assert kept is not None
    entered = Entered("source", source, dict(kept.values))
    entered.typed["text"] = "Итак, 30 БПЛА сбиты, ещё 17 подавлены"
    change = cataloguing.save_record(desk, entered, desk.context())
    assert change is not None
    assert requoted.told(desk, change) == (
        "1 quote moved along",
        "1 quote no longer stands in the text: “31 БПЛА”",
    )
