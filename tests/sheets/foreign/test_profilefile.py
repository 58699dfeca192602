"""Profiles as files."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.sheets.foreign.profile import FigureUse, Profile, Use
from desktop.sheets.foreign.profilefile import ProfileRefused, dumped, loaded
from desktop.sheets.foreign.table import Bounds
from desktop.sheets.foreign.targets import FIELDS, FIGURE, TARGETS

texts = st.text(max_size=12)
figures = st.builds(
    FigureUse,
    measure=st.sampled_from(["killed", "downed"]),
    munition=texts,
    bound=st.sampled_from(["exact", "low", "high"]),
    placed=st.sampled_from(["", "where", "from"]),
    place=texts,
    of=texts,
    relation=st.sampled_from(["", "part", "subset"]),
    split=st.booleans(),
    note=texts,
)
uses = st.one_of(
    st.builds(Use, to=st.sampled_from([to for to in TARGETS if to != FIGURE])),
    st.builds(Use, to=st.just(FIGURE), figure=figures, whole_days=st.booleans()),
)


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    first, left = draw(st.integers(0, 1000)), draw(st.integers(0, 50))
    return Bounds(
        header=draw(st.none() | st.integers(0, 1000)),
        headers=draw(st.integers(0, 3)),
        first=first,
        last=first + draw(st.integers(-1, 1000)) if first else 0,
        left=left,
        right=left + draw(st.integers(0, 50)),
    )


strangers = st.sampled_from(["add", "note"])
profiles = st.builds(
    Profile,
    columns=st.dictionaries(texts, uses, max_size=4),
    values=st.dictionaries(texts, st.dictionaries(texts, texts, max_size=3), max_size=3),
    defaults=st.dictionaries(st.sampled_from(sorted(FIELDS)), texts, max_size=3),
    places=st.dictionaries(texts, texts, max_size=3),
    new_places=strangers,
    new_terms=strangers,
    new_speakers=strangers,
    each_row=st.none() | figures,
    group=st.lists(texts, max_size=3).map(tuple),
    zone=st.sampled_from(["Europe/Kyiv", "UTC"]),
    year=st.none() | st.integers(1900, 2199),
    month_first=st.booleans(),
    name=texts,
    sheet=texts,
    bounds=st.none() | bounds(),
    to_end=st.booleans(),
)


@settings(deadline=None)
@given(profiles)
def test_a_profile_comes_back_from_its_file(profile: Profile) -> None:
    assert loaded(dumped(profile)) == profile


def changed(**parts: object) -> str:
    return json.dumps(json.loads(dumped(Profile())) | parts)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "JSON"), ("[]", "no profile"), ("{}", "no profile"), ('{"format": "x"}', "no profile"),
        ("[" * 100_000, "JSON"), ("x" * 6_000_000, "too large"),
        (changed(version=2), "version 2"), (changed(version=None), "version"),
        (changed(colums={}), "colums"), (changed(columns=[]), "profile.columns"),
        (changed(columns={"Date": {"to": "whenever"}}), "profile.columns[Date].to"),
        (changed(columns={"Killed": {"to": "figure"}}), "profile.columns[Killed]"),
        (changed(columns={"Killed": {"to": "figure", "figure": {}}}), "measure"),
        (changed(columns={"Killed": {"to": "note", "figure": {"measure": "killed"}}}), "Killed"),
        (changed(columns={"K": {"to": "figure", "figure": {"measure": 3}}}), "figure.measure"),
        (changed(values={"Killed": {"x": 3}}), "profile.values[Killed][x]"),
        (changed(zone="Mars/Olympus"), "time zone"), (changed(year=20), "year"),
        (changed(year=True), "whole number"), (changed(month_first=1), "true or false"),
        (changed(group="Date"), "a list"), (changed(new_places="drop"), "'add', 'note'"),
        (changed(defaults={"figure": "x"}), "profile.defaults"),
        (changed(bounds={"header": 0}), "profile.bounds"),
        (changed(bounds={"header": None, "headers": 0, "first": 5, "last": 2, "left": 0,
                         "right": 1}), "profile.bounds"),
        (changed(bounds={"header": 0, "headers": 10**9, "first": 5, "last": 9, "left": 0,
                         "right": 1}), "headers"),
    ],
)  # fmt: skip
def test_what_is_no_profile_is_refused_by_name(text: str, named: str) -> None:
    with pytest.raises(ProfileRefused) as refused:
        loaded(text)
    assert named in str(refused.value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
fields = st.sampled_from(["columns", "values", "defaults", "each_row", "bounds", "group", "zone"])


@settings(deadline=None)
@given(st.dictionaries(fields, json_values, max_size=4))
def test_any_json_is_a_profile_or_refused(parts: dict[str, object]) -> None:
    with suppress(ProfileRefused):
        assert isinstance(loaded(changed(**parts)), Profile)
