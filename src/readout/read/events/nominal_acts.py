"""Acts that nouns tell: "the union's refusal of the terms", "talks in Oslo on 10 May"."""

from __future__ import annotations

from readout.read.events.acts import Lexicon, lexicon, matches
from readout.read.events.clauses import Clauses
from readout.read.events.found import Found
from readout.read.events.grammar import QUOTES
from readout.read.events.marks import Marks
from readout.read.events.objects import noun_right
from readout.read.events.subjects import stops_left


def told_by_nouns(clauses: Clauses, lex: Lexicon) -> list[Found]:
    """Nominal acts with a possessive agent: "the union's refusal of the terms"."""
    found: list[Found] = []
    for i in range(2, len(clauses.words)):
        if clauses.low(i - 1) not in ("'s", "'") and clauses.low(i - 2) not in ("'s", "'"):
            continue
        frames = lex.nouns.get(clauses.low(i))
        if not frames or i in clauses.in_verb:
            continue
        mark = i - 1 if clauses.low(i - 1) in ("'s", "'") else i - 2
        start = mark
        while (
            start > 0
            and (clauses.capital(start - 1) or clauses.low(start - 1) in ("of", "the"))
            and not stops_left(clauses, start - 1)
        ):
            start -= 1
        if start == mark or not clauses.capital(mark - 1):
            continue
        while start < mark and clauses.low(start) in ("of",):
            start += 1
        frame = frames[0]
        end = i + 1
        quoted = False
        while end < len(clauses.words) and end - i < 25:
            if clauses.low(end) in QUOTES and (quoted or clauses.low(end) != "”"):
                quoted = not quoted  # a "comprehensive" answer
            elif not quoted and (
                clauses.low(end) in (",", ";", ":", ".", "and", "but", "as", "is", "—", "”")
                or clauses.low(end) in clauses.g.relative
                or (end in clauses.first_at and (clauses.verbs[clauses.first_at[end]].form == "finite"))
            ):
                break
            end += 1
        if frame.near and not any(matches(clauses.low(j), frame.near) for j in range(i + 1, end)):
            continue
        recipient = None
        for slot in frame.slots:
            at = next((j for j in range(i + 1, end) if clauses.low(j) == slot), None)
            if at is not None:
                recipient = noun_right(clauses, at + 1, end)
                break
        if frame.move is None and (recipient is None or clauses.low(start - 1) not in lex.granted):
            continue
        found.append(
            Found(
                type=frame.type,
                mode=frame.mode,
                move=frame.move,
                trigger=i,
                clause=(start, end),
                actor=(start, mark),
                recipient=recipient,
                theme=(i + 1, end) if frame.theme and i + 1 < end else None,
                condition=None,
                status="happened",
            )
        )
    return found


def dated_nouns(marks: Marks, clauses: Clauses, published: str | None) -> list[Found]:
    """Talks and meetings that a noun tells together with their day: "talks in Oslo on 10 May"."""
    lex = lexicon()
    found: list[Found] = []
    for i, word in enumerate(clauses.words):
        plover = lex.happenings.get(word.low)
        if plover not in ("CONSULT", "MOBILIZE") or i in clauses.in_verb:
            continue
        end = i + 1
        while (
            end < len(clauses.words)
            and end - i < 22
            and end not in clauses.in_verb
            and (
                clauses.low(end)
                not in (",", ";", ":", ".", "that", "which", "who", "when", "after", "before", "ahead", "—", "–")
            )
        ):
            end += 1
        last = end
        while last > i and last - 1 not in clauses.timed:
            last -= 1
        if last <= i + 1 or clauses.low(last - 1) in ("on", "in"):
            continue
        first = last - 1
        while first - 1 in clauses.timed:
            first -= 1
        if clauses.low(first - 1) not in ("on", "in") and clauses.low(first) not in (
            "on",
            "in",
            "last",
            "earlier",
            "this",
        ):
            continue
        date = next(
            (t.edtf for t in marks.times if t.edtf and t.span[0] <= clauses.words[last - 1].start < t.span[1]), None
        )
        if date is None or published is None or not date[:4].isdigit() or date[:10] == published[:10]:
            continue
        coming = date > published[: len(date)]
        if "/" in date or len(date) < (7 if coming and plover == "MOBILIZE" else 10):
            continue
        if plover == "MOBILIZE" and not coming:
            continue
        begin = i
        while (
            begin > 0
            and clauses.is_noun_end(begin - 1)
            and begin - 1 not in clauses.in_verb
            and i - begin < 5
            and (clauses.words[begin - 1].text[0].isalnum())
        ):
            begin -= 1
        parties = next((j for j in range(i + 1, last) if clauses.low(j) in ("between", "with", "of")), None)
        found.append(
            Found(
                type=plover,
                mode="meet" if plover == "CONSULT" else "exercise",
                move=None,
                trigger=i,
                clause=(begin, last),
                actor=noun_right(clauses, parties + 1, last) if parties is not None else None,
                recipient=None,
                theme=None,
                condition=None,
                status="happened" if date[:10] < published[:10] else "planned",
            )
        )
    return found
