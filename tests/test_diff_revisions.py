"""A revision is read from git without touching the work tree, and nothing in it is run or followed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sourcebook.editing import diff
from sourcebook.editing.diff import folders

from .conftest import MINI, ROOT, Project


def git(*arguments: str, given: bytes | None = None) -> str:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *arguments], input=given, capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.fixture
def repository(project: Project) -> Project:
    """The miniature briefing under version control, at its first commit."""
    git("init", "-q", "-b", "main")
    commit("first")
    return project


def commit(message: str) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


def state(root: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_without_a_name_the_last_commit_is_compared_with_the_work_tree(repository: Project) -> None:
    repository.edit("data/groups/harmonie.yml", "in March 1899", "in April 1899")
    before = state(repository.root)
    found = diff.between_revisions((), Path("data"))
    assert [claim.address for claim in found.claims] == ["groups/harmonie/founded"]
    assert (found.before.name, found.after.name) == ("HEAD", "work tree")
    assert found.before.texts_at_hand == found.after.texts_at_hand == 3
    assert state(repository.root) == before


def test_two_revisions_are_compared_whatever_the_work_tree_holds(repository: Project) -> None:
    repository.edit("data/groups/harmonie.yml", "in March 1899", "in April 1899")
    commit("second")
    repository.write("data/briefing.yml", "spoilt: [")
    found = diff.between_revisions(("HEAD~1", "HEAD"), Path("data"))
    assert [claim.fields[0].after for claim in found.claims] == ["The orchestra was founded in April 1899."]


def test_a_data_folder_below_the_repository_is_found(repository: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.edit("data/groups/harmonie.yml", "in March 1899", "in April 1899")
    monkeypatch.chdir(repository.root / "docs")
    assert len(diff.between_revisions((), Path("../data")).claims) == 1


def test_a_revision_without_the_data_folder_does_not_load(repository: Project) -> None:
    git("rm", "-q", "-r", "--cached", "data")
    git("commit", "-q", "-m", "no data")
    found = diff.between_revisions(("HEAD",), Path("data"))
    assert (found.before.loads, found.after.loads) == (False, True)
    assert [problem.place.file for problem in found.gone_problems] == ["data/briefing.yml"]


@pytest.mark.parametrize("name", ["nosuch", "--output=stolen", "-h", "HEAD:data", "main..main", "\0", "", "HEAD; touch stolen"])  # fmt: skip
def test_what_is_no_revision_is_refused_and_never_an_option(repository: Project, name: str) -> None:
    with pytest.raises(diff.Unusable, match="no revision"):
        diff.between_revisions((name,), Path("data"))
    assert not (repository.root / "stolen").exists()


def test_outside_a_repository_it_is_said(project: Project) -> None:
    with pytest.raises(diff.Unusable, match="in no git repository"):
        diff.between_revisions((), Path("data"))


def test_no_hook_and_no_filter_runs(repository: Project) -> None:
    """What a repository may have run: hooks, filters of attributes, a monitor of the work tree, a diff program."""
    mark = repository.root / "ran"
    program = repository.root / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    program.chmod(0o755)
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        target = repository.root / ".git" / "hooks" / hook
        target.parent.mkdir(exist_ok=True)
        target.write_text(f"#!/bin/sh\ntouch {mark}\n")
        target.chmod(0o755)
    repository.write(".gitattributes", "*.yml filter=evil diff=evil\n")
    repository.write("data/.gitattributes", "*.yml filter=evil export-subst\n")
    commit("attributes")
    mark.unlink(missing_ok=True)
    for name in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "core.fsmonitor"):
        git("config", name, str(program))
    repository.edit("data/groups/harmonie.yml", "in March 1899", "in April 1899")
    assert len(diff.between_revisions((), Path("data")).claims) == 1
    assert not mark.exists()


def test_symbolic_links_and_large_files_of_a_revision_are_refused_in_the_loaders_words(repository: Project) -> None:
    secret = repository.root / "secret.yml"
    secret.write_text("name: {fr: secret, en: secret, zh: secret}\n")
    (repository.root / "data/groups/bois.yml").unlink()
    (repository.root / "data/groups/bois.yml").symlink_to(secret)
    (repository.root / "data/texts/registre.txt").unlink()
    (repository.root / "data/texts/registre.txt").symlink_to(secret)
    (repository.root / "data/players").rename(repository.root / "elsewhere")
    (repository.root / "data/players").symlink_to(repository.root / "elsewhere")
    repository.write("data/groups/cuivres.yml", "# " + "x" * (1 << 20) + "\nname: {}\n")
    before = diff.examined_side("before", MINI / "data")
    for find in (lambda: diff.between_folders(MINI / "data", repository.root / "data"), _committed):
        found = find()
        said = {problem.place.file: problem.says for problem in found.new_problems}
        assert said["data/groups/bois.yml"] == "is a symbolic link; data is read from plain files only"
        assert said["data/players"] == "is a symbolic link; data is read from plain files only"
        assert said["data/groups/cuivres.yml"] == "is larger than 1024 KiB"
        assert {"groups/bois", "groups/cuivres"} <= set(found.unread)
        assert found.after.texts_at_hand == len(before.examined.evidence.texts) - 1
        assert "secret" not in repr(found)


def _committed() -> diff.Diff:
    commit("hostile")
    return diff.between_revisions(("HEAD~1", "HEAD"), Path("data"))


def test_a_tree_that_leads_out_of_its_folder_is_refused(repository: Project, tmp_path: Path) -> None:
    """Such trees cannot be made with `git add`, but they can be pushed."""
    blob = git("hash-object", "-w", "--stdin", given=b"stolen: yes\n")
    inner = bytes.fromhex(blob)
    tree = b"100644 ..\0" + inner
    sub = git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=tree)
    outer = git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=b"40000 data\0" + bytes.fromhex(sub))
    made = git("commit-tree", outer, "-m", "evil")
    with pytest.raises(diff.Unusable, match="leads out of"):
        diff.between_revisions((made, "HEAD"), Path("data"))


def test_a_tree_that_no_file_system_holds_is_refused(repository: Project) -> None:
    blob = bytes.fromhex(git("hash-object", "-w", "--stdin", given=b"x: y\n"))
    tree = b"100644 " + b"a" * 300 + b"\0" + blob
    sub = git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=tree)
    outer = git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=b"40000 data\0" + bytes.fromhex(sub))
    made = git("commit-tree", outer, "-m", "long")
    with pytest.raises(diff.Unusable, match="cannot be copied"):
        diff.between_revisions((made, "HEAD"), Path("data"))


def test_a_folder_with_too_many_files_is_refused(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 5)
    with pytest.raises(diff.Unusable, match="more than 5 files"):
        diff.between_folders(MINI / "data", project.root / "data")


def test_what_lies_beside_a_folder_that_is_not_trusted_is_not_read(project: Project, without_texts: None) -> None:
    project.write("texts/parish-letter.txt", "not to be read")
    found = diff.between_folders(MINI / "data", project.root / "data")
    assert found.after.texts_at_hand == 1
    assert found.after.errors == 0


# ── The command ──────────────────────────────────────────────────────────────────────────────────────────────────────


def run(*arguments: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "sourcebook", "diff", *arguments], capture_output=True, text=True, env=environment
    )


def test_the_command_prints_each_form_and_returns_nought(repository: Project) -> None:
    repository.edit("data/groups/harmonie.yml", "in March 1899", "in April 1899")
    for form, sign in (("text", "[-March-]"), ("markdown", "<del>March</del>"), ("json", '"groups/harmonie/founded"')):
        done = run("--format", form)
        assert (done.returncode, done.stderr) == (0, "")
        assert sign in done.stdout
    assert "<del>March</del>" in run("--from", str(MINI / "data"), "--to", "data", "--format", "markdown").stdout


def test_where_a_side_does_not_load_the_command_still_says_so(repository: Project) -> None:
    repository.write("data/briefing.yml", "title: [")
    done = run()
    assert done.returncode == 0
    assert "does not load" in done.stdout


@pytest.mark.parametrize("arguments", [["nosuch"], ["a", "b", "c"], ["--from", "data"], ["HEAD", "--from", "data", "--to", "data"], ["--from", "nowhere", "--to", "data"]])  # fmt: skip
def test_what_cannot_be_compared_is_an_error_without_a_traceback(repository: Project, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


def test_a_terminal_is_given_no_command_by_the_data(repository: Project) -> None:
    repository.write(b"data/groups/\x1b[31m\xff.yml".decode("utf-8", "surrogateescape"), "x: y")
    for form in ("text", "markdown", "json"):
        done = run("--format", form)
        assert done.returncode == 0
        assert "\x1b" not in done.stdout
