"""The files of a build under `mkdocs serve` that wait until a reader asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..problems import Problem


@dataclass
class Waiting:
    """The files of one build, all its editions, that nobody has asked for yet.

    `makers` write each, by its path from the site's root, into a given folder; `bars` make the bar that says what is
    wrong, by the editions' BCP 47 tags; `warnings` are those of the build.
    """

    warnings: Sequence[Problem]
    makers: dict[str, Callable[[Path], None]] = field(default_factory=dict)
    bars: dict[str, Callable[[Sequence[Any], bool], str]] = field(default_factory=dict)

    def make(self, path: str, folder: Path) -> None:
        """Write a file into a folder, if it waits. What goes wrong is raised, and the file waits on."""
        if maker := self.makers.get(path):
            maker(folder)
            del self.makers[path]
