"""The doorway that MkDocs opens (`hooks:` in mkdocs.yml). It finds the package, whatever the working directory is."""

import os
import sys
from pathlib import Path

# Material prints a notice about MkDocs 2 into every build; this project pins MkDocs 1.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

from macros.adapter.events import (  # noqa: E402, F401
    on_config,
    on_env,
    on_files,
    on_nav,
    on_page_content,
    on_page_context,
    on_page_markdown,
    on_post_build,
    on_post_page,
    on_serve,
    on_startup,
    on_template_context,
)
