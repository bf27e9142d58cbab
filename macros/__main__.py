"""The command line: `python -m macros COMMAND`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import click

from . import checks, evidence, export, load, passages, problems, render, stats
from .desk import changes, diff
from .desk import format as formats
from .desk import rename as renames
from .desk.diff import printed
from .desk.diff.report import report

DATA = click.option(
    "--data",
    default="data",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The data folder of the briefing.",
)
DOCS = click.option(
    "--docs",
    default="docs",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder of the hand-written pages.",
)
ANSWER = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people, for programs."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Facts in YAML, a footnote under every claim: check them, count them, number a text's passages."""


@main.command()
@DATA
@click.option(
    "--format", "form", type=click.Choice(problems.FORMATS), default="text", help="For people, GitHub, programs."
)
@click.option("--require-texts", is_flag=True, help="It is an error that a source text is not at hand.")
def check(data: Path, form: str, require_texts: bool) -> None:
    """Check the data alone. Exit status 1 if there is an error.

    Source texts that may not be published are looked for in texts/ and in the folders named by SOURCEBOOK_TEXTS; with a
    text at hand every citation of it is proved against it.
    """
    loaded, proof, found = checks.examine(data)
    problems.report(found, form, click.echo)
    if form != "json":
        click.echo(_verdict(loaded, proof, found), err=True)
    absent = require_texts and loaded.briefing is not None and bool(proof.missing(loaded.briefing))
    sys.exit(1 if problems.errors(found) or absent else 0)


def _verdict(loaded: load.Loaded, proof: evidence.Evidence, found: list[problems.Problem]) -> str:
    """What was checked, against which texts, and how many errors and warnings there are."""
    wrong = len(problems.errors(found))
    counted = f"{wrong} error{'s' * (wrong != 1)}, {len(found) - wrong} warning{'s' * (len(found) - wrong != 1)}"
    if loaded.briefing is None:
        return counted
    missing = [source.file for source in proof.missing(loaded.briefing)]
    claims, texts = len(loaded.briefing.claims), len(loaded.briefing.sources)
    known = f"{claims} claims checked; {texts - len(missing)} of {texts} source texts at hand"
    absent = f"\nnot at hand, so only their recorded shape was checked: {', '.join(missing[:5])}" if missing else ""
    more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
    return f"{known}; {counted}{absent}{more}"


@main.command("passages")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def print_passages(file: Path) -> None:
    """Print FILE, a source text, with the number of each passage, its hash, and the line for its record."""
    try:
        text = passages.cut(file.read_bytes())
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not UTF-8: {error.reason} at byte {error.start}") from None
    click.echo(f'sha256: {text.sha256}\npassages: "{" ".join(map(str, text.shape))}"\n')
    for number, paragraph in enumerate(text.paragraphs, 1):
        for sentence, words in enumerate(paragraph, 1):
            click.echo(f"{number}.{sentence}\t{words}")


@main.command("stats")
@DATA
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def print_stats(data: Path, form: str) -> None:
    """Count what the briefing holds."""
    loaded = load.load(data)
    if loaded.briefing is None:
        problems.report(loaded.problems, "text", lambda line: click.echo(line, err=True))
        sys.exit(1)
    counts = stats.stats(loaded.briefing)
    click.echo(json.dumps(counts, indent=2) if form == "json" else "\n".join(stats.lines(counts)))


@main.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@DATA
def export_pages(folder: Path, data: Path) -> None:
    """Write every page as a Markdown file with finished HTML into FOLDER, for another engine."""
    loaded, proof, found = checks.examine(data)
    if problems.errors(found):
        problems.report(found, "text", lambda line: click.echo(line, err=True))
        sys.exit(1)
    click.echo(f"{export.export(loaded, proof, folder)} pages written to {folder}")


@main.command("diff")
@click.argument("revisions", nargs=-1, metavar="[REV [REV]]")
@DATA
@click.option("--from", "before", type=click.Path(path_type=Path), help="A data folder, instead of a revision.")
@click.option("--to", "after", type=click.Path(path_type=Path), help="The data folder to compare it with.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="For people, for a comment on a pull request, for programs.",
)
def print_diff(revisions: tuple[str, ...], data: Path, before: Path | None, after: Path | None, form: str) -> None:
    """Show what changes, as claims: between HEAD, or REV, and the work tree; or between two REVs.

    Claims, entities, sources, questions and settings that came, changed or went; evidence gained and lost; coverage of
    each source; problems; pages touched. Revisions are read from git, and nothing is checked out.

    \b
    python -m macros diff                        what is not committed yet
    python -m macros diff main                   what this branch changes
    python -m macros diff v1 v2 --format json
    python -m macros diff --from old/data --to new/data --format markdown
    """
    if len(revisions) > 2 or (before is None) != (after is None) or (before and revisions):
        raise click.UsageError("give up to two revisions, or else both --from and --to")
    try:
        found = diff.between_folders(before, after) if before else diff.between_revisions(revisions, data)
    except diff.Unusable as error:
        raise click.ClickException(str(error)) from None
    if form == "json":
        click.echo(printed.as_json(found))
    elif form == "markdown":
        click.echo(render.comment(report(found)))
    else:
        click.echo("\n".join(printed.lines(report(found))))


@main.command("rename")
@click.argument("old")
@click.argument("new")
@DATA
@DOCS
@click.option("--dry-run", is_flag=True, help="Print what would change as a unified diff; write nothing.")
@ANSWER
def rename(old: str, new: str, data: Path, docs: Path, dry_run: bool, form: str) -> None:
    """Give a record, a claim or a position another address; every link follows.

    OLD is the address now and NEW the one to be, as in the data: an entity, a source (its id will do), a question, or a
    claim or position in it. The file moves, links in the data and in hand-written pages are rewritten, and the old
    address leads to the new one (former_ids). Nothing else in the files changes. If anything is wrong before or would
    be after, nothing is written, and the exit status is 1.

    \b
    Examples:
      python -m macros rename towers/sorrel-point towers/sorrel-head
      python -m macros rename towers/sorrel-point/kept-by-ines towers/sorrel-point/keeper
      python -m macros rename harbour-log log-of-1901 --dry-run
    """
    try:
        done = renames.rename(data, docs, old, new, _step)
        if not dry_run:
            changes.write(done.changes)
    except (changes.Refused, OSError) as refused:
        _refuse(refused, form)
    files = [load.shown(change.to or change.path) for change in done.changes]
    if form == "json":
        left = [{**asdict(place), "text": line} for place, line in done.left]
        answer = {"old": done.old, "new": done.new, "written": not dry_run, "files": files, "left": left}
        answer |= {"diff": changes.diff(done.changes)} if dry_run else {}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    if dry_run:
        click.echo(changes.diff(done.changes), nl=False)
    told = "would change" if dry_run else "changed"
    click.echo(f"{done.old} → {done.new}: {len(files)} file{'s' * (len(files) != 1)} {told}", err=True)
    if done.left:
        click.echo("words that still name it, for you to judge:", err=True)
    for place, line in done.left:
        click.echo(f"  {place}: {line}", err=True)


@main.command("format")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@DATA
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit status 1 if a file would change.")
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; print what would change as a unified diff.")
@ANSWER
def format_data(paths: tuple[Path, ...], data: Path, only_check: bool, show_diff: bool, form: str) -> None:
    """Bring data files into canonical form: keys in reading order, spaces and quotes alike.

    PATHS are data files or folders of them; without any, all of the data. Comments stay with their keys, and what the
    files say stays the same. The order of claims, positions and languages is yours and is kept.

    \b
    Examples:
      python -m macros format
      python -m macros format data/towers/sorrel-point.yml
      python -m macros format --check
    """
    try:
        loaded = load.load(data)
        if loaded.briefing is None:
            raise changes.Refused("the briefing cannot be read", problems=loaded.problems)
        found = dict.fromkeys(address for path in paths or (data,) for address in formats.below(loaded, path))
        with _bar(list(found), "formatting") as addresses:
            done = formats.format_files(loaded, addresses)
        if not (only_check or show_diff):
            changes.write(done.changes)
    except (changes.Refused, OSError) as refused:
        _refuse(refused, form)
    files = [load.shown(change.path) for change in done.changes]
    if form == "json":
        wrong = [asdict(problem) for problem in done.problems]
        click.echo(json.dumps({"files": files, "problems": wrong}, ensure_ascii=False, indent=2))
    else:
        click.echo(changes.diff(done.changes) if show_diff else "".join(f"{file}\n" for file in files), nl=False)
        problems.report(done.problems, "text", lambda line: click.echo(line, err=True))
        told = "not in canonical form" if only_check or show_diff else "brought into canonical form"
        click.echo(f"{len(files)} of {len(found)} file{'s' * (len(found) != 1)} {told}", err=True)
    sys.exit(1 if done.problems or only_check and files else 0)


def _step(words: str) -> None:
    """Tell a person at a terminal what is being done."""
    if sys.stderr.isatty():
        click.echo(f"{words} …", err=True)


def _bar(items: list[str], label: str) -> AbstractContextManager[Iterable[str]]:
    """A progress bar for a person at a terminal, over as many items as take longer than a moment."""
    hidden = len(items) < 300 or not sys.stderr.isatty()
    return click.progressbar(items, label=label, file=sys.stderr, hidden=hidden)


def _refuse(refused: changes.Refused | OSError, form: str) -> NoReturn:
    """Say why nothing was done, and end with status 1."""
    says, hint, wrong = str(refused), getattr(refused, "hint", ""), getattr(refused, "problems", ())
    if form == "json":
        answer = {"refused": says, "hint": hint, "problems": [asdict(problem) for problem in wrong]}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        problems.report(wrong, "text", lambda line: click.echo(line, err=True))
        click.echo(f"{says}; nothing was written" + (f"\n    {hint}" if hint else ""), err=True)
    sys.exit(1)


if __name__ == "__main__":
    main(prog_name="python -m macros")
