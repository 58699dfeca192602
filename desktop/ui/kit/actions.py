"""Every action of the program, declared once: menus, toolbar, tooltips and F1 derive from it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.records.words import N_, _
from desktop.ui.kit.icons import icon


@dataclass(frozen=True, slots=True)
class Spec:
    """An action: its name, where F1 lists it, its words, its keys and its icon."""

    name: str
    group: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    description: str = ""


ANYWHERE, LIST, EDITOR = N_("Anywhere"), N_("In a list"), N_("In the editor")
REVIEW, HISTORY = N_("Review"), N_("History and bin")
IMPORT, SOURCES, READING = N_("Import"), N_("In a source"), N_("Reading a statement")
TABLE, TWINS = N_("Importing a table"), N_("Rows that the desk seems to have")

SPECS = {
    spec.name: spec
    for spec in (
        Spec("new desk", ANYWHERE, N_("New desk…"), ("Ctrl+Shift+N",)),
        Spec("open desk", ANYWHERE, N_("Open desk…"), ("Ctrl+O",)),
        Spec("close desk", ANYWHERE, N_("Close desk"), ("Ctrl+W",)),
        Spec("quit", ANYWHERE, N_("Quit"), ("Ctrl+Q",)),
        Spec("new incident", ANYWHERE, N_("New incident"), ("Ctrl+N",), "plus"),
        Spec("unsaved", ANYWHERE, N_("Go on with unsaved work"), ("Ctrl+Shift+U",), "pencil"),
        Spec("read text", ANYWHERE, N_("Read text…"), ("Ctrl+Shift+V",), "quote"),
        Spec("import", ANYWHERE, N_("Import…"), ("Ctrl+Shift+I",), "import"),
        Spec("export", ANYWHERE, N_("Export…"), ("Ctrl+E",), "export"),
        Spec("search", ANYWHERE, N_("Search everything"), ("Ctrl+F",), "search"),
        Spec("undo", ANYWHERE, N_("Undo"), ("Ctrl+Z",), "undo"),
        Spec("redo", ANYWHERE, N_("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
        Spec("who", ANYWHERE, N_("Name and role…")),
        Spec("settings", ANYWHERE, N_("Settings…"), ("Ctrl+,",)),
        Spec("shortcuts", ANYWHERE, N_("Keyboard shortcuts"), ("F1",), "help"),
        Spec("go incidents", ANYWHERE, N_("Incidents"), ("Alt+1",), "list"),
        Spec("go review", ANYWHERE, N_("Review"), ("Alt+2",), "review"),
        Spec("go sources", ANYWHERE, N_("Sources"), ("Alt+3",), "source"),
        Spec("go places", ANYWHERE, N_("Places"), ("Alt+4",), "place"),
        Spec("go speakers", ANYWHERE, N_("Speakers"), ("Alt+5",), "person"),
        Spec("go terms", ANYWHERE, N_("Vocabularies"), ("Alt+6",), "tag"),
        Spec("go history", ANYWHERE, N_("History"), ("Alt+7",), "history"),
        Spec("go bin", ANYWHERE, N_("Bin"), ("Alt+8",), "bin"),
        Spec("go queries", ANYWHERE, N_("Queries"), ("Alt+9",), "query"),
        Spec("back", ANYWHERE, N_("Back"), ("Alt+Left",), "back"),
        Spec("open incident", LIST, N_("Open incident"), ("Return",)),
        Spec("edit cell", LIST, N_("Edit this cell"), ("F2",)),
        Spec("bulk edit", LIST, N_("Change selected…"), ("Ctrl+Shift+E",), "pencil"),
        Spec("remove", LIST, N_("Move to bin"), ("Del",), "bin"),
        Spec("copy", LIST, N_("Copy"), ("Ctrl+C",)),
        Spec("new entry", LIST, N_("New source, place, speaker or term"), ("Ctrl+Shift+A",)),
        Spec("columns", LIST, N_("Columns…"), (), "columns"),
        Spec("clear filters", LIST, N_("Clear filters"), ("Ctrl+Shift+X",), "close"),
        Spec("record history", LIST, N_("History of this record"), ("Ctrl+H",), "history"),
        Spec("open text", SOURCES, N_("Text from a file…"), ("Ctrl+Shift+O",), "source"),
        Spec("attach", SOURCES, N_("Attach files…"), ("Ctrl+Shift+F",), "plus"),
        Spec("save copy", SOURCES, N_("Save a copy of the attachment…"), ("Ctrl+Shift+C",)),
        Spec("save", EDITOR, N_("Save incident"), ("Ctrl+S",), "save"),
        Spec("add report", EDITOR, N_("Add report"), ("Ctrl+Shift+R",), "plus"),
        Spec("add source", EDITOR, N_("Add source"), ("Ctrl+Shift+S",), "plus"),
        Spec("next report", EDITOR, N_("Next report"), ("Ctrl+PgDown",)),
        Spec("previous report", EDITOR, N_("Previous report"), ("Ctrl+PgUp",)),
        Spec("remove row", EDITOR, N_("Remove figure or report"), ("Ctrl+Del",)),
        Spec("put back", EDITOR, N_("Put back what was removed"), ("Ctrl+Shift+Del",), "undo"),
        Spec("rank", EDITOR, N_("Next standing of the figure"), ("Ctrl+R",)),
        Spec("next figure", EDITOR, N_("Quote the selected words"), ("Ctrl+K",)),
        Spec("fill figure", EDITOR, N_("Figure from the selected words"), ("Alt+N",)),
        Spec("fill window", EDITOR, N_("Window from the selected words"), ("Alt+W",)),
        Spec("fill place", EDITOR, N_("Place from the selected words"), ("Alt+P",)),
        Spec("fill speaker", EDITOR, N_("Speaker from the selected words"), ("Alt+S",)),
        Spec("fill summary", EDITOR, N_("Summary from the selected words"), ("Alt+U",)),
        Spec("take words", EDITOR, N_("Take the selected words as they are read"), ("F4",)),
        Spec("next left", EDITOR, N_("Next number, time or place that is left"), ("F3",)),
        Spec("previous left", EDITOR, N_("Previous one that is left"), ("Shift+F3",)),
        Spec("set aside", EDITOR, N_("The selected words are not relevant"), ("Shift+F4",)),
        Spec("counterpart", EDITOR, N_("From words to value, from value to words"), ("Ctrl+J",)),
        Spec("empty zero", EDITOR, N_("Stated zero"), ("Ctrl+0",)),
        Spec("empty none", EDITOR, N_("None reported"), ("Ctrl+1",)),
        Spec("empty stated", EDITOR, N_("Not stated"), ("Ctrl+2",)),
        Spec("empty checked", EDITOR, N_("Not checked"), ("Ctrl+3",)),
        Spec("field history", EDITOR, N_("History of this field"), ("Ctrl+Shift+H",)),
        Spec("copy last", EDITOR, N_("Copy from the last record"), ("Ctrl+Shift+D",)),
        Spec("repeat", EDITOR, N_("Repeat the last value"), ("Ctrl+D",)),
        Spec("findings", EDITOR, N_("Findings of this record"), ("Ctrl+Shift+F",), "warning"),
        Spec("go what", EDITOR, N_("Go to what and when"), ("F6",)),
        Spec("go figures", EDITOR, N_("Go to figures"), ("F7",)),
        Spec("go source", EDITOR, N_("Go to the source"), ("F8",)),
        Spec("submit", EDITOR, N_("Submit incident"), ("Ctrl+Return",), "submit"),
        Spec("take out", EDITOR, N_("Withdraw or reopen incident…"), ("Ctrl+Shift+W",), "withdraw"),
        Spec("accept reading", READING, N_("Accept into a new incident"), ("Ctrl+Return",), "done"),
        Spec("take all", READING, N_("Take all that is proposed"), ("Ctrl+Shift+A",)),
        Spec("add to incident", READING, N_("Add as a report to the incident"), ("Alt+A",), "plus"),
        Spec("update report", READING, N_("It is an update of the report"), ("Alt+U",), "redo"),
        Spec("another incident", READING, N_("It is another incident"), ("Alt+O",), "close"),
        Spec("open statements", READING, N_("Open statements…"), ("Ctrl+Shift+O",), "import"),
        Spec("next statement", READING, N_("Next statement"), ("Ctrl+PgDown",)),
        Spec("previous statement", READING, N_("Previous statement"), ("Ctrl+PgUp",)),
        Spec("go posted", READING, N_("Go to when it was posted"), ("F5",)),
        Spec("go text", READING, N_("Go to the text"), ("F6",)),
        Spec("go proposal", READING, N_("Go to what is proposed"), ("F7",)),
        Spec("go radar", READING, N_("Go to the same night"), ("F8",)),
        Spec("next", REVIEW, N_("Next in the queue"), ("J",)),
        Spec("previous", REVIEW, N_("Previous in the queue"), ("K",)),
        Spec("approve", REVIEW, N_("Approve incident"), ("A",), "done"),
        Spec("return", REVIEW, N_("Return incident…"), ("R",), "back"),
        Spec("withdraw", REVIEW, N_("Withdraw incident…"), ("W",), "withdraw"),
        Spec("correct", REVIEW, N_("Correct in the editor"), ("E",), "pencil"),
        Spec("tick", REVIEW, N_("Tick, or take the tick back"), ("Space",), "check-box"),
        Spec("tick rest", REVIEW, N_("Tick the rest"), ("T",), "check-box"),
        Spec("rival claims", REVIEW, N_("Rival claims, or what is to be checked"), ("C",)),
        Spec("show ticked", REVIEW, N_("Show what is ticked, too"), ("V",)),
        Spec("go findings", REVIEW, N_("Go to the findings"), ("F",)),
        Spec("go checklist", REVIEW, N_("Go to what is to be checked"), ("G",)),
        Spec("accept finding", REVIEW, N_("Accept the finding, or open it again…"), ("X",)),
        Spec("ask", REVIEW, N_("Ask about this…"), ("Q",), "query"),
        Spec("answer", REVIEW, N_("Answer the query…"), ("Shift+Q",)),
        Spec("close query", REVIEW, N_("Close the query"), ("Shift+C",)),
        Spec("next list", REVIEW, N_("Next list of queries"), ("Ctrl+Tab",)),
        Spec("prefer", REVIEW, N_("Prefer the figure…"), ("P",)),
        Spec("deprecate", REVIEW, N_("Deprecate the figure…"), ("D",)),
        Spec("join", REVIEW, N_("Join with the likely duplicate…"), ("M",)),
        Spec("split", REVIEW, N_("Split this report off…"), ("S",)),
        Spec("take back change", HISTORY, N_("Take back this change"), ("T",), "undo"),
        Spec("take back field", HISTORY, N_("Take back this field"), ("F",), "undo"),
        Spec("bring back", HISTORY, N_("Bring back"), ("Return",), "undo"),
        Spec("take", IMPORT, N_("Take theirs"), ("T",)),
        Spec("keep", IMPORT, N_("Keep ours"), ("K",)),
        Spec("type value", IMPORT, N_("Type another value…"), ("E", "F2"), "pencil"),
        Spec("undecide", IMPORT, N_("Decide later"), ("Del",)),
        Spec("next waiting", IMPORT, N_("Next that waits"), ("N",)),
        Spec("take record", IMPORT, N_("Take the whole record"), ("Ctrl+T",)),
        Spec("keep record", IMPORT, N_("Keep the whole record"), ("Ctrl+K",)),
        Spec("all theirs", IMPORT, N_("All conflicts: theirs"), ("Ctrl+Shift+T",)),
        Spec("all ours", IMPORT, N_("All conflicts: ours"), ("Ctrl+Shift+K",)),
        Spec("show all", IMPORT, N_("Show all"), ("1",)),
        Spec("show waiting", IMPORT, N_("Show conflicts"), ("2",)),
        Spec("show changed", IMPORT, N_("Show changed"), ("3",)),
        Spec("show new", IMPORT, N_("Show new"), ("4",)),
        Spec("show gone", IMPORT, N_("Show removed and missing"), ("5",)),
        Spec("show refused", IMPORT, N_("Show refused cells"), ("6",)),
        Spec("plan again", IMPORT, N_("Compare again"), ("F5",), "redo"),
        Spec("accept import", IMPORT, N_("Accept import"), ("Ctrl+Return",), "done"),
        Spec("step back", IMPORT, N_("Back one step"), ("Esc",), "back"),
        Spec("import rows", TABLE, N_("Check or import all rows"), ("Ctrl+Return",), "import"),
        Spec("next step", TABLE, N_("Next step"), ("Ctrl+PgDown",)),
        Spec("previous step", TABLE, N_("Previous step"), ("Ctrl+PgUp",)),
        Spec("headings here", TABLE, N_("Headings in this row"), ("H",)),
        Spec("first row here", TABLE, N_("First row of the table"), ("B",)),
        Spec("last row here", TABLE, N_("Last row of the table"), ("N",)),
        Spec("first column here", TABLE, N_("First column of the table"), ("L",)),
        Spec("last column here", TABLE, N_("Last column of the table"), ("R",)),
        Spec("add name", TABLE, N_("Add the unknown name to the desk"), ("A",), "plus"),
        Spec("note name", TABLE, N_("Keep the unknown name in the note only"), ("N",)),
        Spec("only refused", TABLE, N_("Refused rows and cells only"), ("Ctrl+Shift+X",)),
        Spec("alike import", TWINS, N_("Import it anyway"), ("I",), "import"),
        Spec("alike merge", TWINS, N_("Take it as a further report"), ("M",), "plus"),
        Spec("alike leave", TWINS, N_("Leave it out"), ("L",), "close"),
        Spec("all alike import", TWINS, N_("Import all that are alike so"), ("Ctrl+I",)),
        Spec("all alike merge", TWINS, N_("Take all alike so as reports"), ("Ctrl+M",)),
        Spec("all alike leave", TWINS, N_("Leave out all that are alike so"), ("Ctrl+L",)),
    )
}


def make(
    name: str, parent: QWidget, slot: Callable[[], object], *, anywhere: bool = False
) -> QAction:
    """Return the declared action, added to `parent`, where its keys work while focus is inside.

    With `anywhere` they work in the whole window.
    """
    spec = SPECS[name]
    action = QAction(_(spec.text), parent)
    action.setObjectName(name)
    if spec.icon:
        action.setIcon(icon(spec.icon))
    action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
    action.setShortcutContext(
        Qt.ShortcutContext.WindowShortcut
        if anywhere
        else Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    action.setToolTip(tooltip(name))
    action.triggered.connect(lambda _checked=False: slot())
    parent.addAction(action)
    return action


def keys(name: str) -> str:
    """Return an action's first keys as this system writes them, or ""."""
    spec = SPECS[name]
    if not spec.keys:
        return ""
    return QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def tooltip(name: str) -> str:
    """Return an action's words with its keys, as tooltips show them."""
    spec = SPECS[name]
    words = _(spec.description or spec.text).rstrip("…")
    return f"{words} ({keys(name)})" if spec.keys else words
