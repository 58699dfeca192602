"""Quotes against the text of the source that they are taken from."""

from collections.abc import Iterator

from desktop.checks.finding import ERROR, WARNING, Check, Found, Surroundings, figure_text, window
from desktop.records.family import Family, Kept
from desktop.records.requoting import QUOTES
from desktop.records.words import N_, _

_SHOWN = 60


def _not_in_source(family: Family, around: Surroundings) -> Iterator[Found]:
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
                    quote, start, end = (one[f"{name}{part}"] for part in ("", "_start", "_end"))
                    told = _told(family, one, around)
                    yield Found(
                        problem.format(told=told, quote=quote[:_SHOWN], start=start, end=end),
                        (one.uid,),
                        (name, quote, str(start), str(end), report["source"]),
                        ("quote",),
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
