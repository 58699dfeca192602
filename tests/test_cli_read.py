"""Reading statements on the command line, as a script sees it."""

import json
from pathlib import Path

import pytest

from tests.test_cli import NO_WIDGETS, one_line, run

POST = (
    "⚡️ **В течение прошедшей ночи с 23.00 мск 17 июля до 7.00 мск 18 июля** дежурными средствами"
    " ПВО уничтожены 73 украинских БПЛА: 31 – над территорией Брянской области,"
    " по одному – над территориями Тульской и Калужской областей."
)
POSTED = ("--posted", "2025-07-18T07:30+03:00", "--zone", "Europe/Moscow")


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "пост.txt"
    path.write_text(POST, encoding="utf-8")
    return path


def test_a_statement_becomes_reports_with_figures(post: Path, tmp_path: Path) -> None:
    result = run("read", post, *POSTED, "--json", home=tmp_path, code=NO_WIDGETS)
    assert result.returncode == 0, result.stderr
    (report,) = json.loads(result.stdout)["reports"]
    assert report["speaker"] is None
    assert report["window"] == {
        "start": "2025-07-17T23:00",
        "end": "2025-07-18T07:00",
        "kind": "period",
    }
    total, *parts = report["figures"]
    assert set(total) == {
        "id", "measure", "munition", "low", "high", "approx", "none_reported", "places", "joint",
        "of", "relation", "quote",
    }  # fmt: skip
    assert (total["measure"], total["munition"], total["low"]) == ("downed", "drone", 73)
    assert [(one["low"], one["places"][0]["code"], one["of"]) for one in parts] == [
        (31, "RU-BRY", total["id"]),
        (1, "RU-TUL", total["id"]),
        (1, "RU-KLU", total["id"]),
    ]
    for one in (total, *parts):
        assert one["quote"] in POST


def test_without_json_people_read_it(post: Path, tmp_path: Path) -> None:
    lines = run("read", post, *POSTED, home=tmp_path).stdout.splitlines()
    assert "2025-07-17T23:00" in lines[0]
    assert "73 drone" in lines[1]
    assert "Bryansk Oblast" in lines[2]
    assert len(lines) == 5


def test_a_text_without_figures_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The 2025 budget sets aside 14 billion for drones.", encoding="utf-8")
    assert run("read", path, home=tmp_path).stdout == "No figures.\n"
    assert json.loads(run("read", path, "--json", home=tmp_path).stdout) == {"reports": []}


def test_items_are_read_a_line_each(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    items = [
        {"id": "a", "text": POST, "posted_at": "2025-07-18T07:30:00+03:00"},
        {"id": "b", "text": "Nothing\u2028here.", "posted_at": None, "zone": "Europe/Kyiv"},
    ]
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in items), "utf-8")
    result = run("read", path, "--zone", "Europe/Moscow", "--json", home=tmp_path)
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["id"], len(first["reports"][0]["figures"])) == ("a", 4)
    assert second == {"id": "b", "reports": []}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("none.txt",), "none.txt"),
        (("пост.txt", "--zone", "Mars/Olympus"), "Mars/Olympus"),
        (("пост.txt", "--posted", "yesterday"), "yesterday"),
        (("bytes.txt",), "UTF-8"),
        (("bad.jsonl",), "Line 1"),
    ],
)
def test_what_can_not_be_read_says_why_in_one_line(
    post: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00\xd8")
    (tmp_path / "bad.jsonl").write_text('{"id": 1}\n')
    name, *rest = arguments
    assert words in one_line(run("read", post.parent / name, *rest, home=tmp_path))
