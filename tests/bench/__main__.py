"""The bench: `python -m tests.bench`. Builds invented briefings of several sizes, the corpus that SOURCEBOOK_CORPUS
names, and the project's own; prints what each costs, and ends with status 1 if that is more than a limit.

BENCH_DIR is the folder to work in (otherwise a temporary one).
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from . import corpus, latency, search
from .generate import LEAST, generate
from .measure import Cost, Failed, measured
from .project import ROOT, Project, write
from .verify import words_equal

SIZES = (250, 1000, 4000)
# What a build may cost; the ratio is that of the largest size to the smallest, by page.
RATIO = 1.3
CORPUS = Cost(90, 1.5 * 1024)
OWN_CHECK, OWN_BUILD = 2.0, 10.0
QUERY = 100_000  # bytes, compressed, that one query may fetch
SERVED = 1000  # entities of the invented briefing that is served
OWN_EDIT, SERVED_EDIT = 1.0, 3.0  # seconds until an edit shows
OWN_RESTART = 10.0  # the same for an edit of our Python: the site is built twice
SMALL_BUILDS = 3  # the smallest size is built so often, and the median taken
COLUMNS = "{:<9}{:>9}{:>8}{:>8}{:>9}{:>9}{:>8}{:>9}{:>11}"
HEADINGS = ("", "entities", "claims", "pages", "check s", "build s", "MiB", "ms/page", "bytes/page")


class Row(NamedTuple):
    """A project and what it cost: `bytes` are those of its pages, `build` the median of several builds."""

    name: str
    entities: int
    claims: int
    pages: int
    bytes: int
    check: Cost
    build: Cost

    @property
    def ms_per_page(self) -> float:
        return self.build.seconds * 1000 / self.pages

    def line(self) -> str:
        """The row as the table prints it."""
        counts = (f"{n:,}" for n in (self.entities, self.claims, self.pages))
        seconds = (f"{cost.seconds:.1f}" for cost in (self.check, self.build))
        rest = (f"{self.build.mib:,.0f}", f"{self.ms_per_page:.2f}", f"{self.bytes // self.pages:,}")
        return COLUMNS.format(self.name, *counts, *seconds, *rest)


def _sizes(context: click.Context, option: click.Parameter, text: str) -> list[int]:
    """`250,1000` → the numbers, the smallest first."""
    numbers = text.split(",")
    if not all(number.isdecimal() and int(number) >= LEAST for number in numbers):
        raise click.BadParameter(f"write numbers of {LEAST} or more, with commas between them")
    return sorted(map(int, numbers))


@click.command()
@click.option("--sizes", default=",".join(map(str, SIZES)), show_default=True, callback=_sizes, help="Entities.")
@click.option("--no-corpus", is_flag=True, help="Leave the corpus out.")
@click.option("--keep", is_flag=True, help="Leave the projects and their sites where they were built.")
def main(sizes: list[int], no_corpus: bool, keep: bool) -> None:
    """Measure what a build costs."""
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=os.environ.get("BENCH_DIR")))
    path = None if no_corpus else os.environ.get("SOURCEBOOK_CORPUS")
    parts = [
        _invented(folder, sizes),
        *([_corpus(folder, Path(path))] if path else []),
        _own(folder),
        _served(folder),
    ]
    try:
        broken = [fault for part in parts for fault in _run(part)]
    finally:
        if keep:
            print(f"kept in {folder}")
        else:
            shutil.rmtree(folder)
    for fault in broken:
        print(f"BROKEN: {fault}")
    sys.exit(1 if broken else 0)


def _run(part: Iterator[str]) -> list[str]:
    """The broken limits of a part of the bench; a command that fails is one, and ends the part."""
    try:
        return list(part)
    except Failed as failed:
        return [str(failed)]


def _invented(folder: Path, sizes: list[int]) -> Iterator[str]:
    """Invent, build and print each size → the broken limits."""
    print(COLUMNS.format(*HEADINGS))
    rows = [_row(folder, str(size), generate(size), SMALL_BUILDS if size == sizes[0] else 1) for size in sizes]
    ratio = rows[-1].ms_per_page / rows[0].ms_per_page
    print(f"cost per page at {sizes[-1]:,} entities to that at {sizes[0]:,}: {ratio:.2f} (limit {RATIO})")
    found = search.query(folder / str(sizes[-1]) / "site", *_two_names(folder / str(sizes[-1])))
    if found:
        told = f"{found.files} files, {found.bytes / 1000:.1f} kB; one more query {found.again / 1000:.1f} kB"
        print(f"search of {rows[-1].pages:,} pages for “{found.words}”: {told} (limit {QUERY / 1000:.0f} kB)")
        if found.bytes > QUERY:
            yield f"a query fetches {found.bytes:,} bytes at {rows[-1].pages:,} pages; the limit is {QUERY:,}"
    if ratio > RATIO:
        yield f"a page costs {ratio:.2f} times as much at {sizes[-1]:,} entities as at {sizes[0]:,}"


def _two_names(project: Path) -> tuple[str, str]:
    """The first names of two entities, for a reader to look for."""
    records = sorted((project / "data" / "keepers").glob("*.yml"))
    return records[0].stem, records[-1].stem


def _row(folder: Path, name: str, project: Project, builds: int = 1) -> Row:
    """Write a project, check and build it, print its row."""
    here = folder / name
    write(project, here)
    check = measured("-m", "sourcebook", "check", "--data", str(here / "data"))
    costs = sorted(measured("-m", "mkdocs", "build", "-q", "-f", str(here / "mkdocs.yml")) for _ in range(builds))
    pages = [page.stat().st_size for page in (here / "site").rglob("*.html")]
    row = Row(name, len(project.entities), project.claims, len(pages), sum(pages), check, statistics.median_low(costs))
    print(row.line(), flush=True)
    return row


def _corpus(folder: Path, path: Path) -> Iterator[str]:
    """Build the corpus, compare its words → the broken limits."""
    records = corpus.read(path)
    row = _row(folder, "corpus", corpus.project(records))
    compared = words_equal(records, folder / "corpus" / "site")
    print(f"corpus: {compared.claims:,} claims compared with their records, {len(compared.different):,} different")
    if compared.different:
        yield f"the words of {', '.join(compared.different[:5])} are not those of the record"
    if row.build.seconds >= CORPUS.seconds:
        yield f"the corpus takes {row.build.seconds:.0f} s to build; the limit is {CORPUS.seconds:.0f}"
    if row.build.mib >= CORPUS.mib:
        yield f"the corpus takes {row.build.mib:.0f} MiB to build; the limit is {CORPUS.mib:.0f}"


def _own(folder: Path) -> Iterator[str]:
    """Check and build the project's own briefing → the broken limits."""
    limits = {"check": OWN_CHECK, "build": OWN_BUILD}
    commands = {
        "check": ("-m", "sourcebook", "check", "--data", str(ROOT / "data")),
        "build": ("-m", "mkdocs", "build", "-q", "-f", str(ROOT / "mkdocs.yml"), "-d", str(folder / "own")),
    }
    for name, command in commands.items():
        cost = measured(*command)
        print(f"own data: {name} {cost.seconds:.1f} s, {cost.mib:,.0f} MiB (limit {limits[name]:.0f} s)")
        if cost.seconds >= limits[name]:
            yield f"{name} of the project's own data takes {cost.seconds:.1f} s; the limit is {limits[name]:.0f}"


def _served(folder: Path) -> Iterator[str]:
    """Serve a copy of the project and an invented briefing, and edit them → the broken limits."""
    own, invented = folder / "copy", folder / "served"
    for part in ("data", "docs", "macros", "sourcebook"):
        shutil.copytree(ROOT / part, own / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", own)
    write(generate(SERVED), invented)
    for name, project, limit in (("own data", own, OWN_EDIT), (f"{SERVED:,} entities", invented, SERVED_EDIT)):
        file = _with_a_page(project / "data")
        page = f"{file.parent.name}/{file.stem}/"
        edits = [*latency.edits_of_data(file, page), *(latency.edits_of_code(own, page) if project is own else ())]
        for edit, median, longest in latency.latencies(project, edits):
            print(f"{name}, served: {edit.name} shows after {median:.2f} s, at most {longest:.2f} s", flush=True)
            most = OWN_RESTART if edit.restarts else limit
            if median >= most:
                yield f"{edit.name} of {name} shows after {median:.2f} s; the limit is {most:.0f}"


def _with_a_page(data: Path) -> Path:
    """The record of an entity, one that has many claims."""
    return max(data.glob("[!qst]*/*.yml"), key=lambda file: (file.stat().st_size, file.name))


if __name__ == "__main__":
    main(prog_name="python -m tests.bench")
