"""What the action codes of the journal are called."""

from desktop.records.words import N_, _

_ACTIONS = {
    "new": N_("desk made"),
    "create": N_("entered"),
    "edit": N_("edited"),
    "bulk edit": N_("changed together"),
    "remove": N_("moved to the bin"),
    "restore": N_("brought back"),
    "submit": N_("submitted"),
    "return": N_("returned"),
    "approve": N_("approved"),
    "withdraw": N_("withdrawn"),
    "reopen": N_("reopened"),
    "tick": N_("ticked"),
    "untick": N_("tick taken back"),
    "ask": N_("asked"),
    "answer": N_("answered"),
    "close query": N_("query closed"),
    "accept": N_("finding accepted"),
    "unaccept": N_("finding opened again"),
    "rank": N_("standing of a figure changed"),
    "join": N_("joined"),
    "split": N_("split"),
    "undo": N_("undone"),
    "redo": N_("done again"),
    "take back": N_("taken back"),
    "import": N_("imported"),
    "settings": N_("desk's settings changed"),
}


def action(code: str) -> str:
    """Return what people call an action; an unknown code stands for itself."""
    return _(_ACTIONS.get(code, code))
