"""Commands that write files: init, new, source add, rename, format, schema."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from .. import problems
from ..editing import editor
from ..editing import format as formats
from ..editing import init as starters
from ..editing import new as starting
from ..editing import rename as renames
from ..editing.modeline import schema_folder
from ..editing.write_files import FileChange, Refused, as_unified_diff, write_all
from ..model import loading as load
from ..values import passages
from .shared import ANSWER, DATA, DOCS, bar, loaded_from, refuse, step


@click.command("new")
@click.argument("kind")
@click.argument("id", metavar="ID")
@click.option("--answer", type=click.Choice(starting.ANSWERS), default="not-stated", help="Of a question.")
@DATA
@ANSWER
def new(kind: str, id: str, answer: str, data: Path, form: str) -> None:  # noqa: A002 - the word of the data
    """Write a starting file for a record of KIND (a folder of the data, or questions) with this ID.

    What is still to be written begins with TODO; `check` names each place until it is done.

    \b
    Examples:
      sourcebook new towers sorrel-point
      sourcebook new questions who-trimmed-the-lamp --answer disputed
    """
    _write_one(lambda: starting.new(loaded_from(data), kind, id, answer), data, form)


@click.group("source")
def source() -> None:
    """Source texts and their records."""


@source.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "key", help="The id of the record; the file's name, where none is given.")
@DATA
@ANSWER
def add_source(file: Path, key: str | None, data: Path, form: str) -> None:
    """Write a starting record for the source text FILE: its hash, its passages, its language by its script.

    The text itself is not copied. Keep it where SOURCEBOOK_TEXTS points, or in texts/, which git ignores.

    \b
    Example:
      sourcebook source add texts/harbour-log.txt
    """

    def made() -> FileChange:
        try:
            text = passages.cut(file.read_bytes())
        except UnicodeDecodeError as error:
            raise Refused(f"{file} is not UTF-8: {error.reason} at byte {error.start}") from None
        if not text.paragraphs:
            raise Refused(f"{file} is empty")
        return starting.source(loaded_from(data), file, text, key or file.stem)

    _write_one(made, data, form)


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Start a briefing of your own in DIR: a small invented one that passes every check, to be replaced.

    \b
    Example:
      sourcebook init lighthouse
      sourcebook check --data lighthouse/data
      python -m mkdocs serve -f lighthouse/mkdocs.yml
    """
    try:
        made = starters.init(folder)
        write_all(made)
    except (Refused, OSError) as refused:
        refuse(refused, "text")
    click.echo(f"{len(made)} files written to {folder}")
    click.echo(f"look at it: python -m mkdocs serve -f {folder / 'mkdocs.yml'}", err=True)


def _write_one(make, data: Path, form: str) -> None:
    """Write the one file that a command makes, and say where it is."""
    try:
        change = make()
        write_all([change])
        _keep_known(data)
    except (Refused, OSError) as refused:
        refuse(refused, form)
    file = load.shown(change.path)
    click.echo(json.dumps({"file": file}, ensure_ascii=False) if form == "json" else file)
    if form != "json":
        click.echo("sourcebook check says what is still to be written", err=True)


def _keep_known(data: Path) -> None:
    """Bring the list of addresses that editors offer up to date, in a project that has one."""
    if schema_folder(data).is_dir() and (loaded := load.load(data)).briefing is not None:
        write_all(editor.lagging(loaded))


@click.command("rename")
@click.argument("old")
@click.argument("new")
@DATA
@DOCS
@click.option("--dry-run", is_flag=True, help="Print what would change as a unified diff; write nothing.")
@ANSWER
def rename(old: str, new: str, data: Path, docs: Path | None, dry_run: bool, form: str) -> None:
    """Give a record, a claim or a position another address; every link follows.

    OLD is the address now and NEW the one to be, as in the data: an entity, a source (its id will do), a question, or a
    claim or position in it. The file moves, links in the data and in hand-written pages are rewritten, and the old
    address leads to the new one (former_ids). Nothing else in the files changes. If anything is wrong before or would
    be after, nothing is written, and the exit status is 1.

    \b
    Examples:
      sourcebook rename towers/sorrel-point towers/sorrel-head
      sourcebook rename towers/sorrel-point/kept-by-ines towers/sorrel-point/keeper
      sourcebook rename harbour-log log-of-1901 --dry-run
    """
    try:
        done = renames.rename(data, docs or renames.docs_folder(data), old, new, step)
        if not dry_run:
            write_all(done.changes)
            _keep_known(data)
    except (Refused, OSError) as refused:
        refuse(refused, form)
    files = [load.shown(change.to or change.path) for change in done.changes]
    if form == "json":
        left = [{**asdict(place), "text": line} for place, line in done.left]
        answer = {"old": done.old, "new": done.new, "written": not dry_run, "files": files, "left": left}
        answer |= {"diff": as_unified_diff(done.changes)} if dry_run else {}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    if dry_run:
        click.echo(as_unified_diff(done.changes), nl=False)
    told = "would change" if dry_run else "changed"
    click.echo(f"{done.old} → {done.new}: {len(files)} file{'s' * (len(files) != 1)} {told}", err=True)
    if done.left:
        click.echo("words that still name it, for you to judge:", err=True)
    for place, line in done.left:
        click.echo(f"  {place}: {line}", err=True)


@click.command("format")
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
      sourcebook format
      sourcebook format data/towers/sorrel-point.yml
      sourcebook format --check
    """
    try:
        loaded = loaded_from(data)
        found = dict.fromkeys(address for path in paths or (data,) for address in formats.below(loaded, path))
        with bar(list(found), "formatting") as addresses:
            done = formats.format_files(loaded, addresses)
        if not (only_check or show_diff):
            write_all(done.changes)
            _keep_known(data)
    except (Refused, OSError) as refused:
        refuse(refused, form)
    files = [load.shown(change.path) for change in done.changes]
    if form == "json":
        wrong = [asdict(problem) for problem in done.problems]
        click.echo(json.dumps({"files": files, "problems": wrong}, ensure_ascii=False, indent=2))
    else:
        click.echo(as_unified_diff(done.changes) if show_diff else "".join(f"{file}\n" for file in files), nl=False)
        problems.report(done.problems, "text", lambda line: click.echo(line, err=True))
        told = "not in canonical form" if only_check or show_diff else "brought into canonical form"
        click.echo(f"{len(files)} of {len(found)} file{'s' * (len(found) != 1)} {told}", err=True)
    sys.exit(1 if done.problems or only_check and files else 0)


@click.command("schema")
@DATA
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit status 1 if a file is out of date.")
def schema(data: Path, only_check: bool) -> None:
    """Write what makes an editor complete, explain and underline the data.

    That is a JSON Schema for each kind of file in schema/, the line in each data file that names it, and settings and
    snippets for VS Code. All of it follows from the models and the data; write it anew when briefing.yml or a model has
    changed. The list of known addresses alone may lag behind: format, new, source add and rename bring it along.

    \b
    Examples:
      sourcebook schema
      sourcebook schema --check
    """
    try:
        found = editor.outdated(loaded_from(data))
        if not only_check:
            write_all((*found.changes, *found.lagging))
            for path in found.gone:
                path.unlink()
    except (Refused, OSError) as refused:
        refuse(refused, "text")
    for path in found.files:
        click.echo(load.shown(path))
    if only_check and found.lagging:
        click.echo(f"{load.shown(found.lagging[0].path)} lags behind the data, which does no harm", err=True)
    told = "out of date" if only_check else "written anew"
    mend = "; to mend it: sourcebook schema" if only_check and found.files else ""
    click.echo(f"{len(found.files)} file{'s' * (len(found.files) != 1)} {told}{mend}", err=True)
    sys.exit(1 if only_check and found.files else 0)


COMMANDS = (init, new, source, rename, format_data, schema)
