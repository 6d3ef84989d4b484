"""Who acts and who is acted upon: the entities and spans of a phrase's heads."""

from __future__ import annotations

from collections.abc import Sequence

from readout.read.events.acts import lexicon
from readout.read.events.clauses import Clauses
from readout.read.events.frames import head_of
from readout.read.events.grammar import Range
from readout.read.events.marks import Marks, span_of
from readout.spans import inside
from readout.types import Mention, Spans


def entities_of(marks: Marks, clauses: Clauses, phrase: Range | None, attribution: int | None) -> tuple[str, ...]:
    """The entities that a phrase names as its heads, in text order."""
    if phrase is None:
        return ()
    of_several = _of_several(marks, clauses, phrase)
    if of_several is not None:
        return of_several
    found: list[str] = []
    listed = any(clauses.low(i) in clauses.g.coordinator for i in range(*phrase))
    for piece in conjuncts(marks, clauses, phrase):
        if piece[0] > phrase[0] and not listed and clauses.low(piece[0]) in ("a", "an"):
            continue  # "the driver of the last one, an Ardovian"
        entity = _head_entity(marks, clauses, piece)
        if entity is not None:
            found.append(entity)
        elif piece[1] - piece[0] == 1 and clauses.low(piece[0]) in clauses.g.first_person:
            if attribution is not None:
                found.extend(marks.attributions[attribution].speakers)
            elif marks.author is not None and clauses.low(piece[0]) == "i":
                found.append(marks.author)
    return tuple(dict.fromkeys(found))


def spans_of(marks: Marks, clauses: Clauses, phrase: Range | None) -> Spans:
    """The spans of a phrase's conjuncts; one span where they cannot be told apart."""
    if phrase is None:
        return ()
    whole = span_of(marks, clauses, phrase)
    if whole is None:
        return ()
    parts = [span_of(marks, clauses, part) for part in conjuncts(marks, clauses, phrase)]
    named = [p for p in parts if p is not None]
    if len(named) > 1 and all(marks.text[p[0]].isupper() or marks.text[p[0] :].startswith("the ") for p in named):
        return tuple(named)
    return (whole,)


def can_act(marks: Marks, clauses: Clauses, phrase: Range | None) -> bool:
    """Whether a phrase names a body or person that can act, and no storm or price."""
    if phrase is None:
        return False
    lex = lexicon()
    head = head_of(clauses, phrase)
    if head is not None and clauses.low(head) in lex.inert:
        return False
    if any(clauses.low(i) in lex.heads or clauses.low(i) in clauses.g.subject_pronoun for i in range(*phrase)):
        return True
    return any(clauses.capital(i) and (i > 0 or clauses.low(i) not in clauses.g.determiner) for i in range(*phrase))


def conjuncts(marks: Marks, clauses: Clauses, phrase: Range) -> list[Range]:
    """The conjuncts of a phrase: "Ardovia, Belmark and the Union" is three."""
    pieces: list[Range] = []
    start = phrase[0]
    for i in range(*phrase):
        if clauses.low(i) in (",", "and", "&", "or", "both") and not _in_name(marks, clauses, i):
            if i > start:
                pieces.append((start, i))
            start = i + 1
    if phrase[1] > start:
        pieces.append((start, phrase[1]))
    return pieces


def _in_name(marks: Marks, clauses: Clauses, i: int) -> bool:
    """Whether a joint stands inside a name: "the Group of Oil and Gas Exporters"."""
    word = clauses.words[i]
    return any(m.span[0] < word.start and word.end < m.span[1] for m in marks.mentions)


def _of_several(marks: Marks, clauses: Clauses, phrase: Range) -> tuple[str, ...] | None:
    """ "The ministers of Ardovia and Belmark": the states; ``None`` where the phrase is not of this form."""
    at = next((i for i in range(phrase[0] + 1, phrase[1]) if clauses.low(i) in ("of", "from", "between")), None)
    head = head_of(clauses, phrase)
    if at is None or head is None or head >= at:
        return None
    joint = next((i for i in range(at, phrase[1]) if clauses.low(i) in ("and", "&")), None)
    if joint is None or any(clauses.low(i) in clauses.g.coordinator for i in range(phrase[0], at)):
        return None
    if not all(clauses.capital(i) or clauses.low(i) in ("the", ",", "and", "&") for i in range(at + 1, phrase[1])):
        return None
    if clauses.low(head) not in lexicon().heads:
        return ()
    span = (clauses.words[at].end, clauses.words[phrase[1] - 1].end)
    return tuple(dict.fromkeys(m.entity for m in marks.mentions if m.entity and inside(m.span, span)))


def _head_entity(marks: Marks, clauses: Clauses, piece: Range) -> str | None:
    start, end = clauses.words[piece[0]].start, clauses.words[piece[1] - 1].end
    here = [m for m in marks.mentions if m.entity and inside(m.span, (start, end))]
    if not here:
        held = [m for m in marks.mentions if m.entity and inside((start, end), m.span)]
        return held[0].entity if held else None
    ending = [m for m in here if m.span[1] == end and _leads_up(marks, clauses, piece, m)]
    if ending:
        return max(ending, key=lambda m: m.span[1] - m.span[0]).entity
    limit = end
    for i in range(piece[0] + 1, piece[1]):
        word = clauses.words[i]
        if word.low in clauses.g.preposition and not any(inside((word.start, word.end), m.span) for m in here):
            limit = word.start
            break
    heads = [m for m in here if m.span[1] <= limit and not _modifies(marks, m, limit)]
    if heads:
        return heads[-1].entity
    return _body_of(marks, clauses, piece, [m for m in here if m.span[1] <= limit])


def _leads_up(marks: Marks, clauses: Clauses, piece: Range, mention: Mention) -> bool:
    """Whether all before a name at a phrase's end is its title: "Secretary of State X", and no "envoy to X"."""
    first = next((i for i in range(*piece) if clauses.words[i].end > mention.span[0]), piece[1])
    if mention.type == "person":  # "the indictment against Rey"
        return not any(clauses.low(i) in clauses.g.apart for i in range(piece[0], first))
    return not any(clauses.low(i) in clauses.g.preposition for i in range(piece[0], first))


def _body_of(marks: Marks, clauses: Clauses, piece: Range, owners: Sequence[Mention]) -> str | None:
    """The state or person a body without a name of its own belongs to: "Ardovia's intelligence service"."""
    head = head_of(clauses, piece)
    if head is None or clauses.low(head) not in lexicon().bodies:
        return None
    if not owners or owners[-1].type not in ("place", "organisation", "person"):
        return None
    if owners[-1].type == "person" and clauses.low(head) not in lexicon().for_a_person:
        return None
    return owners[-1].entity


def _modifies(marks: Marks, mention: Mention, limit: int) -> bool:
    """Whether a mention only describes the head after it: "Ardovia's parliament", "the Ardovian envoy"."""
    rest = marks.text[mention.span[1] : limit].strip()
    if not rest:
        return False
    if " of " in marks.text[slice(*mention.span)] and rest[0].isalnum():
        return False  # "the Group of Oil and Gas exporters": its head is in the name
    return rest[0] in "'’-" or rest[0].isalnum()
