"""What runs on a pull request cannot harm: no secrets beside foreign code, no foreign code beside a token that writes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils.yaml import yaml_load

from .conftest import MINI, ROOT

# What `init` writes is held to the same.
STARTER = ROOT / "sourcebook" / "editing" / "starter"
WORKFLOWS = sorted(path for home in (ROOT, STARTER) for path in (home / ".github" / "workflows").glob("*.yml"))
CLAIM_DIFF = ROOT / ".github" / "workflows" / "claim-diff.yml"


def jobs(path: Path) -> dict[str, Any]:
    return yaml_load(path.read_text("utf-8"))["jobs"]


def run(*command: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess:
    env = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", **environ}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=True)


@pytest.mark.parametrize("folder", [ROOT, STARTER], ids=["here", "in a new briefing"])
def test_the_auditor_finds_nothing_at_its_strictest(folder: Path) -> None:
    program = shutil.which("zizmor", path=f"{Path(os.sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run(
        [program, "--offline", "--persona", "auditor", "--no-progress", folder / ".github"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_action_is_pinned_to_a_commit(path: Path) -> None:
    used = re.findall(r"uses: (\S+)", path.read_text("utf-8"))
    assert used
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) for action in used), used


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_job_that_runs_a_pull_request_s_code_may_only_read(path: Path) -> None:
    workflow = yaml_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    triggers = workflow.get("on", workflow.get(True))
    for name, job in workflow["jobs"].items():
        on_main_only = "github.event_name == 'push'" in str(job.get("if", ""))
        if "pull_request" in triggers and not on_main_only:
            assert set(job["permissions"].values()) == {"read"}, name
            assert "secrets." not in str(job)


def test_the_job_that_writes_comments_checks_out_and_runs_the_base_alone() -> None:
    (job,) = jobs(CLAIM_DIFF).values()
    checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout")]
    assert all("ref" not in step["with"] and step["with"]["persist-credentials"] is False for step in checkouts)
    for step in job["steps"]:
        script = step.get("run", "")
        assert "${{" not in script  # what comes from outside comes by the environment
        assert not re.search(r"git (checkout|switch|merge |pull|worktree)", script)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone of a base with a pull request: its data change a claim, its code would leave a mark if it ran."""
    home = tmp_path / "home"
    shutil.copytree(MINI / "data", home / "data")
    shutil.copytree(ROOT / "sourcebook", home / "sourcebook", ignore=shutil.ignore_patterns("__pycache__"))
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    run("git", "init", "-q", "-b", "main", cwd=home)
    run("git", "add", "-A", cwd=home)
    run("git", *identity, "commit", "-qm", "base", cwd=home)
    run("git", "switch", "-qc", "fork", cwd=home)
    claim = home / "data" / "concerts" / "bridge-concert.yml"
    text = claim.read_text("utf-8").replace("the tuba went into the water", "the tuba sang @everyone <b>loudly</b>")
    claim.write_text(text, "utf-8")
    evil = f"open({str(tmp_path / 'ran')!r}, 'w')\n"
    package = home / "sourcebook" / "__init__.py"
    package.write_text(package.read_text("utf-8") + evil, "utf-8")
    (home / "data" / "sitecustomize.py").write_text(evil, "utf-8")
    run("git", "add", "-A", cwd=home)
    run("git", *identity, "commit", "-qm", "change", cwd=home)
    run("git", "update-ref", "refs/pull/7/head", "HEAD", cwd=home)
    run("git", "switch", "-q", "main", cwd=home)
    run("git", "clone", "-q", str(home), str(tmp_path / "clone"), cwd=tmp_path)
    return tmp_path / "clone"


def test_the_comment_is_made_from_the_pull_request_s_data_and_its_code_never_runs(
    repository: Path, tmp_path: Path
) -> None:
    (job,) = jobs(CLAIM_DIFF).values()
    script = next(step["run"] for step in job["steps"] if "sourcebook diff" in step.get("run", ""))
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    (stubs / "make").write_text("#!/bin/sh\n")
    (stubs / "make").chmod(0o755)
    (repository / ".venv" / "bin").mkdir(parents=True)
    command = repository / ".venv" / "bin" / "sourcebook"
    command.write_text(f'#!/bin/sh\nexec {os.sys.executable} -m sourcebook "$@"\n')
    command.chmod(0o755)
    head = run("git", "ls-remote", "origin", "refs/pull/7/head", cwd=repository).stdout.split()[0]
    run(
        "bash",
        "-euo",
        "pipefail",
        "-c",
        script,
        cwd=repository,
        NUMBER="7",
        HEAD_SHA=head,
        RUNNER_TEMP=str(tmp_path),
        PATH=f"{stubs}{os.pathsep}{os.environ['PATH']}",
    )
    comment = (tmp_path / "comment.md").read_text("utf-8")
    assert comment.startswith("<!-- sourcebook: claim diff -->")
    shown = unescape(comment.replace("<wbr>", ""))
    assert "bridge-concert/tuba" in shown
    assert "sang" in shown
    assert "@everyone" not in comment
    assert "<b>loudly" not in comment
    assert not (tmp_path / "ran").exists()


def test_before_a_commit_nothing_is_fetched() -> None:
    hooks = yaml_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert {repo["repo"] for repo in hooks} == {"local"}
    assert {hook["language"] for repo in hooks for hook in repo["hooks"]} == {"system"}


def test_facts_and_code_have_owners_of_their_own() -> None:
    lines = (ROOT / ".github" / "CODEOWNERS").read_text("utf-8").splitlines()
    owners = dict(line.split() for line in lines if line and not line.startswith("#"))
    assert owners["/data/"] == owners["/docs/"] != owners["*"]
