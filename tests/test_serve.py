"""`mkdocs serve` shows an edit in every edition, and a mistake never takes away what was there to read."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from .conftest import TEXTS, Project

PATIENCE = 20  # seconds: a bound for a broken server, not a measure of a good one


class Server:
    """A running `mkdocs serve` of a project, and what it has printed so far."""

    def __init__(self, project: Project) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.log = project.root / "serve.log"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", self.address],
            cwd=project.root,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "SOURCEBOOK_TEXTS": str(TEXTS)},
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
        )

    def printed(self, words: str) -> bool:
        return words in self.log.read_text("utf-8")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
            return answer.read().decode()


def eventually(happens: Callable[[], bool], server: Server) -> None:
    """Wait until something happens."""
    end = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < end and server.process.poll() is None, server.log.read_text("utf-8")
        time.sleep(0.1)


@pytest.fixture
def server(project: Project) -> Iterator[Server]:
    running = Server(project)
    yield running
    running.process.send_signal(signal.SIGINT)
    running.process.wait(PATIENCE)


def test_an_edit_shows_in_every_edition_and_a_mistake_leaves_the_last_good_site(
    project: Project, server: Server
) -> None:
    eventually(lambda: server.printed("Serving on"), server)
    assert '<html lang="fr"' in server.get("concerts/first-rehearsal/")
    assert '<html lang="en-GB"' in server.get("en/concerts/first-rehearsal/")

    record = "data/concerts/first-rehearsal.yml"
    text = (project.root / record).read_text("utf-8")
    edited = re.sub(r"en: .*\.", "en: They play on a Tuesday.", text, count=1)
    (project.root / record).write_text(edited, "utf-8")
    eventually(lambda: "They play on a Tuesday." in server.get("en/concerts/first-rehearsal/"), server)

    (project.root / record).write_text(edited.replace("topic:", "topik:"), "utf-8")
    eventually(lambda: server.printed("did you mean “topic”?"), server)
    assert "They play on a Tuesday." in server.get("en/concerts/first-rehearsal/")

    (project.root / record).write_text(text, "utf-8")
    eventually(lambda: "They play on a Tuesday." not in server.get("en/concerts/first-rehearsal/"), server)


def test_serving_a_broken_briefing_stops_at_once_with_the_message_of_check(project: Project) -> None:
    project.edit("data/concerts/first-rehearsal.yml", "topic:", "topik:")
    server = Server(project)
    assert server.process.wait(PATIENCE) == 1
    assert server.printed("did you mean “topic”?")
    assert not (project.root / "site").exists()
