"""`sourcebook explain`: explain a rule."""

from __future__ import annotations

import click

from .. import problems
from ..checks import catalogue


def _rule_names(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    return [name for name in catalogue.rules() if name.startswith(begun)]


@click.command("explain", short_help="Explain a rule.")
@click.argument("rule", shell_complete=_rule_names)
def command(rule: str) -> None:
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
