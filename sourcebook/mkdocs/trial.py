"""`python -m sourcebook.mkdocs.trial ENGINE CONFIG`: try out our Python (restart.py calls this).

Builds the site as `mkdocs serve` would, in a folder that is removed. Ends with 0 if that succeeds. Otherwise it ends with 1,
and the last line of standard output is a JSON list of what is wrong: the fields of each Mistake.
"""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
from pathlib import Path

from .mistakes import of_exception


def main(engine: str, config_file: str) -> int:
    """Build with the configuration file → the exit code. `engine` is the name of the program: mkdocs or properdocs."""
    try:
        _build(engine, config_file)
    except (Exception, SystemExit) as reason:
        print(json.dumps(of_exception(reason)))
        return 1
    return 0


def _build(engine: str, config_file: str) -> None:
    importlib.import_module(f"{engine}.__main__")  # ProperDocs then gives its modules under the name of MkDocs, too
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    with tempfile.TemporaryDirectory() as folder:
        config = load_config(config_file, site_dir=str(Path(folder) / "site"))
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
