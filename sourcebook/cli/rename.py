"""`sourcebook rename`: give a record, a claim or a position another address."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from ..editing import rename
from ..editing.write_files import Refused, as_unified_diff, write_all
from ..model.loading import display_path
from .shared import DATA, DOCS, TEXT_OR_JSON, files_counted, print_aside, print_json, print_step, refuse
from .written import update_known_addresses


@click.command("rename", short_help="Give a record or a claim another address.")
@click.argument("old")
@click.argument("new")
@DATA
@DOCS
@click.option("--dry-run", is_flag=True, help="Print what would change as a unified diff; write nothing.")
@TEXT_OR_JSON
def command(old: str, new: str, data: Path, docs: Path | None, dry_run: bool, form: str) -> None:
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
        plan = rename.rename(data, docs or rename.docs_folder(data), old, new, print_step)
        if not dry_run:
            write_all(plan.changes)
            update_known_addresses(data)
    except (Refused, OSError) as refused:
        refuse(refused, form)
    if form == "json":
        print_json(_answer(plan, dry_run))
    else:
        _print_for_people(plan, dry_run)


def _answer(plan: rename.RenamePlan, dry_run: bool) -> dict[str, object]:
    answer: dict[str, object] = {
        "old": plan.old,
        "new": plan.new,
        "written": not dry_run,
        "files": [display_path(change.path_after) for change in plan.changes],
        "left": [{**asdict(mention.place), "text": mention.line} for mention in plan.left],
    }
    if dry_run:
        answer["diff"] = as_unified_diff(plan.changes)
    return answer


def _print_for_people(plan: rename.RenamePlan, dry_run: bool) -> None:
    if dry_run:
        click.echo(as_unified_diff(plan.changes), nl=False)
    changed = "would change" if dry_run else "changed"
    print_aside(f"{plan.old} → {plan.new}: {files_counted(len(plan.changes))} {changed}")
    if plan.left:
        print_aside("words that still name it, for you to judge:")
    for mention in plan.left:
        print_aside(f"  {mention.place}: {mention.line}")
