"""Profiles kept in a folder, and as files."""

from pathlib import Path

import pytest

from desktop.desk import profiles
from desktop.records.errors import Mendable
from desktop.sheets.foreign.profile import Profile, Use

PROFILE = Profile(columns={"Дата": Use("when"), "x": Use()}, zone="Europe/Kyiv")


def test_a_kept_profile_is_found_again_and_replaced_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    first = profiles.keep(folder, "  The night's / table ", PROFILE)
    assert [one.name for one in profiles.all_in(folder)] == ["The night's / table"]
    second = profiles.keep(folder, "the NIGHT'S / table", Profile(zone="UTC"))
    assert second.path == first.path
    assert [one.profile.zone for one in profiles.all_in(folder)] == ["UTC"]
    assert [path.name for path in folder.iterdir()] == [first.path.name]


def test_names_that_look_alike_as_files_are_two_profiles(tmp_path: Path) -> None:
    profiles.keep(tmp_path, "a/b", PROFILE)
    profiles.keep(tmp_path, "a:b", PROFILE)
    assert [one.name for one in profiles.all_in(tmp_path)] == ["a/b", "a:b"]


def test_a_damaged_file_hides_no_other(tmp_path: Path) -> None:
    profiles.keep(tmp_path, "good", PROFILE)
    (tmp_path / f"bad{profiles.ENDING}").write_bytes(b"\xff\xfe")
    (tmp_path / f"worse{profiles.ENDING}").write_text("[]", encoding="utf-8")
    assert [one.name for one in profiles.all_in(tmp_path)] == ["good"]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{", b"[]"])
def test_what_is_no_profile_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "some.json"
    path.write_bytes(content)
    with pytest.raises(Mendable, match="no profile"):
        profiles.read(path)


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Mendable, match="another folder"):
        profiles.keep(tmp_path / "file", "x", PROFILE)


def test_a_profile_needs_a_name(tmp_path: Path) -> None:
    with pytest.raises(Mendable, match="name"):
        profiles.keep(tmp_path, "  ", PROFILE)
