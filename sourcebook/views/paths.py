"""Where things stand on the web: paths from the edition's root, without a leading slash. A template makes them relative."""

from __future__ import annotations

from ..model import SOURCES
from ..values.passages import Locator


def root_of(default: str, lang: str) -> str:
    """The folder of an edition below the site's root: `""` for the default language, else `"zh/"`."""
    return "" if lang == default else f"{lang}/"


def web_path(address: str) -> str:
    """An address → its path: `units/x` → `units/x/`. The last step of a claim's address is the anchor: `units/x/#key`."""
    steps = address.split("/")
    return f"{steps[0]}/{steps[1]}/" + (f"#{steps[2]}" if len(steps) > 2 else "")


def markdown_file(path: str) -> str:
    """A path → the Markdown file from which MkDocs would make that page: `units/` has an index, `units/x/` is units/x.md."""
    return f"{path}index.md" if path.count("/") == 1 else f"{path.rstrip('/')}.md"


def passage_path(source: str, at: Locator) -> str:
    """The path of a passage on the page of its source; `source` is the source's id."""
    return f"{SOURCES}/{source}/#p{at}"
