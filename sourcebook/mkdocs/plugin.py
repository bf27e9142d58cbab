"""The plugin `sourcebook` of MkDocs: its events in the order in which it calls them, for both editions of one build.

The default edition is MkDocs' own build. When it is finished, every further edition is built with the same configuration
into a folder of the first (`zh/`), and only then the whole takes the place of the last good site.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from ..i18n.messages import locale_of
from ..model.loading import shown
from ..outputs.markdown import twin_of
from ..problems import Place, Problem
from ..views import root_of
from . import alternates as machines
from . import pages, serving
from .edition import Edition, carried, carry, edition_of, first, stop_on
from .lazy_pages import postpone
from .pages import DataPage, as_title
from .prose import prose_problems
from .publish import swap
from .search_feed import enter, write_index
from .theme_files import COMPILED, list_quickly

THEME = Path(__file__).parents[1] / "theme"


class SourcebookConfig(Config):
    """What mkdocs.yml says of the plugin: `data_dir`, the folder of the facts beside it."""

    data_dir = Type(str, default="data")


class SourcebookPlugin(BasePlugin[SourcebookConfig]):
    """The briefing in `data/` as pages of the site, in every language of the briefing."""

    def on_startup(self, command: str, dirty: bool) -> None:
        """MkDocs says what it was asked to do."""
        if command == "serve":
            serving.begin()

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check the briefing, before mkdocs-macros asks for its macros; then set what differs by edition."""
        edition = carried(config)
        if edition is None:
            edition = first(config, self.config.data_dir)
            carry(config, edition)
            config.site_dir = str(edition.building)
            config.watch += [str(path) for path in _watched(edition)]
        if edition.waiting is not None:
            edition.renderer.compile()  # here: mkdocs-macros cannot say where in a template of ours a slip is
        _require_docs(edition)
        settings = edition.loaded.briefing.settings
        config.docs_dir = str(edition.docs / edition.lang)
        _bring_theme(config)
        list_quickly(config.theme)
        # The theme prints these as they are.
        config.site_name = str(escape(edition.site.say(settings.title)))
        config.site_description = str(escape(edition.site.say(settings.description)))
        config.theme["language"] = _theme_language(config, edition.site.tag)
        _say_in_its_words(config, edition)
        config.edit_uri = f"{edition.edit_uri.rstrip('/')}/{edition.lang}/" if edition.edit_uri else None
        config.extra["alternate"] = edition.languages  # the theme then calls our partial, which has the search too
        return config

    @event_priority(100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages made from data, and a section of the navigation that leads to their indexes."""
        edition = edition_of(config)
        written = [file.src_uri for file in files.documentation_pages()]
        made = pages.files(edition, config)
        _require_free(files, made, edition)
        for file in made:
            files.append(file)
        listed = [file.src_uri for file in made if isinstance(file.page, DataPage) and file.page.planned.listed]
        nav = config.nav if config.nav is not None else sorted(written, key=lambda uri: (uri != "index.md", uri))
        config.nav = [*nav, {str(escape(edition.site.t("nav_facts"))): listed}]
        return files

    @event_priority(100)
    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Read a hand-written page before its macros run: what they could not survive is a problem with a place."""
        edition = edition_of(config)
        if isinstance(page, DataPage):
            return markdown
        if title := page.meta.get("title"):
            page.meta["title"] = as_title(str(title))
        edition.bodies[page.file.src_uri] = markdown
        edition.prose.pop(page.file.src_uri, None)
        wrong = list(prose_problems(edition, page, markdown, config))
        edition.problems += wrong
        return "" if wrong else markdown

    @event_priority(-100)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Behind a hand-written page stand the notes of its claims. Its title is words from here on."""
        edition = edition_of(config)
        if not isinstance(page, DataPage) and page.title:
            page.title = as_title(_plain_title(page))
        notes = edition.prose.get(page.file.src_uri)
        if notes is None or isinstance(page, DataPage):
            return html
        return html + edition.renderer.part("macro_notes", page.url, notes=notes.views)

    def on_nav(self, nav: Any, config: MkDocsConfig, files: Files) -> Any:
        """Pages that are made later need it then."""
        edition_of(config).nav = nav
        return nav

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """All pages are read and none is written: stop here if a hand-written one has a problem."""
        edition = edition_of(config)
        if edition.problems:
            shutil.rmtree(edition.building, ignore_errors=True)
        stop_on(edition.problems)
        edition.addresses = {file.src_uri: file.url for file in files.documentation_pages()}
        for file in files.documentation_pages():
            for target in file.page.links_to_anchors or {}:
                if isinstance(target.page, DataPage):
                    target.page.is_linked_at_anchors = True
        env.bytecode_cache = COMPILED
        if edition.waiting is not None:
            postpone(edition, config, files, env)
        return env

    @event_priority(-100)
    def on_page_context(self, context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
        """Fill a page made from data, tell the theme about the other editions, tell the search what the page says."""
        edition = edition_of(config)
        if isinstance(page, DataPage):
            page.fill()
        if edition.waiting is None:
            enter(edition, page)
            machines.enter(edition, page)
        machines.write_twin(edition, page)
        context["sourcebook"] = _about(edition, page.url, page)
        return context

    def on_template_context(self, context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
        """The same for pages without a place of their own (404): they lead to the home pages. The list of pages is whole
        where some of them wait."""
        edition = edition_of(config)
        context["pages"] = edition.everything or context["pages"]
        context["sourcebook"] = _about(edition, "", None)
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """A page that is written is let go."""
        if isinstance(page, DataPage):
            page.empty()
        return output

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """After the default edition: build the others inside it, then let the whole take its place."""
        edition = edition_of(config)
        if edition.waiting is None:
            write_index(edition, Path(config.site_dir))
            machines.write_lists(edition, Path(config.site_dir))
            if edition.target is not None:
                machines.write_picture(edition, Path(config.site_dir))
        if edition.target is None:
            return
        try:
            for lang in edition.languages[1:]:
                _build_inside(config, edition.other(lang))
            if config.strict and (warned := _warnings()):
                raise Abort(
                    f"Aborted with {warned} warning{'s' * (warned != 1)} in strict mode; the last good site stands."
                )
            if edition.waiting is not None:
                serving.shown.finished(edition.waiting, edition.building)
        except Exception:
            shutil.rmtree(edition.building, ignore_errors=True)
            raise
        swap(Path(config.site_dir), edition.target)
        config.site_dir = str(edition.target)

    def on_serve(self, server: Any, config: MkDocsConfig, builder: Callable[..., None]) -> Any:
        """Under `mkdocs serve`, the server shows what waits, and says in the page what stops a rebuild."""
        serving.Attendant(server, serving.shown)
        return server


def _bring_theme(config: MkDocsConfig) -> None:
    """The package's templates, styles and scripts, between the briefing's own (`custom_dir`) and the theme's."""
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    config.extra_css = ["assets/sourcebook.css", *config.extra_css]
    scripts: list[ExtraScriptValue | str] = []
    for path in ("assets/search.js", "assets/sourcebook.js"):
        script = ExtraScriptValue(path)
        script.defer = True
        scripts.append(script)
    config.extra_javascript = [*scripts, *config.extra_javascript]
    config.extra.setdefault("generator", False)
    if config.theme.get("favicon") in (None, "assets/images/favicon.png"):
        config.theme["favicon"] = "assets/favicon.svg"


def _say_in_its_words(config: MkDocsConfig, edition: Edition) -> None:
    """What the configuration says once for all editions, said in this one's words."""
    palettes = config.theme.get("palette")
    for palette in palettes if isinstance(palettes, list) else []:
        if toggle := palette.get("toggle"):
            toggle["name"] = edition.site.t("to_light" if palette.get("scheme") == "slate" else "to_dark")
    if "toc" in config.markdown_extensions:
        config.mdx_configs.setdefault("toc", {})["permalink_title"] = edition.site.t("permalink_heading")


def _theme_language(config: MkDocsConfig, tag: str) -> str:
    """The language that the theme has words for: the edition's own, the one it is a variant of, or English."""
    names = ["-".join(tag.split("-")[:length]) for length in range(len(tag.split("-")), 0, -1)]
    languages = [Path(folder) / "partials" / "languages" for folder in config.theme.dirs]
    known = {file.stem.lower(): file.stem for folder in languages if folder.is_dir() for file in folder.glob("*.html")}
    return next((known[name.lower()] for name in names if name.lower() in known), "en")


def _watched(edition: Edition) -> list[Path]:
    package = Path(__file__).parents[1]
    return [
        path for path in (edition.loaded.root, edition.docs, package, edition.project / "overrides") if path.is_dir()
    ]


def _require_docs(edition: Edition) -> None:
    """Every language has the same hand-written pages, in a folder of its own."""
    written = {lang: _markdown(edition.docs / lang) for lang in edition.languages}
    everything = set().union(*written.values())
    found = []
    for lang, present in written.items():
        for name in sorted(everything - present):
            other = next(code for code in written if name in written[code])
            says = f"is missing; the page exists in {other}"
            found.append(
                Problem(
                    Place(shown(edition.docs / lang / name)), says, "every_language", "write it in this language too"
                )
            )
    stop_on(found)


def _markdown(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")} if folder.is_dir() else set()


def _require_free(files: Files, made: list[File], edition: Edition) -> None:
    taken = {file.src_uri for file in made}
    found = [
        Problem(
            Place(shown(Path(file.abs_src_path))),
            "a page made from data has this address",
            "one_address_each",
            "rename it",
        )
        for file in files
        if file.src_uri in taken and file.abs_src_path
    ]
    stop_on(found)


def _about(edition: Edition, url: str, page: Page | None) -> dict[str, Any]:
    """What the theme's overrides ask: the edition's tag, the editions of this page, its description."""
    settings = edition.loaded.briefing.settings
    up = "../" * (url.count("/") + edition.root.count("/"))
    editions = [
        {
            "lang": lang,
            "tag": language.tag,
            "name": language.name,
            "href": f"{up}{root_of(settings.default_language, lang)}{url}" or "./",
            "url": f"{edition.home_url.rstrip('/')}/{root_of(settings.default_language, lang)}{url}"
            if edition.home_url
            else "",
            "locale": locale_of(language.tag),
            "current": lang == edition.lang,
        }
        for lang, language in settings.languages.items()
    ]
    of_data = isinstance(page, DataPage)
    described = page.view.description if of_data else edition.site.say(settings.description)
    return {
        "tag": edition.site.tag,
        "editions": editions,
        "default": settings.default_language,
        "title": _title(edition, page),
        "page_title": _plain_title(page) if page else "",
        "description": described,
        "type": "article" if of_data and page.planned.record != "briefing" else "website",
        "picture": {"url": f"{edition.home}{machines.PICTURE}" if edition.home else "", "alt": edition.site.t("picture")},
        "machines": {
            "linked": machines.linked(edition, page) if page else "",
            "twin": twin_of(url) if page else "",
            "twin_name": edition.site.t("as_markdown"),
            "feed": machines.FEED if machines.has_feed(edition) else "",
            "feed_name": edition.site.t("feed"),
            "list": machines.LLMS,
        },
        "lost": {
            "title": edition.site.t("lost"),
            "text": edition.site.t("lost_text"),
            "all": edition.site.t("everything"),
        },
        "find": {
            "label": edition.site.t("find"),
            "placeholder": edition.site.t("find_placeholder"),
            "close": edition.site.t("find_close"),
            "results": edition.site.t("find_results"),
            "found": edition.site.t("find_found", n="{n}"),
            "none": edition.site.t("find_none"),
            "more": edition.site.t("find_more", n="{n}"),
        },
    }


def _plain_title(page: Page) -> str:
    """A page's title as words. MkDocs and the theme take a title for HTML."""
    return page.view.title if isinstance(page, DataPage) else Markup(page.title or "").striptags()


def _title(edition: Edition, page: Page | None) -> str:
    """What the window is called: the page and the site; the site alone for the home page and pages without a place."""
    site = edition.site.say(edition.loaded.briefing.settings.title)
    own = _plain_title(page) if page and ((page.meta or {}).get("title") or not page.is_homepage) else ""
    return f"{own} - {site}" if own else site


def _build_inside(config: MkDocsConfig, edition: Edition) -> None:
    url = f"{config.site_url.rstrip('/')}/{edition.root}" if config.site_url else ""
    other = load_config(
        config_file=config.config_file_path,
        site_dir=str(Path(config.site_dir) / edition.lang),
        site_url=url,
        strict=config.strict,
        use_directory_urls=config.use_directory_urls,
    )
    carry(other, edition)
    other.plugins.on_startup(command="build", dirty=False)
    build(other)


def _warnings() -> int:
    """How many warnings MkDocs has counted so far in a strict build."""
    handlers = (h for h in logging.getLogger("mkdocs").handlers if isinstance(h, CountHandler))
    return sum(count for handler in handlers for _, count in handler.get_counts())
