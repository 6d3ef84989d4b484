"""The ledger: steps of the bargaining, each once however many accounts tell it, with the steps it answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from readout import edtf
from readout.compare.acting_for import is_country
from readout.compare.answers import link, merge_what_points
from readout.compare.happenings import Happening, shorten
from readout.compare.ledger import Ledger, Step
from readout.compare.standing import settle, to_the_other_side
from readout.languages import table
from readout.spans import evidence, inside, overlap
from readout.types import Evidence, Move, Plover, Span, Story

_OF_SOMEBODY = frozenset({"reject", "promise"})
"""Steps whose recipient may be whom they are about: "will not hand over the colonel", "promised to free the boat"."""


def moves(story: Story, entity_of: Mapping[tuple[str, str], str]) -> tuple[Move, ...]:
    """The moves of a story in order of time, those without a date last among those of their first telling."""
    return _all_moves(Ledger(story, entity_of))


def _all_moves(ledger: Ledger) -> tuple[Move, ...]:
    """All steps as moves."""
    acting = {name for step in ledger.steps for name in ledger.actors(step.told)}
    parties = ledger.parties_of(acting)
    for step in ledger.steps:
        own = ledger.parties_of(ledger.actors(step.told))
        step.targets = tuple(
            name
            for name in ledger.recipients(step.told)
            if not ledger.parties_of([name]) & own
            and (step.kind not in _OF_SOMEBODY or name in acting or ledger.parties_of([name]) & parties)
            and (name not in ledger.states or name in acting or is_country(ledger.names[name]))
        )
    to_the_other_side(ledger)
    link(ledger)
    merge_what_points(ledger)
    settle(ledger)
    ordered = sorted(ledger.steps, key=lambda step: _order(ledger, step))
    for number, step in enumerate(ordered, 1):
        step.id = f"m{number}"
    return tuple(_move(ledger, step) for step in ordered)


def _date(ledger: Ledger, step: Step) -> str | None:
    dates = Counter(h.date for h in step.told if h.date is not None and h.status != "planned")
    return min(dates, key=lambda d: (*_narrow(d), -dates[d], d)) if dates else None


def _order(ledger: Ledger, step: Step) -> tuple[object, ...]:
    date = _date(ledger, step)
    first = min((h.account, h.span) for h in step.told)
    return (date is None, edtf.order_key(date) if date is not None else first, first, step.kind)


def _move(ledger: Ledger, step: Step) -> Move:
    best = min(
        step.told, key=lambda h: (h.event is None or h.event.theme is None, _length(ledger, h), h.account, h.span)
    )
    assert best.event is not None
    conditions = [
        ledger.readings[h.account].text[slice(*h.event.condition)]
        for h in sorted(step.told, key=lambda h: (h.account, h.span))
        if h.event is not None and h.event.condition is not None
    ]
    actors = ledger.actors(step.told)
    return Move(
        id=step.id,
        kind=step.kind,
        actors=actors,
        targets=step.targets,
        text=_line(ledger, step, best, actors),
        condition=" ".join(conditions[0].split()) if conditions else None,
        date=_date(ledger, step),
        answers=tuple(sorted((other.id for other in step.answers), key=lambda name: int(name[1:]))),
        status=step.status,
        plover=Plover(type=best.event.type, mode=best.event.mode),
        evidence=_evidence(ledger, step),
    )


def _length(ledger: Ledger, item: Happening) -> int:
    span = ledger.theme_span(item)
    return abs(span[1] - span[0] - 90)


def _line(ledger: Ledger, step: Step, best: Happening, actors: Sequence[str]) -> str:
    assert best.event is not None
    text = ledger.readings[best.account].text
    form = _lines()[step.kind]
    who = _list(ledger, actors) or (
        shorten(text[best.event.actors[0][0] : best.event.actors[-1][1]]) if best.event.actors else ""
    )
    several = len(actors) > 1 or _is_group(ledger, actors)
    verb = form["many"] if several else form["one"]
    whom = _list(ledger, step.targets[:3])
    words = f"{who} {verb}"
    if whom and form["to"]:
        words += f" {form['to']} {whom}"
    elif whom and step.kind in ("accuse", "threat", "promise", "offer"):
        words += f" {whom}"
    told = best.event
    theme = told.theme
    named = bool(told.actors) and not _pronoun(text[slice(*told.actors[0])])
    plain = (
        theme is None
        or inside(told.trigger, theme)
        or any(overlap(theme, span) for span in told.recipients[:1])
        or (named and not text[told.trigger[1] : theme[0]].strip())  # "offered the skippers a loan"
    )
    bare = (
        theme is not None
        and text[slice(*theme)].casefold() in table("en", "move_lines")["pointing"]["pronouns"].split()
    )
    if bare and told.actors and told.actors[0][0] < told.trigger[0]:
        return best.line  # "denies: it" tells nothing
    if named and plain and step.kind != "deny" and told.actors[0][0] < told.trigger[0]:
        return best.line
    content = text[slice(*(theme or best.span))]
    opening = content.split(maxsplit=1)[0].casefold() if content.strip() else ""
    infinitive = form.get("many_to" if several else "one_to")
    if infinitive and not plain and opening == table("en", "move_lines")["joints"]["infinitive"]:
        return shorten(f"{who} {infinitive} {content}")
    prepositional = opening in table("en", "word_classes")["prepositions"]  # "complained about the inquiry"
    if named and prepositional and told.actors[0][0] < told.trigger[0]:
        return best.line
    if told.actors and not named and (plain or prepositional) and step.kind != "deny":
        rest = text[max(told.actors[-1][1], best.span[0]) : best.span[1]]
        joint = "" if rest.lstrip().startswith(",") else " "
        return shorten(f"{who}{joint}{rest.lstrip()}")
    if whom and "doing" in form and opening.endswith(table("en", "move_lines")["joints"]["gerund"]):
        return shorten(f"{words} {form['doing']} {content}")
    return shorten(f"{words}: {content}")


def _is_group(ledger: Ledger, actors: Sequence[str]) -> bool:
    """Whether the one who acts is a number of people: a party's members, a people."""
    return any(
        entity.type == "group" and ledger.entity_of.get((reading.id, entity.id)) in actors
        for reading in ledger.readings.values()
        for entity in reading.entities
    )


def _list(ledger: Ledger, ids: Sequence[str]) -> str:
    names = [ledger.names[name] for name in ids]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {table('en', 'move_lines')['joints']['and']} {names[-1]}"


def _evidence(ledger: Ledger, step: Step) -> tuple[Evidence, ...]:
    found: list[tuple[str, Span]] = []
    for item in sorted(step.told, key=lambda h: (h.account, h.span[0], -h.span[1])):
        if any(a == item.account and overlap(s, item.span) for a, s in found):
            continue
        found.append((item.account, item.span))
    return tuple(evidence(account, ledger.readings[account].text, span) for account, span in found)


def _pronoun(words: str) -> bool:
    return words.casefold() in table("en", "clause_words")["subject_pronoun"].split()


def _narrow(date: str) -> tuple[float, str]:
    found = edtf.parse(date)
    if found is None or found.first is None or found.last is None:
        return (float("inf"), date)
    return ((found.last - found.first).total_seconds(), date)


@cache
def _lines() -> dict[str, dict[str, str]]:
    data = table("en", "move_lines")
    return {kind: data[kind] for kind in data if "one" in data[kind]}
