"""What several commands need: options, the loaded briefing, progress for people at a terminal, refusals."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import IO, NoReturn

import click

from .. import problems
from ..editing.write_files import Refused
from ..model import loading

# What the program is called in the shell that runs it.
PROGRAM = "sourcebook"
# No progress bar for fewer files than this: they take less than a second.
FEWEST_FOR_A_BAR = 300

DATA = click.option(
    "--data",
    default="data",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The data folder of the briefing.",
)
DOCS = click.option(
    "--docs",
    type=click.Path(path_type=Path),
    help="The folder of the hand-written pages.  [default: the folder docs beside the data folder]",
)
TEXT_OR_JSON = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)


def loaded_from(data: Path) -> loading.Loaded:
    """A data folder → its loaded briefing. Refused, with the problems, where it cannot be read."""
    loaded = loading.load(data)
    if isinstance(loaded, loading.Broken):
        raise Refused("the briefing cannot be read", problems=loaded.problems)
    return loaded


def takes_links(stream: IO[str]) -> bool:
    """Whether a stream is a terminal that may be sent links (OSC 8)."""
    return stream.isatty() and os.environ.get("TERM") != "dumb" and "NO_COLOR" not in os.environ


def print_json(value: object) -> None:
    """Print a plain value as one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_aside(line: str) -> None:
    """Print a line for people, on the standard error: what a program reads from the standard output stays clean."""
    click.echo(line, err=True)


def files_counted(count: int) -> str:
    """A number → `1 file` or `3 files`."""
    return "1 file" if count == 1 else f"{count} files"


def print_step(words: str) -> None:
    """Tell a person at a terminal what is being done now."""
    if sys.stderr.isatty():
        print_aside(f"{words} …")


def progress_bar(items: list[str], label: str) -> AbstractContextManager[Iterable[str]]:
    """A progress bar over items for a person at a terminal; over few items there is none."""
    is_hidden = len(items) < FEWEST_FOR_A_BAR or not sys.stderr.isatty()
    return click.progressbar(items, label=label, file=sys.stderr, hidden=is_hidden)


def refuse(error: Refused | OSError, form: str) -> NoReturn:
    """Print why nothing was done, as `text` or `json`, and end with status 1."""
    hint, wrong = (error.hint, error.problems) if isinstance(error, Refused) else ("", ())
    if form == "json":
        print_json({"refused": str(error), "hint": hint, "problems": [asdict(problem) for problem in wrong]})
    else:
        problems.print_problems(wrong, "text", print_aside)
        print_aside(f"{error}; nothing was written")
        if hint:
            print_aside(f"    {hint}")
    sys.exit(1)
