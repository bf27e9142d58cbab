"""The plugin `sourcebook` of MkDocs: its events, in the order in which MkDocs calls them.

The default edition is MkDocs' own build. When it is finished, every other edition is built with the same configuration into
a folder of the first (`zh/`); then the whole site takes the place of the last good one.

MkDocs keeps one instance of the plugin as long as it runs, because the plugin has `on_startup`: for all editions of a build,
and under `mkdocs serve` for all builds. What must outlive a build is held by this instance. What belongs to one build of
one edition is held by an EditionBuild, which is attached to the configuration of that build.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, cast

import mkdocs
from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from ..checks import Memory
from ..outputs.templates import Templates
from . import editions, extra_files, internals, pages
from .abort import stop_on_errors
from .configuration import configure_build, configure_edition
from .edition import attach, attached, build_of, load_default_edition
from .lazy_pages import defer_files
from .pages import DataPage, as_title
from .prose import prose_problems
from .restart import RESTARTED, CodeFiles, code_paths, start_again
from .server import ServedSite, SiteServer
from .theme_context import plain_title, theme_context
from .theme_files import CompiledTemplates, ThemeFiles
from .written_pages import require_every_language, require_free_addresses

log = logging.getLogger("mkdocs.plugins.sourcebook")
engine_log = logging.getLogger(internals.ENGINE)


class SourcebookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves __init_subclass__ without types
    """What mkdocs.yml says of the plugin: `data_dir`, the folder of the facts beside it."""

    data_dir = Type(str, default="data")


class SourcebookPlugin(BasePlugin[SourcebookConfig]):  # type: ignore[no-untyped-call]  # as above
    """The briefing in `data/` as pages of the site, in every language of the briefing.

    The next edition and the next build use again: `memory`, what has been read and proved; `templates`, those of the
    package; `compiled`, the templates of the theme; `theme_files`, the names of its files.

    `served` is what a running server shows, and None in a plain build. `warnings` counts the warnings of a build, and
    `building` is the folder of the build that is going on.
    """

    def __init__(self) -> None:
        self.memory = Memory()
        self.compiled = CompiledTemplates()
        self.templates = Templates()
        self.theme_files = ThemeFiles()
        self.served: ServedSite | None = None
        self.server: SiteServer | None = None
        self.code: CodeFiles | None = None
        self.warnings = CountHandler()
        self.building: Path | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what MkDocs was asked to do. Abort, if it lacks a name that we need."""
        if lacking := internals.missing():
            told = "; ".join(f"{name.name}: {name.without}" for name in lacking)
            raise Abort(f"{internals.ENGINE} {mkdocs.__version__} lacks what the plugin sourcebook needs ({told}).")
        # Without live reload MkDocs does not offer its server to plugins, so nothing can be made when it is asked for.
        if command == "serve" and "--no-livereload" not in sys.argv:
            self.served = ServedSite()

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check the briefing, before mkdocs-macros asks for its macros; then set what differs by edition."""
        build = attached(config)
        if build is None:
            self._count_warnings()
            self.code = self.code or CodeFiles(code_paths(config))
            folder, defer = self.config.data_dir, self.served is not None
            build = load_default_edition(config, folder, self.memory, self.templates, defer=defer)
            attach(config, build)
            self.building = build.folders.building
            configure_build(config, build)
        if build.deferred is not None:
            self.templates.compile()  # here: mkdocs-macros cannot say which line of a template of ours is wrong
        require_every_language(build)
        configure_edition(config, build)
        self.theme_files.use_for(config.theme)
        return config

    @event_priority(100)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the pages made from data, and a section of the navigation that leads to their indexes."""
        build = build_of(config)
        written = [file.src_uri for file in files.documentation_pages()]
        made = pages.files(build, config)
        require_free_addresses(files, made)
        for file in made:
            files.append(file)
        config.nav = pages.navigation(build, config.nav, written, made)
        return files

    @event_priority(100)
    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Read a hand-written page before its macros run: what would stop them is a problem with file and line."""
        build = build_of(config)
        if isinstance(page, DataPage):
            return markdown
        if title := page.meta.get("title"):
            page.meta["title"] = as_title(str(title))
        build.written.bodies[page.file.src_uri] = markdown
        build.written.notes.pop(page.file.src_uri, None)
        wrong = list(prose_problems(build, page, markdown, config))
        build.written.problems += wrong
        return "" if wrong else markdown

    @event_priority(-100)
    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the notes of its claims under a hand-written page. From here on, its title is plain text."""
        build = build_of(config)
        if not isinstance(page, DataPage) and page.title:
            page.title = as_title(plain_title(page))
        notes = build.written.notes.get(page.file.src_uri)
        if notes is None or isinstance(page, DataPage):
            return html
        return html + build.renderer.part("macro_notes", page.url, notes=notes.views)

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for the pages that are made later."""
        build_of(config).nav = nav
        return nav

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """All pages are read and none is written: stop here if a hand-written one has a problem."""
        build = build_of(config)
        stop_on_errors(build.written.problems)
        for page in internals.pages_linked_at_anchors(files):
            if isinstance(page, DataPage):
                page.is_linked_at_anchors = True
        env.bytecode_cache = self.compiled
        if build.deferred is None:
            build.files = extra_files.of_edition(build)
        else:
            defer_files(build, build.deferred, config, files, env)
        return env

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Fill a page made from data; make the files beside MkDocs' own pages of it; tell the theme about it."""
        build = build_of(config)
        if isinstance(page, DataPage):
            page.fill()
        for file in build.files.values():
            if file.enter is not None:
                file.enter(page)
        for write in extra_files.beside_page(build, page).values():
            write(Path(page.file.dest_dir))
        return _with_theme_context(context, theme_context(build, page))

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The same for pages without an address of their own (404), and for sitemap.xml, which lists all pages."""
        build = build_of(config)
        context["pages"] = build.all_pages or context["pages"]
        return _with_theme_context(context, theme_context(build, None))

    @event_priority(-100)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Free the memory of a page that has been written."""
        if isinstance(page, DataPage):
            page.empty()
        return output

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the files about the whole edition; after the default one, build the others and publish the site."""
        build = build_of(config)
        for file in build.files.values():
            file.write(Path(config.site_dir))
        if build.is_default:
            editions.finish_site(config, build, self.warnings, self.served)
            self._build_ended()

    def on_build_error(self, *, error: Exception) -> None:
        """Remove what a build that failed has written."""
        if self.building is not None:
            shutil.rmtree(self.building, ignore_errors=True)
        self._build_ended()
        if os.environ.get(RESTARTED) and self.served is not None and self.served.builds == 0:
            log.error("The first build after the restart failed. Mend it, then start the server again.")

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Let the server make files when they are asked for, and say in the page what stops a rebuild."""
        if self.served is not None and self.code is not None:
            self.server = SiteServer(server, self.served, self.code, config.config_file_path)
        return server

    @event_priority(-100)
    def on_shutdown(self) -> None:
        """Start the program again if our Python has changed; MkDocs has closed the port by now."""
        if self.server is not None and self.server.restarting:
            shutil.rmtree(self.server.folder, ignore_errors=True)
            start_again()

    def _count_warnings(self) -> None:
        """Count the warnings of MkDocs and all plugins from now on."""
        self._build_ended()
        self.warnings = CountHandler(level=logging.WARNING)
        engine_log.addHandler(self.warnings)

    def _build_ended(self) -> None:
        engine_log.removeHandler(self.warnings)
        self.building = None


def _with_theme_context(context: TemplateContext, ours: dict[str, object]) -> TemplateContext:
    """MkDocs' context for a template, and ours in it. MkDocs declares the keys of its own only."""
    cast(dict[str, object], context)["sourcebook"] = ours
    return context
