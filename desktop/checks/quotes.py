"""Quotes against the text of the source that they are taken from."""

from collections.abc import Iterator

from desktop.checks.finding import Finding, Surroundings, figure_text
from desktop.records.family import Family
from desktop.records.words import _

_SHOWN = 60


def quote_not_in_source(family: Family, around: Surroundings) -> Iterator[Finding]:
    """Yield figures whose quote isn't in their source's text, or not where it is said to be.

    A source without text is not looked at.
    """
    for report, figure in family.all_figures():
        text = around.texts.get(report["source"] or "", "")
        quote: str = figure["quote"]
        if not quote or not text:
            continue
        start, end = figure["quote_start"], figure["quote_end"]
        if quote not in text:
            problem = _("{figure}: “{quote}” is not in the source's text.")
        elif start is not None and text[start:end] != quote:
            problem = _("{figure}: “{quote}” is not where its offsets {start}-{end} say.")
        else:
            continue
        yield Finding(
            "quote_not_in_source",
            "error",
            problem.format(
                figure=figure_text(family, figure, around),
                quote=quote[:_SHOWN],
                start=start,
                end=end,
            ),
            (figure.uid,),
            family.incident.uid,
        )
