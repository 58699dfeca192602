"""A search finds an incident by its own words and by those of what it points at."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records.delta import created, inverse, removed
from desktop.records.fold import fold
from desktop.store import changes, derived, firstids, journal, listing, read, search, verify
from desktop.store.changes import new_uid
from desktop.store.deskfile import DeskFile
from tests.store.night import BRYANSK, EDITOR, MOSCOW_REGION, Night, edit, saved_night


def found(desk: DeskFile, text: str) -> set[str]:
    wanted, sort = listing.Filter(text=text), listing.Sort("number")
    whole = list(listing.all_ids(desk.connection, wanted, sort))
    assert list(firstids.first_ids(desk.connection, wanted, sort).ids) == whole
    assert len(whole) == len(set(whole))
    return set(listing.uids(desk.connection, whole).values())


def two_nights(desk: DeskFile) -> tuple[Night, Night]:
    """Save two nights; what the second points at says other things."""
    one, other = saved_night(desk), Night()
    texts = {other.source: {"title": "Governor's post", "text": "Обломки упали у деревни"}}
    texts[other.speaker] = {"name": "Vladislav Shapsha", "role": "governor"}
    deltas = [
        created(delta.type, delta.uid, texts[delta.uid]) if delta.uid in texts else delta
        for delta in other.deltas()
    ]
    changes.apply(desk, deltas, EDITOR, "create")
    return one, other


def test_every_word_may_stand_in_another_text(desk_file: DeskFile) -> None:
    one, other = two_nights(desk_file)
    both = {one.incident, other.incident}
    assert found(desk_file, "17-18 July") == both
    assert found(desk_file, "сбиты") == {one.incident}
    assert found(desk_file, "обломки shapsha night") == {other.incident}
    assert found(desk_file, "ministry statement Брянск 17-18") == {one.incident}
    assert found(desk_file, "сбиты shapsha") == set()
    assert found(desk_file, "drone bryansk") == both
    # Shorter than the index knows.
    assert found(desk_file, "бп") == {one.incident}
    assert found(desk_file, "у go 20") == {other.incident}
    assert found(desk_file, "") == both


def test_one_place_named_by_both_ways_is_one_hit(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    title = edit(desk_file, "incident", night.incident, {"title": "Bryansk, again Bryansk"})
    changes.apply(desk_file, [title], EDITOR, "edit")
    assert found(desk_file, "bryansk") == {night.incident}


@pytest.mark.parametrize("bounds", [(10_000, 75_000), (0, 1), (0, 3), (1, 2), (0, 2)])
@pytest.mark.parametrize("targets", [3000, 1])
def test_the_way_it_is_found_makes_no_difference(
    desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch, bounds: tuple[int, int], targets: int
) -> None:
    for name, bound in zip(("FEW", "MANY"), bounds, strict=True):
        monkeypatch.setattr(firstids, name, bound)
    monkeypatch.setattr(search, "FEW_TARGETS", targets)
    one, other = two_nights(desk_file)
    assert found(desk_file, "сбиты bryansk") == {one.incident}
    assert found(desk_file, "обломки") == {other.incident}
    assert found(desk_file, "moscow") == {one.incident, other.incident}
    assert found(desk_file, "moscow обломки") == {other.incident}
    assert found(desk_file, "бп 17-18") == {one.incident}


def test_what_an_incident_no_longer_points_at_does_not_find_it(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    moved = edit(desk_file, "report", night.report, {"source": None})
    changes.apply(desk_file, [moved], EDITOR, "edit")
    assert found(desk_file, "сбиты") == set()
    changes.apply(desk_file, inverse([moved]), EDITOR, "undo")
    assert found(desk_file, "сбиты") == {night.incident}


def test_what_is_in_the_bin_is_not_found_and_back_again(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    kept = read.record(desk_file.connection, "incident", night.incident)
    assert kept is not None
    gone = removed("incident", kept.uid, kept.values)
    changes.apply(desk_file, [gone], EDITOR, "remove")
    assert found(desk_file, "сбиты") == found(desk_file, "night") == set()
    changes.apply(desk_file, inverse([gone]), EDITOR, "undo")
    assert found(desk_file, "сбиты") == {night.incident}
    assert list(verify.faults(desk_file.connection)) == []


def test_an_undone_source_keeps_a_sound_search(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    seq = journal.head(desk_file.connection).count
    back = inverse(journal.change(desk_file.connection, seq).deltas)
    changes.apply(desk_file, back, EDITOR, "undo", target=seq)
    assert list(verify.faults(desk_file.connection)) == []
    changes.apply(desk_file, inverse(back), EDITOR, "redo", target=seq + 1)
    assert found(desk_file, "сбиты bryansk") == {night.incident}
    assert list(verify.faults(desk_file.connection)) == []


def test_verify_names_a_target_whose_text_is_not_searched(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    desk_file.connection.execute("UPDATE targetdoc SET text='x' WHERE uid=?", (night.source,))
    (line,) = verify.faults(desk_file.connection)
    assert line == f"source {night.source}: the search doesn't know what it holds"


def test_all_texts_written_anew_are_the_same(desk_file: DeskFile) -> None:
    two_nights(desk_file)
    sql = "SELECT id, text FROM searchdoc UNION ALL SELECT id, text FROM targetdoc ORDER BY 1, 2"
    before = desk_file.connection.execute(sql).fetchall()
    with desk_file.writing() as connection:
        derived.search_anew(connection)
    assert desk_file.connection.execute(sql).fetchall() == before
    assert found(desk_file, "обломки shapsha")
    assert list(verify.faults(desk_file.connection)) == []


WORDS = ("ночь", "Night", "дрон", "БПЛА", "up", "у", "100%", '"quoted"', "a*b", "ёлка", "elk")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(title=TEXTS, source=TEXTS, name=TEXTS, wanted=TEXTS)
def test_a_search_finds_what_its_words_stand_in(
    desk_file: DeskFile, title: str, source: str, name: str, wanted: str
) -> None:
    incident, report, read_in, speaker = (new_uid() for _ in range(4))
    changes.apply(
        desk_file,
        [
            created("speaker", speaker, {"name": name}),
            created("source", read_in, {"title": "T", "text": source}),
            created("incident", incident, {"title": title, "where": (BRYANSK, MOSCOW_REGION)}),
            created("report", report, {
                "incident": incident, "speaker": speaker, "source": read_in,
            }),
        ],
        EDITOR,
        "create",
    )  # fmt: skip
    texts = [fold(text) for text in (title, source, name)]
    hit = all(any(word in text for text in texts) for word in fold(wanted).split())
    # The gazetteer's names of both regions hold none of the words but, maybe, the short ones.
    if not {"у", "up"} & set(fold(wanted).split()):
        assert (incident in found(desk_file, wanted)) == hit
