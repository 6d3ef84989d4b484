"""The project's own annotated training text: a format that a person can read and write, and its strict parser.

A file holds passages. A passage opens with ``## <id> [tags]``; then its text, one line a paragraph; then an empty
line; then annotations, one a line, a key and its values parted by a tab or two spaces or more::

    ## harbour-1 wire
    The harbour minister, Ilse Varga, said on Friday that the port would stay shut. "We will not reopen it," she said.

    person      Ilse Varga
    role        The harbour minister > Ilse Varga
    said        The harbour minister, Ilse Varga | said#1 | that the port would stay shut
    said        she | said#2 | "We will not reopen it,"
    same        Ilse Varga = she
    event       will not reopen | REJECT | actor=We | status=promised

A quote is the exact words of the text, as whole words; where they stand there more than once, ``words#2`` is the
second place. ``person organisation place group agreement`` list strings parted by ``;`` of which every place counts,
but for places inside a longer one. ``role`` is ``role words > person words`` (``> -``: nobody is named), the person
being the place nearest to the role. ``said`` and ``thought`` are ``source | cue | content`` (source ``-``: none is
named; pieces are joined by ``//``). ``event`` is ``trigger | PLOVER root`` and, each optional, ``actor= to= status=
when= where= if=``. ``same`` are the mentions of one person or body, joined by ``=``.

    python -m training.annotated training/text     # checks every file, names the line of each fault
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import get_args

from msgspec import Struct

from readout.spans import join_pieces
from readout.types import PloverType, Span, Spans, Status

LABELS = ("person", "organisation", "place", "group", "agreement")
KINDS = ("said", "thought")
VERDICTS = ("entails", "contradicts", "neither")
_HEAD = re.compile(r"##\s+(\S+)\s*(.*)")
_FIELD = re.compile(r"(\S+?)(?:\t\s*|\s{2,})(.*)")
_NUMBERED = re.compile(r"(.+)#([1-9]\d*)")
_NONE = "-"


class Named(Struct, frozen=True):
    """A mention and its label: one of ``LABELS`` or ``role``."""

    span: Span
    label: str


class Role(Struct, frozen=True):
    """A role or title, and the person it goes with."""

    span: Span
    person: Span | None


class Attributed(Struct, frozen=True):
    """Who said or thought what; ``source`` is empty where the text names none."""

    kind: str
    source: Spans
    cue: Spans
    content: Spans


class Act(Struct, frozen=True):
    """A political act: trigger, PLOVER root, who, to whom, whether it came about."""

    trigger: Span
    type: str
    status: str
    actors: Spans
    recipients: Spans
    when: Span | None
    where: Span | None
    condition: Span | None


class Passage(Struct, frozen=True):
    """One annotated text. ``line`` is where its head stands in ``file``."""

    file: str
    id: str
    tags: tuple[str, ...]
    line: int
    text: str
    mentions: tuple[Named, ...]
    roles: tuple[Role, ...]
    attributions: tuple[Attributed, ...]
    acts: tuple[Act, ...]
    same: tuple[Spans, ...]


class Fault(Exception):
    """What is wrong with one line."""


def places(text: str, words: str) -> list[Span]:
    """Where ``words`` stand in ``text`` as whole words.

    >>> places("the port and the ports", "port")
    [(4, 8)]
    """
    found: list[Span] = []
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        cut_before = at > 0 and text[at - 1].isalnum() and words[0].isalnum()
        cut_after = end < len(text) and text[end].isalnum() and words[-1].isalnum()
        if not cut_before and not cut_after:
            found.append((at, end))
        at = text.find(words, at + 1)
    return found


def _every(text: str, quote: str) -> list[Span]:
    numbered = _NUMBERED.fullmatch(quote)
    if not quote:
        raise Fault("an empty quote")
    found = places(text, quote)
    if found or not numbered:
        if not found:
            raise Fault(f"{quote!r} is not in the text as whole words")
        return found
    found, number = places(text, numbered[1]), int(numbered[2])
    if number > len(found):
        raise Fault(f"{numbered[1]!r} stands in the text {len(found)} times, there is no #{number}")
    return [found[number - 1]]


def _one(text: str, quote: str) -> Span:
    found = _every(text, quote)
    if len(found) > 1:
        raise Fault(f"{quote!r} stands in the text {len(found)} times: which? write {quote}#1 to {quote}#{len(found)}")
    return found[0]


def _pieces(text: str, quote: str) -> Spans:
    return join_pieces(text, [_one(text, piece) for piece in _split(quote, "//")])


def _split(value: str, mark: str) -> list[str]:
    """The parts between marks that white space stands around."""
    return [part.strip() for part in re.split(rf"(?:^|\s){re.escape(mark)}(?=\s|$)", value)]


def _role(text: str, value: str) -> Iterator[Role]:
    for item in _split(value, ";"):
        parts = _split(item, ">")
        if len(parts) != 2:
            raise Fault(f"{item!r} is not of the form: role words > person words")
        span = _one(text, parts[0])
        if parts[1] == _NONE:
            yield Role(span, None)
            continue
        yield Role(span, min(_every(text, parts[1]), key=lambda p: (max(p[0] - span[1], span[0] - p[1]), p)))


def _attributed(text: str, kind: str, value: str) -> Attributed:
    parts = _split(value, "|")
    if len(parts) != 3:
        raise Fault(f"{kind} has {len(parts)} fields, not three: source | cue | content")
    source, cue, content = parts
    for name, part in (("cue", cue), ("content", content)):
        if part == _NONE:
            raise Fault(f"{kind} without {name}")
    found = Attributed(
        kind, () if source == _NONE else _pieces(text, source), _pieces(text, cue), _pieces(text, content)
    )
    spans = sorted((*found.source, *found.cue, *found.content))
    for before, after in pairwise(spans):
        if after[0] < before[1]:
            both = text[before[0] : before[1]], text[after[0] : after[1]]
            raise Fault(f"source, cue and content may not overlap: {both[0]!r} and {both[1]!r}")
    return found


def _act(text: str, value: str) -> Act:
    trigger, *rest = _split(value, "|")
    if not rest:
        raise Fault("event without a PLOVER root")
    root, *fields = rest
    if root not in get_args(PloverType):
        raise Fault(f"{root!r} is no PLOVER root: {' '.join(get_args(PloverType))}")
    given: dict[str, str] = {}
    for field in fields:
        name, equals, words = field.partition("=")
        if not equals or name not in {"actor", "to", "status", "when", "where", "if"}:
            raise Fault(f"{field!r} is none of actor= to= status= when= where= if=")
        if name in given:
            raise Fault(f"{name}= stands twice: join several by //")
        given[name] = words.strip()
    status = given.get("status", "happened")
    if status not in get_args(Status):
        raise Fault(f"{status!r} is no status: {' '.join(get_args(Status))}")

    def several(name: str) -> Spans:
        words = given.get(name, _NONE)
        return () if words == _NONE else tuple(sorted(_one(text, piece) for piece in _split(words, "//")))

    def single(name: str) -> Span | None:
        words = given.get(name, _NONE)
        return None if words == _NONE else _one(text, words)

    return Act(
        _one(text, trigger), root, status, several("actor"), several("to"),
        single("when"), single("where"), single("if"),
    )  # fmt: skip


def _mentions(found: Iterable[Named]) -> tuple[Named, ...]:
    """In text order, without those inside longer ones; two labels for one place are a fault."""
    kept: list[Named] = []
    for item in sorted(set(found), key=lambda m: (m.span[0], -m.span[1], m.label)):
        if kept and kept[-1].span == item.span:
            raise Fault(f"one place is both {kept[-1].label} and {item.label}: [{item.span[0]}, {item.span[1]})")
        if not kept or item.span[0] >= kept[-1].span[1]:
            kept.append(item)
    return tuple(kept)


class _Open:
    """A passage while its lines are read."""

    def __init__(self, name: str, tags: str, line: int) -> None:
        self.name, self.tags, self.line = name, tuple(tags.split()), line
        self.paragraphs: list[str] = []
        self.in_text = True
        self.rows: list[tuple[int, str]] = []

    def take(self, number: int, row: str) -> None:
        if self.in_text and row.strip():
            self.paragraphs.append(row)
        elif self.paragraphs:
            self.in_text = False
            if row.strip():
                self.rows.append((number, row))

    def closed(self, where: str, faults: list[str]) -> Passage:
        text = "\n".join(self.paragraphs)
        mentions: list[Named] = []
        roles: list[Role] = []
        attributed: list[Attributed] = []
        acts: list[Act] = []
        same: list[Spans] = []
        if not text:
            faults.append(f"{where}:{self.line}: {self.name} has no text")
        for number, row in self.rows:
            try:
                field = _FIELD.fullmatch(row.strip())
                if not field:
                    raise Fault(f"no key and values parted by a tab or two spaces: {row[:60]!r}")
                key, value = field[1], field[2].strip()
                if key in LABELS:
                    mentions += [Named(span, key) for quote in _split(value, ";") for span in _every(text, quote)]
                elif key == "role":
                    roles += _role(text, value)
                elif key in KINDS:
                    attributed.append(_attributed(text, key, value))
                elif key == "event":
                    acts.append(_act(text, value))
                elif key == "same":
                    chain = tuple(sorted(_one(text, quote) for quote in _split(value, "=")))
                    if len(chain) < 2:
                        raise Fault("same needs two mentions, joined by =")
                    same.append(chain)
                else:
                    raise Fault(f"unknown key {key!r}")
            except Fault as fault:
                faults.append(f"{where}:{number}: {fault}")
        try:
            clean = _mentions(mentions)
        except Fault as fault:
            faults.append(f"{where}:{self.line}: {self.name}: {fault}")
            clean = ()
        return Passage(
            where,
            self.name,
            self.tags,
            self.line,
            text,
            clean,
            tuple(roles),
            tuple(attributed),
            tuple(acts),
            tuple(same),
        )


def parse(source: str, where: str = "text") -> tuple[list[Passage], list[str]]:
    """The passages of one file's ``source``, and its faults as ``where:line: what``."""
    passages: list[Passage] = []
    faults: list[str] = []
    current: _Open | None = None
    for number, row in enumerate(source.splitlines(), 1):
        head = _HEAD.fullmatch(row.strip())
        if head:
            if current:
                passages.append(current.closed(where, faults))
            current = _Open(head[1], head[2], number)
        elif current:
            current.take(number, row.rstrip())
        elif row.strip() and not row.startswith("#"):
            faults.append(f"{where}:{number}: text before the first passage")
    if current:
        passages.append(current.closed(where, faults))
    return passages, faults


def parse_pairs(source: str, where: str = "pairs.tsv") -> tuple[list[tuple[str, str, str]], list[str]]:
    """Premise, hypothesis and verdict of each line of a table, and its faults."""
    pairs: list[tuple[str, str, str]] = []
    faults: list[str] = []
    for number, row in enumerate(source.splitlines(), 1):
        if not row.strip() or row.startswith("#"):
            continue
        cells = [cell.strip() for cell in row.split("\t")]
        if len(cells) != 3 or not all(cells) or cells[2] not in VERDICTS:
            faults.append(f"{where}:{number}: not premise, hypothesis and one of {', '.join(VERDICTS)}, parted by tabs")
        else:
            pairs.append((cells[0], cells[1], cells[2]))
    return pairs, faults


def load(folder: Path) -> tuple[list[Passage], list[tuple[str, str, str]], list[str]]:
    """All passages and pairs of a folder, in the order of file names, and all faults."""
    passages: list[Passage] = []
    pairs: list[tuple[str, str, str]] = []
    faults: list[str] = []
    for path in sorted([folder] if folder.is_file() else folder.glob("*.t[xs][tv]")):
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".tsv":
            found, wrong = parse_pairs(source, str(path))
            pairs += found
        else:
            read, wrong = parse(source, str(path))
            passages += read
        faults += wrong
    seen: dict[str, int] = {}
    for passage in passages:
        if passage.id in seen:
            faults.append(f"{folder}: two passages have the id {passage.id!r}")
        seen[passage.id] = passage.line
    return passages, pairs, faults


def main() -> int:
    """Check the files named; 1 where there is a fault."""
    passages: list[Passage] = []
    pairs: list[tuple[str, str, str]] = []
    faults: list[str] = []
    for name in sys.argv[1:] or ["training/text"]:
        more, rows, wrong = load(Path(name))
        passages += more
        pairs += rows
        faults += wrong
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    counts = {
        "passages": len(passages),
        "words": sum(len(p.text.split()) for p in passages),
        "mentions": sum(len(p.mentions) for p in passages),
        "roles": sum(len(p.roles) for p in passages),
        "said": sum(a.kind == "said" for p in passages for a in p.attributions),
        "thought": sum(a.kind == "thought" for p in passages for a in p.attributions),
        "events": sum(len(p.acts) for p in passages),
        "same": sum(len(p.same) for p in passages),
        "pairs": len(pairs),
        "faults": len(faults),
    }
    sys.stdout.write("; ".join(f"{number} {name}" for name, number in counts.items()) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
