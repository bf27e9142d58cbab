"""What the theme's templates (theme/) are told about a page and its edition, under the name `sourcebook`."""

from __future__ import annotations

from markupsafe import Markup
from mkdocs.structure.pages import Page

from ..i18n.messages import locale_of
from ..outputs.atom import PATH as FEED
from ..outputs.llms import LLMS
from ..outputs.markdown import twin_of
from ..views import root_of
from . import alternates
from .edition import EditionBuild
from .pages import DataPage


def theme_context(build: EditionBuild, page: Page | None) -> dict[str, object]:
    """A page, or None for one without an address of its own (404) → what the templates ask for.

    `tag` is the edition's BCP 47 tag, `default` the code of the default language. All words are plain text; the templates
    escape them.
    """
    say, settings = build.edition.say, build.edition.briefing.settings
    view = page.view if isinstance(page, DataPage) else None
    is_article = isinstance(page, DataPage) and page.planned.record != "briefing"
    picture = f"{build.web.home}{alternates.PICTURE}" if build.web.home else ""
    return {
        "tag": build.edition.tag,
        "editions": _editions(build, page.url if page else ""),
        "default": settings.default_language,
        "title": _window_title(build, page),
        "page_title": plain_title(page) if page else "",
        "description": view.description if view else say(settings.description),
        "type": "article" if is_article else "website",
        "picture": {"url": picture, "alt": build.edition.t("picture")},
        "machines": _alternates(build, page),
        "lost": _words(build, title="lost", text="lost_text", all="everything"),
        "find": {
            **_words(
                build,
                label="find",
                placeholder="find_placeholder",
                close="find_close",
                results="find_results",
                none="find_none",
            ),
            # The script puts the number in.
            "found": build.edition.t("find_found", n="{n}"),
            "more": build.edition.t("find_more", n="{n}"),
        },
    }


def plain_title(page: Page) -> str:
    """A page's title as plain text. MkDocs and the theme take a title for HTML."""
    if isinstance(page, DataPage) and page.view is not None:
        return page.view.title
    return Markup(page.title or "").striptags()


def _editions(build: EditionBuild, url: str) -> list[dict[str, object]]:
    """The same page in every edition; `url` is its path from the edition's root."""
    settings = build.edition.briefing.settings
    up = "../" * (url.count("/") + build.root.count("/"))
    found: list[dict[str, object]] = []
    for lang, language in settings.languages.items():
        path = f"{root_of(settings.default_language, lang)}{url}"
        found.append(
            {
                "lang": lang,
                "tag": language.tag,
                "name": language.name,
                "href": f"{up}{path}" or "./",
                "url": f"{build.web.home}{path}" if build.web.home else "",
                "locale": locale_of(language.tag),
                "current": lang == build.lang,
            }
        )
    return found


def _alternates(build: EditionBuild, page: Page | None) -> dict[str, str]:
    """The forms of a page that are made for machines (alternates.py)."""
    return {
        "json_ld": alternates.json_ld(build, page) if page else "",
        "twin": twin_of(page.url) if page else "",
        "twin_name": build.edition.t("as_markdown"),
        "feed": FEED if alternates.has_feed(build) else "",
        "feed_name": build.edition.t("feed"),
        "list": LLMS,
    }


def _words(build: EditionBuild, **names: str) -> dict[str, str]:
    """Interface words of the edition, by the names that the templates use."""
    return {key: build.edition.t(name) for key, name in names.items()}


def _window_title(build: EditionBuild, page: Page | None) -> str:
    """The title of the browser's window: the page and the site; only the site for the home page and for 404."""
    site = build.edition.say(build.edition.briefing.settings.title)
    if page is None or (page.is_homepage and not (page.meta or {}).get("title")):
        return site
    own = plain_title(page)
    return f"{own} - {site}" if own else site
