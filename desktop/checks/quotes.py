"""Quotes against the text of the source that they are taken from."""

from collections.abc import Iterator

from desktop.checks.finding import ERROR, WARNING, Check, Found, Surroundings, figure_text
from desktop.records.family import Family
from desktop.records.words import N_, _

_SHOWN = 60


def _not_in_source(family: Family, around: Surroundings) -> Iterator[Found]:
    """Yield figures whose quote isn't in their source's text; one without text is not looked at."""
    for report, figure in family.all_figures():
        quote: str = figure["quote"]
        text = around.texts.get(report["source"] or "", "") if quote else ""
        if not text:
            continue
        start, end = figure["quote_start"], figure["quote_end"]
        if quote not in text:
            problem = _("{figure}: “{quote}” is not in the source's text.")
        elif start is not None and text[start:end] != quote:
            problem = _("{figure}: “{quote}” is not where its offsets {start}-{end} say.")
        else:
            continue
        yield Found(
            problem.format(
                figure=figure_text(family, figure, around),
                quote=quote[:_SHOWN],
                start=start,
                end=end,
            ),
            (figure.uid,),
            (quote, str(start), str(end), report["source"]),
            ("quote",),
        )


def _without_quote(family: Family, around: Surroundings) -> Iterator[Found]:
    for report, figure in family.all_figures():
        # Without a text there is nothing to quote, and that is said of the report.
        if figure["quote"] or figure["count"].is_empty or not around.texts.get(report["source"]):
            continue
        yield Found(
            _("{figure} has no quote.").format(figure=figure_text(family, figure, around)),
            (figure.uid,),
            (report["source"],),
            ("quote",),
        )


CHECKS = (
    Check(
        "quote_not_in_source",
        ERROR,
        N_("Quote not in the source"),
        N_("A quote is not in its source's text, or not where its offsets say."),
        _not_in_source,
    ),
    Check(
        "no_quote",
        WARNING,
        N_("Figure without quote"),
        N_("A figure points at no words, though its source's text is here."),
        _without_quote,
    ),
)
