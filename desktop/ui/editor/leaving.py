"""Asks what becomes of unsaved work when the page is left."""

from enum import Enum

from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.records.words import _


class Answer(Enum):
    """What the person wants done with unsaved work."""

    SAVE = "save"
    KEEP = "keep"
    DISCARD = "discard"
    STAY = "stay"


def ask(parent: QWidget, name: str) -> Answer:
    """Ask; keeping the draft is the default and loses nothing, Esc stays."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_("Unsaved work"))
    box.setText(_("{name} has unsaved work.").format(name=name))
    box.setInformativeText(_("A draft stays on this desk and comes back when you open it again."))
    answers = {
        box.addButton(_("Save incident"), QMessageBox.ButtonRole.AcceptRole): Answer.SAVE,
        box.addButton(_("Keep as draft"), QMessageBox.ButtonRole.AcceptRole): Answer.KEEP,
        box.addButton(_("Discard"), QMessageBox.ButtonRole.DestructiveRole): Answer.DISCARD,
        box.addButton(_("Stay"), QMessageBox.ButtonRole.RejectRole): Answer.STAY,
    }
    for made, answer in answers.items():
        made.setObjectName(answer.value)
        if answer is Answer.KEEP:
            box.setDefaultButton(made)
        if answer is Answer.STAY:
            box.setEscapeButton(made)
    box.exec()
    return answers.get(box.clickedButton(), Answer.STAY)  # type: ignore[call-overload]
