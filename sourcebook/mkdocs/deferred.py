"""The files of a build under `mkdocs serve` that are made when a reader asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..problems import Problem
from .mistakes import Mistake

# Mistakes, and whether they stopped the build → the bar as HTML.
Bar = Callable[[Sequence[Mistake], bool], str]


@dataclass
class DeferredFiles:
    """The files of one build, in all its editions, that nobody has asked for yet.

    `makers` write each file, by its path from the site's root, into a given folder. `bars` make the bar that says what is
    wrong, by the BCP 47 tag of the edition. `warnings` are the warnings of the build.
    """

    warnings: Sequence[Problem]
    makers: dict[str, Callable[[Path], None]] = field(default_factory=dict)
    bars: dict[str, Bar] = field(default_factory=dict)

    def make(self, path: str, folder: Path) -> None:
        """Write a file into a folder, if it has not been made. If that raises, the file can be asked for again."""
        if maker := self.makers.get(path):
            maker(folder)
            del self.makers[path]
