"""What `init` writes into requirements.txt installs the same program elsewhere, and never a stranger's."""

from __future__ import annotations

import json
from importlib import metadata

import pytest

from sourcebook.editing.init import requirement

COMMIT = "0123456789abcdef0123456789abcdef01234567"
GIT = {"url": "https://git.example/sourcebook.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}
ARCHIVE = {"url": "https://example.org/sourcebook-1.2.3-py3-none-any.whl", "archive_info": {}}
FILE = {"url": "file:///home/ines/sourcebook-1.2.3-py3-none-any.whl", "archive_info": {}}
FOLDER = {"url": "file:///home/ines/sourcebook", "dir_info": {"editable": True}}


class Installed:
    """A package as pip leaves it: version 1.2.3, and where it came from."""

    version = "1.2.3"

    def __init__(self, came_from: object) -> None:
        self.came_from = came_from

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return None if self.came_from is None else json.dumps(self.came_from)


@pytest.mark.parametrize(
    ("came_from", "line"),
    [
        (None, "sourcebook==1.2.3"),
        (GIT, f"sourcebook @ git+https://git.example/sourcebook.git@{COMMIT}"),
        (ARCHIVE, "sourcebook @ https://example.org/sourcebook-1.2.3-py3-none-any.whl"),
    ],
    ids=["an index", "a repository", "an address"],
)
def test_a_package_is_named_by_where_it_came_from(
    came_from: object, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "distribution", lambda name: Installed(came_from))
    assert requirement() == line


@pytest.mark.parametrize("came_from", [FILE, FOLDER], ids=["a file", "a folder"])
def test_what_came_from_this_machine_is_not_named(came_from: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "distribution", lambda name: Installed(came_from))
    lines = requirement().split("\n")
    assert all(line.startswith("#") for line in lines)
    assert "sourcebook-1.2.3" in lines[-1]
    assert "/home/ines" not in requirement()


def test_a_program_that_was_never_installed_is_not_named() -> None:
    assert all(line.startswith("#") for line in requirement("no-such-package-at-all").split("\n"))
