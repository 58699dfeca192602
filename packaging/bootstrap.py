"""Makes the checkout's own Python environment, and starts Incident Desk or its tests in it.

Standard library only: it runs before anything is installed. What it says goes to stderr, because
stdout belongs to the command that it starts.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

EXTRA = {"run": "", "test": "[dev]"}
SERVED_BY = {"run": ("run", "test"), "test": ("test",)}
TOUR_FOLDER = "incident-desk-tour"


class NotReady(Exception):
    """The machine lacks something; `str()` says what, and what to do."""


@dataclass(frozen=True)
class Library:
    """A line of system-libraries.txt: a library's file, its Debian package, and what it is for."""

    file: str
    package: str
    purpose: str


@dataclass(frozen=True)
class Start:
    """A command to become: its words, its folder, and what it changes in the environment."""

    words: list[str]
    folder: Path
    changes: dict[str, str]


def say(line: str) -> None:
    """Tell the person something."""
    print(line, file=sys.stderr, flush=True)


def run(words: Sequence[str], folder: Path) -> int:
    """Run a command, all its output on stderr; its exit code, negative if a signal ended it."""
    return subprocess.run(
        words, cwd=folder, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
    ).returncode


def answers(words: Sequence[str]) -> bool:
    """Run a command in silence; whether it could be started and succeeded."""
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


# What the system must have


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown. Where it can't, Qt aborts the process."""
    return platform != "linux" or bool(
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    )


def purposes(verb: str, environment: Mapping[str, str]) -> set[str]:
    """Return what a verb needs system libraries for, in the words of system-libraries.txt."""
    found = {"always"}
    if verb == "run" and has_screen("linux", environment):
        found.add("screen")
        if environment.get("WAYLAND_DISPLAY"):
            found.add("wayland")
    return found


def read_libraries(text: str) -> list[Library]:
    """Read system-libraries.txt."""
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return [Library(*words) for words in lines if words]


def missing_libraries(libraries: Sequence[Library], wanted: Collection[str]) -> list[Library]:
    """Return the libraries for these purposes that the system's loader doesn't find."""
    return [
        library for library in libraries if library.purpose in wanted and not loads(library.file)
    ]


def loads(file: str) -> bool:
    """Whether the system's loader finds a library."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def provide(lacking: Mapping[str, str]) -> None:
    """Install Debian packages for what is lacking, where that may be done without a password.

    Raises NotReady, saying what to do, where it may not and where it fails.
    """
    what = f"This system lacks {', '.join(lacking)}."
    if not shutil.which("apt-get"):
        raise NotReady(f"{what} Install what has them, then run this command again.")
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    install = ["install", "--no-install-recommends", *lacking.values()]
    if not sudo or answers(["sudo", "-n", "true"]):
        say(f"Installing with apt-get: {' '.join(lacking.values())}")
        apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "--yes"]
        # An update fails when any one source does; what is needed may well be in another.
        run([*apt, "update"], Path("/"))
        if run([*apt, *install], Path("/")) == 0:
            return
    apt = [*sudo, "apt-get"]
    line = f"{shlex.join([*apt, 'update'])} && {shlex.join([*apt, *install])}"
    raise NotReady(f"{what} Run this line, then this command again:\n{line}")


# The checkout's environment


def fingerprint(root: Path, python: str) -> str:
    """Digest what an environment is made from: the checkout's place and needs, and the Python."""
    made_from = f"{root}\n{python}\n".encode() + (root / "pyproject.toml").read_bytes()
    return hashlib.sha256(made_from).hexdigest()


def stamp(venv: Path, verb: str) -> Path:
    """Return the file that keeps the fingerprint of a verb's last complete set-up."""
    return venv / f"ready-to-{verb}"


def unfinished(venv: Path) -> Path:
    """Return the file that is there while packages are being installed."""
    return venv / "unfinished"


def is_ready(venv: Path, verb: str, wanted: str) -> bool:
    """Whether the environment is complete for a verb, and of this fingerprint."""
    stamps = (stamp(venv, other) for other in SERVED_BY[verb])
    return (
        not unfinished(venv).exists()
        and (venv / "bin" / "python").exists()
        and any(path.is_file() and path.read_text(encoding="ascii") == wanted for path in stamps)
    )


def is_sound(venv: Path) -> bool:
    """Whether packages can be installed into the environment as it is.

    Not if its making was broken off, if it was made without pip, if the checkout has been moved
    since, or if its Python has gone or is another now.
    """
    settings = venv / "pyvenv.cfg"
    return (
        not unfinished(venv).exists()
        and settings.is_file()
        and any(line.endswith(f" {venv}") for line in settings.read_text("utf-8").splitlines())
        and answers([str(venv / "bin" / "python"), "-I", "-c", "import pip"])
    )


def make(venv: Path) -> None:
    """Make an empty environment in place of what is there. Raises NotReady."""
    say(f"Making {venv}")
    # A virtual environment's Python is a link, which would not survive the clearing.
    python = os.path.realpath(sys.executable)
    if run([python, "-m", "venv", "--clear", str(venv)], venv.parent) != 0:
        raise NotReady(f"{venv} could not be made; the reason stands above.")


def fill(venv: Path, verb: str, made_from: str) -> None:
    """Install what a verb needs, and stamp the environment as ready. Raises NotReady."""
    say("Installing the Python packages, about 100 MB the first time.")
    unfinished(venv).touch()
    words = [str(venv / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check"]
    if not sys.stderr.isatty():
        words.append("--quiet")
    code = run([*words, "--editable", f".{EXTRA[verb]}"], venv.parent)
    # A pip that fails cleans up after itself, one that is killed does not.
    if code >= 0:
        unfinished(venv).unlink()
    if code != 0:
        raise NotReady("pip could not install the packages; the reason stands above.")
    stamp(venv, verb).write_text(made_from, encoding="ascii")


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Keep a second command from setting up the same checkout meanwhile."""
    with (root / "pyproject.toml").open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another command that is setting up this checkout.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def prepare(root: Path, verb: str, missing: Sequence[Library]) -> None:
    """Make ready what a verb needs, given the libraries that the system lacks. Raises NotReady."""
    venv = root / ".venv"
    made_from = fingerprint(root, f"{sys.implementation.cache_tag} {sys.platform}")
    ready = is_ready(venv, verb, made_from)
    sound = ready or is_sound(venv)

    lacking = {library.file: library.package for library in missing}
    if not sound and importlib.util.find_spec("ensurepip") is None:
        lacking["Python's ensurepip"] = f"python3.{sys.version_info.minor}-venv"
    if lacking:
        provide(lacking)

    if not sound:
        make(venv)
    if not ready:
        fill(venv, verb, made_from)


# What to start


def start(verb: str, arguments: Sequence[str], root: Path, *, screen: bool) -> Start:
    """Return what a verb starts in an environment that is ready."""
    python = str(root / ".venv" / "bin" / "python")
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    if verb == "test":
        return Start([python, "-m", "pytest", "-n", "2", *arguments], root, offscreen)
    # -P: a folder that happens to hold a desktop/ of its own must not be imported from.
    desk = [python, "-P", "-m", "desktop"]
    if arguments or screen:
        return Start([*desk, *arguments], Path.cwd(), {})
    return Start([*desk, "tour", str(Path.cwd() / TOUR_FOLDER)], Path.cwd(), offscreen)


def become(it: Start) -> NoReturn:
    """Replace this process, so that signals and the exit code are the command's own."""
    os.chdir(it.folder)
    os.execve(it.words[0], it.words, {**os.environ, **it.changes})


def main(verb: str, arguments: Sequence[str]) -> int:
    """Make ready and become the command. Returns only when that can't be: the exit code."""
    root = Path(__file__).resolve().parent.parent
    screen = has_screen(sys.platform, os.environ)
    missing: list[Library] = []
    if sys.platform == "linux":
        known = (root / "packaging" / "system-libraries.txt").read_text(encoding="utf-8")
        missing = missing_libraries(read_libraries(known), purposes(verb, os.environ))
    try:
        with alone(root):
            prepare(root, verb, missing)
    except NotReady as failure:
        say(str(failure))
        return 2
    except KeyboardInterrupt:
        say("Stopped; the next start takes it up again.")
        return 130
    if verb == "run" and not screen and not arguments:
        say(f"No screen here (no DISPLAY, no WAYLAND_DISPLAY): drawing a tour in {TOUR_FOLDER}/.")
    become(start(verb, arguments, root, screen=screen))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
