"""Git, asked about a repository and never changing it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class GitMissing(Exception):
    """There is no git here that can be run."""


def git_output(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What a git command prints, run in a folder, with `given` on its standard input; None where the command fails.
    GitMissing where there is no git.

    Whatever the repository and its owner have configured, the answer is the same: replaced objects, monitors of the work
    tree, quoting of names and the language of messages play no part, and no lock is taken.
    """
    command = ["git", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            [*command, "-C", str(folder), *arguments], input=given, capture_output=True, env=environment, check=False
        )
    except OSError:
        raise GitMissing from None
    except ValueError:  # an argument with a NUL in it, which no command can be given
        return None
    return done.stdout if done.returncode == 0 else None
