"""A briefing to start from: a small invented one that passes every check, to be replaced record by record."""

from __future__ import annotations

from pathlib import Path

from ..model import loading as load
from . import editor
from .modeline import with_modeline
from .write_files import FileChange, Refused

STARTER = Path(__file__).parent / "starter"


def init(folder: Path) -> list[FileChange]:
    """A folder that is empty or not there → the files to write in it, those for editors included. Refused for a folder that
    holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} is not empty", "name a folder that is not there yet")
    starter = [
        FileChange(folder / path.relative_to(STARTER), b"", _content(path), is_new=True)
        for path in sorted(STARTER.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    ]
    loaded = load.load(STARTER / "data")
    assert isinstance(loaded, load.Loaded)  # it comes with the program, and a test checks it
    return starter + editor.new_files(loaded, folder)


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix == ".yml" and path.is_relative_to(STARTER / "data"):
        return with_modeline(content, path.relative_to(STARTER / "data").with_suffix("").as_posix())
    return content
