"""Every rule by its stable name: its family, what it asks, and an example of what breaks it, for `explain` and for the site.

What a rule asks is written where the rule is: in the docstring of a function of `checks/`, or in the `rules.py` of a room
above. The examples stand in `examples.json`, which `python -m pytest tests/test_rules.py --accept` writes from tests/broken.
"""

from __future__ import annotations

import inspect
import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePath
from typing import NamedTuple

from .. import checks
from ..i18n import messages
from ..i18n import rules as of_words
from ..model import rules as of_records
from ..yamlfile import rules as of_files

EXAMPLES = Path(__file__).parent / "examples.json"
# The page of the site that shows all rules, from the root of an edition. A rule's name is its anchor there.
PAGE = "rules/"
# The families, in the order in which the page shows them. The interface word `rules_of_<family>` is the heading of each.
FAMILIES = tuple(
    "reading references parity vocabulary questions contradictions texts rights support typography pages".split()
)
# Hand-written pages are checked during a build, in mkdocs/: no room above it may import what that room says.
OF_PAGES = {
    "prose_macros": """A hand-written page calls macros that exist, with addresses that exist.

    The page is read before its macros run, so that a message can name the line. Nothing is published until it is mended.""",
}
LANGUAGES = {".yml": "yaml", ".md": "markdown"}


class Excerpt(NamedTuple):
    """The lines of a file that an example is about, as they are broken and as they are mended; None for no such file."""

    file: str
    broken: tuple[str, ...] | None
    mended: tuple[str, ...] | None

    @property
    def language(self) -> str:
        """What the lines are written in, as the info string of a Markdown code block names it."""
        return LANGUAGES.get(PurePath(self.file).suffix, "text")


class Example(NamedTuple):
    """A slip against a rule: whether it is an `error` or a `warning`, the lines of its message, the files it concerns."""

    level: str
    message: tuple[str, ...]
    excerpts: tuple[Excerpt, ...]


# A rule that is being written has no example yet; the tests do not pass until it has one.
NO_EXAMPLE = Example("error", (), ())


class DocumentedRule(NamedTuple):
    """A rule: its stable name, its family, what it asks in paragraphs (first one sentence, then the reason), an example."""

    name: str
    family: str
    says: tuple[str, ...]
    example: Example


@cache
def rules() -> dict[str, DocumentedRule]:
    """Every rule by its name: those of reading and loading, then the others in the order in which they are applied."""
    shown = examples()
    return {
        name: DocumentedRule(name, family, _paragraphs(says), shown.get(name, NO_EXAMPLE))
        for name, family, says in sentences()
    }


def sentences() -> Iterator[tuple[str, str, str]]:
    """(name, family, what it asks) of every rule, each collected from where it is written."""
    for table, family in ((of_files.RULES, "reading"), (of_records.RULES, "reading")):
        for name, says in table.items():
            yield name, family, says
    for module in checks.FAMILIES:
        for rule in module.RULES:
            yield rule.__name__, module.__name__.rpartition(".")[2], rule.__doc__ or ""
    for table, family in ((OF_PAGES, "pages"), (of_words.RULES, "parity")):
        for name, says in table.items():
            yield name, family, says


def _paragraphs(says: str) -> tuple[str, ...]:
    return tuple(" ".join(paragraph.split()) for paragraph in inspect.cleandoc(says).split("\n\n"))


def examples() -> dict[str, Example]:
    """The example of every rule, by the rule's name."""
    told = json.loads(EXAMPLES.read_text("utf-8"))
    return {name: _example(**example) for name, example in told.items()}


def _example(level: str, message: list[str], files: dict[str, dict[str, list[str] | None]]) -> Example:
    excerpts = (Excerpt(file, _lines(told["broken"]), _lines(told["mended"])) for file, told in files.items())
    return Example(level, tuple(message), tuple(excerpts))


def _lines(told: list[str] | None) -> tuple[str, ...] | None:
    return None if told is None else tuple(told)


# ── In a terminal ────────────────────────────────────────────────────────────────────────────────────────────────────


def explanation(rule: DocumentedRule) -> str:
    """What `sourcebook explain` prints, as Markdown: what the rule asks, what breaks it, the message, what mends it."""
    family = messages.own()[f"rules_of_{rule.family}"]["en"]
    level = "a warning" if rule.example.level == "warning" else "an error"
    parts = [f"# {rule.name}", f"*{family} · {level}*", *rule.says, "## Broken"]
    parts += [_block(excerpt, excerpt.broken) for excerpt in rule.example.excerpts]
    parts += ["says", "\n".join(("```text", *rule.example.message, "```")), "## Mended"]
    parts += [_block(excerpt, excerpt.mended) for excerpt in rule.example.excerpts]
    return "\n\n".join(parts)


def _block(excerpt: Excerpt, lines: tuple[str, ...] | None) -> str:
    if lines is None:
        return f"`{excerpt.file}` is not there."
    title = [f"# {excerpt.file}"] if excerpt.language == "yaml" else []
    return "\n".join((f"```{excerpt.language}", *title, *lines, "```"))


def link(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """The web address at which a rule is explained: in the site whose address SITE_URL names; empty where it names none, or
    where there is no such rule."""
    site = environ.get("SITE_URL", "")
    return f"{site.rstrip('/')}/{PAGE}#{name}" if site and name in rules() else ""
