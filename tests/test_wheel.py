"""The wheel, built, installed beside nothing of ours, and used."""

import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed")
    if find_spec("pip") is None:
        pytest.skip("pip is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (made,) = folder.glob("*.whl")
    return made


def _pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run(
        [*command, *map(str, arguments)], check=True, capture_output=True, timeout=110, cwd=ROOT
    )


def test_resources_are_in_it_and_tests_are_not(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as found:
        names = found.namelist()
    for name in ("gazetteer.tsv", "vocabularies.tsv", "ATTRIBUTION.md"):
        assert f"desktop/resources/{name}" in names
    assert not [name for name in names if name.startswith(("tests/", "packaging/"))]


def test_the_installed_program_does_the_main_job(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "installed"
    _pip("install", "--no-deps", "--target", place, wheel)
    environment = {
        **os.environ, "PYTHONPATH": str(place), "INCIDENT_DESK_HOME": str(tmp_path / "home"),
    }  # fmt: skip

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "desktop", *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

    where = subprocess.run(
        [sys.executable, "-c", "import desktop; print(desktop.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert where.stdout.startswith(str(place))
    assert run("new", "empty.desk").returncode == 0
    assert run("sample", "night.desk").returncode == 0
    assert run("check", "night.desk").returncode == 1
    result = run("export", "night.desk", "night.xlsx")
    assert result.returncode == 0, result.stderr
    sheet = load_workbook(tmp_path / "night.xlsx")["Figures"]
    assert sheet.max_row == 29
