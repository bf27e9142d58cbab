"""Our own Python, imported anew under `mkdocs serve` when it changes: the changed modules and those that lean on them.

The others stay, with what they remember of texts and templates. MkDocs imports its hooks once in a process.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mkdocs.config.config_options import Hooks

PACKAGE = Path(__file__).parents[1]
Stamps = dict[Path, int]


def stamps() -> Stamps:
    """Every file of the package, with the time of its last change in nanoseconds."""
    return {path: path.stat().st_mtime_ns for path in PACKAGE.rglob("*.py")}


def import_anew(before: Stamps, now: Stamps, stays: str) -> None:
    """Import anew what differs between two times, but for one module that `stays`. What cannot be imported raises, and is
    imported with the next change."""
    changed = {_name(path) for path in {*before, *now} if before.get(path) != now.get(path)}
    for name in _leaning_on(changed, now) - {stays}:
        package, _, module = name.rpartition(".")
        sys.modules.pop(name, None)
        # `from . import pages` takes what the package holds under the name, if it holds anything.
        if package in sys.modules:
            vars(sys.modules[package]).pop(module, None)
    importlib.invalidate_caches()
    Hooks._load_hook.cache_clear()
    importlib.import_module(f"{PACKAGE.name}.mkdocs.plugin")


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _leaning_on(changed: set[str], files: Stamps) -> set[str]:
    """The changed modules, and all that import one of them or what imports it."""
    imports = {_name(path): _imports(path, stamp) for path, stamp in files.items()}
    found, size = set(changed), -1
    while size != len(found):
        size = len(found)
        # `a.b.Name` leans on `a.b`, and `a.b` on what the package `a` does when it is imported.
        found |= {
            name for name, of in imports.items() if any(i == f or i.startswith(f"{f}.") for i in of for f in found)
        }
    return found


@cache
def _imports(path: Path, stamp: int) -> frozenset[str]:
    """The names that a module imports from the package, in full; none of one that cannot be read as Python."""
    try:
        return frozenset(_of_tree(path, ast.parse(path.read_bytes())))
    except SyntaxError:
        return frozenset()


def _of_tree(path: Path, tree: ast.Module) -> Iterator[str]:
    package = path.relative_to(PACKAGE.parent).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            yield from (".".join((*base, *filter(None, [node.module]), name.name)) for name in node.names)
