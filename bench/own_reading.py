"""The reader on the project's own reading test set: entities, roles, statements, speakers, coreference, events.

Each article of ``bench/reading_gold`` is read whole, as a clean body. Lines are matched one to one, the best pair
first (``bench.matching``). When a line counts as right:

======================  ==============================================================================================
entities                the same name, without article and possessive, and its label; by label and all together
roles                   the same words of a title, without its article, and a person they are linked to; ``overlap``
                        asks for an intersection over union (IoU) of .5. Titles that stand for nobody named are free
source, cue, content    the same words, or IoU .5 (cues: some word in common); each as the distinct spans of an article
statement               source, cue and content all three. A thought that is given as a statement is wrong there
thoughts held back      share of the thoughts that are not given as statements
speaker                 of statements found (cue touched, content IoU .5) whose speaker the text names: an entity that
                        holds the canonical name of the speaker's chain. Another entity is wrong; none, or one under
                        half a name ("Orlova" apart from "Vera Orlova", Moscow apart from Russia), is missing. One
                        who is never named ("a senior official") counts only where he is given as somebody else
speaker, all            the same over all statements; those not found are missing
pronouns, nominals      links of a chain's pronouns (third person) and descriptions to the entity of its name; linked
                        where the chain has no name, or to another, is wrong
events                  some word of the trigger; ``type`` and ``status`` are shares of those found; ``actor`` and
                        ``recipient`` share half of the shorter span or are of one chain, counted over events found;
                        the other words of an apposition are free. What precision lacks to one are false events. A
                        denial is speech, and free where it is given as the move ``deny``
======================  ==============================================================================================

    python -m bench.own_reading [--show N] [--only LAYER] [--rules] [--check] [--set-floors]
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path

from training.annotated import LABELS, Act, Attributed

from bench import results
from bench.attribution import close, exactly, iou
from bench.matching import ENOUGH, Count, count, match, share
from bench.matching import iou as span_iou
from bench.own_reading_view import FIRST_OR_SECOND, Chain, View, articles, reading
from readout.spans import hull, overlap
from readout.types import Attribution, Event, Mention, Span, Spans

FLOORS = Path(__file__).parent / "floors.json"
SECTION, RULES = "own reading", "own reading, rules"
BELOW = 0.02
"""How far under a measured figure its floor is set."""
_INTENSIVE = frozenset({"himself", "herself", "itself", "themselves"})

Counts = dict[str, Count]


def _exact(view: View, gold: list[Span], given: list[Span]) -> Count:
    pairs = match(gold, given, lambda a, b: float(a == b))
    return count(gold, given, pairs, view.around, view.around)


def entities(view: View) -> Counts:
    """Names by label, and all together."""
    mine = {view.bare(m.span): m.type for m in view.reading.mentions if view.named(m.span)}
    found = {}
    total = Count()
    for label in LABELS:
        gold = sorted(span for span, kind in view.labels.items() if kind == label)
        found[f"entities: {label}"] = _exact(view, gold, sorted(s for s, kind in mine.items() if kind == label))
        total.add(found[f"entities: {label}"])
    total.errors = []
    return {**found, "entities": total}


def roles(view: View) -> Counts:
    """Titles that stand with a name."""
    gold = [(view.bare(role.span), role.person) for role in view.passage.roles if role.person]
    free = {view.bare(role.span) for role in view.passage.roles if not role.person}
    places: dict[str, list[Span]] = {}
    for mention in view.reading.mentions:
        places.setdefault(mention.entity or "", []).append(mention.span)
    mine: dict[Span, list[Span]] = {}
    for mention in view.reading.mentions:
        if mention.role:
            mine.setdefault(view.bare(mention.role), []).append(mention.span)
    for entity in view.reading.entities:
        for role in entity.roles:
            for words in role.evidence:
                mine.setdefault(view.bare((words.start, words.end)), []).extend(places.get(entity.id, []))
    given = sorted(mine)

    def linked(a: tuple[Span, Span], b: Span) -> bool:
        return any(overlap(a[1], span) for span in mine[b])

    def counted(how: float) -> Count:
        pairs = match(gold, given, lambda a, b: span_iou(a[0], b) * linked(a, b) if span_iou(a[0], b) >= how else 0)
        return count(gold, given, pairs, lambda a: view.around(a[0]), view.around, ignore=lambda b: b in free)

    return {"roles: exact": counted(1.0), "roles: overlap": counted(0.5)}


Triple = tuple[Spans, Spans, Spans]


def _triple(item: Attributed | Attribution) -> Triple:
    return (item.source, item.cue, item.content)


def _touch(a: Spans, b: Spans) -> bool:
    return any(overlap(x, y) for x in a for y in b)


def _found(gold: Triple, given: Triple) -> float:
    """How well a statement is met: cue touched and content half the same; the source breaks ties."""
    if not _touch(gold[1], given[1]) or not close(gold[2], given[2]):
        return 0.0
    return iou(gold[2], given[2]) + iou(gold[0], given[0]) + iou(gold[1], given[1])


def _marked(view: View, triple: Triple) -> str:
    def said(part: Spans) -> str:
        return " // ".join(view.words(span) for span in part) or "-"

    return f"{view.passage.id}: {' | '.join(said(part) for part in triple)}"


def statements(view: View) -> Counts:
    """Sources, cues, contents, triples, kinds and speakers."""
    said = [item for item in view.passage.attributions if item.kind == "said"]
    thought = [_triple(item) for item in view.passage.attributions if item.kind == "thought"]
    gold = [_triple(item) for item in said]
    mine = [_triple(item) for item in view.reading.attributions]
    found: Counts = {}
    for part, name in enumerate(("source", "cue", "content")):
        theirs = list(dict.fromkeys(item[part] for item in gold if item[part]))
        ours = list(dict.fromkeys(item[part] for item in mine if item[part]))

        def say(spans: Spans) -> str:
            return " … ".join(view.around(span) for span in spans)

        alike = _touch if name == "cue" else close
        for how, test in (("exact", exactly), ("overlap", alike)):
            pairs = match(theirs, ours, lambda a, b: float(test(a, b)) * (1 + iou(a, b)))  # noqa: B023
            found[f"{name}: {how}"] = count(theirs, ours, pairs, say, say)

    def near(a: Triple, b: Triple) -> float:
        return _found(a, b) if close(a[0], b[0]) else 0.0

    def line(triple: Triple) -> str:
        return _marked(view, triple)

    found["statement: exact"] = count(gold, mine, match(gold, mine, lambda a, b: float(a == b)), line, line)
    found["statement: overlap"] = count(gold, mine, match(gold, mine, near), line, line)
    pairs = match(gold, mine, _found)
    rest = [item for number, item in enumerate(mine) if number not in {b for _, b in pairs}]
    taken = {a for a, _ in match(thought, rest, _found)}
    found["thoughts held back"] = share((n not in taken, line(item)) for n, item in enumerate(thought))
    return found | _speakers(view, gold, pairs)


def _speakers(view: View, gold: list[Triple], pairs: list[tuple[int, int]]) -> Counts:
    where, whole = Count(), Count()
    met = dict(pairs)
    for number, triple in enumerate(gold):
        wanted = view.speakers(triple[0])
        if not wanted:
            continue
        words = f"{_marked(view, triple)}  ({' and '.join(chain.name for chain in wanted)})"
        given = view.reading.attributions[met[number]].speakers if number in met else ()
        if not any(chain.named for chain in wanted):
            in_source = {view.entities[e].name for e in given if e in view.entities}
            given = tuple(e for e in given if view.names_somebody(e))
            if not given or any(name in view.words(hull(triple[0]) or (0, 0)) for name in in_source):
                continue
        if number not in met:
            whole.missing += 1
            continue
        judged = [max((view.verdict(e, c) for c in wanted), key=_RANK.index) for e in given] or ["missing"]
        verdict = min(judged, key=_RANK.index)
        if verdict == "right" and len(given) < min(len(wanted), 2):
            verdict = "missing"
        one = Count(right=verdict == "right", wrong=verdict == "wrong", missing=verdict != "right")
        if verdict != "right":
            names = " and ".join(view.entities[e].name for e in given if e in view.entities)
            one.errors = [f"{verdict:8} {words}" + (f" -> {names}" if names else "")]
        where.add(one)
        whole.add(one)
    return {"speaker": where, "speaker, all": whole}


_RANK = ("wrong", "missing", "right")


def links(view: View) -> Counts:
    """Pronouns and descriptions, each to the name of its chain."""
    found = {"pronouns": Count(), "nominals": Count()}
    given = {view.bare(m.span): m for m in view.reading.mentions if m.entity}
    used: set[Span] = set()
    for chain in view.chains:
        for span in chain.spans:
            if span in view.labels or view.words(span).lower() in FIRST_OR_SECOND:
                continue
            near = max(given, key=lambda s: span_iou(s, span), default=None)
            if near is None or near in view.labels or span_iou(near, span) < ENOUGH:
                near = None
            else:
                used.add(near)
            mention = given[near] if near else None
            if chain.named or (mention and view.names_somebody(mention.entity)):
                _tally(view, found, span, mention, chain)
    for span, mention in sorted(given.items()):
        if span in used or view.named(span) or view.words(span).lower() in FIRST_OR_SECOND | _INTENSIVE:
            continue
        if any(overlap(span, role.span) and role.person for role in view.passage.roles):
            continue
        if any(span_iou(span, name) >= ENOUGH for name in view.labels):
            continue
        if view.names_somebody(mention.entity):
            _tally(view, found, span, mention, None)
    return found


def _tally(view: View, found: Counts, span: Span, mention: Mention | None, chain: Chain | None) -> None:
    """Count one link; ``chain`` is whom the words point to, ``None`` for nobody in the gold."""
    verdict = view.verdict(mention.entity if mention else None, chain) if chain else "wrong"
    expected = chain is not None and chain.named
    one = Count(right=verdict == "right", wrong=verdict == "wrong", missing=expected and verdict != "right")
    if verdict != "right":
        entity = view.entities.get(mention.entity or "") if mention else None
        to = f" -> {entity.name}" if entity else ""
        one.errors = [f"{verdict:8} {view.around(span)} ({chain.name if chain else 'nobody'}){to}"]
    found["pronouns" if view.pronoun(span) else "nominals"].add(one)


def _party(view: View, a: Span, b: Span) -> float:
    """How well two spans name one party: they share half of the shorter, or are mentions of one chain."""
    shared = overlap(a, b) / min(a[1] - a[0], b[1] - b[0])
    if shared >= ENOUGH:
        return 1 + shared
    return float(bool(set(view.speakers((a,))) & set(view.speakers((b,)))))


def events(view: View) -> Counts:
    """Acts by their trigger, and what is known of those found."""
    gold, mine = view.passage.acts, view.reading.events

    def alike(a: Act, b: Event) -> float:
        common = overlap(a.trigger, b.trigger)
        return common and 1 + span_iou(a.trigger, b.trigger) + (a.type == b.type)

    def say(act: Act | Event) -> str:
        return f"{view.around(act.trigger)} {act.type} {act.status}"

    cues = [span for item in view.passage.attributions for span in item.cue]

    def denial(event: Event) -> bool:
        return event.move == "deny" and any(overlap(event.trigger, cue) for cue in cues)

    pairs = match(gold, mine, alike)
    met = [(gold[i], mine[j]) for i, j in pairs]
    found = {"events": count(gold, mine, pairs, say, say, ignore=denial)}
    found["events: type"] = share((a.type == b.type, f"{say(a)} given as {b.type}") for a, b in met)
    found["events: status"] = share((a.status == b.status, f"{say(a)} given as {b.status}") for a, b in met)
    for name, ours in (("actor", "actors"), ("recipient", "recipients")):
        total = Count()
        for act, event in met:
            theirs = list(getattr(act, f"{name}s"))
            spans = list(getattr(event, ours))

            def apposed(span: Span) -> bool:
                return any(overlap(other, span) for other in theirs)  # noqa: B023

            both = match(theirs, spans, lambda a, b: _party(view, a, b))
            one = count(theirs, spans, both, view.words, view.words, ignore=apposed)
            one.errors = [f"{error}  | {say(act)}" for error in one.errors]
            total.add(one)
        found[f"events: {name}"] = total
    return found


LAYERS = {"entities": entities, "roles": roles, "statements": statements, "links": links, "events": events}


def measured(only: str = "", rules: bool = False) -> Counts:
    """The counts over all articles; with ``only`` of one layer, with ``rules`` without the trained reader."""
    total: Counts = {}
    for passage, firsts in articles():
        view = View(passage, firsts, reading(passage, rules))
        for name, layer in LAYERS.items():
            if only in ("", name):
                for noun, one in layer(view).items():
                    total.setdefault(noun, Count()).add(one)
    return total


def table(counts: Counts) -> str:
    """One line for each noun."""
    rows = [f"{'':24}{'P':>6}{'R':>7}{'F1':>7}{'right':>8}{'wrong':>7}{'missing':>9}"]
    for noun, one in counts.items():
        shown = (one.precision, one.recall, None if one.share else one.figure)
        cells = "".join(f"{'–' if value is None else f'{value:.3f}':>7}" for value in shown)
        rows.append(f"{noun:23}{cells}{one.right:8}{one.wrong:7}{'' if one.share else one.missing:>9}")
    return "\n".join(rows)


def under(counts: Counts, held: dict[str, float]) -> list[str]:
    """What lies under its floor, one line each.

    >>> under({"events": Count(right=1, wrong=1)}, {"events": 0.7})
    ['events: 0.667 is under its floor of 0.7']
    """
    figures = {noun: (counts[noun].figure if noun in counts else None) or 0.0 for noun in held}
    return [f"{noun}: {figures[noun]:.3f} is under its floor of {floor}" for noun, floor in sorted(held.items())
            if figures[noun] < floor]  # fmt: skip


def _figures(one: Count) -> dict[str, float]:
    given = {"precision": one.precision, "recall": one.recall, "figure": one.figure}
    return {name: round(value, 3) for name, value in given.items() if value is not None}


def main() -> int:
    """Print the table, keep its figures; 1 where ``--check`` finds one under its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print up to N errors of each line")
    parser.add_argument("--only", default="", choices=LAYERS, help="one layer")
    parser.add_argument("--rules", action="store_true", help="by the rules alone")
    parser.add_argument("--check", action="store_true", help="fail where a figure lies under its floor")
    parser.add_argument("--set-floors", action="store_true", help="set the floors a little under these figures")
    given = parser.parse_args()
    counts = measured(given.only, given.rules)
    print(table(counts))
    for noun, one in counts.items():
        for error in one.errors[: given.show]:
            print(f"{noun}: {error}")
    if given.only:
        return 0
    known = {noun: one.figure for noun, one in counts.items() if one.figure is not None}
    results.write(RULES if given.rules else SECTION, {noun: _figures(one) for noun, one in counts.items()})
    if given.set_floors:
        results.write(SECTION, {n: max(0.0, math.floor((f - BELOW) * 100) / 100) for n, f in known.items()}, FLOORS)
    faults = under(counts, json.loads(FLOORS.read_text(encoding="utf-8")).get(SECTION, {})) if given.check else []
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
