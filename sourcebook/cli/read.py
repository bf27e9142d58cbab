"""Commands that look: check, passages, stats, show, cite, export, diff."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from .. import checks, problems
from ..checks import catalogue
from ..editing import cite as citing
from ..editing import diff, stats
from ..editing import show as showing
from ..editing.changes import Refused
from ..editing.diff import printed
from ..editing.diff.report import report
from ..evidence import texts as evidence
from ..model import loading as load
from ..outputs import files as export
from ..outputs import html as render
from ..values import passages
from .shared import ANSWER, DATA, PROGRAM, loaded_from, refuse, takes_links


@click.command()
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
    problems.report(found, form, click.echo, catalogue.link if form != "text" or takes_links(sys.stdout) else None)
    if form != "json":
        click.echo(_verdict(loaded, proof, found), err=True)
    if found and form == "text":
        click.echo(f"what a rule asks, with an example: {PROGRAM} explain {sorted(found)[0].rule}", err=True)
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


@click.command("passages")
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


@click.command("stats")
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


@click.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@DATA
def export_pages(folder: Path, data: Path) -> None:
    """Write every page as a Markdown file with finished HTML into FOLDER, for another engine."""
    loaded, proof, found = checks.examine(data)
    if problems.errors(found):
        problems.report(found, "text", lambda line: click.echo(line, err=True))
        sys.exit(1)
    click.echo(f"{export.export(loaded, proof, folder)} pages written to {folder}")


@click.command("diff")
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
    sourcebook diff                        what is not committed yet
    sourcebook diff main                   what this branch changes
    sourcebook diff v1 v2 --format json
    sourcebook diff --from old/data --to new/data --format markdown
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


@click.command("show")
@click.argument("address")
@DATA
@ANSWER
def show(address: str, data: Path, form: str) -> None:
    """Show what stands at ADDRESS: a claim with its passages from the texts at hand, or a whole record.

    \b
    Examples:
      sourcebook show towers/sorrel-point/kept-by-ines
      sourcebook show questions/who-trimmed-the-lamp --format json
    """
    try:
        loaded = loaded_from(data)
        found = showing.show(loaded.briefing, evidence.gather(loaded), address)
    except Refused as refused:
        refuse(refused, form)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if form == "json" else "\n".join(showing.lines(found)))


@click.command("cite")
@click.argument("source")
@click.argument("words")
@DATA
@ANSWER
def cite(source: str, words: str, data: Path, form: str) -> None:
    """Find WORDS in the text of SOURCE, and print the citation to paste.

    The text must be at hand. Where no passage holds the words, the sentences that are most like them are shown.

    \b
    Example:
      sourcebook cite harbour-log "looked after the lamp"
    """
    try:
        loaded = loaded_from(data)
        record = loaded.briefing.source(source.removeprefix("sources/"))
        if record is None:
            hint = problems.did_you_mean(source, (known.id for known in loaded.briefing.sources.values()))
            raise Refused(f"“{source}” is not a source", hint)
        text = evidence.gather(loaded).texts.get(record.id)
        if text is None:
            raise Refused(f"“{record.file}” is not at hand", "name its folder in SOURCEBOOK_TEXTS, or put it in texts/")
        found = citing.cite(text, words)
        if not found:
            raise Refused("no sentence is like these words")
    except Refused as refused:
        refuse(refused, form)
    if form == "json":
        answer = [{"source": record.id, "at": str(f.at), "words": f.words, "alike": f.alike} for f in found]
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for passage in found:
        click.echo(f'- {{source: {record.id}, at: "{passage.at}"}}')
        click.echo(f"    {passage.words}" + (f"  ({passage.alike} % alike)" if passage.alike < 100 else ""), err=True)


def _rule_names(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    return [name for name in catalogue.rules() if name.startswith(begun)]


@click.command("explain")
@click.argument("rule", shell_complete=_rule_names)
def explain(rule: str) -> None:
    """Explain RULE, the name between brackets in a message: what it asks, what breaks it, how that is mended.

    \b
    Example:
      sourcebook explain figures_in_passage
    """
    known = catalogue.rules()
    if rule not in known:
        hint = problems.did_you_mean(rule, known) or f"the rules are: {', '.join(known)}"
        raise click.ClickException(f"“{rule}” is not a rule; {hint}")
    click.echo(catalogue.explanation(known[rule]))


COMMANDS = (check, explain, print_passages, print_stats, show, cite, export_pages, print_diff)
