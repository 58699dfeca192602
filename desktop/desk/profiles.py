"""The profiles that a person keeps: a file each, in the folder of the settings."""

import re
import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.records.errors import Mendable
from desktop.records.fold import fold
from desktop.records.words import _
from desktop.sheets.foreign.profile import Profile
from desktop.sheets.foreign.profilefile import LONGEST, dumped, loaded
from desktop.sheets.foreign.table import Table

ENDING = ".profile.json"


@dataclass(frozen=True, slots=True)
class Saved:
    """A profile that is kept, and in which file."""

    path: Path
    profile: Profile

    @property
    def name(self) -> str:
        """What the person calls it."""
        return self.profile.name


def all_in(folder: Path) -> list[Saved]:
    """Return the profiles of a folder by name; a file that is damaged is passed over."""
    found: list[Saved] = []
    for path in sorted(folder.glob(f"*{ENDING}")):
        with suppress(Mendable):
            found.append(Saved(path, read(path)))
    return sorted(found, key=lambda one: fold(one.name))


def read(path: Path) -> Profile:
    """Return the profile of a file; raise ProfileRefused, or Mendable where it can't be read."""
    try:
        with path.open(encoding="utf-8") as file:
            return loaded(file.read(LONGEST + 1))
    except UnicodeDecodeError as error:
        raise Mendable(_("{name} is no profile: it is not text.").format(name=path.name)) from error
    except OSError as error:
        raise Mendable(
            _("{name} can't be read: {why}.").format(name=path.name, why=error.strerror or error)
        ) from error


def write(path: Path, profile: Profile) -> None:
    """Write a profile to a file, whole or not at all; raise Mendable where that fails."""
    partial = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(dumped(profile), encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise Mendable(
            _("The profile can't be written to {path}: {why}. Choose another folder.").format(
                path=path, why=error.strerror or error
            )
        ) from error


def keep(folder: Path, name: str, profile: Profile) -> Saved:
    """Keep a profile under a name; one of the same name is replaced.  Raises Mendable."""
    name = " ".join(name.split())
    if not name:
        raise Mendable(_("A profile needs a name; type one."))
    same = (one.path for one in all_in(folder) if fold(one.name) == fold(name))
    path = next(same, None) or _free(folder, name)
    saved = Saved(path, replace(profile, name=name))
    write(path, saved.profile)
    return saved


def _free(folder: Path, name: str) -> Path:
    """Return a path that no other profile has, called nearly so."""
    plain = re.sub(r"[^\w-]+", "-", name)[:60].strip("-") or "profile"
    path = folder / f"{plain}{ENDING}"
    number = 2
    while path.exists():
        path = folder / f"{plain}-{number}{ENDING}"
        number += 1
    return path


def fits(profile: Profile, table: Table) -> bool:
    """Tell whether a profile was made for a table with these headings."""
    return {fold(name) for name in profile.columns} == {fold(one.name) for one in table.columns}
