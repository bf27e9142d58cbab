"""What the tests share: the miniature briefing, copies of it to spoil, and expected output that one option accepts.

`python -m pytest --accept` writes the expected files anew (tests/broken/, tests/expected/): read the diff, then commit.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sourcebook import checks
from sourcebook.checks import Examined
from sourcebook.i18n import messages
from sourcebook.outputs.html import Renderer
from sourcebook.outputs.templates import Templates
from sourcebook.problems import print_problems
from sourcebook.views import Edition

ROOT = Path(__file__).parents[1]
MINI = Path(__file__).parent / "mini"
TEXTS = Path(__file__).parent / "mini-texts"
LANGUAGES = ("fr", "en", "zh")
# Headless, and silent: without these Chromium asks its maker's hosts for updates.
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# What the claim groups/harmonie/margin says: signs that mean something to Markdown, Jinja and HTML.
SIGNS = "{{ 7*7 }} <script>alert('tuba')</script>"
HOSTILE = {
    "fr": f'Une main inconnue a noté : {SIGNS} *étoiles* `fifre` [^1] &amp; "guillemets".',
    "en": f'An unknown hand wrote: {SIGNS} *stars* `fife` [^1] &amp; "quotes".',
    "zh": f'有人在页边写道：{SIGNS} *星* `笛` [^1] &amp; "引号"。',
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write the expected output anew instead of comparing with it"
    )


@pytest.fixture
def accepted(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Asserts that a text is the one in a file; with --accept, writes it there."""

    def compare(file: Path, found: str) -> None:
        if request.config.getoption("--accept"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(found, "utf-8")
        assert file.exists(), f"{file.relative_to(ROOT)} is missing: python -m pytest --accept writes it\n\n{found}"
        assert found == file.read_text("utf-8"), f"{file.relative_to(ROOT)} says otherwise"

    return compare


@pytest.fixture
def with_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts that may only be cited are at hand."""
    monkeypatch.setenv("SOURCEBOOK_TEXTS", str(TEXTS))


@pytest.fixture
def without_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the texts inside the data folder are at hand."""
    monkeypatch.delenv("SOURCEBOOK_TEXTS", raising=False)


@pytest.fixture(scope="session")
def mini() -> Examined:
    """The miniature briefing, proved against all of its texts."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOURCEBOOK_TEXTS", str(TEXTS))
        return checks.examine(MINI / "data")


@pytest.fixture(scope="session")
def sites(mini: Examined) -> dict[str, Edition]:
    """Its editions, by language."""
    return {lang: Edition(mini.loaded.briefing, lang, messages.words(mini.loaded, lang)) for lang in LANGUAGES}


@pytest.fixture(scope="session")
def renderers(sites: dict[str, Edition]) -> dict[str, Renderer]:
    """What renders them."""
    return {lang: Renderer(site, Templates()) for lang, site in sites.items()}


class Project:
    """A copy of the miniature briefing that a test may spoil. Paths are from its root, the working directory."""

    def __init__(self, root: Path) -> None:
        shutil.copytree(MINI, root)
        self.root = root

    def edit(self, file: str, old: str, new: str) -> Project:
        """Replace a text, which must be there, wherever it stands in a file."""
        path = self.root / file
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new), "utf-8")
        return self

    def write(self, file: str, content: str | bytes) -> Project:
        """Write a file, whatever stood there."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def examine(self) -> Examined:
        return checks.examine(Path("data"))

    def report(self) -> str:
        """What `sourcebook check` prints for people."""
        lines: list[str] = []
        print_problems(self.examine().problems, "text", lines.append)
        return "".join(f"{line}\n" for line in lines)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_texts: None) -> Project:
    """A fresh copy, with the texts at hand."""
    copy = Project(tmp_path / "mini")
    monkeypatch.chdir(copy.root)
    return copy


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium. Where it is missing and could not be installed, these tests are left out."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield chromium
        chromium.close()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[[Path], str]]:
    """Serves the files of a folder on this machine → the address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        servers.append(
            http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(folder)))
        )
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
