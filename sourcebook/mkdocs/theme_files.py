"""What the theme's own folder gives a site. It holds 14,000 icons, which MkDocs would look through for every edition."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme


class CompiledTemplates(BytecodeCache):
    """Templates that have been compiled in this process, by name and content: editions and later builds share them."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja asks for a template."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja has compiled a template."""
        self._codes[bucket.key, bucket.checksum] = bucket.code


COMPILED = CompiledTemplates()
# The theme's search, which ours replaces (overrides/assets/search.js).
UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


def list_quickly(theme: Theme) -> None:
    """Let a theme's environment list only what may go into a site, and look through an installed folder only once."""
    theme.get_env = partial(_environment, theme)


def _environment(theme: Theme) -> Environment:
    env = Theme.get_env(theme)
    names = {name for folder in theme.dirs for name in _names(folder)}
    env.loader.list_templates = lambda: sorted(names)
    return env


def _names(folder: str) -> tuple[str, ...]:
    return _looked_through(folder) if "site-packages" in Path(folder).parts else _looked_through.__wrapped__(folder)


@cache
def _looked_through(folder: str) -> tuple[str, ...]:
    names = FileSystemLoader(folder).list_templates()
    return tuple(name for name in names if not name.startswith((".", *UNUSED)) and "/." not in name)
