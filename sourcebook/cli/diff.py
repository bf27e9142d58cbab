"""`sourcebook diff`: show what changes between two states of a briefing, as claims."""

from __future__ import annotations

from pathlib import Path

import click

from ..editing import diff
from ..editing.diff import printed
from ..editing.diff.report import report
from ..outputs.comment import comment
from .shared import DATA


@click.command("diff", short_help="Show what changes, as claims.")
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
def command(revisions: tuple[str, ...], data: Path, before: Path | None, after: Path | None, form: str) -> None:
    """Show what changes, as claims: between HEAD, or REV, and the work tree; or between two REVs.

    Claims, entities, sources, questions and settings that came, changed or went; evidence gained and lost; coverage of
    each source; problems; pages touched. Revisions are read from git, and nothing is checked out.

    \b
    Examples:
      sourcebook diff                        what is not committed yet
      sourcebook diff main                   what this branch changes
      sourcebook diff v1 v2 --format json
      sourcebook diff --from old/data --to new/data --format markdown
    """
    compared = _compared(revisions, data, before, after)
    if form == "json":
        click.echo(printed.as_json(compared))
    elif form == "markdown":
        click.echo(comment(report(compared)))
    else:
        click.echo("\n".join(printed.lines(report(compared))))


def _compared(revisions: tuple[str, ...], data: Path, before: Path | None, after: Path | None) -> diff.Diff:
    """The difference that the arguments ask for. UsageError if they ask for several or none, ClickException if what they
    name cannot be compared."""
    try:
        if before is None and after is None and len(revisions) <= 2:
            return diff.between_revisions(revisions, data)
        if before is not None and after is not None and not revisions:
            return diff.between_folders(before, after)
    except diff.Unusable as error:
        raise click.ClickException(str(error)) from None
    raise click.UsageError("give up to two revisions, or else both --from and --to")
