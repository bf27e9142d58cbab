"""Which files the theme gives to a site. Its folder holds 14,000 icons that no site takes, and listing them takes time."""

from __future__ import annotations

from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

from .internals import set_template_loader

# The theme's own search, which ours replaces (theme/assets/search.js).
UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


class CompiledTemplates(BytecodeCache):
    """Templates that have been compiled in this process, by name and content: editions and later builds share them."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja asks for a template."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja has compiled a template."""
        self._codes[bucket.key, bucket.checksum] = bucket.code


class ThemeFiles:
    """Lists the files of the theme's folders that may go into a site.

    An installed folder is listed once and remembered: it does not change while MkDocs runs. A folder that somebody works
    on is listed for every build.
    """

    def __init__(self) -> None:
        self._installed: dict[str, list[str]] = {}

    def use_for(self, theme: Theme) -> None:
        """Let a theme's Jinja environment list only these files."""
        set_template_loader(theme, lambda: _ThemeLoader(theme.dirs, self))

    def of(self, folder: str) -> list[str]:
        """The files of one folder, by their paths in it."""
        if "site-packages" not in Path(folder).parts:
            return _listed(folder)
        if folder not in self._installed:
            self._installed[folder] = _listed(folder)
        return self._installed[folder]


class _ThemeLoader(FileSystemLoader):
    """Finds templates as Jinja does; lists those that may go into a site."""

    def __init__(self, folders: list[str], files: ThemeFiles) -> None:
        super().__init__(folders)
        self._files = files

    def list_templates(self) -> list[str]:
        """The files of all folders, in order."""
        return sorted({name for folder in self.searchpath for name in self._files.of(folder)})


def _listed(folder: str) -> list[str]:
    names = FileSystemLoader(folder).list_templates()
    return [name for name in names if not name.startswith((".", *UNUSED)) and "/." not in name]
