"""A source's text is corrected: its quotes follow in the same change, wherever they are."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records.delta import Delta, created, inverse
from desktop.records.models import blank
from desktop.store import changes, read, verify
from desktop.store.deskfile import DeskFile
from tests.store.night import EDITOR, Night, edit, saved_night

TEXT = "31 БПЛА сбиты"


def quote(desk: DeskFile, night: Night) -> str:
    """Quote the night's source in a figure, its report and an aside; return the aside's uid."""
    aside = changes.new_uid()
    words = {"quote": "31 БПЛА", "quote_start": 0, "quote_end": 7}
    said = {"speaker_quote": "сбиты", "speaker_quote_start": 8, "speaker_quote_end": 13}
    deltas = [
        edit(desk, "figure", night.figures[1], words),
        edit(desk, "report", night.report, said),
        created("aside", aside, blank("aside") | words | {"source": night.source}),
    ]
    changes.apply(desk, deltas, EDITOR, "edit")
    return aside


def offsets(desk: DeskFile, record: str, uid: str, name: str = "quote") -> tuple[object, object]:
    kept = read.record(desk.connection, record, uid)
    assert kept is not None
    return kept[f"{name}_start"], kept[f"{name}_end"]


def correct(desk: DeskFile, night: Night, text: str, *more: Delta) -> tuple[Delta, ...]:
    delta = edit(desk, "source", night.source, {"text": text})
    return changes.apply(desk, [delta, *more], EDITOR, "edit").deltas


def test_quotes_in_figures_reports_and_asides_move_along(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    aside = quote(desk_file, night)
    correct(desk_file, night, f"Всего: {TEXT}")
    assert offsets(desk_file, "figure", night.figures[1]) == (7, 14)
    assert offsets(desk_file, "aside", aside) == (7, 14)
    assert offsets(desk_file, "report", night.report, "speaker_quote") == (15, 20)
    assert list(verify.faults(desk_file.connection)) == []


def test_what_stands_there_no_longer_is_told_by_the_change(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    quote(desk_file, night)
    deltas = correct(desk_file, night, "30 БПЛА сбиты")
    lost = [one for one in deltas if one.type == "figure"]
    assert [(one.uid, one.after) for one in lost] == [
        (night.figures[1], {"quote_start": None, "quote_end": None})
    ]
    assert offsets(desk_file, "report", night.report, "speaker_quote") == (8, 13)


def test_undo_brings_text_and_quotes_back(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    quote(desk_file, night)
    deltas = correct(desk_file, night, "Итак, 30 БПЛА сбиты")
    changes.apply(desk_file, inverse(deltas), EDITOR, "undo")
    assert offsets(desk_file, "figure", night.figures[1]) == (0, 7)
    assert offsets(desk_file, "report", night.report, "speaker_quote") == (8, 13)


def test_a_figure_saved_together_with_the_text_is_changed_once(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    quote(desk_file, night)
    note = edit(desk_file, "figure", night.figures[1], {"note": "seen"})
    chosen = edit(
        desk_file, "figure", night.figures[2], {"quote": "30", "quote_start": 7, "quote_end": 9}
    )
    correct(desk_file, night, "Всего: 30 и 31 БПЛА сбиты", note, chosen)
    assert offsets(desk_file, "figure", night.figures[1]) == (12, 19)
    assert offsets(desk_file, "figure", night.figures[2]) == (7, 9)
    assert list(verify.faults(desk_file.connection)) == []


def test_a_quote_chosen_while_the_text_was_typed_is_placed(desk_file: DeskFile) -> None:
    night = saved_night(desk_file)
    words = {"quote": "17 подавлены", "quote_start": 14, "quote_end": 26}
    chosen = edit(desk_file, "figure", night.figures[1], words)
    correct(desk_file, night, "Итого: 31 БПЛА, 17 подавлены", chosen)
    assert offsets(desk_file, "figure", night.figures[1]) == (16, 28)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text("31 БПЛА,сбит\n", max_size=30), min_size=1, max_size=4))
def test_however_a_text_is_corrected_undo_leaves_no_trace(
    desk_file: DeskFile, texts: list[str]
) -> None:
    night = saved_night(desk_file)
    aside = quote(desk_file, night)
    keys = [("figure", night.figures[1]), ("report", night.report), ("aside", aside)]

    def state() -> list[object]:
        found = (read.record(desk_file.connection, *key) for key in keys)
        return [one.values for one in found if one is not None]

    before, done = state(), []
    for text in texts:
        kept = read.record(desk_file.connection, "source", night.source)
        assert kept is not None
        if kept["text"] != text:
            done.append(correct(desk_file, night, text))
            figure = read.record(desk_file.connection, "figure", night.figures[1])
            assert figure is not None
            at = figure["quote_start"]
            assert at is None or text[at : figure["quote_end"]] == figure["quote"]
    for deltas in reversed(done):
        changes.apply(desk_file, inverse(deltas), EDITOR, "undo", target=1)
    assert state() == before
