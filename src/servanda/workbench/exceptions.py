"""What keeps a question of the page from being answered as it was asked."""

from __future__ import annotations

__all__ = ["ChangedElsewhereError", "NoCaseError", "StaleError"]


class StaleError(Exception):
    """An edit that a newer one has overtaken."""


class NoCaseError(Exception):
    """There is no case yet in the folder."""


class ChangedElsewhereError(Exception):
    """A file that is not what it was when the page read it; nothing was written.

    `diff` leads from the file as it is to what was to be written.
    """

    def __init__(self, file: str, theirs: str, yours: str, diff: str) -> None:
        super().__init__(file)
        self.file, self.theirs, self.yours, self.diff = file, theirs, yours, diff
