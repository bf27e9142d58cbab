"""A briefing to start from: a small invented one that passes every check, to be replaced record by record."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

from ..model import loading
from . import editor
from .modeline import with_modeline
from .write_files import FileChange, Refused

STARTER = Path(__file__).parent / "starter"
PACKAGE = "sourcebook"
# Where the starter's requirements.txt has the line for this package.
REQUIREMENT = b"@SOURCEBOOK@"
NOT_PORTABLE = """\
# The program came from a file on your machine. Write here where everybody who works on this briefing gets it, as
#   sourcebook @ https://example.org/sourcebook-{version}-py3-none-any.whl"""


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
    loaded = loading.load(STARTER / "data")
    assert isinstance(loaded, loading.Loaded)  # it comes with the program, and a test checks it
    return starter + editor.new_files(loaded, folder)


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    if path == STARTER / "requirements.txt":
        return content.replace(REQUIREMENT, requirement().encode())
    if path.suffix == ".yml" and path.is_relative_to(STARTER / "data"):
        return with_modeline(content, path.relative_to(STARTER / "data").with_suffix("").as_posix())
    return content


def requirement(package: str = PACKAGE) -> str:
    """The line of requirements.txt that installs an installed package again, as pip takes it.

    A package that came from an address is named with it (`direct_url.json`, PEP 610), one from an index with its version.
    A file or folder of this machine is of no use elsewhere, and the bare name could install somebody else's package: the
    line is then a comment that says what to write. Likewise for a package that runs without having been installed.
    """
    try:
        installed = metadata.distribution(package)
    except metadata.PackageNotFoundError:
        return NOT_PORTABLE.format(version="VERSION")
    came_from = json.loads(installed.read_text("direct_url.json") or "null")
    if came_from is None:
        return f"{package}=={installed.version}"
    address = came_from["url"]
    if address.startswith("file:"):
        return NOT_PORTABLE.format(version=installed.version)
    if "vcs_info" in came_from:
        vcs = came_from["vcs_info"]
        return f"{package} @ {vcs['vcs']}+{address}@{vcs['commit_id']}"
    return f"{package} @ {address}"
