"""Files of several statements."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.desk.posts import Post, read_posts
from desktop.records.errors import Mendable

ZONE = "Europe/Moscow"


def made(folder: Path, name: str, body: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(body.encode(encoding))
    return path


def test_a_text_is_divided_by_lines_of_dashes(tmp_path: Path) -> None:
    path = made(tmp_path, "a.txt", "Сбиты 3 БПЛА.\nПострадавших нет.\n---\n\nСбит 1 БПЛА.\n")
    assert read_posts(path, ZONE) == [
        Post("Сбиты 3 БПЛА.\nПострадавших нет."),
        Post("Сбит 1 БПЛА."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_the_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = made(tmp_path, "a.txt", "Сбиты 3 БПЛА над Брянской областью.", encoding)
    assert [one.text for one in read_posts(path, ZONE)] == ["Сбиты 3 БПЛА над Брянской областью."]


def test_a_csv_of_posts_is_read_by_its_headings(tmp_path: Path) -> None:
    body = 'Дата;Текст;Канал\n2025-07-18T05:00:00+00:00;"Сбиты 3 БПЛА;\nжертв нет";mod\n;;\n'
    (post,) = read_posts(made(tmp_path, "posts.csv", body), ZONE)
    assert post == Post("Сбиты 3 БПЛА;\nжертв нет", "2025-07-18 08:00", publisher="mod")


def test_json_is_a_list_or_holds_one(tmp_path: Path) -> None:
    items = [
        {"date": "2025-07-18", "text": "Сбит БПЛА", "link": "https://example.org/1"},
        {"id": 4},
    ]
    wanted = [Post("Сбит БПЛА", "2025-07-18", "https://example.org/1")]
    for body in (items, {"messages": items}):
        path = made(tmp_path, "posts.json", json.dumps(body, ensure_ascii=False))
        assert read_posts(path, ZONE) == wanted
    lines = "\n".join(json.dumps(one) for one in items)
    assert read_posts(made(tmp_path, "posts.jsonl", lines), ZONE) == wanted


def test_a_text_in_pieces_is_joined(tmp_path: Path) -> None:
    body = json.dumps([{"text": ["Сбито ", {"type": "bold", "text": "73"}, " БПЛА"]}])
    assert read_posts(made(tmp_path, "p.json", body), ZONE) == [Post("Сбито 73 БПЛА")]


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.csv", "id,note\n1,x\n", "named “text”"),
        ("a.json", "{not json", "can't be read as JSON"),
        ("a.json", "[" * 100_000, "can't be read as JSON"),
        ("a.txt", "\n\n", "has no statements"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, body: str, said: str) -> None:
    with pytest.raises(Mendable, match=said):
        read_posts(made(tmp_path, name, body), ZONE)
    with pytest.raises(Mendable, match="gone"):
        read_posts(tmp_path / "gone.txt", ZONE)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.csv", "a.json", "a.jsonl"]))
def test_no_bytes_are_a_bug(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("posts") / name
    path.write_bytes(body)
    try:
        found = read_posts(path, ZONE)
    except Mendable:
        return
    assert all(one.text.strip() for one in found)
