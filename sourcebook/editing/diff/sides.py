"""One side of a comparison: a state of a briefing, loaded and checked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ... import checks
from ...checks import Examined
from ...model.loading import Loaded, display_path
from ...problems import Place


class DiffSide(NamedTuple):
    """A state of a briefing: what it is called, and what was found in it. Its problems name files as `data/…`."""

    name: str
    examined: Examined


class SoundSide(NamedTuple):
    """A side whose briefing could be loaded."""

    loaded: Loaded
    examined: Examined

    def place(self, address: str, path: tuple[str | int, ...]) -> Place:
        """The place of a value of a record, as the problems of the side name it."""
        return place_in_data(self.loaded.root, self.loaded.place(address, path))


def examined_side(name: str, data: Path, environment: Mapping[str, str] = os.environ) -> DiffSide:
    """A data folder → DiffSide, its problems placed in `data/…`, wherever the folder stands.

    So the same problem has the same place on both sides, though each is a copy in a folder of its own.
    """
    examined = checks.examine(data, environment)
    placed = [replace(problem, place=place_in_data(data, problem.place)) for problem in examined.problems]
    return DiffSide(name, examined._replace(problems=placed))


def place_in_data(data: Path, place: Place) -> Place:
    """A place in a file of a data folder → the same with the file named as `data/…`."""
    root = display_path(data)
    if not place.file.startswith(root):
        return place
    return replace(place, file="data" + place.file.removeprefix(root))
