"""The briefing is sound: the data pass every rule, and the site builds without a warning, in every language."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BRIEFING = Path(__file__).parents[1]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a Python program in the briefing's folder: `run("sourcebook", "check")`."""
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=BRIEFING, capture_output=True, encoding="utf-8", check=False
    )


def test_the_data_pass_every_rule() -> None:
    done = run("sourcebook", "check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_data_are_in_canonical_form() -> None:
    done = run("sourcebook", "format", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    site = tmp_path / "site"
    done = run("mkdocs", "build", "--strict", "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (site / "index.html").is_file()
