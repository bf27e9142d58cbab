"""Whether the data would be sound after changes to its files."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from ... import checks
from ...evidence.texts import COMMITTED, ENVIRONMENT
from ...model.loading import Loaded, display_path
from ...problems import Problem
from ..write_files import FileChange


def problems_after(loaded: Loaded, changes: list[FileChange]) -> list[Problem]:
    """What would be wrong with a data folder after changes, as problems in files of that folder.

    The changes are made in a copy, which is checked like any other data folder.
    """
    root = loaded.root
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "data"
        _copy_with_changes(loaded, changes, copy)
        # Texts that may not be published stand beside the folder itself; the copy has nothing beside it.
        folders = [os.environ.get(ENVIRONMENT, ""), str(root.absolute().parent / COMMITTED)]
        environment = {**os.environ, ENVIRONMENT: os.pathsep.join(filter(None, folders))}
        found = checks.examine(copy, environment).problems
        return [_moved_to(problem, display_path(copy), display_path(root)) for problem in found]


def _copy_with_changes(loaded: Loaded, changes: list[FileChange], copy: Path) -> None:
    change_of = {change.path: change for change in changes}
    for address, data_file in loaded.files.items():
        path = loaded.root / f"{address}.yml"
        change = change_of.get(path)
        content = change.after if change else data_file.data
        target = copy / (change.path_after if change else path).relative_to(loaded.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    texts = loaded.root / COMMITTED
    if texts.is_dir():
        shutil.copytree(texts, copy / COMMITTED)


def _moved_to(problem: Problem, copy: str, root: str) -> Problem:
    """A problem in a file of the copy → the same in the file of the folder itself."""
    place = replace(problem.place, file=problem.place.file.replace(copy, root, 1))
    return replace(problem, place=place)
