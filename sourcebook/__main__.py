"""The entry point of the command `sourcebook`; `python -m sourcebook` calls it too."""

from __future__ import annotations

from .cli import main
from .cli.shared import PROGRAM


def run() -> None:
    """Run the command that stands in `sys.argv`, and exit with its status."""
    main(prog_name=PROGRAM)


if __name__ == "__main__":
    run()
