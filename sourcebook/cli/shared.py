"""What commands share: options, the briefing or its problems, progress for people at a terminal, refusals."""

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
from ..model import loading as load

# What the program is called in the shell that runs it.
PROGRAM = "sourcebook"

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
ANSWER = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people, for programs."
)


def loaded_from(data: Path) -> load.Loaded:
    """The briefing in a data folder; Refused where it cannot be read."""
    loaded = load.load(data)
    if loaded.briefing is None:
        raise Refused("the briefing cannot be read", problems=loaded.problems)
    return loaded


def takes_links(stream: IO[str]) -> bool:
    """Whether a stream is a terminal that may be sent links."""
    return stream.isatty() and os.environ.get("TERM") != "dumb" and "NO_COLOR" not in os.environ


def step(words: str) -> None:
    """Tell a person at a terminal what is being done."""
    if sys.stderr.isatty():
        click.echo(f"{words} …", err=True)


def bar(items: list[str], label: str) -> AbstractContextManager[Iterable[str]]:
    """A progress bar for a person at a terminal, over as many items as take longer than a moment."""
    hidden = len(items) < 300 or not sys.stderr.isatty()
    return click.progressbar(items, label=label, file=sys.stderr, hidden=hidden)


def refuse(refused: Refused | OSError, form: str) -> NoReturn:
    """Say why nothing was done, and end with status 1."""
    says, hint, wrong = str(refused), getattr(refused, "hint", ""), getattr(refused, "problems", ())
    if form == "json":
        answer = {"refused": says, "hint": hint, "problems": [asdict(problem) for problem in wrong]}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        problems.report(wrong, "text", lambda line: click.echo(line, err=True))
        click.echo(f"{says}; nothing was written" + (f"\n    {hint}" if hint else ""), err=True)
    sys.exit(1)
