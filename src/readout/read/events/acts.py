"""The lexicon of political acts: frames around verbs, nouns and happenings, read from ``acts.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple, cast

from readout.errors import LanguageDataError
from readout.languages import table
from readout.types import MoveKind, PloverType

Theme = Literal["rest", "obj", "that", "of"]


class Frame(NamedTuple):
    """One way of telling an act: what must stand around the verb, what it means, where the recipient stands."""

    lemmas: tuple[str, ...]
    then: tuple[tuple[str, ...], ...]
    near: tuple[str, ...]
    anywhere: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    slots: tuple[str, ...]
    type: PloverType
    mode: str | None
    move: MoveKind | None
    theme: Theme | None
    nothing: bool

    @property
    def weight(self) -> int:
        """How much the frame says: the fuller frame wins."""
        return 2 * len(self.then) + 2 * bool(self.near) + 2 * len(self.anywhere) + bool(self.without) + 4 * self.nothing


class Lexicon(NamedTuple):
    """The frames of a language by lemma, most specific first, and the words that shift an act's meaning."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    happenings: Mapping[str, PloverType]
    happening_verbs: frozenset[str]
    governors: Mapping[str, str]
    judging: frozenset[str]
    drawn_out: frozenset[str]
    adding: frozenset[str]
    sending: frozenset[str]
    answers: frozenset[str]
    taken: frozenset[str]
    own_steps: frozenset[str]
    spoken: Mapping[str, frozenset[str]]
    with_out: frozenset[str]
    going_on: frozenset[str]
    wishing: frozenset[str]
    hoping: frozenset[str]
    of_the_mind: frozenset[str]
    for_a_person: frozenset[str]
    people: frozenset[str]
    answering: frozenset[str]
    promised: frozenset[str]
    conceding: frozenset[str]
    conflict: frozenset[str]
    claims: Mapping[str, str]
    heads: frozenset[str]
    inert: frozenset[str]
    belongings: tuple[str, ...]
    predicates: frozenset[str]
    granted: frozenset[str]
    again: frozenset[str]
    announcing: frozenset[str]
    bodies: frozenset[str]


def parse(line: str, plover: PloverType) -> Frame:
    """A frame from its line in the lexicon.

    >>> frame = parse("expel ~diplomat*|envoy* >obj,from =expel", "SANCTION")
    >>> frame.lemmas, frame.near, frame.slots, frame.mode
    (('expel',), ('diplomat*', 'envoy*'), ('obj', 'from'), 'expel')
    """
    head, *rest = line.split()
    then: list[tuple[str, ...]] = []
    near: tuple[str, ...] = ()
    anywhere: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    mode: str | None = None
    move: str | None = None
    theme: str | None = None
    for part in rest:
        mark, body = part[0], part[1:]
        if mark == "~":
            near = tuple(body.split("|"))
        elif mark == "^":
            anywhere = (*anywhere, tuple(body.split("|")))
        elif mark == "-":
            without = tuple(body.split("|"))
        elif mark == ">":
            slots = tuple(body.split(","))
        elif mark == "=":
            mode = body
        elif mark == "!":
            move = body
        elif mark == "@":
            theme = body
        else:
            then.append(tuple(part.split("|")))
    if not head or theme not in (None, "rest", "obj", "that", "of"):
        raise LanguageDataError(f"acts: {line!r} is no frame")
    return Frame(
        lemmas=tuple(head.split("|")),
        then=tuple(then),
        near=near,
        anywhere=anywhere,
        without=without,
        slots=slots,
        type=plover,
        mode=mode,
        move=None if move == "none" else cast("MoveKind | None", move),
        theme=cast("Theme | None", theme),
        nothing=move == "none",
    )


def _by_lemma(sections: Sequence[Mapping[str, Sequence[str]]]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for section in sections:
        for plover, lines in section.items():
            for line in lines:
                frame = parse(line, cast(PloverType, plover))
                for lemma in frame.lemmas:
                    found.setdefault(lemma, []).append(frame)
    return {lemma: tuple(sorted(frames, key=lambda f: -f.weight)) for lemma, frames in found.items()}


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The acts of ``language``."""
    data = table(language, "acts")
    happenings = data["happenings"]
    return Lexicon(
        verbs=_by_lemma([data["verbs"], data["move_only"]]),
        nouns=_by_lemma([data["nouns"]]),
        happenings={
            noun: cast(PloverType, plover) for plover, nouns in happenings["nouns"].items() for noun in nouns.split()
        },
        happening_verbs=frozenset(happenings["verbs"].split()),
        governors={word: effect for effect, entry in data["governors"].items() for word in entry.split()},
        judging=frozenset(data["withheld"]["judging"].split()),
        drawn_out=frozenset(data["withheld"]["drawn_out"].split()),
        adding=frozenset(data["withheld"]["adding"].split()),
        sending=frozenset(data["withheld"]["sending"].split()),
        answers=frozenset(data["withheld"]["answers"].split()),
        taken=frozenset(data["denials"]["taken"].split()),
        own_steps=frozenset(data["denials"]["own_steps"].split()),
        spoken={move: frozenset(entry.split()) for move, entry in data["spoken"].items()},
        with_out=frozenset(data["withheld"]["with_out"].split()),
        going_on=frozenset(data["no_step"]["going_on"].split()),
        hoping=frozenset(data["no_step"]["hoping"].split()),
        wishing=frozenset(data["no_step"]["wishing"].split()),
        of_the_mind=frozenset(data["no_step"]["of_the_mind"].split()),
        for_a_person=frozenset(data["actors"]["for_a_person"].split()),
        people=frozenset(data["actors"]["people"].split()),
        answering=frozenset(data["promises"]["answering"].split()),
        conceding=frozenset(data["promises"]["conceding"].split()),
        promised=frozenset(data["promises"]["roots"].split()),
        conflict=frozenset(data["conflict"]["types"].split()),
        claims={lemma: status for status, entry in data["claims"].items() for lemma in entry.split()},
        heads=frozenset(data["actors"]["heads"].split()),
        inert=frozenset(data["actors"]["inert"].split()),
        predicates=frozenset(data["refusals"]["predicates"].split()),
        bodies=frozenset(data["actors"]["bodies"].split()),
        announcing=frozenset(data["refusals"]["announcing"].split()),
        granted=frozenset(data["refusals"]["granted"].split()),
        again=frozenset(data["again"]["verbs"].split()),
        belongings=tuple(data["actors"]["belongings"].split()),
    )


def matches(word: str, patterns: Sequence[str]) -> bool:
    """Whether a lower-case ``word`` is one of ``patterns``; a pattern that ends in ``*`` is a beginning.

    >>> matches("talks", ("talk*",)), matches("stalk", ("talk*",))
    (True, False)
    """
    return any(word.startswith(p[:-1]) if p.endswith("*") else word == p for p in patterns)
