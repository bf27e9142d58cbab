"""Claims: what they state is what the briefing has declared that claims may state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from ..model import VALUE_RANGES, Briefing, Claim, Event, Metric, Property, page_of
from ..model.fields import decimal
from ..problems import did_you_mean, nearest
from ..values.edtf import when
from ..yamlfile.values import KeyPath
from .rule import Case, Fault, RecordPath, claims


def known_topics(case: Case) -> Iterator[Fault]:
    """The topic of a claim is one that the briefing declares."""
    topics = case.briefing.settings.topics
    misdeclared = _misdeclared(topics, Counter(claim.topic for claim in case.briefing.claims.values()))
    for topic, used in misdeclared.items():
        says = f"no claim has the topic “{topic}”, and several have “{used}”"
        yield Fault("briefing", ("topics", topic), says, f"did you mean “{used}”?", key=True)
    for claim, path in claims(case.briefing):
        if claim.topic not in topics and claim.topic not in misdeclared.values():
            hint = did_you_mean(claim.topic, topics) or f"one of: {', '.join(topics)}"
            yield Fault(claim.subject, (*path, "topic"), f"“{claim.topic}” is not a topic here", hint)


def declared_kinds(case: Case) -> Iterator[Fault]:
    """A property runs between kinds that the briefing declares, or to one range of values."""
    kinds = case.briefing.settings.kinds
    for name, declared in case.briefing.settings.properties.items():
        for field, ends in (("from", declared.from_), ("to", declared.to)):
            for index, end in enumerate(ends):
                values = VALUE_RANGES if field == "to" and len(ends) == 1 else ()
                if end not in kinds and end not in values:
                    path = ("properties", name, field, index)
                    yield Fault("briefing", path, f"“{end}” is not a kind here", did_you_mean(end, (*kinds, *values)))


def known_properties(case: Case) -> Iterator[Fault]:
    """What a claim states is a declared property."""
    properties = case.briefing.settings.properties
    misdeclared = _misdeclared(properties, Counter(name for _, name, _ in case.briefing.stated()))
    for declared, used in misdeclared.items():
        says = f"no claim states “{declared}”, and several state “{used}”"
        yield Fault("briefing", ("properties", declared), says, f"did you mean “{used}”?", key=True)
    for claim, path in claims(case.briefing):
        for name in claim.states:
            if name not in properties and name not in misdeclared.values():
                hint = did_you_mean(name, properties) or "declare it in briefing.yml"
                yield Fault(claim.subject, (*path, "states", name), f"“{name}” is not a property here", hint, key=True)


def _misdeclared(declared: Iterable[str], used: Counter[str]) -> dict[str, str]:
    """Declared words that nothing uses → the like of them that several claims use: the slip is in the declaration."""
    unknown = {word for word, times in used.items() if times > 1 and word not in declared}
    likes = {word: nearest(word, unknown) for word in declared if word not in used}
    return {word: like for word, like in likes.items() if like}


def fitting_values(case: Case) -> Iterator[Fault]:
    """A property is stated of a kind that it runs from, with a value of the kind or range that it runs to."""
    for claim, path in claims(case.briefing):
        for name, value in claim.states.items():
            declared = case.briefing.settings.properties.get(name)
            if declared is not None and _is_declared_well(case.briefing, declared):
                where = (*path, "states", name)
                wrong = [*_fitting_subject(claim, where, name, declared)]
                yield from wrong or _fitting_value(case.briefing, claim, where, name, value, declared)


def _is_declared_well(briefing: Briefing, declared: Property) -> bool:
    """Whether a property runs between kinds that there are; where not, that is the fault."""
    return {*declared.from_, *declared.to} <= {*briefing.settings.kinds, *VALUE_RANGES}


def _fitting_subject(claim: Claim, where: KeyPath, name: str, declared: Property) -> Iterator[Fault]:
    kind = claim.subject.partition("/")[0]
    if kind not in declared.from_:
        says = f"“{name}” is stated of {', '.join(declared.from_)}, not of {kind}"
        yield Fault(claim.subject, where, says, key=True)


def _fitting_value(
    briefing: Briefing, claim: Claim, where: KeyPath, name: str, value: str, declared: Property
) -> Iterator[Fault]:
    if declared.value_range is not None:
        if (reason := _not_of(declared.value_range, value)) is not None:
            yield Fault(claim.subject, where, reason)
    elif value not in briefing.entities:
        if page_of(value) not in briefing.hidden:
            hint = did_you_mean(value, briefing.entities)
            yield Fault(claim.subject, where, f"“{value}” is not the address of an entity", hint)
    elif value == claim.subject:
        yield Fault(claim.subject, where, f"“{name}” leads from {value} to itself", "name another")
    elif (kind := value.partition("/")[0]) not in declared.to:
        yield Fault(claim.subject, where, f"“{name}” leads to {', '.join(declared.to)}, not to {kind}")


def _not_of(value_range: str, value: str) -> str | None:
    """Why a value is not of a range, or None."""
    readers: dict[str, Callable[[str], object]] = {"date": when, "amount": decimal}
    if value_range in readers:
        try:
            readers[value_range](value)
        except ValueError as error:
            return str(error)
    return None


def amounts_on_metrics(case: Case) -> Iterator[Fault]:
    """An amount stands on a metric, which says its unit; a bound stands beside an amount."""
    for claim, path in claims(case.briefing):
        if claim.amount is not None and not isinstance(case.briefing.entities[claim.subject], Metric):
            says = "an amount stands on a metric, which says its unit and measure"
            yield Fault(claim.subject, (*path, "amount"), says, "move the claim to a metric", key=True)
        if claim.bound is not None and claim.amount is None:
            yield Fault(claim.subject, (*path, "bound"), "a bound without an amount", "add amount: …", key=True)


def dated_events(case: Case) -> Iterator[Fault]:
    """An event has a date among the things that its claims state, or says under `undated` that no text gives one."""
    dates = {name for name, declared in case.briefing.settings.properties.items() if declared.value_range == "date"}
    known = all(
        name in case.briefing.settings.properties for claim in case.briefing.claims.values() for name in claim.states
    )
    for event in case.briefing.entities.values():
        if isinstance(event, Event) and dates and known:
            dated = any(dates & set(claim.states) for claim in event.claims.values())
            if not dated and event.undated is None:
                says = "the event has no date"
                hint = f"state {min(dates)} in a claim, or write undated: that no text gives one"
                depends_on = tuple(RecordPath(event.address, ("claims", key, "states")) for key in event.claims)
                yield Fault(event.address, (), says, hint, depends_on=depends_on)
            elif dated and event.undated is not None:
                yield Fault(event.address, ("undated",), "a claim gives the date", "take this out", key=True)


def known_glossary(case: Case) -> Iterator[Fault]:
    """The glossary is a kind and a topic that the briefing declares."""
    glossary = case.briefing.settings.glossary
    if glossary is not None:
        for field, known in (("kind", case.briefing.settings.kinds), ("topic", case.briefing.settings.topics)):
            name = getattr(glossary, field)
            if name not in known:
                hint = did_you_mean(name, known) or f"one of: {', '.join(known)}"
                says, declared = f"“{name}” is not a {field} here", "kinds" if field == "kind" else "topics"
                yield Fault(
                    "briefing", ("glossary", field), says, hint, depends_on=(RecordPath("briefing", (declared,)),)
                )


def drawable_chart(case: Case) -> Iterator[Fault]:
    """The chart has an entity for its root and declared properties to be drawn from; what stands below is acyclic."""
    chart, properties = case.briefing.settings.chart, case.briefing.settings.properties
    if chart is None:
        return
    if chart.root not in case.briefing.entities and page_of(chart.root) not in case.briefing.hidden:
        says = f"“{chart.root}” is not the address of an entity"
        yield Fault("briefing", ("chart", "root"), says, did_you_mean(chart.root, case.briefing.entities))
    named: list[tuple[KeyPath, str | None]] = [
        (("below",), chart.below),
        (("absorbed",), chart.absorbed),
        (("before",), chart.before),
        (("after",), chart.after),
    ]
    named += [(("beside", index), name) for index, name in enumerate(chart.beside)]
    for path, name in named:
        if name is not None and name not in properties:
            says = f"“{name}” is not a property here"
            hint = did_you_mean(name, properties) or "declare it below"
            yield Fault("briefing", ("chart", *path), says, hint, depends_on=(RecordPath("briefing", ("properties",)),))
    if chart.below in properties and "acyclic" not in properties[chart.below].must:
        says = f"“{chart.below}” is not declared acyclic, so it makes no tree"
        yield Fault("briefing", ("chart", "below"), says, f"write must: [acyclic] at {chart.below}")


RULES = (
    known_topics,
    declared_kinds,
    known_properties,
    fitting_values,
    amounts_on_metrics,
    dated_events,
    drawable_chart,
    known_glossary,
)
