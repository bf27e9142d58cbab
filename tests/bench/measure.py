"""What a command costs: its seconds and its peak memory, each run in processes of its own.

`measured` starts this module as a program, which starts the command and waits: the operating system keeps the peak
memory of the children that a process has waited for, so every command needs a waiting process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import NamedTuple

from .project import ROOT

PER_MIB = 1 << 20 if sys.platform == "darwin" else 1 << 10  # getrusage counts bytes there, KiB elsewhere


class Cost(NamedTuple):
    """Seconds from start to end, and peak memory in MiB."""

    seconds: float
    mib: float


class Failed(Exception):
    """A command that ended with an error; its last words."""


def measured(*command: str) -> Cost:
    """A Python command line (as `-m mkdocs build`), run from the project's root → its Cost. Failed if it fails."""
    waiting = [sys.executable, "-m", __name__, sys.executable, *command]
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    found = subprocess.run(waiting, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    if found.returncode:
        raise Failed("\n".join((found.stdout + found.stderr).splitlines()[-20:]))
    return Cost(*json.loads(found.stdout.splitlines()[-1]))


def _wait_for(command: list[str]) -> int:
    """Run a command; if it succeeds, print [seconds, MiB] as the last line → its exit status."""
    import resource

    start = time.perf_counter()
    status = subprocess.run(command, check=False).returncode
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    if status == 0:
        print(json.dumps([seconds, peak / PER_MIB]))
    return status


if __name__ == "__main__":
    sys.exit(_wait_for(sys.argv[1:]))
