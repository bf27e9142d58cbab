"""`python -m tests.engines` (make engines): the miniature briefing under every engine that we support.

An engine is MkDocs 1.6.0, MkDocs 1.6.1 or ProperDocs, which continues MkDocs 1.x. Each gets an environment of its own, with
our wheel and otherwise the versions of requirements.lock. There the site is built and served: a warning must stop a strict
build and leave the last good site, an edit must show, a mistake must show under the last good page, and a change of the
macros must start the server again. Every file that is built, and every page that is served, must equal the one of the first
engine; what differs is printed, and ends the run with 1.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .conftest import ROOT, TEXTS, Project
from .test_serve import Server, without_what_changes

LOCK = ROOT / "requirements.lock"
RECORD = "data/concerts/first-rehearsal.yml"
PAGE = "concerts/first-rehearsal/"
# The version of the engine, in the head of every page that the theme makes.
GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')


class Engine(NamedTuple):
    """A program that builds and serves: its name as a module, and the package to install."""

    module: str
    requirement: str


ENGINES = (
    Engine("mkdocs", "mkdocs==1.6.1"),
    Engine("mkdocs", "mkdocs==1.6.0"),
    Engine("properdocs", "properdocs==1.6.7"),
)


def main() -> int:
    """Run all engines; print what differs → the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=Path(sys.prefix) / "engines", help="where the environments are")
    folder = parser.parse_args().folder.absolute()
    differences: list[str] = []
    first: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for engine in ENGINES:
            python = environment(folder / engine.requirement.replace("==", "-"), engine)
            project = Project(Path(temporary) / engine.requirement)
            files = built(python, engine, project)
            first = first or files
            found = [
                *compared(first, files),
                *stopped(python, engine, project, files),
                *served(python, engine, project, files),
            ]
            print(f"{engine.requirement}: {len(files)} files, {len(found)} differences")
            differences += [f"{engine.requirement}: {line}" for line in found]
    for line in differences:
        print(line)
    return 1 if differences else 0


def environment(folder: Path, engine: Engine) -> Path:
    """An environment with an engine and our wheel → its Python. It is kept until the lock or the engine changes."""
    python = folder / "bin" / "python"
    ready = folder / "ready"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    if not ready.exists() or ready.read_text("utf-8") != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        constraints = folder / "constraints.txt"
        constraints.write_text("\n".join(locked()), "utf-8")
        subprocess.run([*pip, "-c", str(constraints), engine.requirement, str(ROOT)], check=True)
        ready.write_text(wanted, "utf-8")
    else:
        subprocess.run([*pip, "--no-deps", "--force-reinstall", str(ROOT)], check=True)
    return python


def locked() -> Iterator[str]:
    """The versions in requirements.lock without their hashes, and without the engine."""
    for line in LOCK.read_text("utf-8").splitlines():
        if re.match(r"[\w.-]+==", line) and not line.startswith("mkdocs=="):
            yield line.removesuffix("\\").strip()


def built(python: Path, engine: Engine, project: Project) -> dict[str, bytes]:
    """Build a project → every file of the site, by its path. A build that fails ends the run."""
    done = build(python, engine, project)
    if done.returncode:
        raise SystemExit(f"{engine.requirement}: the build failed\n{done.stdout}{done.stderr}")
    return files_of(project)


def build(python: Path, engine: Engine, project: Project) -> subprocess.CompletedProcess[str]:
    """Build a project strictly, and let it end as it may."""
    command = [str(python), "-m", engine.module, "build", "--strict"]
    return subprocess.run(command, cwd=project.root, env=environ(), capture_output=True, text=True, check=False)


def files_of(project: Project) -> dict[str, bytes]:
    """Every file of the built site, by its path."""
    site = project.root / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def stopped(python: Path, engine: Engine, project: Project, files: dict[str, bytes]) -> Iterator[str]:
    """A warning must end a strict build and leave the last good site as it was → what is not so. The project is mended."""
    page = project.root / "docs" / "fr" / "index.md"
    good = page.read_text("utf-8")
    page.write_text(f"{good}\n[nowhere](nowhere.md)\n", "utf-8")
    done = build(python, engine, project)
    if done.returncode != 1 or "the last good site stands" not in done.stdout + done.stderr:
        yield f"a warning does not stop a strict build\n{done.stdout}{done.stderr}"
    if files_of(project) != files:
        yield "a build that was stopped has changed the site"
    if beside := [path.name for path in project.root.glob("site.*")]:
        yield f"a build that was stopped left {', '.join(beside)}"
    page.write_text(good, "utf-8")


def environ() -> dict[str, str]:
    """The environment for an engine, in which it finds our wheel and not the sources."""
    names = {"SOURCE_DATE_EPOCH": "1", "SOURCEBOOK_TEXTS": str(TEXTS), "PYTHONPATH": "", "NO_MKDOCS_2_WARNING": "1"}
    return {**os.environ, **names, "DISABLE_MKDOCS_2_WARNING": "true"}


def compared(first: dict[str, bytes], files: dict[str, bytes]) -> Iterator[str]:
    """What differs between the files of the first engine and those of another."""
    for name in sorted(first.keys() ^ files.keys()):
        yield f"{name} is {'missing' if name in first else 'new'}"
    for name in sorted(first.keys() & files.keys()):
        before, after = (GENERATOR.sub(b"", content) for content in (first[name], files[name]))
        if before != after:
            yield f"{name} says otherwise{changed_lines(before, after)}"


def changed_lines(before: bytes, after: bytes) -> str:
    """The first lines that differ, below each other; nothing for a file that is no text."""
    try:
        texts = before.decode().splitlines(), after.decode().splitlines()
    except UnicodeDecodeError:
        return ""
    lines = [line for line in difflib.unified_diff(*texts, n=0, lineterm="") if line[:3] not in ("---", "+++")]
    return "".join(f"\n    {line[:200]}" for line in lines[:8])


def served(python: Path, engine: Engine, project: Project, files: dict[str, bytes]) -> Iterator[str]:
    """Serve the project and change it → what a reader does not see as it should be."""
    server = Server(project, program=(str(python), "-m", engine.module), **environ())
    try:
        server.eventually(lambda: server.printed("Serving on"))
        # The index of a search is fetched before its pieces.
        for name in sorted(files, key=lambda name: not name.endswith("/index.json")):
            if name.endswith((".html", ".md", ".txt", ".json")):
                yield from compared_page(server, name, files[name].decode())
        text = (project.root / RECORD).read_text("utf-8")
        project.write(RECORD, re.sub(r"en: .*\.", "en: They play on a Tuesday.", text, count=1))
        server.shows("They play on a Tuesday.", f"en/{PAGE}")
        project.edit(RECORD, "topic:", "topik:")
        server.shows("did you mean “topic”?")
        server.shows("They play on a Tuesday.", f"en/{PAGE}")
        project.edit(RECORD, "topik:", "topic:")
        server.hides("sb-mistakes")
        project.edit("macros/__init__.py", "    macros.define(env)", "    macros.define(env)\n    env.macro(str.upper)")
        project.edit("docs/fr/index.md", "\n\n", "\n\n{{ upper('by hand') }}\n\n")
        server.shows("BY HAND", "")
        if not server.printed("starting again"):
            yield "a change of the macros did not start the server again"
    except (AssertionError, urllib.error.URLError) as error:
        yield f"the server fails: {error}"
    finally:
        server.end()


def compared_page(server: Server, name: str, page: str) -> Iterator[str]:
    """What differs between a page that is served and the one that was built."""
    now, before = (without_what_changes(one) for one in (server.get(name.removesuffix("index.html")), page))
    if now != before:
        yield f"{name} is served otherwise{changed_lines(before.encode(), now.encode())}"


if __name__ == "__main__":
    sys.exit(main())
