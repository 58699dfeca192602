"""The selected incident at a glance: reports, figures with their quotes, the last change."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from desktop.records.context import Context
from desktop.records.family import Family, Kept
from desktop.records.kinds_links import Placed
from desktop.records.models import content
from desktop.records.origins import independent
from desktop.records.published import disagreements
from desktop.records.words import _, ngettext
from desktop.records.zones import shown_moment
from desktop.store import derived, listing, read
from desktop.ui.kit import actions, theme
from desktop.ui.kit.shown import named
from desktop.ui.kit.widgets import button, label
from desktop.ui.kit.workplace import Workplace

_QUOTE = 300


class Preview(QWidget):
    """Shows one incident; `opened` asks for the editor, `history_wanted` for its history."""

    opened = Signal()
    history_wanted = Signal()

    def __init__(
        self, workplace: Workplace, parent: QWidget | None = None, *, bare: bool = False
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._bare = bare
        self.uid = ""
        self.number = label("", "muted")
        self.number.setFont(theme.numbers())
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title = label("", "heading")
        self.title.setWordWrap(True)
        self.title.setFont(theme.font(scale=1.25, bold=True))
        self.open_button = button(_("Open incident"), self.opened.emit, "primary")
        self.open_button.setToolTip(actions.tooltip("open incident"))
        self.history_button = button(_("History"), self.history_wanted.emit, "quiet")
        self.history_button.setToolTip(actions.tooltip("record history"))
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("The selected incident"))
        self.text.setProperty("role", "reading")
        self.text.document().setDocumentMargin(0)
        line = QHBoxLayout()
        line.setContentsMargins(theme.GRID, 0, 0, 0)
        line.addWidget(self.open_button)
        line.addWidget(self.history_button)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GAP)
        if bare:
            layout.setContentsMargins(0, 0, 0, 0)
            self.number.hide()
            self.title.hide()
        else:
            # The text has room for the frame that shows the focus; the words above begin with it.
            layout.setContentsMargins(theme.GROUP - theme.GRID, theme.GROUP, theme.GAP, theme.GAP)
            for words in (self.number, self.title):
                words.setContentsMargins(theme.GRID, 0, 0, 0)
                layout.addWidget(words)
            layout.addLayout(line)
            layout.addSpacing(theme.GAP)
        layout.addWidget(self.text, 1)
        self.setMinimumWidth(theme.text_width(28))
        self.show_nothing()

    def show_incident(self, uid: str) -> None:
        """Show an incident as the desk has it now; one that is not there shows nothing."""
        connection = self._workplace.desk.file.connection
        family = read.family(connection, uid)
        if family is None:
            self.show_nothing()
            return
        same, at = uid == self.uid, self.text.verticalScrollBar().value()
        self.uid = uid
        context = self._context(family)
        self.number.setText(str(family.incident["number"]))
        self.title.setText(family.incident["title"] or _("(no title)"))
        self.text.setHtml(self._html(family, context))
        self.text.verticalScrollBar().setValue(at if same else 0)
        for widget in (self.open_button, self.history_button):
            widget.setVisible(not self._bare)

    def show_nothing(self) -> None:
        """Show that no incident is selected."""
        self.uid = ""
        self.number.setText("")
        self.title.setText("")
        self.text.setHtml("")
        for widget in (self.open_button, self.history_button):
            widget.hide()

    def show_many(self, n: int) -> None:
        """Say how many are selected."""
        self.show_nothing()
        self.title.setText(ngettext("{n} selected", "{n} selected", n).format(n=f"{n:,}"))

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.uid:
            self.show_incident(self.uid)

    def _context(self, family: Family) -> Context:
        uids: set[str] = set()
        for record in family.members():
            for name, kind in content(record.type).items():
                value = record[name]
                if isinstance(value, str) and hasattr(kind, "target"):
                    uids.add(value)
                elif isinstance(value, tuple):
                    uids.update(one.uid if isinstance(one, Placed) else str(one) for one in value)
        names = read.names(self._workplace.desk.file.connection, uids)
        return named(names, self._workplace.desk.zone)

    def _html(self, family: Family, context: Context) -> str:
        body = [_style(), self._facts(family, context)]
        summary = family.incident["summary"]
        if summary:
            body.append(f"<p>{escape(summary).replace(chr(10), '<br>')}</p>")
        doubts = self._doubts(family, context)
        if doubts:
            body.append(_block(_("Sources disagree"), doubts, "warning"))
        sources = [one["source"] for one in family.reports if one["source"]]
        retold = read.retold_in(self._workplace.desk.file.connection, sources)
        body += [self._report(family, report, context, retold) for report in family.reports]
        if not family.reports:
            body.append(f"<p class='muted'>{escape(_('No reports yet.'))}</p>")
        body.append(self._last(family.incident.uid))
        return "".join(body)

    def _facts(self, family: Family, context: Context) -> str:
        declared, incident = content("incident"), family.incident
        facts = []
        when = incident["when"]
        if when is not None:
            facts.append((declared["when"].label, when.understood(with_year=True)))
        places = ", ".join(context.name(one.uid) for one in incident["where"])
        facts.append((declared["where"].label, places))
        facts += [
            (declared[name].label, declared[name].show(incident[name], context))
            for name in ("kind", "actor", "status", "confidence", "tags")
        ]
        facts.append((_("Independent origins"), self._origins(family)))
        rows = "".join(
            f"<tr><td class='muted name'>{escape(name)}</td><td>{escape(value)}</td></tr>"
            for name, value in facts
            if value
        )
        return f"<table cellspacing='0' cellpadding='2'>{rows}</table>"

    def _origins(self, family: Family) -> str:
        """Return how many sources the reports go back to; "" where one alone has a source."""
        sources = [one["source"] for one in family.reports if one["source"]]
        if len(sources) < 2:
            return ""
        origins = read.origins(self._workplace.desk.file.connection, sources)
        n, m = len(independent(family.reports, origins)), len(sources)
        return ngettext("{n} of {m} report", "{n} of {m} reports", m).format(n=n, m=m)

    def _doubts(self, family: Family, context: Context) -> list[str]:
        places = {one.uid for _r, figure in family.all_figures() for one in figure["places"]}
        regions = derived.regions_of(self._workplace.desk.file.connection, places)
        found = []
        for doubt in disagreements(family, regions):
            where = ", ".join(sorted(context.name(uid) for uid in doubt.regions))
            said = "; ".join(
                _("{count} ({speaker})").format(
                    count=claim.count,
                    speaker=context.name(claim.report["speaker"])
                    if claim.report["speaker"]
                    else _("no speaker"),
                )
                for claim in doubt.claims
            )
            what = context.name(doubt.measure)
            found.append(": ".join(part for part in (where, what, said) if part))
        return found

    def _report(
        self,
        family: Family,
        report: Kept,
        context: Context,
        retold: Mapping[str, Sequence[read.Named]],
    ) -> str:
        speaker = context.name(report["speaker"]) if report["speaker"] else _("No speaker")
        when = report["when"]
        window = when.understood(with_year=True) if when is not None else ""
        rows = "".join(self._figure(one, context) for one in family.figures.get(report.uid, ()))
        source = context.name(report["source"]) if report["source"] else ""
        others = {uid: context.name(uid) for uid in report["carriers"]}
        others |= {one.uid: one.name for one in retold.get(report["source"], ())}
        carried = ", ".join(others.values())
        below = " · ".join(
            part
            for part in (
                source,
                _("also in {titles}").format(titles=carried) if carried else "",
                report["note"],
            )
            if part
        )
        return (
            f"<h3>{escape(speaker)}</h3><div class='muted'>{escape(window)}</div>"
            f"<table cellspacing='0' cellpadding='2' width='100%'>{rows}</table>"
            + (f"<div class='muted'>{escape(below)}</div>" if below else "")
        )

    def _figure(self, figure: Kept, context: Context) -> str:
        declared = content("figure")
        places = ", ".join(context.name(one.uid) for one in figure["places"])
        words = [context.name(figure["measure"]) if figure["measure"] else ""]
        if figure["munition"]:
            words.append(context.name(figure["munition"]))
        marks = []
        if figure["relation"] == "subset":
            marks.append(declared["relation"].show("subset", context))
        if figure["joint"]:
            marks.append(declared["joint"].label.lower())
        if figure["rank"] != "normal":
            marks.append(declared["rank"].show(figure["rank"], context))
        indent = "&nbsp;&nbsp;&nbsp;" if figure["of"] else ""
        quote = figure["quote"]
        if len(quote) > _QUOTE:
            quote = quote[:_QUOTE].rstrip() + "…"
        tail = f" <span class='muted'>{escape(', '.join(marks))}</span>" if marks else ""
        said = f"<br><span class='muted'>{escape(f'“{quote}”')}</span>" if quote else ""
        where = f" · {escape(places)}" if places else ""
        return (
            f"<tr><td class='count' align='right'>{escape(str(figure['count']))}</td>"
            f"<td width='100%'>{indent}{escape(' '.join(filter(None, words)))}{where}{tail}{said}"
            "</td></tr>"
        )

    def _last(self, uid: str) -> str:
        connection = self._workplace.desk.file.connection
        key = listing.id_of(connection, uid)
        if key is None:
            return ""
        _uid, at, who = listing.page(connection, [key], ["changed_at", "changed_by"])[key]
        if not at:
            return ""
        when = shown_moment(int(at), self._workplace.desk.zone)
        words = _("Last changed by {who}, {when}").format(who=who, when=when)
        return f"<p class='muted last'>{escape(words)}</p>"


def _block(heading: str, lines: Sequence[str], role: str) -> str:
    said = "<br>".join(escape(line) for line in lines)
    return f"<h3 class='{role}'>⚠ {escape(heading)}</h3><div>{said}</div>"


def _style() -> str:
    found = theme.colours()
    return (
        "<style>"
        f"body {{ color: {found.text}; }} .muted {{ color: {found.muted}; }}"
        f".warning {{ color: {found.warning}; }} .name {{ padding-right: 12px; }}"
        "h3 { font-size: medium; font-weight: 600; margin-top: 16px; margin-bottom: 2px; }"
        ".count { font-weight: 600; padding-right: 8px; white-space: nowrap; }"
        ".last { margin-top: 20px; } p { margin-top: 8px; }"
        "</style>"
    )
