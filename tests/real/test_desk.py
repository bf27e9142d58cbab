"""What an editor does to files, done to the real data: nothing of it is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sourcebook import checks
from sourcebook.editing import rename as renames
from sourcebook.editing.rename.move import AddressMove
from sourcebook.editing.write_files import write_all
from sourcebook.model import Briefing, loading

from .conftest import ROOT


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data and of the hand-written pages, the working directory."""
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_every_entity_renamed_and_renamed_back_has_the_same_bytes_but_for_former_ids(
    copy: Path, briefing: Briefing
) -> None:
    before = contents(copy)
    for address in briefing.entities:
        for old, new in ((address, f"{address}-renamed"), (f"{address}-renamed", address)):
            write_all(renames.planned(loading.load(Path("data")), Path("docs"), AddressMove(old, new)))
        after = contents(copy)
        own = f"data/{address}.yml"
        added = f"former_ids: [{address.partition('/')[2]}-renamed]\n".encode()
        assert after[own].count(added) == 1, address
        assert {**after, own: after[own].replace(added, b"")} == before, address
        (copy / own).write_bytes(before[own])


def test_with_every_entity_renamed_the_data_is_as_sound_as_before(copy: Path, briefing: Briefing) -> None:
    for address in briefing.entities:
        write_all(renames.planned(loading.load(Path("data")), Path("docs"), AddressMove(address, f"{address}-renamed")))
    examined = checks.examine(Path("data"))
    assert [str(problem) for problem in examined.problems] == []
    assert set(examined.loaded.briefing.entities) == {f"{address}-renamed" for address in briefing.entities}
    named = [
        page
        for page in Path("docs").rglob("*.md")
        for old in briefing.entities
        if f'"{old}"' in page.read_text("utf-8")
    ]
    assert named == []
