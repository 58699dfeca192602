"""Profiles in the head of the page: use one, keep one under a name, exchange one as a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QMenu, QWidget

from desktop.desk import profiles
from desktop.desk.profiles import ENDING, Saved
from desktop.records.errors import Mendable
from desktop.records.words import _
from desktop.ui.imports.work import TableWork
from desktop.ui.kit import theme
from desktop.ui.kit.widgets import button, label

FOLDER = "profile folder"


class ProfileBar(QWidget):
    """A list of what is kept, the name to keep this one under, and a menu for files."""

    def __init__(self, work: TableWork) -> None:
        super().__init__()
        self._work = work
        self._offered: Saved | None = None
        self.offer = button("", self._use_offered, "quiet")
        self.kept = QComboBox()
        self.kept.setAccessibleName(_("Profile"))
        self.kept.setMinimumContentsLength(18)
        self.kept.activated.connect(self._chosen)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the profile"))
        self.name.setPlaceholderText(_("Name, then Enter"))
        self.name.setMaxLength(80)
        self.name.setFixedWidth(theme.text_width(24))
        self.name.returnPressed.connect(self.keep)
        self.name.hide()
        self.save = button(_("Keep profile…"), self._ask_name)
        self.more = button(_("File"), lambda: None)
        menu = QMenu(self)
        menu.addAction(_("Use a profile from a file…"), self._open)
        menu.addAction(_("Save this profile to a file…"), self._save_as)
        menu.addAction(_("Guess the columns anew"), work.guess_anew)
        self.more.setMenu(menu)
        said = label(_("Profile"))
        said.setBuddy(self.kept)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for one in (self.offer, said, self.kept, self.name, self.save, self.more):
            row.addWidget(one)
        work.chosen_anew.connect(self.refresh)

    def refresh(self) -> None:
        """Show the profiles that are kept, and offer one that was made for such headings."""
        chosen = self._work.chosen
        self.setEnabled(chosen is not None)
        self.kept.clear()
        self.kept.addItem(_("as guessed"), None)
        for one in self._work.saved:
            self.kept.addItem(one.name, one)
        at = self.kept.findText(self._work.profile.name)
        self.kept.setCurrentIndex(max(0, at))
        fitting = None
        if chosen is not None and at <= 0:
            found = (one for one in self._work.saved if profiles.fits(one.profile, chosen.table))
            fitting = next(found, None)
        self._offered = fitting
        self.offer.setVisible(fitting is not None)
        if fitting is not None:
            self.offer.setText(_("Same headings as “{name}”: use it").format(name=fitting.name))

    def _use_offered(self) -> None:
        if self._offered is not None:
            self._work.take_profile(self._offered.profile)

    def _chosen(self, _at: int) -> None:
        one = self.kept.currentData()
        if one is None:
            self._work.guess_anew()
        else:
            self._work.take_profile(one.profile)

    def _ask_name(self) -> None:
        if self.name.isVisible():
            self.keep()
            return
        self.name.setText(self._work.profile.name)
        self.name.show()
        self.name.selectAll()
        self.name.setFocus()

    def keep(self) -> None:
        """Keep this profile under the name that was typed."""
        self._try(self._keep)

    def _keep(self) -> None:
        saved = profiles.keep(self._work.folder, self.name.text(), self._work.profile)
        self.name.hide()
        self._work.keep(saved)
        self._work.workplace.say(_("Profile “{name}” is kept.").format(name=saved.name))

    def _open(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(
            self, _("Use a profile"), self._folder(), self._kinds()
        )
        if path:
            self.use_file(Path(path))

    def use_file(self, path: Path) -> None:
        """Read the table by the profile of a file."""
        self._try(lambda: self._work.take_profile(profiles.read(path)))

    def _save_as(self) -> None:
        name = self._work.profile.name or "profile"
        suggested = str(Path(self._folder()) / f"{name}{ENDING}".replace("/", "-"))
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Save the profile"), suggested, self._kinds()
        )
        if path:
            self._work.workplace.settings.remember(FOLDER, str(Path(path).parent))
            self._try(lambda: profiles.write(Path(path), self._work.profile))

    def _try(self, do: Callable[[], object]) -> None:
        try:
            do()
        except Mendable as why:
            self._work.complain(str(why))

    def _folder(self) -> str:
        kept = self._work.workplace.settings.places.get(FOLDER)
        return kept if isinstance(kept, str) else str(self._work.workplace.desk.path.parent)

    @staticmethod
    def _kinds() -> str:
        return f"{_('Profiles')} (*.json);;{_('All files')} (*)"
