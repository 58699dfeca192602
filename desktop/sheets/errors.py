"""What can go wrong with a workbook and be mended by a person."""

from desktop.records.errors import Mendable


class ExportFailed(Mendable):
    """A workbook that could not be written; what stood in its place is as it was."""
