"""`sourcebook format`: bring data files into canonical form."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from .. import problems
from ..editing import format as formats
from ..editing.write_files import Refused, as_unified_diff, write_all
from ..model.loading import display_path
from .shared import DATA, TEXT_OR_JSON, files_counted, loaded_from, print_aside, print_json, progress_bar, refuse
from .written import update_known_addresses


@click.command("format", short_help="Bring data files into canonical form.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@DATA
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit status 1 if a file would change.")
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; print what would change as a unified diff.")
@TEXT_OR_JSON
def command(paths: tuple[Path, ...], data: Path, only_check: bool, show_diff: bool, form: str) -> None:
    """Bring data files into canonical form: keys in reading order, spaces and quotes alike.

    PATHS are data files or folders of them; without any, all of the data. Comments stay with their keys, and what the
    files say stays the same. The order of claims, positions and languages is yours and is kept.

    \b
    Examples:
      sourcebook format
      sourcebook format data/towers/sorrel-point.yml
      sourcebook format --check
    """
    writes = not (only_check or show_diff)
    try:
        loaded = loaded_from(data)
        addresses = list(dict.fromkeys(address for path in paths or (data,) for address in formats.below(loaded, path)))
        with progress_bar(addresses, "formatting") as counted:
            formatting = formats.format_files(loaded, counted)
        if writes:
            write_all(formatting.changes)
            update_known_addresses(data)
    except (Refused, OSError) as refused:
        refuse(refused, form)
    files = [display_path(change.path) for change in formatting.changes]
    if form == "json":
        print_json({"files": files, "problems": [asdict(problem) for problem in formatting.problems]})
    else:
        listed = "".join(f"{file}\n" for file in files)
        click.echo(as_unified_diff(formatting.changes) if show_diff else listed, nl=False)
        problems.print_problems(formatting.problems, "text", print_aside)
        verdict = "brought into canonical form" if writes else "not in canonical form"
        print_aside(f"{len(files)} of {files_counted(len(addresses))} {verdict}")
    sys.exit(1 if formatting.problems or (only_check and files) else 0)
