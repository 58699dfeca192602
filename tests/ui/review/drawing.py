"""What the gallery shows of a review: what is to be checked, findings, claims, queries."""

from collections.abc import Callable, Iterator
from typing import cast

from desktop.desk.sample import EDITOR, REVIEWER
from desktop.ui.queries.page import QueriesPage
from desktop.ui.review.page import ReviewPage
from desktop.ui.window.window import Window


def steps(window: Window, _until: Callable[[Callable[[], bool]], None]) -> Iterator[str]:
    """Go through a review, and yield the name of each picture."""
    shell = window.shell
    assert shell is not None
    desk = shell.workplace.desk
    desk.person = REVIEWER
    shell.go("review")
    page = cast("ReviewPage", shell.page("review"))
    yield "1 to check"
    for step, text in (("accept", "The governor speaks of more hours"), ("ask", "17 or 18?")):
        if step == "ask":
            row = page.case.checklist.topLevelItem(1)
            assert row is not None
            page.case.checklist.setCurrentItem(row.child(4))
        page._key(step)
        page.reason.edit.setText(text)
        if step == "accept":
            yield "2 asking for the reason"
        page.reason.send.click()
    page._key("tick")
    page.case.show_everything()
    yield "3 ticked, asked, accepted"
    page.tabs.setCurrentIndex(1)
    yield "4 rival claims"
    desk.person = EDITOR
    shell.go("queries")
    queries = cast("QueriesPage", shell.page("queries"))
    yield "5 queries"
    queries.tabs.setCurrentIndex(2)
    yield "6 changed in mine"
