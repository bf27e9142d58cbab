"""The mutation run: `python -m tests.mutation`. Makes every slip at every place of the project's data, one at a time,
and prints for each kind how many were noticed, where, and with how many messages. Status 1 if that is less than promised.

SOURCEBOOK_TEXTS names the folders of the source texts, if they are at hand.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import click

from . import nearest, report
from .operators import OPERATORS
from .tree import Mutant
from .trial import Trial, trial

ROOT = Path(__file__).parents[2]


AMONG = 8  # a sample of so many is taken from so many times more; making every mutant takes longer than trying some


def mutants(files: list, names: list[str], most: int) -> Iterator[Mutant]:
    """The mutants of some operators over some files; of each operator `most`, of files picked by a fixed seed (0: all)."""
    for name in names:
        if not most:
            for file in files:
                yield from OPERATORS[name].mutants(file)
            continue
        chance = random.Random(name)
        every = (mutant for file in chance.sample(files, len(files)) for mutant in OPERATORS[name].mutants(file))
        found = [*islice(every, most * AMONG)]
        yield from chance.sample(found, min(most, len(found)))


_open = ExitStack()
_running: Trial  # each process has its own, for all its work


def _begin(texts: str) -> None:
    global _running  # noqa: PLW0603 - a process of the pool keeps its trial
    _running = _open.enter_context(trial(ROOT / "data", texts))


def _tallied(name: str, most: int) -> dict[str, report.Tally]:
    start = time.monotonic()
    found = report.tallied(_running.judge(mutant) for mutant in mutants(_running.files, [name], most))
    for tally in found.values():
        tally.seconds = time.monotonic() - start
    return found


def run(names: list[str], texts: str, most: int, processes: int) -> dict[str, report.Tally]:
    """The mutants of some operators, over several processes → a Tally for each operator."""
    found: dict[str, report.Tally] = {}
    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(texts,)) as pool:
        for part in pool.map(_tallied, names, [most] * len(names)):
            found.update(part)
    return found


@click.command(help=__doc__)
@click.argument("operators", nargs=-1)
@click.option("--most", default=0, help="At most so many mutants of each operator, picked by a fixed seed; 0 for all.")
@click.option("--examples", default=report.EXAMPLES, show_default=True, help="Slips to show for each failing.")
@click.option("--processes", default=os.cpu_count() or 1, show_default=True)
def main(operators: tuple[str, ...], most: int, examples: int, processes: int) -> None:
    texts = os.environ.get("SOURCEBOOK_TEXTS", "")
    start = time.monotonic()
    tallies = run([*operators] or [*OPERATORS], texts, most, processes)
    for line in report.lines(tallies, bool(texts), examples):
        click.echo(line)
    kept = report.summed(tallies, bool(texts)).keeps_the_promise
    if not operators:
        words = nearest.measured(ROOT / "data")
        for line in nearest.lines(words):
            click.echo(line)
        kept = kept and nearest.keeps_the_promise(words)
    click.echo(f"\n{time.monotonic() - start:.0f} s; {'as promised' if kept else 'less than promised'}")
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main(prog_name="python -m tests.mutation")
