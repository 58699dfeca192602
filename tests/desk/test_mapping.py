"""What a person says of a table's columns, one thing at a time."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.desk import mapping
from desktop.sheets.foreign.profile import FigureUse, Profile, Use

PROFILE = Profile(
    columns={
        "Date": Use("when", whole_days=True),
        "Region": Use("where.region"),
        "Launched": Use("figure", FigureUse("launched")),
        "Downed": Use("figure", FigureUse("downed", of="Launched", relation="part")),
    },
    values={"Downed": {"some": "3+"}},
)


def test_only_one_column_is_the_region() -> None:
    changed = mapping.become(PROFILE, "Downed", "where.region")
    assert mapping.given_up(PROFILE, "Downed", "where.region") == "Region"
    assert [use.to for use in changed.columns.values()] == ["when", "", "figure", "where.region"]


def test_a_share_of_what_is_no_figure_any_more_is_a_share_of_nothing() -> None:
    changed = mapping.become(PROFILE, "launched", "note")
    figure = mapping.use_of(changed, "Downed").figure
    assert figure == FigureUse("downed")


def test_another_measure_keeps_what_was_said_of_the_figure() -> None:
    changed = mapping.become(PROFILE, "Downed", "figure:killed")
    assert mapping.use_of(changed, "Downed").figure == FigureUse(
        "killed", of="Launched", relation="part"
    )


def test_a_new_figure_is_placed_where_the_row_is() -> None:
    changed = mapping.become(PROFILE, "Date", "figure:killed")
    assert mapping.use_of(changed, "Date").figure == FigureUse("killed", placed="where")


@given(st.text(max_size=8), st.text(max_size=8))
def test_a_meaning_that_is_taken_back_leaves_nothing(value: str, meant: str) -> None:
    said = mapping.means(PROFILE, "downed", value, meant)
    assert mapping.meaning(said, "Downed")[value] == meant
    back = mapping.means(said, "Downed", value, None)
    assert value not in mapping.meaning(back, "Downed")
    assert mapping.meaning(back, "Downed").keys() | {value} == {"some", value}


def test_an_answer_holds_however_the_name_is_written() -> None:
    profile = mapping.answered(PROFILE, "Old Quarry", "note")
    assert mapping.answered(profile, "OLD  QUARRY", "").places == {}
