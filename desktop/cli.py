"""The command line: the window without a verb, the same work without a screen with one."""

import argparse
import builtins
import gc
import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from desktop import __version__
from desktop.desk.answer import Answer
from desktop.documents import CHILD_VERB as DOCUMENT_VERB
from desktop.records.errors import Mendable
from desktop.records.words import _
from desktop.sheets.reading import CHILD_VERB

# 0 done; 1 done, but something was refused or found; 2 could not be done.
FOUND, FAILED = 1, 2
LAYOUTS = ("full", "incidents", "figures")
VERBS = (
    "new", "sample", "tour", "import", "export", "check", "history", "verify", "backup", "restore",
    "read",
)  # fmt: skip


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the command in one line."""

    def error(self, message: str) -> NoReturn:
        """Leave with code 2 and one line."""
        self.exit(FAILED, _("incident-desk: {why} (see --help)\n").format(why=message))


def parser() -> argparse.ArgumentParser:
    """Return the parser of every verb."""
    top = _Parser(
        prog="incident-desk",
        description=_("Enter, review, correct and export reported incidents."),
        epilog=_(
            "Without a verb: incident-desk [DESK] opens the window. Exit code 0: done; 1: done, "
            "but something was refused or found; 2: could not be done."
        ),
    )
    top.add_argument("--version", action="version", version=f"incident-desk {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser)

    def verb(name: str, words: str, *paths: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = verbs.add_parser(name, help=words, description=words)
        for one in paths:
            made.add_argument(one.lower(), metavar=one, type=Path)
        made.add_argument("--json", action="store_true", help=_("print one JSON document"))
        return made

    verb("new", _("make an empty desk"), "DESK")
    verb("sample", _("make a desk with the night of 17-18 July 2025"), "DESK")
    verb("tour", _("sample, findings, workbook and pictures of the screens"), "FOLDER")
    _add_import(verb("import", _("take in a workbook, a table or another desk"), "DESK", "BOOK"))
    out = verb("export", _("write a workbook (.xlsx) or CSV (.zip, .csv)"), "DESK", "BOOK")
    out.add_argument(
        "--where",
        metavar="EXPR",
        default="",
        help=_(
            'which incidents: status=approved kind="drone attack" place="Bryansk Oblast" '
            "from=2025-07-01 to=2025-07-31 text=shapsha disagree=yes"
        ),
    )
    out.add_argument("--layout", choices=LAYOUTS, default="full", help=_("which sheets"))
    out.add_argument("--to", metavar="NAME", default="", help=_("note who gets it"))
    out.add_argument(
        "--since",
        metavar="RECEIPT|NAME",
        default="",
        help=_("what changed since an export that somebody got"),
    )
    out.add_argument(
        "--no-sources",
        dest="sources",
        action="store_false",
        help=_("leave out sources, quotes and URLs"),
    )
    verb("check", _("list what is doubtful"), "DESK")
    told = verb("history", _("list the changes, latest first"), "DESK")
    told.add_argument("number", metavar="NUMBER", nargs="?", default="", help=_("of one incident"))
    verb("verify", _("test the file, the journal and the backups"), "DESK")
    kept = verb("backup", _("make a backup and compare it"), "DESK")
    kept.add_argument("out", metavar="OUT", nargs="?", type=Path)
    verb("restore", _("put a backup in the place of a desk's content"), "BACKUP", "DESK")
    heard = verb("read", _("propose the figures of a statement's text"))
    heard.add_argument("text", metavar="TEXTFILE", help=_("a text file, a .jsonl file, or -"))
    heard.add_argument("--posted", metavar="ISO", default="", help=_("when it was posted"))
    heard.add_argument(
        "--zone", metavar="ZONE", default="UTC", help=_("the zone of its clock times (UTC)")
    )
    return top


def _add_import(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--sheet", metavar="S", default="", help=_("the sheet of a table"))
    asked.add_argument("--profile", metavar="P", type=Path, help=_("what its columns become"))
    asked.add_argument(
        "--save-profile", metavar="OUT", type=Path, help=_("write what the columns become")
    )
    asked.add_argument("--plan", action="store_true", help=_("say what it would do, write nothing"))
    side = asked.add_mutually_exclusive_group()
    side.add_argument(
        "--theirs",
        dest="side",
        action="store_const",
        const="theirs",
        default="",
        help=_("take the file's where both sides changed; leave out what was refused"),
    )
    side.add_argument(
        "--ours",
        dest="side",
        action="store_const",
        const="ours",
        help=_("keep the desk's where both sides changed; leave out what was refused"),
    )
    asked.add_argument(
        "--rejects", metavar="OUT", type=Path, help=_("write the refused rows to a workbook")
    )
    asked.add_argument("--as", dest="name", metavar="NAME", default="", help=_("who imports"))


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code; a person never sees a traceback."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == [CHILD_VERB]:
        from desktop.sheets.reading.child import main as read_in_child  # noqa: PLC0415

        read_in_child()
    if given[:1] == [DOCUMENT_VERB]:
        from desktop.documents.child import main as read_document  # noqa: PLC0415

        read_document()
    try:
        return _run(given)
    except Mendable as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail(_("Stopped."))
    except BrokenPipeError:
        # The reader of our output has gone; what is left to flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last boundary: the log has the traceback
        return _bug(error)


def _run(given: list[str]) -> int:
    if not given or not (given[0].startswith("-") or given[0] in VERBS):
        return _window(given)
    asked = parser().parse_args(given)
    return _print(_do(asked), as_json=asked.json) if asked.verb else _window([])


def _fail(text: str) -> int:
    print(" ".join(f"incident-desk: {text}".split()), file=sys.stderr)
    return FAILED


def _bug(error: Exception) -> int:
    path = _start_log()
    logging.getLogger(__name__).error("a bug", exc_info=error)
    return _fail(
        _(
            "The program made a mistake ({what}). Nothing half-done was kept; {log} has more."
        ).format(what=f"{type(error).__name__}: {error}", log=path)
    )


def _start_log() -> Path:
    from desktop.desk import log, settings  # noqa: PLC0415 - not needed to show help

    return log.start(settings.home())


def _print(answer: Answer, *, as_json: bool) -> int:
    if as_json and answer.documents is not None:
        for document in answer.documents:
            print(json.dumps(document, ensure_ascii=False))
    elif as_json:
        print(json.dumps(answer.document, ensure_ascii=False, indent=1))
    else:
        for line in answer.lines:
            print(line)
    sys.stdout.flush()
    return answer.code


def _do(asked: argparse.Namespace) -> Answer:
    """Do what a verb says; the libraries that it needs are loaded only now."""
    from desktop.desk import verbs  # noqa: PLC0415

    doing: dict[str, Callable[[], Answer]] = {
        "new": lambda: verbs.new(asked.desk),
        "sample": lambda: verbs.sample(asked.desk),
        "tour": lambda: _tour(asked.folder),
        "import": lambda: _import(asked),
        "export": lambda: verbs.export(
            asked.desk,
            asked.book,
            verbs.Wanted(asked.where, asked.layout, asked.to, asked.since, asked.sources),
        ),
        "check": lambda: verbs.check(asked.desk),
        "history": lambda: verbs.history(asked.desk, asked.number),
        "verify": lambda: verbs.verify(asked.desk),
        "backup": lambda: verbs.backup(asked.desk, asked.out),
        "restore": lambda: verbs.restore(asked.backup, asked.desk),
        "read": lambda: _read(asked),
    }
    return doing[asked.verb]()


def _read(asked: argparse.Namespace) -> Answer:
    from desktop.desk.statement import read_statement  # noqa: PLC0415 - dictionaries are slow

    return read_statement(asked.text, asked.posted, asked.zone)


def _import(asked: argparse.Namespace) -> Answer:
    from desktop.desk.taking import Wanted, take_in  # noqa: PLC0415 - Excel's libraries are slow

    wanted = Wanted(
        sheet=asked.sheet,
        profile=asked.profile,
        plan_only=asked.plan,
        side=asked.side,
        rejects=asked.rejects,
        save_profile=asked.save_profile,
        name=asked.name,
    )
    return take_in(asked.desk, asked.book, wanted)


def _tour(folder: Path) -> Answer:
    """Make the sample, list its findings, write its workbook, draw its screens."""
    from desktop.desk import verbs  # noqa: PLC0415

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Mendable(
            _("{path} can't be made: {why}.").format(path=folder, why=error.strerror)
        ) from error
    desk, book = folder / "sample.desk", folder / "sample.xlsx"
    lines = verbs.sample(desk).lines if not desk.exists() else []
    found = verbs.check(desk)
    lines += found.lines
    lines += verbs.export(desk, book, verbs.Wanted()).lines
    # Only pictures need the window's libraries, and a machine without them has all the rest.
    try:
        from desktop.ui.tour import draw  # noqa: PLC0415
    except ImportError as error:
        lines.append(_("No pictures: {why}.").format(why=error))
        return Answer(lines, {"desk": str(desk), "workbook": str(book)}, FOUND)
    pictures = draw(desk, folder)
    lines += [_("Drew {path}.").format(path=path) for path in pictures]
    document = {
        "desk": str(desk),
        "workbook": str(book),
        "findings": found.document,
        "pictures": [str(path) for path in pictures],
    }
    return Answer(lines, document)


def _window(given: list[str]) -> int:
    """Open the window, on a desk if one is named."""
    if len(given) > 1:
        parser().error(
            _("“{word}” is no verb; one desk can be opened at a time").format(word=given[0])
        )
    why = _no_display()
    if why:
        return _fail(why)
    # Nothing that a start makes is thrown away; `run` lets the collector look again.
    gc.disable()
    _start_log()
    return open_window(Path(given[0]) if given else None)


def open_window(path: Path | None) -> int:
    """Load the window's libraries, which only a window needs, and run it."""
    load_qt()
    from desktop.app import run  # noqa: PLC0415

    return run(path)


def load_qt() -> None:
    """Load Qt, and take out the hook that PySide puts around every import.

    It reads the source of every module that is imported from then on, in search of
    `from __feature__ import`, which nothing here says; a tenth of the start would go into that.
    """
    import PySide6.QtCore  # noqa: F401, PLC0415

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _no_display() -> str:
    """Return why no window can be opened, or ""; Qt itself would abort the process.

    On Linux a display is named by DISPLAY or WAYLAND_DISPLAY, unless Qt is told otherwise.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    wayland, display = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not display:
        return _(
            "There is no display to open a window on. Use a verb (see --help), or start it from "
            "a desktop session."
        )
    if wayland and (Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / wayland).exists():
        return ""
    if display and _answers(display):
        return ""
    return _("The display {name} does not answer; no window can be opened on it.").format(
        name=display or wayland
    )


def _answers(display: str) -> bool:
    """Return whether an X server of this machine listens; of other machines this isn't asked."""
    import socket  # noqa: PLC0415 - only a window needs it

    host, _colon, screen = display.rpartition(":")
    number = screen.partition(".")[0]
    if host not in ("", "unix") or not number.isdigit():
        return True
    name = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
    for address in (f"\0{name}", name):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as tried:
            try:
                tried.connect(address)
            except OSError:
                continue
            return True
    return False
