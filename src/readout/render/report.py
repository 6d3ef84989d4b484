"""``readout.html``: the whole answer in one file, every line a way to the exact words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from readout.render.evidence import collect
from readout.render.lede import lede
from readout.render.ledger import STATUS_WORDS, on_whose_word, threads, verb
from readout.render.lineage_svg import kinship, lineage_svg
from readout.render.names import Label, entity_names, first_per_account, joined, labels, lineages_of, role_of, squeeze
from readout.render.page import environment, policy, raw, source
from readout.render.page_data import embed, page_data, web_url
from readout.render.palette import stylesheet
from readout.render.shared_text import Tree, carried, tree
from readout.render.speeches import by_speaker, wordings
from readout.render.timeline_svg import background, calendar, clock
from readout.render.wording import Piece, apart
from readout.types import Account, Discrepancy, Evidence, Fact, Omission, Readout

_RELATION_WORDS = {
    "contradicts": "contradicts", "supersedes": "overtaken by", "refines": "differs in precision from",
    "rewords": "reworded as", "respells": "spelled as",
}  # fmt: skip
_FACT_OR_CLAIM = "fact or claim"
_RELATION_ORDER = tuple(_RELATION_WORDS)
_BASIS_WORDS = {
    "stated": "stated on the page", "inferred": "inferred, not stated", "unknown": "not known",
}  # fmt: skip
_PHASE_WORDS = {
    "before": "written before it happened", "during": "written while it happened", "after": "written after it happened",
    "mixed": "written partly before, partly after",
}  # fmt: skip
_OPENING_QUOTES = "\"“”„«‹'‘‚「『"


class Cell(Struct, frozen=True, kw_only=True):
    """One account's place in a fact's row: its own words, another's, or nothing."""

    label: Label
    evidence: tuple[Evidence, ...]
    carried: bool


class Row(Struct, frozen=True, kw_only=True):
    """A fact and its cells, one for each account in the order of the labels."""

    fact: Fact
    cells: tuple[Cell, ...]


def _rows(readout: Readout, known: dict[str, Label], trees: dict[str, Tree]) -> list[Row]:
    lineages = {lineage.id: lineage for lineage in readout.lineages}
    rows = []
    for fact in readout.facts:
        cells = []
        for name, label in known.items():
            evidence = tuple(item for item in fact.evidence if item.account == name)
            lineage = lineages.get(label.lineage)
            root = trees[label.lineage].root if label.lineage in trees else name
            borrowed = lineage is not None and all(carried(item, lineage, root) for item in evidence)
            cells.append(Cell(label=label, evidence=evidence, carried=borrowed))
        rows.append(Row(fact=fact, cells=tuple(cells)))
    return sorted(rows, key=lambda row: (-row.fact.independent, -len(row.fact.accounts)))


def _links(evidence: Sequence[Evidence]) -> Callable[..., Markup]:
    """A function that gives the attributes of an anchor to some evidence: where it leads and what it opens."""
    number = {item: place for place, item in enumerate(evidence)}

    def link(items: Sequence[Evidence], at: Evidence | None = None) -> Markup:
        if not items:
            return Markup("")
        first = at or items[0]
        refs = " ".join(str(number[item]) for item in items)
        place = Markup(' data-at="{}"').format(number[first]) if at else Markup("")
        return Markup('href="#account/{}/{}-{}" data-ev="{}"{}').format(
            quote(first.account, safe=""), first.start, first.end, refs, place
        )

    return link


def _split(items: Sequence[Evidence], limit: int, known: dict[str, Label]) -> tuple[list[Evidence], list[Evidence]]:
    """The first evidence of each account, in the labels' order: up to ``limit`` with every lineage first; the rest."""
    order = {name: place for place, name in enumerate(known)}
    firsts = first_per_account(items, known)
    return (
        sorted(firsts[:limit], key=lambda item: order[item.account]),
        sorted(firsts[limit:], key=lambda item: order[item.account]),
    )


def _account_link(name: str) -> Markup:
    return Markup('href="#account/{}" data-account="{}"').format(quote(name, safe=""), name)


def _excerpt(text: str, limit: int = 220, focus: str = "") -> str:
    """``text`` on one line, cut around ``focus`` where it is longer than ``limit``."""
    line, sought = squeeze(text), squeeze(focus)
    at = line.find(sought) if sought else -1
    if len(line) <= limit or at <= limit - len(sought) - 20:
        return squeeze(line, limit)
    start = line.find(" ", max(0, at - limit // 3))
    return "…" + squeeze(line[start if 0 <= start <= at else at :], limit).lstrip()


def _opens_quoted(text: str) -> bool:
    return text.lstrip()[:1] in _OPENING_QUOTES


def _apart(item: Discrepancy) -> list[tuple[Piece, ...]]:
    """The sides of a rewording with what differs marked; the values as they are for any other discrepancy."""
    values = [squeeze(side.value) for side in item.sides]
    if item.relation != "rewords" or len(values) != 2:
        return [(Piece(text=value, differs=False),) for value in values]
    return list(apart(values[0], values[1]))


def _counts(readout: Readout) -> dict[str, int]:
    kinds = [item.relation for item in readout.discrepancies if item.about != "attribution"]
    return {
        "claimed": sum(item.about == "attribution" for item in readout.discrepancies),
        "rejected": sum(len(account.rejected_dates) for account in readout.accounts),
        **{relation: kinds.count(relation) for relation in _RELATION_WORDS},  # type: ignore[arg-type]
    }


def _grouped(omissions: Sequence[Omission], kind: str) -> dict[str, list[Omission]]:
    """The omissions of one kind by the lineage or the account that they are about."""
    found: dict[str, list[Omission]] = {}
    for item in omissions:
        if item.kind == kind:
            found.setdefault(item.lineage or item.account or "", []).append(item)
    return found


def _context(readout: Readout, known: dict[str, Label], evidence: Sequence[Evidence]) -> dict[str, Any]:
    trees = {lineage.id: tree(lineage, readout.accounts) for lineage in readout.lineages if lineage.accounts}
    names = entity_names(readout)
    accounts: dict[str, Account] = {account.id: account for account in readout.accounts}
    link = _links(evidence)
    rows = _rows(readout, known, trees)
    hours = clock(readout, known, link)
    kin = {branch.account: kinship(branch, known) for found in trees.values() for branch in found.branches}
    years = {day[:4] for day in (readout.story.start, readout.story.end) if day}
    year = int(next(iter(years))) if len(years) == 1 and next(iter(years)).isdigit() else None
    return {
        "readout": readout,
        "title": _title(readout),
        "days": _days(readout),
        "labels": known,
        "accounts": accounts,
        "lede": lede(readout, known),
        "threads": threads(readout.moves),
        "speakers": by_speaker(readout, known),
        "wordings": wordings,
        "calendar": calendar(readout, known, link),
        "clock": hours,
        "history": background(readout, known),
        "rows": [row for row in rows if row.fact.independent > 1],
        "carried_rows": [row for row in rows if row.fact.independent <= 1],
        "differences": [
            item
            for relation in _RELATION_ORDER
            for item in readout.discrepancies
            if item.relation == relation != "respells"
        ],
        "respelled": [item for item in readout.discrepancies if item.relation == "respells"],
        "apart": _apart,
        "only_in": _grouped(readout.omissions, "only-in"),
        "absent_from": _grouped(readout.omissions, "absent-from"),
        "lineage_picture": lineage_svg(readout, known, _account_link),
        "kinship": kin,
        "counts": _counts(readout),
        "number": {move.id: place for place, move in enumerate(readout.moves, start=1)},
        "moves": {move.id: move for move in readout.moves},
        "year": year,
        "names_of": lambda ids: joined(names.get(name, name) for name in ids),
        "role": {entity.id: role_of(entity) for entity in readout.entities},
        "word_of": lambda move: on_whose_word(move, readout),
        "independent": lambda items: len(lineages_of(items, known)),
        "split": lambda items, limit: _split(items, limit, known),
        "per_account": lambda items: first_per_account(items, known),
        "link": link,
        "account_link": _account_link,
        "excerpt": _excerpt,
        "opens_quoted": _opens_quoted,
        "web_url": web_url,
        "verb": verb,
        "STATUS": STATUS_WORDS,
        "relation": lambda item: _FACT_OR_CLAIM if item.about == "attribution" else _RELATION_WORDS[item.relation],
        "BASIS": _BASIS_WORDS,
        "PHASE": _PHASE_WORDS,
    }


def _title(readout: Readout) -> str:
    """The story's title, else the first headline there is, else its id."""
    if readout.story.title:
        return squeeze(readout.story.title.value)
    return next((squeeze(one.title.value) for one in readout.accounts if one.title), readout.story.id)


def _days(readout: Readout) -> str | None:
    start, end = readout.story.start, readout.story.end
    return f"{start}/{end}" if start and end and start != end else start or end


def report_html(readout: Readout, texts: Mapping[str, str]) -> str:
    """The report on ``readout``; ``texts`` maps account ids to texts and must be those that it quotes.

    The page loads nothing, runs one script of our own, and holds every word of the accounts as escaped text.
    """
    evidence = collect(readout)
    known = labels(readout)
    style = source("page.css") + source("report.css") + stylesheet(len(readout.lineages) + 1)
    script = source("report.js")
    return (
        environment()
        .get_template("report.html")
        .render(
            **_context(readout, known, evidence),
            style=raw(style),
            script=raw(script),
            policy=policy(style, script),
            data=embed(page_data(readout, texts, known, evidence)),
        )
    )
