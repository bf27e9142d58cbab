"""Under `mkdocs serve`: when our own Python changes, the program starts again with it.

Python cannot safely replace modules in a running process, so the whole process is replaced by a new one with the same
command line, which opens the same port. Before that, the changed Python is tried out in a process of its own: if it does
not work, the running server goes on with what it has, and says in the page what is wrong.

"Our Python" is the package, where it is installed to be edited, and the briefing's own macros. Both folders also hold YAML
files that a process reads once (interface words), so a change of these counts as well.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from .internals import ENGINE
from .mistakes import PACKAGE, CodeStopped, Mistake

log = logging.getLogger("mkdocs.plugins.sourcebook")
SUFFIXES = (".py", ".yml")
# Set in the environment of a process that has taken the place of another.
RESTARTED = "SOURCEBOOK_RESTARTED"


class RestartWanted(SystemExit):
    """Ends MkDocs' server in an orderly way; the plugin starts the program again when MkDocs has shut down."""


def code_paths(config: MkDocsConfig) -> list[Path]:
    """Where our Python is that may change: folders, or the file of a macros module."""
    found = [] if "site-packages" in PACKAGE.parts else [PACKAGE]
    macros = config.plugins.get("macros")
    if macros is not None and config.config_file_path:
        module = Path(config.config_file_path).parent / str(macros.config["module_name"])
        found += [path for path in (module, module.with_suffix(".py")) if path.exists()]
    return found


class CodeFiles:
    """The files of our Python as they were when this process started."""

    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths
        self._before = self._now()

    def changed(self) -> list[Path]:
        """The files that are new, gone, or not the same any more."""
        before, now = self._before, self._now()
        return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))

    def restart_if_changed(self, config_file: str) -> None:
        """Raise RestartWanted if a file has changed and the changed Python works; CodeStopped if it does not."""
        changed = self.changed()
        if not changed:
            return
        for path in changed:
            if path.suffix == ".py" and path.exists():
                compile(path.read_bytes(), str(path), "exec")  # raises a SyntaxError with file and line
        try_out(config_file)
        log.info("Our Python has changed: starting again.")
        raise RestartWanted

    def _now(self) -> dict[Path, tuple[int, int]]:
        """Every file, with the time of its last change in nanoseconds and its size."""
        found = {}
        for path in self._files():
            status = path.stat()
            found[path] = (status.st_mtime_ns, status.st_size)
        return found

    def _files(self) -> Iterator[Path]:
        for path in self.paths:
            if path.is_file():
                yield path
            else:
                yield from (file for file in path.rglob("*") if file.suffix in SUFFIXES)


def try_out(config_file: str) -> None:
    """Build the site with the Python that is now on disk, in a process and a folder of its own.

    Raise CodeStopped if the build fails. See trial.py for the other side.
    """
    # -B: what Python would write into its cache beside the modules would look like a change of the package.
    command = [sys.executable, "-B", "-m", f"{__package__}.trial", ENGINE, config_file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    told = done.stdout.strip().rpartition("\n")[2]
    try:
        mistakes = [Mistake(*fields) for fields in json.loads(told)]
    except (ValueError, TypeError):  # not even the trial could be imported
        mistakes = [Mistake("", done.stderr.strip().rpartition("\n")[2])]
    raise CodeStopped(mistakes)


def start_again() -> None:
    """Replace this process by a new one with the same command line. Call it when the port has been closed."""
    arguments = [argument for argument in sys.orig_argv[1:] if argument not in ("-o", "--open")]  # it is open already
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, [sys.executable, *arguments], {**os.environ, RESTARTED: "1"})
