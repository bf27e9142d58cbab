"""A briefing to start from: a small invented one that passes every check, to be replaced record by record."""

from __future__ import annotations

import os
from pathlib import Path

from .. import load
from . import editor
from .changes import Change, Refused
from .modeline import with_modeline

STARTER = Path(__file__).parent / "starter"
PROJECT = Path(__file__).parents[2]


def init(folder: Path) -> list[Change]:
    """A folder that is empty or not there → the files to write in it, those for editors included. It finds the generator
    where it stands now, by a relative path. Refused for a folder that holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} is not empty", "name a folder that is not there yet")
    project = Path(os.path.relpath(PROJECT, folder)).as_posix()
    starter = [
        Change(folder / path.relative_to(STARTER), b"", _content(path, project), is_new=True)
        for path in sorted(STARTER.rglob("*"))
        if path.is_file()
    ]
    return starter + editor.new_files(load.load(STARTER / "data"), folder)


def _content(path: Path, project: str) -> bytes:
    content = path.read_bytes()
    if path.name == "mkdocs.yml":
        return content.replace(b"{project}", project.encode())
    if path.suffix == ".yml":
        return with_modeline(content, path.relative_to(STARTER / "data").with_suffix("").as_posix())
    return content
