"""`mkdocs serve` shows an edit in every edition, and a mistake never takes away what was there to read."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from mkdocs.config import load_config

from sourcebook.mkdocs import restart

from .conftest import ROOT, TEXTS, Project

PATIENCE = 30  # seconds: a bound for a broken server, not a measure of a good one
MKDOCS = (sys.executable, "-m", "mkdocs")
RECORD = "data/concerts/first-rehearsal.yml"
PAGE = "concerts/first-rehearsal/"


class Server:
    """A running `mkdocs serve` of a project, and what it has printed so far."""

    def __init__(self, project: Project, *options: str, program: Sequence[str] = MKDOCS, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.log = project.root / "serve.log"
        self.process = subprocess.Popen(
            [*program, "serve", "-a", self.address, *options],
            cwd=project.root,
            env={
                **os.environ,
                "NO_MKDOCS_2_WARNING": "1",
                "NO_COLOR": "1",
                "SOURCEBOOK_TEXTS": str(TEXTS),
                **environment,
            },
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
        )

    def printed(self, words: str) -> bool:
        return words in self.log.read_text("utf-8")

    def get(self, path: str) -> str:
        """What a browser is answered, an error page too."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()

    def eventually(self, happens: Callable[[], bool]) -> None:
        """Wait until something happens."""
        end = time.monotonic() + PATIENCE
        while not happens():
            assert time.monotonic() < end and self.process.poll() is None, self.log.read_text("utf-8")
            time.sleep(0.05)

    def shows(self, words: str, path: str = PAGE) -> None:
        """Wait until a page holds words. While the server starts again, nobody answers."""

        def happens() -> bool:
            try:
                return words in self.get(path)
            except (urllib.error.URLError, ConnectionError, http.client.HTTPException):
                return False

        self.eventually(happens)

    def hides(self, words: str, path: str = PAGE) -> None:
        """Wait until a page does not hold them any more."""
        self.eventually(lambda: words not in self.get(path))

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:  # whoever runs the tests in the background has them ignore the signal
            self.process.kill()
            self.process.wait(PATIENCE)


@pytest.fixture
def server(project: Project) -> Iterator[Server]:
    running = Server(project)
    running.eventually(lambda: running.printed("Serving on"))
    yield running
    running.end()


BAR = re.compile(r'<aside class="sb-mistakes.*?</aside>', re.DOTALL)


def bar(page: str) -> str:
    """What the bar of a page says, as a reader sees it; nothing if there is none."""
    found = BAR.search(page)
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", found.group())).strip() if found else ""


def test_an_edit_shows_in_every_edition(project: Project, server: Server) -> None:
    assert '<html lang="fr"' in server.get(PAGE)
    assert '<html lang="en-GB"' in server.get(f"en/{PAGE}")
    text = (project.root / RECORD).read_text("utf-8")
    (project.root / RECORD).write_text(re.sub(r"en: .*\.", "en: They play on a Tuesday.", text, count=1), "utf-8")
    server.shows("They play on a Tuesday.", f"en/{PAGE}")
    project.edit("docs/fr/index.md", "# ", "# Ici ")
    server.shows("Ici ", "")


def test_a_mistake_shows_the_last_good_page_under_a_bar_in_both_editions_until_it_is_mended(
    project: Project, server: Server
) -> None:
    before = server.get(PAGE)
    project.edit(RECORD, "topic:", "topik:")
    server.shows("sb-mistakes")
    french, english = server.get(PAGE), server.get(f"en/{PAGE}")
    assert bar(french).startswith("Une modification contient des fautes")
    assert bar(english).startswith("An edit has mistakes; this is the page as it was before.")
    for page in (french, english):
        assert f"{RECORD}:" in bar(page) and "did you mean “topic”?" in bar(page)
    assert without_what_changes(french) == without_what_changes(before)
    project.edit(RECORD, "topik:", "topic:")
    server.hides("sb-mistakes")
    assert not bar(server.get(f"en/{PAGE}"))


def test_a_page_that_nobody_had_opened_can_still_be_read_beside_a_mistake(project: Project, server: Server) -> None:
    project.edit(RECORD, "topic:", "topik:")
    server.shows("sb-mistakes", "")
    assert '<html lang="zh' in server.get("zh/players/odile-pervenche/")


def test_a_warning_is_shown_on_the_page_as_it_is_now(project: Project, server: Server) -> None:
    text = (project.root / RECORD).read_text("utf-8")
    (project.root / RECORD).write_text(re.sub(r"en: .*\.", "en: They play play on a Tuesday.", text, count=1), "utf-8")
    server.shows("They play play", f"en/{PAGE}")
    assert bar(server.get(f"en/{PAGE}")).startswith("The page is up to date, with warnings.")
    assert "“play” stands twice" in bar(server.get(PAGE))


TEMPLATE = "sourcebook/outputs/templates/entity.html.jinja"
MODULE = "sourcebook/mkdocs/pages.py"


@pytest.fixture
def own(project: Project) -> Iterator[Server]:
    """A server of a project that has our Python and templates in it, to be edited."""
    shutil.copytree(ROOT / "sourcebook", project.root / "sourcebook", ignore=shutil.ignore_patterns("__pycache__"))
    running = Server(project)
    running.eventually(lambda: running.printed("Serving on"))
    yield running
    running.end()


@pytest.mark.parametrize("slip", ["{% if %}", "{{ nothing_of_that_name }}"])
def test_a_slip_in_a_template_is_named_too_and_mended(project: Project, own: Server, slip: str) -> None:
    assert not bar(own.get(PAGE))  # in view from now on
    good = (project.root / TEMPLATE).read_text("utf-8")
    project.write(TEMPLATE, f"{good}\n{slip}\n")
    own.shows("sb-mistakes")
    assert f"{TEMPLATE}:" in bar(own.get(PAGE)) and "sb-claims" in own.get(PAGE)
    project.write(TEMPLATE, f"{good}\n<!-- anew -->\n")
    own.shows("<!-- anew -->")
    assert not bar(own.get(PAGE))
    assert not own.printed("starting again")


@pytest.mark.parametrize(
    ("slip", "says"),
    [
        ("def (", "SyntaxError"),
        ("nothing_of_that_name", "NameError"),
        ("def files(build, config): return 1 / 0", "ZeroDivisionError"),  # found when the site is built
    ],
)
def test_a_slip_in_our_python_leaves_the_server_as_it_is_and_the_mend_starts_it_again(
    project: Project, own: Server, slip: str, says: str
) -> None:
    before = own.get(PAGE)
    good = (project.root / MODULE).read_text("utf-8")
    project.write(MODULE, f"{good}\n{slip}\n")
    own.shows("sb-mistakes")
    line = good.count("\n") + 2
    assert f"{MODULE}:{line}" in bar(own.get(PAGE)) and says in bar(own.get(PAGE))
    assert without_what_changes(own.get(PAGE)) == without_what_changes(before)
    assert not own.printed("starting again")
    project.write(MODULE, good.replace("self.content = self.build", "self.content = 'by hand' + self.build"))
    own.shows("by hand")  # at the same address, from the same process
    assert not bar(own.get(PAGE))
    assert own.log.read_text("utf-8").count("starting again") == 1


def test_a_change_of_the_briefing_s_own_macros_starts_the_server_again(project: Project, server: Server) -> None:
    project.write("macros/own.py", "def word():\n    return 'by hand'\n")
    project.edit("macros/__init__.py", "    macros.define(env)", "    macros.define(env)\n    env.macro(own.word)")
    project.edit("macros/__init__.py", "from typing import Any\n", "from typing import Any\n\nfrom . import own\n")
    project.edit("docs/fr/index.md", "\n\n", "\n\n{{ word() }}\n\n")
    server.shows("by hand", "")
    assert server.printed("starting again")


def test_an_installed_package_is_not_watched(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    config = load_config("mkdocs.yml")
    assert restart.code_paths(config) == [restart.PACKAGE, project.root / "macros"]
    monkeypatch.setattr(restart, "PACKAGE", Path("/usr/lib/python3/site-packages/sourcebook"))
    assert restart.code_paths(config) == [project.root / "macros"]


def test_the_program_starts_again_as_it_was_called(monkeypatch: pytest.MonkeyPatch) -> None:
    called = []
    monkeypatch.setattr(os, "execve", lambda *arguments: called.append(arguments))
    monkeypatch.setattr(sys, "orig_argv", ["python", "-X", "dev", "-m", "mkdocs", "serve", "-o", "-a", "localhost:1"])
    restart.start_again()
    ((program, arguments, environment),) = called
    assert program == sys.executable
    assert arguments == [sys.executable, "-X", "dev", "-m", "mkdocs", "serve", "-a", "localhost:1"]
    assert environment[restart.RESTARTED]


@pytest.mark.parametrize("option", ["--no-livereload", "--clean"])
def test_where_mkdocs_does_not_watch_or_builds_everything_all_pages_are_served(project: Project, option: str) -> None:
    server = Server(project, option)
    try:
        server.shows("sb-claims")
    finally:
        server.end()


def test_a_first_build_that_fails_after_a_restart_says_what_to_do(project: Project) -> None:
    project.edit(RECORD, "topic:", "topik:")
    server = Server(project, SOURCEBOOK_RESTARTED="1")
    assert server.process.wait(PATIENCE) == 1
    assert server.printed("then start the server again") and server.printed("did you mean “topic”?")


def test_every_page_and_the_search_are_served_as_they_are_built(project: Project, server: Server) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "built"],
        cwd=project.root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    built = project.root / "built"
    paths = [
        path
        for path in sorted(built.rglob("*"))
        if path.suffix in (".html", ".json", ".xml", ".md", ".txt") and path.is_file()
    ]
    assert len(paths) > 100
    # The index of a search is fetched before its pieces.
    for path in sorted(paths, key=lambda path: path.name != "index.json"):
        inside = path.relative_to(built).as_posix()
        served = server.get(inside.removesuffix("index.html"))
        assert without_what_changes(served) == without_what_changes(path.read_text("utf-8")), inside


def without_what_changes(page: str) -> str:
    """A page without the server's script and bar, and without the address at which it is published or served."""
    page = BAR.sub("", re.sub(r"<script>\nvar livereload.*?</script>", "", page, flags=re.DOTALL))
    return re.sub(r"https?://(127\.0\.0\.1:\d+|[a-z.]+\.example)/", "/", page)


def test_serving_a_broken_briefing_stops_at_once_with_the_message_of_check(project: Project) -> None:
    project.edit(RECORD, "topic:", "topik:")
    server = Server(project)
    assert server.process.wait(PATIENCE) == 1
    assert server.printed("did you mean “topic”?")
    assert not (project.root / "site").exists()
