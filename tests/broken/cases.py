"""A slip for every rule: what is done to the miniature briefing. What `check` then says stands in NAME.txt beside it.

One slip, one message. A new rule needs a case; a test says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from ..conftest import TEXTS, Project

Step = Callable[[Project], object]


def edit(file: str, old: str, new: str) -> Step:
    """Replace a text in a file of the data folder."""
    return lambda project: project.edit(f"data/{file}", old, new)


def cut(file: str, start: str, end: str) -> Step:
    """Take out of a file of the data folder what stands from one text up to another."""

    def step(project: Project) -> None:
        text = (project.root / "data" / file).read_text("utf-8")
        before, found, rest = text.partition(start)
        assert found and end in rest, f"{start!r} to {end!r} is not in {file}"
        project.write(f"data/{file}", before + rest[rest.index(end) :])

    return step


def prose(file: str, old: str, new: str) -> Step:
    """Replace a text in a hand-written page."""
    return lambda project: project.edit(f"docs/{file}", old, new)


def write(file: str, content: str | bytes) -> Step:
    """Write a file of the data folder."""
    return lambda project: project.write(f"data/{file}", content)


def add(file: str, content: str) -> Step:
    """Write something behind what stands in a file of the data folder."""
    return lambda project: project.write(f"data/{file}", (project.root / "data" / file).read_text("utf-8") + content)


def write_page(file: str, content: str) -> Step:
    """Write a hand-written page."""
    return lambda project: project.write(f"docs/{file}", content)


def remove(file: str) -> Step:
    """Delete a file of the data folder."""
    return lambda project: (project.root / "data" / file).unlink()


def remove_page(file: str) -> Step:
    """Delete a hand-written page."""
    return lambda project: (project.root / "docs" / file).unlink()


def rename(file: str, to: str) -> Step:
    """Give a file of the data folder another name."""
    return lambda project: (project.root / "data" / file).rename(project.root / "data" / to)


def link(file: str, to: str) -> Step:
    """Put a symbolic link into the data folder."""
    return lambda project: (project.root / "data" / file).symlink_to(to)


def hash_of(text: str) -> str:
    """The SHA-256 of a text that may only be cited."""
    return hashlib.sha256((TEXTS / text).read_bytes()).hexdigest()


GRIVE = "players/anatole-grive.yml"
ODILE = "players/odile-pervenche.yml"
HARMONIE = "groups/harmonie.yml"
BOIS = "groups/bois.yml"
CUIVRES = "groups/cuivres.yml"
AUDIENCE = "counts/audience.yml"
TAKINGS = "counts/takings.yml"
BRIDGE = "concerts/bridge-concert.yml"
BARGE = "concerts/barge-concert.yml"
REHEARSAL = "concerts/first-rehearsal.yml"
REGISTER = "sources/registre.yml"
LETTER = "sources/parish-letter.yml"
TRAVELLER = "sources/traveller.yml"
WHO = "questions/who-conducted.yml"
WHERE = "questions/where-is-the-tuba.yml"
CERTAIN = "questions/is-the-date-certain.yml"

EMPTY_PLAYER = "name: {fr: Anatole Grive, en: Anatole Grive, zh: 格里夫}\ntranslated: [zh]\n"

# The file cannot be read as YAML that is plain enough.
READING: dict[str, list[Step]] = {
    "tab": [edit(REHEARSAL, "  weekly:", "\tweekly:")],
    "tab-inside": [edit(REHEARSAL, "    topic: music", "    topic:\tmusic\n\t  more: x")],
    "duplicate-key": [edit(REHEARSAL, "    topic: music", "    topic: music\n    topic: money")],
    "duplicate-claim": [add(REHEARSAL, "  weekly:\n    says: {fr: On joue., en: They play., zh: 大家演奏。}\n")],
    "not-utf-8": [write(REHEARSAL, "name: {fr: Répétition}\n".encode("latin-1"))],
    "symlink": [link("players/someone.yml", "anatole-grive.yml")],
    "symlinked-kind": [link("texts-elsewhere", "texts")],
    "symlinked-briefing": [rename("briefing.yml", "elsewhere.txt"), link("briefing.yml", "elsewhere.txt")],
    "symlinked-words": [rename("words.yml", "elsewhere.txt"), link("words.yml", "elsewhere.txt")],
    "too-large": [add(REHEARSAL, "# " + "la la " * 200_000)],
    "too-deep": [edit(REHEARSAL, "topic: music", "topic: " + "[" * 13 + "music" + "]" * 13)],
    "far-too-deep": [write(REHEARSAL, "[" * 100_000)],
    "anchor": [edit(REHEARSAL, "topic: music", "topic: &m music")],
    "alias": [edit(REHEARSAL, "topic: music", "topic: *m")],
    "merge-key": [edit(REHEARSAL, "topic: music", "<<: {topic: music}")],
    "tag": [edit(REHEARSAL, "topic: music", "topic: !!python/name:os.system music")],
    "local-tag": [edit(REHEARSAL, "topic: music", "topic: !important music")],
    "two-documents": [add(REHEARSAL, "---\nname: {fr: x, en: x, zh: x}\n")],
    "empty-file": [write(REHEARSAL, "")],
    "only-a-comment": [write(REHEARSAL, "# later\n")],
    "nothing-after-a-document-mark": [write(REHEARSAL, "---\n")],
    "list-for-a-record": [write(REHEARSAL, "- name\n- claims\n")],
    "text-for-a-record": [write(REHEARSAL, "just some words\n")],
    "control-character": [edit(REHEARSAL, "topic: music", "topic: mu\x07sic")],
    "bidi-character": [edit(REHEARSAL, "topic: music", "topic: mu\u202esic")],
    "zero-width-character": [edit(REHEARSAL, "topic: music", "topic: mu\u200bsic")],
    "line-separator": [edit(REHEARSAL, "topic: music", "topic: mu\u2028sic")],
    "full-width-colon": [edit(REHEARSAL, "topic: music", "topic：music")],
    "full-width-colon-first": [write(REHEARSAL, "name：\n")],
    "full-width-colon-in-braces": [edit(BARGE, "fr: Concert de la péniche", "fr：Concert de la péniche")],
    "no-break-space": [edit(REHEARSAL, "topic: music", "topic:\u00a0music")],
    "no-space-after-colon": [edit(REHEARSAL, "topic: music", "topic:music")],
    "colon-in-a-text": [edit(REHEARSAL, "fr: On répète", "fr: On répète : une fois")],
    "colon-and-space-in-a-text": [edit(REHEARSAL, "en: There is", "en: Note: there is")],
    "open-quote": [edit(REHEARSAL, "fr: On répète", 'fr: "On répète')],
    "list-as-key": [edit(REHEARSAL, "topic: music", "? [topic]\n    : music")],
    "begins-with-a-link": [
        edit(BRIDGE, '"[[players/anatole-grive]] held the baton."', "[[players/anatole-grive]] held it.")
    ],
    "only-a-link": [edit(BOIS, 'en: "[[groups/bois]]"', "en: [[groups/bois]]")],
    "begins-with-a-star": [edit(REHEARSAL, "en: There is", "en: *There* is")],
    "begins-with-an-at-sign": [edit(REHEARSAL, "en: There is", "en: @There is")],
    "wrong-indent": [edit(REHEARSAL, "    topic: music", "   topic: music")],
    "comma-in-braces": [edit(BARGE, "en: Barge Concert", "en: Barge, Concert")],
    "no-space-after-colon-in-braces": [edit(REHEARSAL, "{source: registre", "{source:registre")],
    "no-colon": [edit(REHEARSAL, "topic: music", "topic music")],
    "no-colon-above-more": [edit(REHEARSAL, "    says:\n", "    says\n")],
    "line-too-far-to-the-left": [edit(BOIS, "    topic: music", "   topic: music")],
    "line-too-far-to-the-right": [edit(REHEARSAL, "      fr: On", "       fr: On")],
    "bracket-left-open": [edit(REHEARSAL, "translated: [fr, en, zh]", "translated: [fr, en, zh")],
    "brace-left-open": [edit(REHEARSAL, 'at: "3.2"}', 'at: "3.2"')],
    "dash-missing": [
        edit(WHO, "about: [concerts/bridge-concert]", "about:\n  - concerts/bridge-concert\n    groups/bois")
    ],
    "marks-of-a-merge": [edit(REHEARSAL, "    topic: music", "<<<<<<< HEAD\n    topic: music\n=======\n>>>>>>> other")],
    "number-sign-in-a-text": [edit(REHEARSAL, "en: There is a", "en: There is #1 a")],
    "nothing-in-words": [edit(REHEARSAL, "topic: music", "topic: null")],
    "radical-for-a-character": [edit(REHEARSAL, "zh: 每周排练一次", "zh: 每周排练\u2f00次")],
    "accent-apart": [edit(REHEARSAL, "fr: On répète", "fr: On re\u0301pète")],
    "joiner-in-a-word": [edit(REHEARSAL, "topic: music", "topic: mu\u200dsic")],
}

# It is YAML, but not the shape of a record.
SHAPE: dict[str, list[Step]] = {
    "unknown-key": [edit(REHEARSAL, "    topic: music", "    topick: quarrel\n    topic: music")],
    "misspelt-key": [edit(REHEARSAL, "    topic: music", "    topci: music")],
    "unknown-key-of-a-citation": [edit(REHEARSAL, 'at: "3.2"', 'at: "3.2", page: "4"')],
    "unknown-key-of-a-briefing": [add("briefing.yml", "colours: {fr: bleu}\n")],
    "missing-key": [edit(REHEARSAL, "    topic: music\n", "")],
    "claim-without-source": [edit(REHEARSAL, '    sources:\n      - {source: registre, at: "3.2"}\n', "")],
    "claim-with-no-sources": [edit(REHEARSAL, 'sources:\n      - {source: registre, at: "3.2"}', "sources: []")],
    "source-without-file": [edit(TRAVELLER, "file: traveller.txt\n", "")],
    "source-without-hash": [edit(TRAVELLER, "sha256: ", "# sha256: ")],
    "hash-of-another-form": [edit(TRAVELLER, "sha256: 1e46", "sha256: XX46")],
    "source-without-a-name": [edit(TRAVELLER, "called: ", "# called: ")],
    "source-with-two-names": [edit(TRAVELLER, "called: ", "title: 旅途札记\ncalled: ")],
    "list-for-a-text": [edit(REHEARSAL, "topic: music", "topic: [music]")],
    "text-for-a-list": [edit(REHEARSAL, 'sources:\n      - {source: registre, at: "3.2"}', "sources: registre 3.2")],
    "text-for-a-mapping": [
        edit(REHEARSAL, "name: {fr: Répétition du jeudi, en: Thursday rehearsal, zh: 周四排练}", "name: x")
    ],
    "text-for-a-claim": [edit(REHEARSAL, "claims:\n", "claims:\n  daily: never\n")],
    "list-for-claims": [write(REHEARSAL, "name: {fr: x, en: x, zh: x}\ntranslated: [fr, en, zh]\nclaims: [a]\n")],
    "mapping-for-a-text": [edit(REHEARSAL, "topic: music", "topic: {of: music}")],
    "empty-text": [edit(REHEARSAL, "en: There is a rehearsal once a week.", 'en: " "')],
    "nothing-written": [edit(REHEARSAL, "topic: music", "topic:")],
    "unknown-status": [edit(BARGE, "status: planned", "status: plannned")],
    "unknown-bound": [edit(AUDIENCE, "bound: about", "bound: circa")],
    "unknown-shape": [edit("briefing.yml", "shape: event", "shape: events")],
    "unknown-schema-type": [edit("briefing.yml", "schema: Organization", "schema: Organisation")],
    "schema-type-of-another-shape": [edit("briefing.yml", "    shape: event\n", "    shape: event\n    schema: Person\n")],
    "unknown-measure": [edit(AUDIENCE, "measure: count", "measure: size")],
    "metric-without-unit": [edit(AUDIENCE, "unit: {", "# unit: {")],
    "amount-with-comma": [edit(AUDIENCE, 'amount: "480"', 'amount: "4,80"')],
    "amount-in-full-width-digits": [edit(AUDIENCE, 'amount: "480"', 'amount: "４８０"')],
    "passages-in-full-width-digits": [edit(TRAVELLER, 'passages: "1 2 2 2"', 'passages: "1 2 2 1２"')],
    "impossible-date": [edit(BARGE, "when: ../1924", "when: ../1924-02-30")],
    "date-in-words": [edit(BARGE, "when: ../1924", "when: summer 1924")],
    "date-with-one-digit": [edit(BARGE, "when: ../1924", "when: 1924-7")],
    "end-before-start": [edit(CUIVRES, "when: 1923-07~/1923-08~", "when: 1923-08/1923-07")],
    "open-at-both-ends": [edit(CUIVRES, "when: 1923-07~/1923-08~", "when: ../..")],
    "locator-in-words": [edit(BOIS, 'at: "6.3"', "at: paragraph 6")],
    "locator-backwards": [edit(CUIVRES, 'at: "3.2-3"', 'at: "3.3-2"')],
    "unsafe-key": [edit(REHEARSAL, "  weekly:", "  every week:")],
    "underscore-key": [edit(REHEARSAL, "  weekly:", "  every_week:")],
    "path-for-a-source": [edit(REHEARSAL, "source: registre", "source: ../sources/registre")],
    "path-for-a-file": [edit(TRAVELLER, "file: traveller.txt", "file: ../traveller.txt")],
    "absolute-path-for-a-file": [edit(TRAVELLER, "file: traveller.txt", "file: /etc/passwd")],
    "absolute-address": [edit(BOIS, "different_from: [groups/cuivres]", "different_from: [/groups/cuivres]")],
    "dots-in-an-address": [
        edit(BOIS, "different_from: [groups/cuivres]", "different_from: [groups/../groups/cuivres]")
    ],
    "address-on-the-web": [edit(LETTER, "url: https://", "url: javascript://")],
    "bad-language-tag": [edit(TRAVELLER, "language: zh-Hans", "language: Chinese!")],
    "bad-passages": [edit(TRAVELLER, 'passages: "1 2 2 2"', 'passages: "1, 2, 2, 2"')],
    "no-passages": [edit(TRAVELLER, 'passages: "1 2 2 2"', "passages:")],
    "briefing-without-languages": [
        edit(
            "briefing.yml",
            "  fr: {name: Français, tag: fr}\n  en: {name: English, tag: en-GB}\n  zh: {name: 中文, tag: zh-Hans}\n",
            "",
        ),
        edit("briefing.yml", "languages:\n", "languages: {}\n"),
    ],
    "two-missing-keys": [edit(REHEARSAL, '    topic: music\n    sources:\n      - {source: registre, at: "3.2"}', "")],
    "key-that-left-its-record": [
        edit(
            REHEARSAL,
            '    sources:\n      - {source: registre, at: "3.2"}',
            '  sources:\n    - {source: registre, at: "3.2"}',
        )
    ],
    "published-over-an-interval": [edit(LETTER, "published: 1923-08", "published: 1923-08/1923-09")],
    "kind-with-a-mistyped-name": [edit("briefing.yml", "  players:\n    name:", "  palyers:\n    name:")],
    "language-with-a-mistyped-code": [edit("briefing.yml", "  en: {name: English", "  em: {name: English")],
    "label-that-is-a-text": [edit("briefing.yml", "label: [fr, en]", "label: fr")],
}

# Folders and files.
FILES: dict[str, list[Step]] = {
    "no-briefing": [remove("briefing.yml")],
    "unknown-kind": [write("player/someone.yml", EMPTY_PLAYER)],
    "undeclared-kind": [write("rivers/mirette.yml", EMPTY_PLAYER)],
    "yaml-ending": [rename(REHEARSAL, "concerts/first-rehearsal.yaml")],
    "capital-ending": [rename(REHEARSAL, "concerts/first-rehearsal.YML")],
    "no-ending": [write("concerts/notes", "remember the tuba\n")],
    "folder-in-a-kind": [write("concerts/1923/bridge.yml", EMPTY_PLAYER)],
    "record-at-the-top": [write("someone.yml", EMPTY_PLAYER)],
    "reserved-id": [write("players/con.yml", EMPTY_PLAYER)],
    "reserved-id-with-ending": [write("players/aux.first.yml", EMPTY_PLAYER)],
    "index-id": [write("players/index.yml", EMPTY_PLAYER)],
    "dots-for-an-id": [write("players/a..b.yml", EMPTY_PLAYER)],
    "space-in-an-id": [write("players/some one.yml", EMPTY_PLAYER)],
    "letters-of-another-script": [write("players/佩文什.yml", EMPTY_PLAYER)],
    "hyphen-first": [write("players/-x.yml", EMPTY_PLAYER)],
    "addresses-that-differ-in-case": [write("players/Anatole-Grive.yml", EMPTY_PLAYER)],
    "kind-that-the-site-needs": [
        edit(
            "briefing.yml",
            "  players:\n    name:",
            "  search: {name: {fr: R, en: S, zh: 搜}, plural: {fr: R, en: S, zh: 搜}}\n  players:\n    name:",
        )
    ],
    "kind-called-like-a-language": [
        edit(
            "briefing.yml",
            "  players:\n    name:",
            "  en: {name: {fr: R, en: S, zh: 搜}, plural: {fr: R, en: S, zh: 搜}}\n  players:\n    name:",
        )
    ],
}

# The rules over the whole briefing.
RULES: dict[str, list[Step]] = {
    "unclosed-link": [edit(REHEARSAL, "en: There is", "en: In [[groups/bois there is")],
    "link-in-one-bracket": [edit(REHEARSAL, "en: There is", "en: For [groups/bois] there is")],
    "link-in-markdown": [edit(REHEARSAL, "en: There is", "en: For [the Woodwind](groups/bois) there is")],
    "link-in-chinese-brackets": [edit(REHEARSAL, "zh: 每周", "zh: 【【groups/bois】】每周")],
    "link-without-words": [edit(REHEARSAL, "en: There is", "en: For [[groups/bois|]] there is")],
    "link-in-a-name": [edit(REHEARSAL, "en: Thursday rehearsal", 'en: "[[groups/bois]] rehearsal"')],
    "unknown-link": [edit(REHEARSAL, "en: There is", "en: In [[groups/boys]] there is")],
    "unknown-link-in-by": [
        edit(BOIS, 'fr: "[[groups/bois]]", en: "[[groups/bois]]"', 'fr: "[[groups/bois]]", en: "[[groups/boit]]"')
    ],
    "unknown-link-in-a-question": [edit(WHO, '"[[players/odile-pervenche|The', '"[[players/odile-pervence|The')],
    "unknown-different-from": [edit(BOIS, "different_from: [groups/cuivres]", "different_from: [groups/cuivre]")],
    "unknown-about": [edit(WHERE, "about: [concerts/bridge-concert]", "about: [concerts/brigde-concert]")],
    "unknown-claim": [edit(CERTAIN, "concerts/bridge-concert/date", "concerts/bridge-concert/dates")],
    "entity-for-a-claim": [edit(CERTAIN, "concerts/bridge-concert/date", "concerts/bridge-concert")],
    "unknown-source": [edit(REHEARSAL, "source: registre", "source: registry")],
    "unknown-source-of-the-only-citation": [
        edit(BARGE, '{source: parish-letter, at: "7.3"}', '{source: parish-leter, at: "7.3"}')
    ],
    "source-not-written-yet": [edit(REHEARSAL, "source: registre", "source: chronicle-of-the-miller")],
    "derived-from-an-unknown-source": [edit(TRAVELLER, "language: zh", "derived_from: registry\nlanguage: zh")],
    "sources-that-derive-from-each-other": [
        edit(TRAVELLER, "language: zh", "derived_from: parish-letter\nlanguage: zh"),
        edit(LETTER, "language: en", "derived_from: traveller\nlanguage: en"),
    ],
    "unknown-source-of-an-alias": [edit(HARMONIE, "sources: [parish-letter]", "sources: [parish-leter]")],
    "unknown-source-of-a-question": [edit(WHERE, "[registre, parish-letter", "[registry, parish-letter")],
    "keys-that-differ-in-case": [
        add(
            REHEARSAL,
            '  Weekly:\n    says: {fr: On joue., en: They play., zh: 大家演奏。}\n    topic: music\n    sources: [{source: registre, at: "3"}]',
        )
    ],
    "former-id-in-use": [edit(ODILE, "former_ids: [la-clarinettiste]", "former_ids: [anatole-grive]")],
    "former-id-given-twice": [edit(GRIVE, "aliases:", "former_ids: [la-clarinettiste]\naliases:")],
    "former-id-that-is-no-address": [edit(ODILE, "[la-clarinettiste]", "[/players/odile]")],
    "former-id-of-a-claim-in-use": [edit(BOIS, "    topic: music\n", "    topic: music\n    former_ids: [reply]\n")],
    "former-id-of-two-claims": [
        edit(BOIS, "    topic: music\n", "    topic: music\n    former_ids: [answer]\n"),
        edit(BOIS, "    topic: quarrel\n", "    topic: quarrel\n    former_ids: [answer]\n"),
    ],
    "link-to-a-former-address": [edit(REHEARSAL, "en: There is", "en: For [[players/la-clarinettiste]] there is")],
    "claim-under-a-former-address": [
        edit(BRIDGE, "bridges_crossed: \"1\"}\n", "bridges_crossed: \"1\"}\n    former_ids: [day]\n"),
        edit(CERTAIN, "bridge-concert/date", "bridge-concert/day"),
    ],
    "source-under-a-former-id": [
        edit(REGISTER, "passages:", "former_ids: [register]\npassages:"),
        edit(REHEARSAL, "source: registre", "source: register"),
    ],
    "one-file-for-two-sources": [
        write(
            "sources/voyageur.yml",
            f"file: traveller.txt\nsha256: {hash_of('traveller.txt')}\n"
            'called: {fr: a, en: b, zh: c}\nlanguage: zh\nkind: record\nrights: cite-only\npassages: "1 2 2 2"\n',
        )
    ],
    "unknown-language": [edit(REHEARSAL, "en: There is", "eng: There is")],
    "unknown-language-of-a-label": [edit("briefing.yml", "label: [fr, en]", "label: [fr, em]")],
    "unknown-language-of-a-translation": [edit(BOIS, "translated: [zh]", "translated: [ch, zh]")],
    "name-missing-in-a-language": [edit(REHEARSAL, ", en: Thursday rehearsal", "")],
    "claim-missing-in-a-language": [edit(REHEARSAL, "      en: There is a rehearsal once a week.\n", "")],
    "topic-missing-in-a-language": [edit("briefing.yml", "fr: Musique, en: Music", "fr: Musique")],
    "reason-missing-in-a-language": [edit(LETTER, "fr: rumeur, en: hearsay", "fr: rumeur")],
    "text-still-to-be-written": [edit(REHEARSAL, "en: There is a rehearsal once a week.", "en: TODO say it")],
    "topic-mistyped-where-it-is-declared": [edit("briefing.yml", "  music: {fr", "  musci: {fr")],
    "property-mistyped-where-it-is-declared": [edit("briefing.yml", "  conducted_by:", "  conducted_yb:")],
    "no-such-language": [edit(HARMONIE, "text: 无息村, lang: zh", "text: 无息村, lang: cn")],
    "alias-in-another-script": [edit(HARMONIE, "text: 无息村, lang: zh", "text: 无息村, lang: en")],
    "different-from-itself": [edit(BOIS, "different_from: [groups/cuivres]", "different_from: [groups/bois]")],
    "named-twice": [
        edit(WHO, "about: [concerts/bridge-concert]", "about: [concerts/bridge-concert, concerts/bridge-concert]")
    ],
    "copied-claim": [
        add(
            REHEARSAL,
            "  monthly:\n    says: {fr: On chante., en: There is a rehearsal once a week., zh: 每月唱歌。}\n"
            '    topic: music\n    sources: [{source: registre, at: "3.2"}]\n',
        )
    ],
    "copied-record": [
        write(
            "players/grive.yml",
            "name: {fr: Anatole Grive, en: Another man, zh: 另一个人}\ntranslated: [fr, en, zh]\n",
        )
    ],
    "claim-on-both-sides": [
        edit(
            WHO,
            "claims: [concerts/bridge-concert/conducted-by-pervenche]",
            "claims: [concerts/bridge-concert/conducted-by-pervenche, players/anatole-grive/denies-the-cold]",
        )
    ],
    "unknown-topic": [edit(REHEARSAL, "topic: music", "topic: musik")],
    "topic-like-no-other": [edit(REHEARSAL, "topic: music", "topic: gardening")],
    "property-of-an-unknown-kind": [
        edit("briefing.yml", "from: [players]\n    to: [text]", "from: [player]\n    to: [text]")
    ],
    "property-to-an-unknown-kind": [
        edit("briefing.yml", "    from: [players]\n    to: [text]", "    from: [players]\n    to: [txet]")
    ],
    "unknown-property": [edit(ODILE, "states: {plays: clarinette}", "states: {play: clarinette}")],
    "property-like-no-other": [edit(ODILE, "states: {plays: clarinette}", "states: {favourite_soup: leek}")],
    "property-of-another-kind": [edit(REHEARSAL, "topic: music", "topic: music\n    states: {plays: flute}")],
    "value-of-another-kind": [
        edit(BOIS, "states: {part_of: groups/harmonie}", "states: {part_of: players/anatole-grive}")
    ],
    "value-that-is-no-entity": [edit(BOIS, "states: {part_of: groups/harmonie}", "states: {part_of: groups/harmony}")],
    "path-for-a-value": [
        edit(BOIS, "states: {part_of: groups/harmonie}", "states: {part_of: groups/../groups/harmonie}")
    ],
    "value-that-is-no-date": [edit(BARGE, "held_on: 1924-07~", "held_on: next summer")],
    "value-that-is-no-amount": [edit(BRIDGE, 'bridges_crossed: "1"', "bridges_crossed: one")],
    "amount-outside-a-metric": [edit(REHEARSAL, "topic: music", 'topic: music\n    amount: "1"')],
    "bound-without-amount": [edit(REHEARSAL, "topic: music", "topic: music\n    bound: about")],
    "glossary-of-an-unknown-kind": [add("briefing.yml", "glossary: {kind: word, topic: music}\n")],
    "glossary-of-an-unknown-topic": [add("briefing.yml", "glossary: {kind: players, topic: musik}\n")],
    "chart-of-an-unknown-entity": [edit("briefing.yml", "root: groups/harmonie", "root: groups/harmony")],
    "chart-of-an-unknown-property": [edit("briefing.yml", "  beside: [leads]", "  beside: [led]")],
    "chart-of-a-property-that-makes-no-tree": [edit("briefing.yml", "  below: part_of", "  below: at_odds_with")],
    "dispute-with-one-side": [
        cut(WHO, "  grive:\n", "  pervenche:\n"),
        edit(BRIDGE, "    states: {conducted_by: players/anatole-grive}\n", ""),
    ],
    "dispute-without-weighing": [cut(WHO, "weighing:", "prefers:")],
    "gap-without-read": [edit(WHERE, "read: [registre, parish-letter, traveller]\n", "")],
    "gap-with-positions": [
        add(
            WHERE,
            "positions:\n  mud:\n    says: {fr: On joue., en: They play., zh: 大家演奏。}\n    claims: [concerts/bridge-concert/tuba]\n",
        )
    ],
    "settled-without-positions": [
        write(CERTAIN, "asks: {fr: Sûr ?, en: Sure?, zh: 确定吗？}\nanswer: settled\n"),
    ],
    "prefers-unknown": [edit(WHO, "prefers: pervenche", "prefers: pervence")],
    "circle": [
        add(
            HARMONIE,
            "  part-of-a-part:\n    says: {fr: On joue., en: They play., zh: 大家演奏。}\n    topic: music\n"
            '    states: {part_of: groups/bois}\n    sources: [{source: registre, at: "2.2"}]\n',
        )
    ],
    "part-of-itself": [edit(BOIS, "states: {part_of: groups/harmonie}", "states: {part_of: groups/bois}")],
    "contradiction": [edit(WHO, "concerts/bridge-concert/conducted-by-grive, ", "")],
    "contradiction-in-one-position": [
        edit(
            WHO,
            "claims: [concerts/bridge-concert/conducted-by-pervenche]",
            "claims: [players/odile-pervenche/clarinet]",
        ),
        edit(WHO, "conducted-by-grive, ", "conducted-by-grive, concerts/bridge-concert/conducted-by-pervenche, "),
    ],
    "contradicting-holders": [edit(ODILE, "states: {leads: groups/bois}", "states: {leads: groups/harmonie}")],
    "contradicting-amounts": [edit(AUDIENCE, "    bound: at-least\n", "")],
}

# Sentences that are not as their language writes them.
WORDING: dict[str, list[Step]] = {
    "text-to-be-written": [edit(REHEARSAL, "en: There is a rehearsal once a week.", "en: TODO")],
    "text-of-signs": [edit(REHEARSAL, "en: There is a rehearsal once a week.", "en: …")],
    "untranslated": [edit(REHEARSAL, "zh: 每周排练一次。", "zh: There is a rehearsal once a week.")],
    "languages-in-each-others-place": [
        edit(
            REHEARSAL,
            "en: There is a rehearsal once a week.\n      zh: 每周排练一次。",
            "en: 每周排练一次。\n      zh: There is a rehearsal once a week.",
        )  # fmt: skip
    ],
    "cyrillic-letter-in-a-word": [edit(REHEARSAL, "en: There is", "en: Th\u0435re is")],
    "cyrillic-letter-in-the-name-of-a-language": [edit("briefing.yml", "name: English", "name: Engl\u0456sh")],
    "unit-that-counts-nothing": [edit(AUDIENCE, "unit: {fr: personnes,", 'unit: {fr: "?",')],
    "answer-that-breaks-off": [edit("questions/who-conducted.yml", "The baker, as ever.", "The")],
    "variation-selector-behind-a-sign": [edit(AUDIENCE, "en: people", "en: \"%\ufe0f\"")],
    "sentence-that-breaks-off": [edit(REHEARSAL, "once a week.", "once a")],
    "ascii-comma-in-chinese": [edit(REHEARSAL, "zh: 每周排练", "zh: 每周,排练")],
    "chinese-comma-in-english": [edit(REHEARSAL, "en: There is", "en: Here， there is")],
    "word-that-stands-twice": [edit(REHEARSAL, "en: There is a", "en: There is a a")],
    "two-spaces": [edit(REHEARSAL, "en: There is", "en: There  is")],
    "quote-without-its-other": [edit(REHEARSAL, "en: There is a", 'en: There is "a')],
    "curly-quotes-around-a-text": [
        edit(REHEARSAL, "en: There is a rehearsal once a week.", "en: “There is a rehearsal once a week.”")
    ],
}

# What the texts prove, and what the recorded shape proves without them.
PROOF: dict[str, list[Step]] = {
    "text-that-is-not-utf-8": [
        write("texts/registre.txt", "Registre de l'Harmonie de Sansouffle, fond\xe9e".encode("latin-1"))
    ],
    "text-that-may-not-lie-here": [write("texts/traveller.txt", (TEXTS / "traveller.txt").read_bytes())],
    "open-text-without-licence": [edit(REGISTER, "licence: CC0-1.0\n", "")],
    "licence-of-a-text-that-may-only-be-cited": [
        edit(LETTER, "rights: cite-only", "rights: cite-only\nlicence: CC0-1.0")
    ],
    "text-of-another-name": [edit(TRAVELLER, "file: traveller.txt", "file: traveler.txt")],
    "set-aside-twice": [edit(LETTER, '  "8": {fr', '  "8.1": {fr: titre, en: title, zh: 标题}\n  "8": {fr')],
    "hash-that-differs": [edit(TRAVELLER, "sha256: 1e46", "sha256: 0000")],
    "text-that-changed": [lambda project: project.edit("data/texts/registre.txt", "Quelque 240", "Environ 240")],
    "passages-that-differ": [edit(TRAVELLER, 'passages: "1 2 2 2"', 'passages: "1 2 2 3"')],
    "paragraph-past-the-end": [edit(REHEARSAL, 'at: "3.2"', 'at: "30"')],
    "sentence-past-the-end": [edit(REHEARSAL, 'at: "3.2"', 'at: "3.9"')],
    "run-past-the-end": [edit(CUIVRES, 'at: "6.1-2"', 'at: "6.2-7"')],
    "only-citation-past-the-end": [edit(BARGE, 'at: "7.3"', 'at: "7.4"')],
    "set-aside-past-the-end": [edit(LETTER, '"8": {fr', '"9": {fr')],
    "set-aside-that-is-no-locator": [edit(LETTER, '"4.3": {fr', '"four": {fr')],
    "open-passage-in-a-text-read-fully": [edit(LETTER, '  "4.3": {fr: rumeur, en: hearsay, zh: 传言}\n', "")],
    "set-aside-and-cited": [edit(LETTER, '  "4.3": {fr', '  "4.2": {fr: accord, en: chord, zh: 和弦}\n  "4.3": {fr')],
    "quote-not-in-its-passage": [
        edit(CUIVRES, "quote: no longer on speaking terms", "quote: no longer on shouting terms")
    ],
    "quote-in-another-passage": [edit(CUIVRES, "quote: no longer on speaking terms", "quote: calm water")],
    "comma-in-a-quote-in-braces": [
        edit(CUIVRES, "quote: no longer on", "quote: the two halves of the Harmony of Sansouffle, are no longer on")
    ],
    "quote-too-long": [
        edit(
            CUIVRES,
            "quote: no longer on speaking terms",
            'quote: "The Brass and the Woodwind, the two halves of the Harmony of Sansouffle"',
        )
    ],
    "quote-too-long-in-chinese": [
        edit(BRIDGE, "quote: 先是沉默", "quote: 村民们先是沉默，继而热烈鼓掌，仿佛这本来就是曲子的结尾。")
    ],
    "quote-of-a-whole-sentence": [edit(GRIVE, 'at: "5"', 'at: "5", quote: Mr. Grive denies the cold.')],
    "too-many-quotes": [
        edit(BOIS, 'at: "6.3"', 'at: "6.3", quote: a clarinet has never pushed anything'),
        edit(GRIVE, 'at: "5"', 'at: "5", quote: from the first march to the last splash'),
    ],
    "name-that-no-text-prints": [edit(BARGE, "en: Barge Concert", "en: Barge Concerto")],
    "name-of-another-entity": [
        edit(GRIVE, "aliases:\n", "aliases:\n  - {text: Odile Pervenche, lang: fr, sources: [registre]}\n")
    ],
    "date-of-a-source-that-it-does-not-print": [edit(LETTER, "published: 1923-08", "published: 1924-08")],
    "title-of-a-source-that-it-does-not-print": [edit(LETTER, "title: The Sansouffle", "title: The Great Sansouffle")],
    "publisher-of-a-source-that-it-does-not-print": [edit(LETTER, "en: Sansouffle Parish", "en: Parish of Elsewhere")],
    "relation-to-what-no-passage-names": [edit(BOIS, 'at: "2.1-2"', 'at: "2.2"')],
    "alias-that-no-text-prints": [edit(HARMONIE, "text: 无息村", "text: 无声村")],
    "alias-that-its-text-does-not-print": [
        edit(
            GRIVE,
            "text: Mr. Grive, lang: en, sources: [parish-letter]",
            "text: Mr. Grive, lang: en, sources: [registre]",
        )
    ],
    "words-of-a-text": [
        edit(
            BRIDGE,
            "en: With the final chord the tuba went into the water.",
            "en: The tuba fell, and nobody has seen the poor thing from that evening to this.",
        )
    ],
    "words-of-a-text-in-chinese": [
        edit(BRIDGE, "zh: 曲终之际，大号落水。", "zh: 最后一个和弦响起的时候，一只大号滚进了河里，大家都看见了。")
    ],
    "words-of-a-text-in-a-weighing": [
        edit(
            WHO,
            "en: Two witnesses saw her; the register belongs to the baker.",
            "en: He conducted every bar from the first march to the last splash.",
        )
    ],
}

# A claim says no more than its passage, and each language says the same.
FIDELITY: dict[str, list[Step]] = {
    "figure-not-in-its-passage": [
        edit(AUDIENCE, "fr: Le registre compte quelque 240", "fr: Le registre compte quelque 250"),
        edit(AUDIENCE, "en: The register counts about 240", "en: The register counts about 250"),
        edit(AUDIENCE, "zh: 登记簿记载约240", "zh: 登记簿记载约250"),
    ],
    "figure-in-words-not-in-its-passage": [
        edit(REHEARSAL, "fr: On répète une fois", "fr: On répète trois fois"),
        edit(REHEARSAL, "en: There is a rehearsal once", "en: There is a rehearsal three times"),
        edit(REHEARSAL, "zh: 每周排练一次", "zh: 每周排练三次"),
    ],
    "amount-not-in-its-passage": [edit(TAKINGS, 'amount: "86.50"', 'amount: "865.0"')],
    "date-not-in-its-passage": [
        edit(
            BRIDGE,
            '    when: 1923-07-14\n    sources:\n      - {source: registre, at: "4.1"}\n  conducted-by-grive',
            '    when: 1923-08\n    sources:\n      - {source: registre, at: "4.1"}\n  conducted-by-grive',
        )
    ],
    "stated-date-not-in-its-passage": [edit(BRIDGE, "held_on: 1923-07-14", "held_on: 1923-07-15")],
    "reserve-that-is-lost": [
        edit(AUDIENCE, "status: expected", "status: stated"),
    ],
    "reserve-elsewhere-without-any": [edit(REHEARSAL, 'at: "3.2"', 'at: "3.2", hedge: elsewhere')],
    "opinion-of-nobody": [cut(BOIS, "    by: {", "    sources:\n      - {source: parish-letter")],
    "figure-missing-in-a-language": [edit(AUDIENCE, "en: The letter sees 260 or more", "en: The letter sees many")],
    "other-figure-in-a-language": [
        edit(AUDIENCE, "zh: 教区通讯称岸边至少有260人", "zh: 教区通讯称岸边至少有二百四十人")
    ],
    "link-missing-in-a-language": [edit(GRIVE, "[[groups/harmonie]]成立以来", "乐团成立以来")],
    "entity-missing-in-a-language": [
        edit(REHEARSAL, "en: There is a rehearsal", "en: With The Brass there is a rehearsal")
    ],
    "figure-of-no-claim-in-a-position": [
        edit(CERTAIN, '{fr: Oui., en: "Yes.", zh: 确定。}', '{fr: "Oui, le 13.", en: "Yes, the 13.", zh: 确定，13日。}')
    ],
    "event-without-a-date": [cut(REHEARSAL, "undated:", "claims:")],
    "event-with-a-date-called-undated": [edit(BARGE, "claims:\n", "undated: {fr: a, en: b, zh: c}\nclaims:\n")],
}

WORDS: dict[str, list[Step]] = {
    "missing-interface-word": [edit("words.yml", "notes: {fr: Notes}\n", "")],
    "many-missing-interface-words": [remove("words.yml")],
    "unknown-interface-word": [add("words.yml", "tuba: {fr: tuba}\n")],
    "empty-interface-word": [edit("words.yml", "notes: {fr: Notes}", 'notes: {fr: ""}')],
    "list-for-an-interface-word": [edit("words.yml", "notes: {fr: Notes}", "notes: {fr: [Notes]}")],
    "text-for-an-interface-word": [edit("words.yml", "notes: {fr: Notes}", "notes: Notes")],
    "interface-words-as-a-list": [write("words.yml", "- notes\n")],
    "language-of-an-interface-word": [edit("words.yml", "notes: {fr: Notes}", "notes: {fr: Notes, de: Noten}")],
    "gap-of-an-interface-word": [
        edit("words.yml", 'and_more: {fr: "et {n} de plus"}', 'and_more: {fr: "et {nombre} de plus"}')
    ],
    "broken-interface-words": [edit("words.yml", "notes: {fr: Notes}", "notes: {fr: Notes")],
}

# A record that cannot be read says so once; nothing that leans on it is called wrong for that.
HIDDEN: dict[str, list[Step]] = {
    "unreadable-entity": [edit(HARMONIE, "topic: quarrel", "topic: &x quarrel")],
    "unreadable-source": [edit(REGISTER, "language: fr", "language: &x fr")],
    "unreadable-text-record": [edit(TRAVELLER, "language: zh-Hans", "language: &x zh-Hans")],
    "unreadable-question": [edit(WHO, "answer: disputed", "answer: &x disputed")],
}

DATA = {**READING, **SHAPE, **FILES, **RULES, **WORDING, **PROOF, **FIDELITY, **WORDS, **HIDDEN}

# Hand-written pages: what a strict build says to them.
PROSE: dict[str, list[Step]] = {
    "macro-with-an-unknown-claim": [
        prose("fr/index.md", 'claim("groups/harmonie/margin")', 'claim("groups/harmonie/margins")')
    ],
    "macro-with-an-unknown-address": [prose("en/index.md", 'link("groups/harmonie")', 'link("groups/harmony")')],
    "macro-with-an-unknown-entity": [prose("fr/index.md", 'facts("groups/bois")', 'facts("groups/boit")')],
    "macro-with-an-unknown-kind": [prose("fr/index.md", 'timeline("players")', 'timeline("player")')],
    "macro-with-an-unknown-question": [
        prose("fr/index.md", 'question("questions/who-conducted")', 'question("questions/who-conducts")')
    ],
    "macro-with-an-unknown-answer": [prose("fr/index.md", 'questions("not-stated")', 'questions("unstated")')],
    "macro-with-an-unknown-state": [prose("fr/index.md", 'orgchart("1899-03")', 'orgchart("1899-04")')],
    "glossary-that-is-not-declared": [prose("fr/index.md", "{{ changes() }}", "{{ glossary() }}")],
    "chart-of-what-is-no-metric": [prose("fr/index.md", 'chart("counts/audience")', 'chart("groups/bois")')],
    "macro-without-its-address": [prose("fr/index.md", 'card("players/odile-pervenche")', "card()")],
    "macro-with-a-list": [prose("fr/index.md", 'card("players/odile-pervenche")', 'card(["players/odile-pervenche"])')],
    "unknown-macro": [prose("fr/index.md", 'card("players/odile-pervenche")', 'cart("players/odile-pervenche")')],
    "no-macro-call": [
        prose("zh/index.md", '{{ card("players/odile-pervenche") }}', '{{ card("players/odile-pervenche" }}')
    ],
    "macro-hidden-by-front-matter": [prose("fr/index.md", "title: Accueil", "title: Accueil\nclaim: x")],
    "page-missing-in-a-language": [remove_page("zh/tuba.md")],
    "page-at-the-address-of-a-record": [
        write_page("fr/groups/bois.md", "# Bois\n"),
        write_page("en/groups/bois.md", "# Bois\n"),
        write_page("zh/groups/bois.md", "# Bois\n"),
    ],
}
