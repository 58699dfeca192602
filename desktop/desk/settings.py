"""What a person's program remembers between starts: who they are, recent desks, the window."""

import json
import os
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from desktop.records.delta import Person

RECENT = 8


def home() -> Path:
    """Return the folder of settings, locks and the log; INCIDENT_DESK_HOME overrides it."""
    chosen = os.environ.get("INCIDENT_DESK_HOME")
    return Path(chosen) if chosen else platformdirs.user_data_path("incident-desk", appauthor=False)


@dataclass(slots=True)
class Settings:
    """Remembered values; `places` holds window places, columns, filters and the like by name."""

    file: Path
    name: str = ""
    role: str = "both"
    theme: str = "system"
    zone: str = "Europe/Moscow"
    recent: list[str] = field(default_factory=list)
    places: dict[str, Any] = field(default_factory=dict)

    @property
    def person(self) -> Person:
        """Who is working."""
        return Person(self.name, self.role)

    @property
    def locks(self) -> Path:
        """The folder of the locks that keep a second window from an open desk."""
        return self.file.parent / "locks"

    def opened(self, path: Path) -> None:
        """Put a desk at the top of the recent ones; what is there already is not written again."""
        recent = [str(path), *(one for one in self.recent if one != str(path))][:RECENT]
        if recent != self.recent:
            self.recent = recent
            self.save()

    def remember(self, name: str, value: Any) -> None:
        """Keep one value under a name; what is the same is not written again."""
        if self.places.get(name) != value:
            self.places[name] = value
            self.save()

    def save(self) -> None:
        """Write the settings, whole or not at all; a folder that can't be written is no failure."""
        kept = {name: getattr(self, name) for name in _KEPT}
        partial = self.file.with_name(f"{self.file.name}.{uuid.uuid4().hex[:8]}")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
            partial.replace(self.file)
        except OSError:
            with suppress(OSError):
                partial.unlink()


_KEPT = ("name", "role", "theme", "zone", "recent", "places")


def load(folder: Path) -> Settings:
    """Return the settings kept in a folder; what is missing or damaged is as at the first start."""
    settings = Settings(folder / "settings.json")
    try:
        kept = json.loads(settings.file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return settings
    if not isinstance(kept, dict):
        return settings
    for name in _KEPT:
        value = kept.get(name)
        if isinstance(value, type(getattr(settings, name))):
            setattr(settings, name, value)
    settings.recent = [one for one in settings.recent if isinstance(one, str)]
    return settings
