"""Quotes against the text of the source that they are taken from."""

from collections.abc import Iterator

from desktop.checks.finding import Finding, Surroundings, figure_text, window
from desktop.records.family import Family, Kept
from desktop.records.requoting import QUOTES
from desktop.records.words import _

_SHOWN = 60


def quote_not_in_source(family: Family, around: Surroundings) -> Iterator[Finding]:
    """Yield reports and figures with a quote that isn't in their source's text, or not where said.

    A source without text is not looked at.
    """
    for report in family.reports:
        text = around.texts.get(report["source"] or "", "")
        if not text:
            continue
        for one in (report, *family.figures.get(report.uid, ())):
            for name in QUOTES[one.type]:
                problem = _problem(text, one, name)
                if problem:
                    told = _told(family, one, around)
                    sentence = problem.format(
                        told=told,
                        quote=one[name][:_SHOWN],
                        start=one[f"{name}_start"],
                        end=one[f"{name}_end"],
                    )
                    yield Finding(
                        "quote_not_in_source", "error", sentence, (one.uid,), family.incident.uid
                    )


def _problem(text: str, one: Kept, name: str) -> str:
    """Return what is wrong with a quote, with marks for what it is about; "" for nothing."""
    quote, start, end = one[name], one[f"{name}_start"], one[f"{name}_end"]
    if not quote:
        return ""
    if quote not in text:
        return _("{told}: “{quote}” is not in the source's text.")
    if start is not None and text[start:end] != quote:
        return _("{told}: “{quote}” is not where its offsets {start}-{end} say.")
    return ""


def _told(family: Family, one: Kept, around: Surroundings) -> str:
    """Return a report or figure in a few words."""
    if one.type == "figure":
        return figure_text(family, one, around)
    return f"{around.speaker(one)} ({window(one)})"
