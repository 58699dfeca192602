"""A text that is corrected in the editor says what became of its quotes."""

from pytestqt.qtbot import QtBot

from desktop.desk.desk import Desk
from desktop.records.delta import created
from desktop.records.models import blank
from desktop.records.vocabularies import term_uid
from desktop.store import read
from desktop.ui.editor.page import EditorPage

QUOTE = {"quote": "31 БПЛА", "quote_start": 10, "quote_end": 17}
DOWNED = term_uid("measure", "downed")


def test_moved_and_lost_quotes_are_said_at_save(
    qtbot: QtBot, page: EditorPage, desk: Desk, said: list[str]
) -> None:
    values = blank("figure") | {"measure": DOWNED, "report": "r"}
    desk.save(
        [
            created("source", "s", {"title": "Post", "text": "Сбиты 73: 31 БПЛА и 17 БПЛА."}),
            created("incident", "i", {"title": "Night"}),
            created("report", "r", {"incident": "i", "source": "s"}),
            created("figure", "f", values | QUOTE),
            created(
                "figure",
                "g",
                values | {"quote": "17 БПЛА", "quote_start": 20, "quote_end": 27, "position": 1},
            ),
        ],
        "create",
    )
    page.open("i")
    page.source.text.setPlainText("Всего сбиты 73: 32 БПЛА и 17 БПЛА.")
    assert page.save()
    assert said[-1].endswith("1 quote moved along")
    assert "no longer stands in the text: “31 БПЛА”" in page.notice.words.text()
    moved, lost = (read.record(desk.file.connection, "figure", uid) for uid in ("g", "f"))
    assert moved is not None
    assert lost is not None
    assert (moved["quote_start"], lost["quote_start"]) == (26, None)
