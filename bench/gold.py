"""The gold of the invented events: ``examples/<event>/gold.toml`` with every quotation found in its page's text.

The file holds words and no offsets, so that a person can read it beside the pages (``examples/README.md`` explains
it). Loading it proves it: :class:`GoldError` is raised where words do not stand in the account's text exactly as
written, or stand there more than once and the gold does not say which is meant.

Of a noun with ``optional = true`` a careful reader would accept the line and not miss it: finding it is neither right
nor wrong. ``date_also``, ``kind_also`` and the like list further values that are right too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readout.spans import evidence, hull, lines
from readout.types import Evidence, Span, Spans

Words = tuple[Evidence, ...]
HALVES = ("tuning", "test")

_REFERENCE = re.compile(r"([\w -]+?)(?:#(\d+|\*))?: (.+)", re.DOTALL)


class GoldError(ValueError):
    """A gold file that does not fit its pages."""


@dataclass(frozen=True)
class GoldAccount:
    """One page. ``published``: accepted days; ``rejected``: misleading dates; ``lines``: labelled lines with roles."""

    id: str
    page: str
    text: str
    published: tuple[str, ...]
    rejected: tuple[Words, ...]
    title: str | None
    outlet: str | None
    bylines: tuple[str, ...]
    agencies: tuple[str, ...]
    phases: tuple[str, ...]
    language: str | None
    lines: tuple[tuple[Span, frozenset[str]], ...]


@dataclass(frozen=True)
class GoldEntity:
    """A person, place or body by its names, the full one first."""

    id: str
    type: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    optional: bool


@dataclass(frozen=True)
class GoldStatement:
    """Who says what in one account; ``speakers`` holds the accepted entity ids, none where the text names none."""

    account: str
    speakers: tuple[str, ...]
    type: str
    content: Spans
    source: Span | None
    cue: Span | None
    utterance: str | None
    optional: bool
    words: str


@dataclass(frozen=True)
class GoldEntry:
    """A dated happening with its accepted dates and statuses."""

    dates: tuple[str, ...]
    what: str
    statuses: tuple[str, ...]
    derived: bool
    evidence: Words
    optional: bool


@dataclass(frozen=True)
class GoldMove:
    """A step in the bargaining: accepted kinds, any of the accepted actors, the moves it answers or may answer."""

    id: str
    kinds: tuple[str, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    dates: tuple[str, ...]
    answers: tuple[str, ...]
    may_answer: tuple[str, ...]
    statuses: tuple[str, ...]
    condition: str | None
    evidence: Words
    optional: bool


@dataclass(frozen=True)
class GoldFact:
    """What texts of at least two lineages state; ``independent`` is how many lineages."""

    id: str
    independent: int
    evidence: Words
    optional: bool


@dataclass(frozen=True)
class GoldDiscrepancy:
    """Where accounts differ: accepted ``abouts`` and ``relations``, and two or more sides in their words."""

    id: str
    abouts: tuple[str, ...]
    relations: tuple[str, ...]
    sides: tuple[Words, ...]
    optional: bool


@dataclass(frozen=True)
class Trap:
    """Two passages that look like a discrepancy and are none."""

    why: str
    a: Words
    b: Words


@dataclass(frozen=True)
class GoldOmission:
    """What one lineage alone reports, or what one account lacks; a selection, not all of them."""

    kind: str
    account: str
    what: str
    evidence: Words


@dataclass(frozen=True)
class GoldLineage:
    """Accounts that are one independent text, and how pairs of them are related: ``(a, b, accepted kinds)``."""

    accounts: tuple[str, ...]
    relations: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Gold:
    """Everything the gold says of one event; ``half`` is "tuning" or "test"."""

    name: str
    half: str
    accounts: tuple[GoldAccount, ...]
    lineages: tuple[GoldLineage, ...]
    entities: tuple[GoldEntity, ...]
    statements: tuple[GoldStatement, ...]
    timeline: tuple[GoldEntry, ...]
    moves: tuple[GoldMove, ...]
    facts: tuple[GoldFact, ...]
    discrepancies: tuple[GoldDiscrepancy, ...]
    traps: tuple[Trap, ...]
    omissions: tuple[GoldOmission, ...]


def occurrences(text: str, words: str) -> tuple[Span, ...]:
    """Where ``words`` stand in ``text``, without overlap.

    >>> occurrences("no, no", "no")
    ((0, 2), (4, 6))
    """
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + len(words))
    return tuple(found)


def quoted(texts: Mapping[str, str], reference: str) -> Words:
    """The evidence that ``"account: words"`` names; ``"account#2: words"`` is the second occurrence, ``#*`` are all.

    Several accounts may be named before the colon when the same words stand in each.

    >>> quoted({"a": "He said no, no."}, "a#2: no")
    (Evidence(account='a', start=12, end=14, quote='no'),)
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise GoldError(f"not of the form 'account: words': {reference!r}")
    names, which, words = match.groups()
    return tuple(item for name in names.split() for item in _find(texts, name, which, words))


def _find(texts: Mapping[str, str], account: str, which: str | None, words: str) -> Words:
    if account not in texts:
        raise GoldError(f"no account {account!r}: {words!r}")
    spans = occurrences(texts[account], words)
    if not spans:
        raise GoldError(f"{account} does not hold {words!r}")
    if which is None and len(spans) > 1:
        raise GoldError(f"{account} holds {words!r} {len(spans)} times: say which with {account}#1 ... or {account}#*")
    if which is not None and which != "*":
        if not 1 <= int(which) <= len(spans):
            raise GoldError(f"{account} holds {words!r} {len(spans)} times, not {which}")
        spans = (spans[int(which) - 1],)
    return tuple(evidence(account, texts[account], span, words) for span in spans)


def labelled_lines(text: str, runs: Sequence[str], account: str) -> tuple[tuple[Span, frozenset[str]], ...]:
    """Each line with something on it, with its accepted roles.

    A run is ``"role/role | first words"``: it begins at the next line with these first words and reaches to the next
    run. Lines before the first run carry no label.
    """
    found: list[tuple[Span, frozenset[str]]] = []
    wanted = [run.partition(" | ") for run in runs]
    at, roles = 0, frozenset[str]()
    for span in lines(text):
        line = text[slice(*span)].strip()
        if not line:
            continue
        if at < len(wanted) and line.startswith(wanted[at][2]):
            roles = frozenset(wanted[at][0].split("/"))
            at += 1
        if roles:
            found.append((span, roles))
    if at < len(wanted):
        raise GoldError(f"{account}: no line begins with {wanted[at][2]!r} after the run before it")
    return tuple(found)


def _near(text: str, words: str | None, content: Spans, where: str) -> Span | None:
    """The whole-word occurrence of ``words`` that is nearest to the content, in the content's line, outside it."""
    if words is None:
        return None
    whole = hull(content)
    assert whole is not None
    line = next(span for span in lines(text) if span[0] <= whole[0] <= span[1])
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = [
        (max(whole[0] - match.end(), match.start() - whole[1], 0), match.span())
        for match in pattern.finditer(text, *line)
        if all(match.end() <= start or end <= match.start() for start, end in content)
    ]
    if not found:
        raise GoldError(f"{where}: {words!r} does not stand beside the content")
    nearest = min(found)
    if sum(distance == nearest[0] for distance, _ in found) > 1:
        raise GoldError(f"{where}: two occurrences of {words!r} are equally near")
    return nearest[1]


def _list(value: Any) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def _accepted(item: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return _list(item.get(key)) + _list(item.get(f"{key}_also"))


def _all_quoted(texts: Mapping[str, str], references: Iterable[str]) -> Words:
    return tuple(item for reference in references for item in quoted(texts, reference))


def _statements(texts: Mapping[str, str], item: Mapping[str, Any]) -> Iterable[GoldStatement]:
    for name in item["in"].split():
        account = name.partition("#")[0]
        pieces = _all_quoted(texts, (f"{name}: {piece}" for piece in _list(item["says"])))
        content = tuple((piece.start, piece.end) for piece in pieces)
        where = f"{account}: {item['says']!r}"
        yield GoldStatement(
            account=account,
            speakers=tuple(who for who in _accepted(item, "who") if who),
            type=item["type"],
            content=content,
            source=_near(texts[account], item.get("by"), content, where),
            cue=_near(texts[account], item.get("cue"), content, where),
            utterance=item.get("u"),
            optional=item.get("optional", False),
            words=" … ".join(piece.quote for piece in pieces),
        )


def _account(item: Mapping[str, Any], text: str) -> GoldAccount:
    return GoldAccount(
        id=item["id"],
        page=item["page"],
        text=text,
        published=_accepted(item, "published"),
        rejected=tuple(quoted({item["id"]: text}, f"{item['id']}#*: {words}") for words in item.get("rejected", ())),
        title=item.get("title"),
        outlet=item.get("outlet"),
        bylines=_list(item.get("bylines")),
        agencies=_list(item.get("agencies")),
        phases=_list(item.get("phase")),
        language=item.get("language"),
        lines=labelled_lines(text, item["blocks"], item["id"]),
    )


def _check_names(gold: Gold) -> None:
    """Raise where an id that the gold uses is not declared in it."""
    accounts = {account.id for account in gold.accounts}
    entities = {entity.id for entity in gold.entities}
    moves = {move.id for move in gold.moves}
    listed = [name for lineage in gold.lineages for name in lineage.accounts]
    if sorted(listed) != sorted(accounts):
        raise GoldError(f"{gold.name}: the lineages do not partition the accounts")
    used = [who for statement in gold.statements for who in statement.speakers]
    used += [who for move in gold.moves for who in (*move.actors, *move.targets)]
    if unknown := sorted(set(used) - entities):
        raise GoldError(f"{gold.name}: no such entities: {', '.join(unknown)}")
    if unknown := sorted({answer for move in gold.moves for answer in (*move.answers, *move.may_answer)} - moves):
        raise GoldError(f"{gold.name}: no such moves: {', '.join(unknown)}")
    lineage_of = {name: index for index, lineage in enumerate(gold.lineages) for name in lineage.accounts}
    for fact in gold.facts:
        carried = len({lineage_of[item.account] for item in fact.evidence})
        if carried != fact.independent:
            raise GoldError(f"{gold.name}: fact {fact.id} is shown in {carried} lineages, not {fact.independent}")


def half(folder: Path) -> str:
    """Which half of the events one is in: rules are written while looking at "tuning", and never at "test"."""
    found = tomllib.loads((folder / "gold.toml").read_text(encoding="utf-8")).get("half")
    if found not in HALVES:
        raise GoldError(f"{folder.name}: half is {found!r}, not one of {', '.join(HALVES)}")
    return str(found)


def load(folder: Path, texts: Mapping[str, str]) -> Gold:
    """The gold in ``folder``; ``texts`` gives the text of each page by its file name in ``pages/``."""
    data = tomllib.loads((folder / "gold.toml").read_text(encoding="utf-8"))
    if missing := [item["page"] for item in data["accounts"] if item["page"] not in texts]:
        raise GoldError(f"{folder.name}: no text of {', '.join(missing)}")
    of = {item["id"]: texts[item["page"]] for item in data["accounts"]}
    gold = Gold(
        name=data["name"],
        half=half(folder),
        accounts=tuple(_account(item, of[item["id"]]) for item in data["accounts"]),
        lineages=tuple(
            GoldLineage(
                tuple(item["accounts"]), tuple((r["a"], r["b"], _list(r["kind"])) for r in item.get("relations", ()))
            )
            for item in data["lineages"]
        ),
        entities=tuple(
            GoldEntity(name, e["type"], _list(e["names"]), _list(e.get("roles")), e.get("optional", False))
            for name, e in data["entities"].items()
        ),
        statements=tuple(s for item in data["statements"]["list"] for s in _statements(of, item)),
        timeline=tuple(
            GoldEntry(
                dates=_accepted(item, "date"),
                what=item["what"],
                statuses=_accepted(item, "status"),
                derived=item.get("derived", False),
                evidence=_all_quoted(of, item["words"]),
                optional=item.get("optional", False),
            )
            for item in data["timeline"]["list"]
        ),
        moves=tuple(
            GoldMove(
                id=name,
                kinds=_accepted(item, "kind"),
                actors=_list(item["actors"]),
                targets=_list(item["targets"]),
                dates=_accepted(item, "date"),
                answers=_list(item.get("answers")),
                may_answer=_list(item.get("answers_also")),
                statuses=_accepted(item, "status"),
                condition=item.get("condition"),
                evidence=_all_quoted(of, item["words"]),
                optional=item.get("optional", False),
            )
            for name, item in data["moves"].items()
        ),
        facts=tuple(
            GoldFact(name, item["independent"], _all_quoted(of, item["words"]), item.get("optional", False))
            for name, item in data["facts"].items()
        ),
        discrepancies=tuple(
            GoldDiscrepancy(
                id=name,
                abouts=_list(item["about"]),
                relations=_list(item["relation"]),
                sides=tuple(_all_quoted(of, side) for side in item["sides"]),
                optional=item.get("optional", False),
            )
            for name, item in data["discrepancies"].items()
        ),
        traps=tuple(Trap(item["why"], quoted(of, item["a"]), quoted(of, item["b"])) for item in data["traps"]["list"]),
        omissions=tuple(
            GoldOmission(item["kind"], item["account"], item["what"], _all_quoted(of, item["words"]))
            for item in data["omissions"]["list"]
        ),
    )
    _check_names(gold)
    return gold
