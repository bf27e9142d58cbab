"""The house keeps its order: each room knows only what stands above it, and one foreign library each."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sourcebook.mkdocs import internals

from .conftest import MINI, ROOT, TEXTS

PACKAGE = ROOT / "sourcebook"
# The map in the package's own docstring, from the top down: a module may import what stands above it, and its family.
MAP = (PACKAGE / "__init__.py").read_text("utf-8").split('"""')[1]
ORDER = [name for name in re.findall(r"^    (\w+)/? ", MAP, re.MULTILINE) if name != "theme"]
# The files of a new briefing are copied by `init`, and are modules of that briefing.
STARTER = PACKAGE / "editing" / "starter"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if not path.is_relative_to(STARTER))
IDS = [path.relative_to(PACKAGE).as_posix() for path in MODULES]
LONGEST = 60


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def room(path: Path) -> str:
    """The name under which a module stands in the map."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module that one imports, by its whole name."""
    package = ("sourcebook", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            start = ".".join((*base, *filter(None, [node.module])))
            # `from . import passages` names modules, `from .model import Briefing` what is in one.
            yield from (f"{start}.{name.name}" for name in node.names)


def foreign(path: Path) -> set[str]:
    """The libraries that a module imports, by their first name."""
    return {name.partition(".")[0] for name in imports(path)} - {"sourcebook"}


def test_the_architecture_shows_the_same_map() -> None:
    rooms = "\n".join(line[4:] for line in MAP.splitlines() if line.startswith("    "))
    assert f"```\n{rooms}\n```" in (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def test_no_class_name_stands_in_two_modules() -> None:
    places: dict[str, set[str]] = {}
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, set()).add(path.relative_to(PACKAGE).as_posix())
    assert {name: modules for name, modules in places.items() if len(modules) > 1} == {}


def test_the_map_names_every_room_once() -> None:
    assert sorted(ORDER) == sorted({room(path) for path in MODULES} - {"__init__"})


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) != "__init__"], ids=str)
def test_a_module_imports_only_what_stands_above_it(path: Path) -> None:
    here = ORDER.index(room(path))
    rooms = {name.split(".")[1] for name in imports(path) if name.startswith("sourcebook.")}
    below = {name for name in rooms if name in ORDER[here:] and name != room(path)}
    assert below == set()


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_mkdocs_is_known_to_one_room_alone(path: Path) -> None:
    assert not foreign(path) & {"material"}
    if room(path) != "mkdocs":
        assert not foreign(path) & {"mkdocs", "mkdocs_macros"}


INTERNALS = PACKAGE / "mkdocs" / "internals.py"


def private_names(path: Path) -> set[str]:
    """The names with an underscore before them that a module takes from what it did not define itself: of an object other
    than `self`, or imported from a foreign library."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and not (
            isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
        ):
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("getattr", "setattr"):
            found |= {name.value for name in node.args[1:2] if isinstance(name, ast.Constant)}
    found -= {"_getframe", "_replace", "_asdict"}  # Python's own
    return {name for name in found if name.startswith("_") and not name.startswith("__")}


@pytest.mark.parametrize("path", sorted((PACKAGE / "mkdocs").glob("*.py")), ids=lambda path: path.name)
def test_a_private_name_of_mkdocs_is_used_in_one_module(path: Path) -> None:
    if path != INTERNALS:
        assert private_names(path) == set()


def test_every_private_name_of_mkdocs_is_listed_with_its_reason_and_the_installed_mkdocs_has_it() -> None:
    listed = internals.names()
    assert private_names(INTERNALS) == {name.name for name in listed if name.name.startswith("_")}
    assert all(name.why and name.without for name in listed)
    assert internals.missing() == []


@pytest.mark.parametrize(
    ("library", "rooms"), [("yaml", {"yamlfile"}), ("jinja2", {"outputs", "mkdocs"}), ("PIL", {"outputs"})]
)
def test_a_library_has_one_room(library: str, rooms: set[str]) -> None:
    assert {room(path) for path in MODULES if library in foreign(path)} <= rooms


# A tag; not a group of a regular expression, `(?P<name>`.
MARKUP = re.compile(r"</|(?<!\?P)<[a-z]+[ >]")


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_markup_stands_in_templates_only(path: Path) -> None:
    documented = {id(documentation(node)) for node in ast.walk(tree(path)) if documentation(node)}
    found = [
        node.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
        if MARKUP.search(node.value)
    ]
    assert found == []


def documentation(node: ast.AST) -> ast.Constant | None:
    """The docstring of a module, class or function."""
    body = getattr(node, "body", None)
    first = body[0] if isinstance(body, list) and body else None
    return first.value if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) else None


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    assert [f.name for f in functions(path) if f.end_lineno - f.lineno + 1 > LONGEST] == []


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_what_is_public_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree(path))
    public = (
        node
        for node in tree(path).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
    )
    assert [node.name for node in public if not ast.get_docstring(node)] == []


TESTS = sorted((ROOT / "tests").rglob("*.py"))


@pytest.mark.parametrize("path", TESTS, ids=[path.relative_to(ROOT).as_posix() for path in TESTS])
def test_a_module_of_tests_says_what_must_be_true(path: Path) -> None:
    if path.read_text("utf-8").strip():
        assert ast.get_docstring(tree(path))


WITHOUT_MKDOCS = """
import importlib.abc, sys
from pathlib import Path

class Hidden(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("mkdocs", "material", "mkdocs_macros"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Hidden())
from sourcebook import checks
from sourcebook.i18n import messages
from sourcebook.outputs.html import Renderer
from sourcebook.outputs.templates import Templates
from sourcebook.views import Edition, pages

loaded, evidence, problems = checks.examine(Path(sys.argv[1]))
site = Edition(loaded.briefing, "zh", messages.words(loaded, "zh"))
made = [Renderer(site, Templates()).page(planned.make()) for planned in pages(site, evidence)]
print(len(problems), len(made))
"""


def test_without_mkdocs_a_briefing_is_still_read_checked_and_rendered(with_texts: None) -> None:
    command = [sys.executable, "-c", WITHOUT_MKDOCS, str(MINI / "data")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == ""
    problems, made = map(int, done.stdout.split())
    assert problems == 0
    assert made > 20


def test_the_mini_texts_are_named_by_its_sources_only(mini) -> None:
    files = {source.file for source in mini.loaded.briefing.sources.values()}
    assert {path.name for path in (*TEXTS.iterdir(), *(MINI / "data" / "texts").iterdir())} == files


def test_styles_name_no_side_of_a_line() -> None:
    """They name its start and its end, so that a page in Arabic is laid out from the right."""
    css = (PACKAGE / "theme" / "assets" / "sourcebook.css").read_text("utf-8")
    sides = re.findall(r"[\w-]*(?:left|right)\b[^;]*;", css)
    assert sides == ["right;", "left;"]  # of --sb-end, which says which side the end is
