"""The two commands of packaging/: what they find missing, what they make again, what they start."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from desktop.store import schema

PACKAGING = Path(__file__).parent.parent / "packaging"


def _load() -> ModuleType:
    # packaging/ is no package: it would hide the installed one of that name.
    spec = importlib.util.spec_from_file_location("bootstrap", PACKAGING / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bootstrap"] = module
    spec.loader.exec_module(module)
    return module


bootstrap = _load()
LIBRARIES = bootstrap.read_libraries(
    (PACKAGING / "system-libraries.txt").read_text(encoding="utf-8")
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with the parts of a checkout that setting up reads."""
    root = tmp_path / "a checkout"
    root.mkdir()
    (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    shutil.copytree(PACKAGING, root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def venv(checkout: Path) -> Path:
    """Return an environment of the checkout with a pip that can be imported, and no more."""
    made: Path = checkout / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", made], check=True)
    (packages,) = made.glob("lib/python*/site-packages")
    (packages / "pip.py").touch()
    assert bootstrap.is_sound(made)
    return made


def test_every_line_names_a_library_its_package_and_a_known_purpose() -> None:
    assert LIBRARIES
    for library in LIBRARIES:
        assert re.fullmatch(r"lib[\w.+-]+\.so\.\d+", library.file)
        assert re.fullmatch(r"lib[a-z0-9.+-]+", library.package)
        assert library.purpose in {"always", "screen", "wayland"}


@pytest.mark.parametrize(
    ("verb", "environment", "purposes"),
    [
        ("test", {}, {"always"}),
        ("test", {"DISPLAY": ":0"}, {"always"}),
        ("run", {}, {"always"}),
        ("run", {"DISPLAY": ""}, {"always"}),
        ("run", {"DISPLAY": ":0"}, {"always", "screen"}),
        ("run", {"WAYLAND_DISPLAY": "wayland-0"}, {"always", "screen", "wayland"}),
    ],
)
def test_libraries_for_a_screen_are_wanted_only_with_one(
    verb: str, environment: dict[str, str], purposes: set[str]
) -> None:
    assert bootstrap.purposes(verb, environment) == purposes


def test_a_library_that_the_loader_does_not_find_is_missing() -> None:
    lines = (
        "# a comment\n\nlibnone-such.so.9 libnone9 always\nlibnone-at-all.so.1 libnone1 screen\n"
    )
    found = bootstrap.missing_libraries(bootstrap.read_libraries(lines), {"always"})
    assert [library.package for library in found] == ["libnone9"]


def test_a_system_without_apt_is_told_what_it_lacks(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    lacking = bootstrap.Library("libnone-such.so.9", "libnone9", "always")
    with pytest.raises(bootstrap.NotReady) as failure:
        bootstrap.prepare(checkout, "run", [lacking])
    assert str(failure.value).startswith("This system lacks libnone-such.so.9.")
    assert str(failure.value).endswith("then run this command again.")
    assert not (checkout / ".venv").exists()


def test_where_apt_fails_the_line_to_run_is_given_before_anything_is_made(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("apt-get", "sudo", "env"):
        _program(tmp_path, name, "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    lacking = bootstrap.Library("libnone-such.so.9", "libnone9", "always")
    with pytest.raises(bootstrap.NotReady) as failure:
        bootstrap.prepare(checkout, "run", [lacking])
    line = str(failure.value).splitlines()[-1]
    assert "apt-get update && " in line
    assert line.endswith("apt-get install --no-install-recommends libnone9")
    assert not (checkout / ".venv").exists()


def test_a_set_up_for_tests_serves_running_but_not_the_other_way(venv: Path) -> None:
    bootstrap.stamp(venv, "run").write_text("abc", encoding="ascii")
    assert bootstrap.is_ready(venv, "run", "abc")
    assert not bootstrap.is_ready(venv, "test", "abc")
    bootstrap.stamp(venv, "test").write_text("def", encoding="ascii")
    assert bootstrap.is_ready(venv, "run", "def")
    assert bootstrap.is_ready(venv, "test", "def")


def test_new_needs_another_python_or_another_place_ask_for_setting_up(checkout: Path) -> None:
    first = bootstrap.fingerprint(checkout, "cpython-311 linux")
    assert bootstrap.fingerprint(checkout, "cpython-311 linux") == first
    assert bootstrap.fingerprint(checkout, "cpython-313 linux") != first
    moved = checkout.rename(checkout.with_name("moved"))
    assert bootstrap.fingerprint(moved, "cpython-311 linux") != first
    moved.rename(checkout)
    (checkout / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert bootstrap.fingerprint(checkout, "cpython-311 linux") != first


def test_an_environment_left_unfinished_is_made_again(venv: Path) -> None:
    bootstrap.stamp(venv, "run").write_text("abc", encoding="ascii")
    bootstrap.unfinished(venv).touch()
    assert not bootstrap.is_ready(venv, "run", "abc")
    assert not bootstrap.is_sound(venv)


def test_an_environment_of_a_checkout_that_was_moved_is_made_again(venv: Path) -> None:
    checkout = venv.parent.rename(venv.parent.with_name("moved"))
    assert not bootstrap.is_sound(checkout / ".venv")


def test_an_environment_made_without_pip_is_made_again(venv: Path) -> None:
    (pip,) = venv.glob("lib/python*/site-packages/pip.py")
    pip.unlink()
    assert not bootstrap.is_sound(venv)


def test_an_environment_whose_python_has_gone_is_made_again(venv: Path) -> None:
    bootstrap.stamp(venv, "test").write_text("abc", encoding="ascii")
    assert bootstrap.is_ready(venv, "run", "abc")
    for python in venv.glob("bin/python*"):
        python.unlink()
    assert not bootstrap.is_ready(venv, "run", "abc")
    assert not bootstrap.is_sound(venv)


def test_run_passes_its_words_on_and_leaves_the_screen_alone(checkout: Path) -> None:
    start = bootstrap.start("run", ["check", "my night.desk"], checkout, screen=False)
    assert start.words[-4:] == ["-m", "desktop", "check", "my night.desk"]
    assert start.changes == {}
    assert bootstrap.start("run", [], checkout, screen=True).words[-1] == "desktop"


def test_run_without_a_screen_draws_the_tour_where_the_person_is(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    start = bootstrap.start("run", [], checkout, screen=False)
    assert start.words[-2:] == ["tour", str(tmp_path / "incident-desk-tour")]
    assert start.changes == {"QT_QPA_PLATFORM": "offscreen"}


def test_tests_run_offscreen_in_the_checkout(checkout: Path) -> None:
    start = bootstrap.start("test", ["-k", "count"], checkout, screen=True)
    assert start.words[1:] == ["-m", "pytest", "-n", "2", "-k", "count"]
    assert start.folder == checkout
    assert start.changes == {"QT_QPA_PLATFORM": "offscreen"}


def _desk(checkout: Path, *words: str, path: Path) -> subprocess.CompletedProcess[str]:
    shell = shutil.which("sh")
    assert shell is not None
    return subprocess.run(
        [shell, checkout / "packaging" / "desk", *words],
        env={"PATH": str(path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def test_without_python_and_without_apt_the_person_is_told(checkout: Path, tmp_path: Path) -> None:
    done = _desk(checkout, "run", path=tmp_path)
    assert done.returncode == 2
    assert "needs Python 3.11 to 3.14" in done.stderr
    assert done.stdout == ""


def test_without_python_one_line_names_every_package(checkout: Path, tmp_path: Path) -> None:
    _program(tmp_path, "apt-get", "exit 1")
    _program(tmp_path, "id", "echo 1000")
    _program(tmp_path, "sudo", "exit 1")
    done = _desk(checkout, "run", path=tmp_path)
    assert done.returncode == 2
    update, install = done.stderr.splitlines()[-1].split(" && ")
    assert update == "sudo apt-get update"
    command, packages = install.split(" --no-install-recommends ")
    assert command == "sudo apt-get install"
    wanted = ["python3", "python3-venv", *(library.package for library in LIBRARIES)]
    assert packages.split() == wanted


def test_a_python_that_is_too_old_is_passed_over(checkout: Path, tmp_path: Path) -> None:
    _program(tmp_path, "python3", "exit 1")
    (tmp_path / "python3.11").symlink_to(sys.executable)
    (checkout / "packaging" / "bootstrap.py").write_text("print('found')\n", encoding="utf-8")
    assert _desk(checkout, "run", path=tmp_path).stdout == "found\n"


@pytest.mark.parametrize("words", [(), ("start",)])
def test_other_words_get_the_usage(checkout: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = _desk(checkout, *words, path=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: sh packaging/desk run")


def test_a_desk_is_known_by_the_mark_that_the_store_writes() -> None:
    types = ET.parse(PACKAGING / "incident-desk.xml")
    match = types.find(".//{*}match/{*}match")
    assert match is not None
    assert match.get("value") == schema.APPLICATION_ID.to_bytes(4).decode()


def test_the_menu_entry_opens_the_type_that_is_declared() -> None:
    entry = (PACKAGING / "incident-desk.desktop").read_text(encoding="utf-8")
    declared = ET.parse(PACKAGING / "incident-desk.xml").find("{*}mime-type")
    assert declared is not None
    assert f"MimeType={declared.get('type')};" in entry.splitlines()


def test_the_check_before_landing_can_be_started() -> None:
    assert os.access(PACKAGING.parent / ".ci" / "run", os.X_OK)
