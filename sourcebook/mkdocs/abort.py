"""How a briefing with errors stops a build: its problems are printed, then MkDocs is told to end the build."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence

from mkdocs.exceptions import Abort

from ..checks import catalogue
from ..problems import Problem, errors, print_problems

log = logging.getLogger("mkdocs.plugins.sourcebook")


class BriefingStopped(Abort):
    """A build that ends because the briefing has errors; `problems` are these errors."""

    def __init__(self, message: str, problems: Sequence[Problem]) -> None:
        super().__init__(message)
        self.problems = problems


def stop_on_errors(found: Sequence[Problem]) -> None:
    """Print all problems; raise BriefingStopped if one of them is an error.

    They are printed in MkDocs' log, or, where GitHub Actions runs the build, as annotations on standard output.
    """
    if not found:
        return
    wrong = errors(found)
    lines: list[str] = []
    if os.environ.get("GITHUB_ACTIONS") == "true":
        print_problems(found, "github", lines.append, catalogue.link)
        print("\n".join(lines))
    else:
        print_problems(found, "text", lines.append)
        say = log.error if wrong else log.warning
        say("the briefing has problems\n%s", "\n".join(lines))
    if wrong:
        plural = "s" if len(wrong) != 1 else ""
        raise BriefingStopped(f"Stopped by {len(wrong)} error{plural} in the briefing; nothing was written.", wrong)
