"""What can go wrong with a workbook and be mended by a person."""

from desktop.records.errors import Mendable


class ExportFailed(Mendable):
    """A workbook that could not be written; what stood in its place is as it was."""


class ImportRefused(Mendable):
    """A file that could not be read; nothing of it was kept."""


class ReadingStopped(Mendable):
    """The person stopped the reading; nothing of it was kept."""
