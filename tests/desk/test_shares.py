"""What a total's parts leave over."""

from desktop.desk import shares
from desktop.desk.desk import Desk
from desktop.desk.starting import new_entry
from desktop.records.count import Count
from tests.desk.entries import enter


def test_the_remainder_follows_each_part_and_says_when_they_exceed(desk: Desk) -> None:
    entry = new_entry()
    report = entry.reports[0]
    (total, *_rest) = enter(desk, entry, report, "downed 73", "31 bryansk", "17 oryol", "10 crimea")
    around = entry.context_of(report, desk.context())
    placing = shares.placing(entry, total, around)
    assert placing is not None
    assert placing.left == Count.exact(15)
    enter(desk, entry, report, "20 smolensk")
    placing = shares.placing(entry, total, around)
    assert placing is not None
    assert placing.too_many
