"""How long an edit takes to show under `mkdocs serve`: from the moment a file is written to the answer that shows it."""

from __future__ import annotations

import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from .measure import Failed

EDITS = 20
PATIENCE = 120  # seconds
EPOCH = re.compile(r"livereload\((\d+), \d+\)")


class Edit(NamedTuple):
    """A kind of edit: its name, the file, the page that shows it, and how the nth edit is made: text → (text, mark).

    After one that `restarts` the server, the site is built on trial, and again by the new process.
    """

    name: str
    file: Path
    page: str
    make: Callable[[str, int], tuple[str, str]]
    restarts: bool = False


class Latency(NamedTuple):
    """Seconds until an edit of a kind shows: the median, and the longest."""

    edit: Edit
    median: float
    longest: float


def latencies(folder: Path, edits: list[Edit]) -> Iterator[Latency]:
    """Serve a project and edit it EDITS times in each way; every file is as it was in the end. Failed if it does not show."""
    with _serving(folder) as get:
        for edit in edits:
            before = edit.file.read_text("utf-8")
            try:
                times = [_once(get, edit, before, number) for number in range(EDITS)]
            finally:
                edit.file.write_text(before, "utf-8")
            yield Latency(edit, statistics.median(times), max(times))


def _once(get: Callable[[str], str], edit: Edit, before: str, number: int) -> float:
    time.sleep(0.3 + number * 0.037 % 0.1)  # not in step with the server's own looks at the files
    epoch = EPOCH.search(get(edit.page)).group(1)
    text, mark = edit.make(before, number)
    start = time.perf_counter()
    edit.file.write_text(text, "utf-8")
    while mark not in (page := get(edit.page)):
        if time.perf_counter() - start > PATIENCE:
            raise Failed(f"an edit of {edit.file} does not show")
        get(f"livereload/{epoch}/0")  # answers when there is something new
        epoch = EPOCH.search(page).group(1)
    return time.perf_counter() - start


@contextmanager
def _serving(folder: Path) -> Iterator[Callable[[str], str]]:
    """A server of the project in a folder: a function that gets a page by its path."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    with tempfile.TemporaryFile("w+") as log:
        command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", address]
        environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        process = subprocess.Popen(command, cwd=folder, env=environ, stdout=log, stderr=log)

        def get(path: str) -> str:
            end = time.monotonic() + PATIENCE
            while True:
                try:
                    with urllib.request.urlopen(f"http://{address}/{path}", timeout=PATIENCE) as answer:
                        return answer.read().decode()
                except urllib.error.HTTPError as error:
                    return error.read().decode()
                except OSError:  # not there yet, or starting again because our Python has changed
                    if process.poll() is not None or time.monotonic() > end:
                        log.seek(0)
                        raise Failed(log.read()[-2000:]) from None
                    time.sleep(0.02)

        try:
            get("")  # as soon as it answers
            yield get
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def edits_of_data(file: Path, page: str) -> Iterator[Edit]:
    """A claim reworded, and a claim misspelt, in a record that has a page."""

    def reworded(text: str, number: int) -> tuple[str, str]:
        said = re.search(r"""en: ["']?[A-Z].*?(?=\.["']?\n)""", text)
        return f"{text[: said.end()]} zq{number}{text[said.end() :]}", f" zq{number}"

    def misspelt(text: str, number: int) -> tuple[str, str]:
        return text.replace("topic:", f"topik{number}:", 1), f"topik{number}"

    yield Edit("a claim", file, page, reworded)
    yield Edit("a mistake", file, page, misspelt)


def edits_of_code(folder: Path, page: str) -> Iterator[Edit]:
    """A hand-written page, a template and our Python, in a copy of the project."""
    pages = folder / "sourcebook" / "mkdocs" / "pages.py"
    makes = "self.content = self.build.renderer.page(self.view)"
    home, template = (
        folder / "docs" / "en" / "index.md",
        folder / "sourcebook" / "outputs" / "templates" / "entity.html.jinja",
    )
    yield Edit("a written page", home, "", lambda text, n: (f"{text}\n\nzh{n}\n", f"zh{n}"))
    yield Edit("a template", template, page, lambda text, n: (f"{text}<!-- zt{n} -->", f"<!-- zt{n} -->"))
    yield Edit(
        "our Python",
        pages,
        page,
        lambda text, n: (text.replace(makes, f"{makes} + 'zp{n}p'"), f"zp{n}p"),
        restarts=True,
    )
