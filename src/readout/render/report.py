"""``readout.html``: the whole answer in one file, every line a way to the exact words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from readout.descent import directions
from readout.render import disputes
from readout.render.evidence import collect
from readout.render.facets import facets
from readout.render.lede import lede
from readout.render.ledger import STATUS_WORDS, Thread, on_whose_word, threads, verb
from readout.render.lineage_svg import Twig, Ways, kinship, twigs
from readout.render.matrix import columns, rows
from readout.render.move_lines import condition, told
from readout.render.names import Label, entity_names, first_per_account, joined, labels, lineages_of, role_of, squeeze
from readout.render.page import environment, policy, raw, source
from readout.render.page_data import embed, page_data, web_url
from readout.render.palette import stylesheet
from readout.render.shared_text import tree
from readout.render.speeches import by_speaker, introduced, spoken, wordings
from readout.render.state_of_play import Room, state_of_play
from readout.render.timeline_svg import axis, background, calendar, clock, track
from readout.render.wording import Piece, apart
from readout.types import Account, Evidence, Move, Omission, Readout, Statement

Link = Callable[[Sequence[Evidence]], Markup]
"""Gives the attributes of an anchor that opens some evidence."""
News = Callable[[Link], Markup]
"""Gives what is new since an earlier readout, as the inside of a section under a heading with the id ``new``."""

_STYLES = ("page", "report/layout", "report/lines", "report/sections", "report/pane", "report/compare", "report/print")
_SCRIPTS = ("text", "pane", "align", "compare", "filters", "reading")
_BASIS_WORDS = {
    "stated": "stated on the page", "inferred": "inferred, not stated", "unknown": "not known",
}  # fmt: skip
_PHASE_WORDS = {
    "before": "written before it happened", "during": "written while it happened", "after": "written after it happened",
    "mixed": "written partly before, partly after",
}  # fmt: skip
_ONE_SCREEN = Room(wanted=4, happened=3, disputed=3, ahead=3)
_DRIVE = re.compile(r"[A-Za-z]:\\")
_OPENING_QUOTES = "\"“”„«‹'‘‚「『"


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


_Keyed = list[tuple[Evidence, int]]


def _split(items: Sequence[Evidence], limit: int, known: dict[str, Label]) -> tuple[_Keyed, _Keyed]:
    """The first evidence of each account, in the labels' order; where accounts outnumber ``limit``, of each lineage.

    Beside it the number of accounts that it stands for. First up to ``limit`` of them, then the rest.
    """
    order = {name: place for place, name in enumerate(known)}
    firsts = sorted(first_per_account(items, known), key=lambda item: order[item.account])
    if len(firsts) <= limit:
        return [(item, 1) for item in firsts], []
    many = Counter(known[item.account].lineage or item.account for item in firsts)
    heads: dict[str, Evidence] = {}
    for item in firsts:
        heads.setdefault(known[item.account].lineage or item.account, item)
    keyed = [(item, many[lineage]) for lineage, item in heads.items()]
    return keyed[:limit], keyed[limit:]


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


def _kinds_of(thread: Thread) -> list[str]:
    return [move.kind for move in (thread.move, *thread.answers)]


def _party_of(thread: Thread) -> list[str]:
    return [one for move in (thread.move, *thread.answers) for one in (*move.actors, *move.targets)]


def _actors_of(thread: Thread) -> list[str]:
    return [one for move in (thread.move, *thread.answers) for one in move.actors]


def _days_of(thread: Thread) -> list[str | None]:
    return [move.date for move in (thread.move, *thread.answers)]


def _homes(found: Sequence[Thread], moves: Sequence[Move]) -> dict[str, str]:
    """Where the ledger shows each move first: the move at the head of a thread, or itself. A line has one address."""
    homes: dict[str, str] = {}
    for thread in found:
        for move in (thread.move, *thread.answers):
            homes.setdefault(move.id, thread.move.id)
    for move in moves:
        homes.setdefault(move.id, move.id)
    return homes


def _file_of(given: str) -> str:
    """The last part of an absolute path: where a file lay on the machine that read it is nobody's business."""
    path = PureWindowsPath(given) if _DRIVE.match(given) else PurePosixPath(given)
    return path.name if path.is_absolute() and path.name else given


def _compare_link(one: str, other: str) -> Markup:
    return Markup('href="#compare/{}/{}"').format(quote(one, safe=""), quote(other, safe=""))


def _reworded(said: Statement, other: Statement) -> tuple[Piece, ...]:
    """The other wording in pieces, with what the preferred one has differently marked."""
    return apart(squeeze(spoken(said)), squeeze(spoken(other)))[1]


def _grouped(omissions: Sequence[Omission], kind: str, known: dict[str, Label]) -> dict[str, list[Omission]]:
    """The omissions of one kind by the lineage or the account that they are about, in the labels' order."""
    found: dict[str, list[Omission]] = {}
    for item in omissions:
        if item.kind == kind:
            found.setdefault(item.lineage or item.account or "", []).append(item)
    order = {name: place for place, label in enumerate(known.values()) for name in (label.account, label.lineage)}
    return dict(sorted(found.items(), key=lambda one: order.get(one[0], len(order))))


def _families(readout: Readout, known: dict[str, Label], ways: Ways) -> list[tuple[Twig, ...]]:
    trees = [twigs(tree(lineage, readout.accounts), ways) for lineage in readout.lineages if lineage.accounts]
    hung = {twig.account for found in trees for twig in found}
    astray = [(Twig(account=name, depth=0, branch=None, line=Markup("")),) for name in known if name not in hung]
    return trees + astray


def _ledger(readout: Readout, known: dict[str, Label]) -> dict[str, Any]:
    found = threads(readout.moves)
    homes = _homes(found, readout.moves)
    threaded = {move.id for thread in found for move in (thread.move, *thread.answers)}
    names = entity_names(readout)
    return {
        "threads": found,
        "lone": [move for move in readout.moves if move.id not in threaded],
        "homes": homes,
        "glance": state_of_play(readout, found, known, _ONE_SCREEN),
        "moves": {move.id: move for move in readout.moves},
        "number": {move.id: place for place, move in enumerate(readout.moves, start=1)},
        "kinds_of": _kinds_of,
        "party_of": _party_of,
        "actors_of": _actors_of,
        "days_of": _days_of,
        "names_of": lambda ids: joined(names.get(name, name) for name in ids),
        "told": lambda move: told(move, names),
        "condition": condition,
        "word_of": lambda move: on_whose_word(move, readout),
        "verb": verb,
        "STATUS": STATUS_WORDS,
    }


def _agreed(readout: Readout, known: dict[str, Label]) -> dict[str, Any]:
    across = columns(readout, known)
    found = rows(readout, across)
    return {
        "columns": across,
        "rows": [row for row in found if row.fact.independent > 1],
        "carried_rows": [row for row in found if row.fact.independent <= 1],
    }


def _lineages(readout: Readout, known: dict[str, Label], texts: Mapping[str, str]) -> dict[str, Any]:
    relations = [relation for lineage in readout.lineages for relation in lineage.relations]
    ways = directions(readout.accounts, relations, texts)
    families = _families(readout, known, ways)
    return {
        "families": families,
        "branches": {twig.account: twig.branch for found in families for twig in found if twig.branch},
        "kinship": lambda branch: kinship(branch, known, ways),
    }


def _context(
    readout: Readout, known: dict[str, Label], evidence: Sequence[Evidence], texts: Mapping[str, str]
) -> dict[str, Any]:
    accounts: dict[str, Account] = {account.id: account for account in readout.accounts}
    years = {day[:4] for day in (readout.story.start, readout.story.end) if day}
    year = int(next(iter(years))) if len(years) == 1 and next(iter(years)).isdigit() else None
    return {
        "readout": readout,
        "title": _title(readout),
        "days": _days(readout),
        "labels": known,
        "accounts": accounts,
        "lede": lede(readout, known),
        "speakers": by_speaker(readout, known),
        "wordings": wordings,
        "introduced": introduced,
        "reworded": _reworded,
        "calendar": calendar(readout),
        "clock": clock(readout),
        "history": background(readout),
        "axis": axis,
        "track": lambda entry, scale: track(entry, scale, known),
        "facets": facets(readout, year),
        "differences": disputes.ordered(readout),
        "respelled": [item for item in readout.discrepancies if item.relation == "respells"],
        "tally": disputes.tally(readout) if readout.discrepancies else "",
        "sides": disputes.sides,
        "dispute_heading": lambda item: disputes.heading(item, year),
        "only_in": _grouped(readout.omissions, "only-in", known),
        "absent_from": _grouped(readout.omissions, "absent-from", known),
        "counts": {
            "contradicts": sum(
                item.relation == "contradicts" and item.about != "attribution" for item in readout.discrepancies
            ),
            "rejected": sum(len(account.rejected_dates) for account in readout.accounts),
        },
        "year": year,
        "role": {entity.id: role_of(entity) for entity in readout.entities},
        "independent": lambda items: len(lineages_of(items, known)),
        "split": lambda items, limit: _split(items, limit, known),
        "per_account": lambda items: first_per_account(items, known),
        "link": _links(evidence),
        "account_link": _account_link,
        "compare_link": _compare_link,
        "excerpt": _excerpt,
        "opens_quoted": _opens_quoted,
        "web_url": web_url,
        "file_of": _file_of,
        "relation": disputes.relation,
        "SIGN": disputes.SIGNS,
        "BASIS": _BASIS_WORDS,
        "PHASE": _PHASE_WORDS,
        **_ledger(readout, known),
        **_agreed(readout, known),
        **_lineages(readout, known, texts),
    }


def _title(readout: Readout) -> str:
    """The story's title, else the first headline there is, else its id."""
    if readout.story.title:
        return squeeze(readout.story.title.value)
    return next((squeeze(one.title.value) for one in readout.accounts if one.title), readout.story.id)


def _days(readout: Readout) -> str | None:
    start, end = readout.story.start, readout.story.end
    return f"{start}/{end}" if start and end and start != end else start or end


def report_html(
    readout: Readout, texts: Mapping[str, str], *, news: News | None = None, brief: str | None = None
) -> str:
    """The report on ``readout``; ``texts`` maps account ids to texts and must be those that it quotes.

    The page loads nothing, runs one script of our own, and holds every word of the accounts as escaped text.
    ``news`` gives what is new since an earlier readout, where there is one to compare with; ``brief`` is the
    address of the one-page brief, where it lies beside the report.
    """
    evidence = collect(readout)
    known = labels(readout)
    context = _context(readout, known, evidence, texts)
    style = "".join(source(f"{name}.css") for name in _STYLES) + stylesheet(len(readout.lineages) + 1)
    script = "".join(source(f"report/{name}.js") for name in _SCRIPTS)
    script = f'"use strict";\n(() => {{\n{script}}})();\n'
    return (
        environment()
        .get_template("report.html")
        .render(
            **context,
            news=news(context["link"]) if news else None,
            brief=brief,
            style=raw(style),
            script=raw(script),
            policy=policy(style, script),
            data=embed(page_data(readout, texts, known, evidence)),
        )
    )
