"""The ledger: steps of the bargaining, each once however many accounts tell it, with the steps it answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from readout import edtf
from readout.compare.acting_for import acts_for, is_country
from readout.compare.happenings import Happening, happenings, keys, shorten
from readout.compare.terms import key, total
from readout.languages import table
from readout.spans import evidence, inside, overlap
from readout.types import Evidence, Move, MoveKind, MoveStatus, Plover, Reading, Span, Story

_SAME_THEME = 0.45
_SAME_CLAUSE = 0.6
_ONE_WORD = 0.8
"""Share that one shared word must make of the shorter theme."""
_ABOUT_IT = 0.34
_LEAST_WEIGHT = 2.5
_FEW_STEPS = 3
_MOSTLY = 0.6
"""Share of the directed steps that must go between two parties before the quarrel is taken to be theirs."""
_POINTS_BACK = 6
"""Steps told before in the account to which "these demands" may point."""
_ANSWERS: dict[str, tuple[str, ...]] = {
    "reject": ("demand", "offer"),
    "accept": ("demand", "offer"),
    "concede": ("demand",),
    "promise": ("demand",),
    "offer": ("demand",),
    "deflect": ("demand", "offer"),
    "reserve": ("promise", "offer", "demand"),
    "deny": ("accuse",),
}


class _Step:
    """One step while its tellings are gathered."""

    def __init__(self, kind: MoveKind, first: Happening) -> None:
        self.kind = kind
        self.told = [first]
        self.answers: list[_Step] = []
        self.status: MoveStatus = "open"
        self.targets: tuple[str, ...] = ()
        self.id = ""


def moves(story: Story, entity_of: Mapping[tuple[str, str], str]) -> tuple[Move, ...]:
    """The moves of a story in order of time, those without a date last among those of their first telling."""
    ledger = _Ledger(story, entity_of)
    return ledger.moves()


class _Ledger:
    """What the rules look up: texts, parties, names, and the steps found so far."""

    def __init__(self, story: Story, entity_of: Mapping[tuple[str, str], str]) -> None:
        self.readings = {reading.id: reading for reading in story.readings}
        self.entity_of = entity_of
        self.party = acts_for(story, entity_of)
        self.names = _names(story, entity_of)
        self.told = [h for h in happenings(story, entity_of) if _is_step(h)]
        self.themes = {self._at(h): self._theme_keys(h) for h in self.told}
        self.states = _states(story, entity_of)
        self.steps = self._gathered()
        self.step_of = {self._at(h): step for step in self.steps for h in step.told}

    # ------------------------------------------------------------------------------------------------ tellings

    @staticmethod
    def _at(item: Happening) -> tuple[str, Span]:
        assert item.event is not None
        return (item.account, item.event.trigger)

    def _theme_span(self, item: Happening) -> Span:
        assert item.event is not None
        return item.event.theme or item.span

    def _theme_keys(self, item: Happening) -> frozenset[str]:
        found = keys(self.readings[item.account], self._theme_span(item))
        return found - self._name_keys(item) - _generic()

    def _name_keys(self, item: Happening) -> frozenset[str]:
        return frozenset(key(word) for name in item.names for word in self.names[name].split())

    def actors(self, items: Iterable[Happening]) -> tuple[str, ...]:
        """Readout ids of those who make the step, in alphabetical order."""
        found: set[str] = set()
        for item in items:
            assert item.event is not None
            found.update(
                self.entity_of[item.account, local]
                for local in item.event.actor_ids
                if (item.account, local) in self.entity_of
            )
        return tuple(sorted(found))

    def recipients(self, items: Iterable[Happening]) -> tuple[str, ...]:
        """Readout ids of those to whom it is made, the actors left out."""
        own = set(self.actors(items))
        found: set[str] = set()
        for item in items:
            assert item.event is not None
            found.update(
                self.entity_of[item.account, local]
                for local in item.event.recipient_ids
                if (item.account, local) in self.entity_of
            )
        return tuple(sorted(found - own))

    def parties_of(self, ids: Iterable[str]) -> set[str]:
        """For whom they act."""
        return {self.party.get(name, name) for name in ids}

    # ------------------------------------------------------------------------------------------------- merging

    def _gathered(self) -> list[_Step]:
        steps: list[_Step] = []
        for item in sorted(self.told, key=lambda h: (-total(self.themes[self._at(h)]), h.account, h.span)):
            assert item.event is not None and item.event.move is not None
            fitting = [
                (max(self._likeness(item, other) for other in step.told[:6]), -number)
                for number, step in enumerate(steps)
                if step.kind == item.event.move and any(self.same(item, other) for other in step.told[:6])
            ]
            if fitting:
                steps[-max(fitting)[1]].told.append(item)
            else:
                steps.append(_Step(item.event.move, item))
        return steps

    def _likeness(self, a: Happening, b: Happening) -> float:
        one, two = self.themes[self._at(a)], self.themes[self._at(b)]
        least = min(total(one), total(two))
        return total(one & two) / least if least else 0.0

    def same(self, a: Happening, b: Happening) -> bool:
        """Whether two tellings are of one step: the same party, no dates against it, a shared theme."""
        if _done(a) is not None and _done(b) is not None and not edtf.compatible(_done(a) or "", _done(b) or ""):
            return False
        if a.persons and b.persons and not set(self.actors([a])) & set(self.actors([b])):
            return False
        mine, yours = self.parties_of(self.actors([a])), self.parties_of(self.actors([b]))
        if mine and yours and not mine & yours:
            return False
        if not (mine and yours) and self._likeness(a, b) < _SAME_CLAUSE:
            return False
        shared = self.themes[self._at(a)] & self.themes[self._at(b)]
        if (
            self._likeness(a, b) >= _SAME_THEME
            and total(shared) >= _LEAST_WEIGHT
            and (len(shared) > 1 or self._likeness(a, b) >= _ONE_WORD)
        ):
            return True
        least = min(total(a.keys), total(b.keys))
        return (
            bool(least) and total(a.keys & b.keys) / least >= _SAME_CLAUSE and total(a.keys & b.keys) >= _LEAST_WEIGHT
        )

    # ------------------------------------------------------------------------------------------------- answers

    def _link(self) -> None:
        for step in self.steps:
            for item in step.told:
                for answered in self._answered(step, item):
                    if answered is not step and answered not in step.answers:
                        step.answers.append(answered)

    def _answered(self, step: _Step, item: Happening) -> list[_Step]:
        kinds = _ANSWERS.get(step.kind, ())
        if not kinds:
            return []
        back = self._pointed_at(step, item, kinds)
        if back is not None:
            return [back]
        own = self.parties_of(self.actors(step.told))
        asked = self.parties_of(self.recipients([item])) | self._possessors(item)
        best: tuple[float, float, int] | None = None
        for number, other in enumerate(self.steps):
            if other.kind not in kinds or other is step:
                continue
            theirs = self.parties_of(self.actors(other.told))
            if not theirs or theirs & own or (asked and not asked & theirs):
                continue
            directed = bool(asked) or not own or bool(self.parties_of(other.targets) & own)
            share, weight, words = max(self._topic(item, told) for told in other.told)
            if step.kind == "offer" and words < 2 and not asked & theirs and not self.parties_of(other.targets) & own:
                continue
            if share >= _ABOUT_IT and weight >= (_LEAST_WEIGHT if directed else 2 * _LEAST_WEIGHT):
                found = (share, weight, -number)
                best = found if best is None or found > best else best
        if best is not None:
            return [self.steps[-best[2]]]
        owned = self._owned(step, item, kinds)
        return [owned] if owned is not None else []

    def _topic(self, a: Happening, b: Happening) -> tuple[float, float, int]:
        """Share of the shorter theme in the other, names left out, its weight and the number of shared words."""
        one, two = (self.themes[self._at(h)] - self._named(h) for h in (a, b))
        least = min(total(one), total(two))
        return (total(one & two) / least if least else 0.0, total(one & two), len(one & two))

    def _named(self, item: Happening) -> frozenset[str]:
        """Keys of the names in a theme: a shared place does not make an answer."""
        reading = self.readings[item.account]
        span = self._theme_span(item)
        return frozenset(
            key(word)
            for mention in reading.mentions
            if mention.type in ("place", "person") and inside(mention.span, span)
            for word in reading.text[slice(*mention.span)].split()
        )

    def _possessors(self, item: Happening) -> set[str]:
        """Parties named inside the theme as owners: "the union's demand"."""
        reading = self.readings[item.account]
        span = self._theme_span(item)
        found: set[str] = set()
        for mention in reading.mentions:
            if mention.entity is None or not inside(mention.span, span):
                continue
            after = reading.text[mention.span[1] : mention.span[1] + 2]
            inner = reading.text[mention.span[0] : mention.span[1]]
            owns = after.startswith(("'s", "’s", "' ", "’ ")) or inner.endswith(("'s", "’s"))
            if owns or self._describes(reading, mention.span):
                shared = self.entity_of.get((item.account, mention.entity))
                if shared is not None:
                    found |= self.parties_of([shared])
        return found

    @staticmethod
    def _describes(reading: Reading, span: Span) -> bool:
        """Whether a name stands as an adjective right before such a word: "the Ardovian demands"."""
        following = reading.text[span[1] : span[1] + 30].split()[:1]
        word = following[0].strip(".,;:“”\"'").casefold() if following else ""
        return word in _pointing()["demand"] | _pointing()["offer"]

    def _owned(self, step: _Step, item: Happening, kinds: Sequence[str]) -> _Step | None:
        """What "the union's proposals" are: the one step of that party, or the one that most accounts tell."""
        reading = self.readings[item.account]
        span = self._theme_span(item)
        tokens = {word.strip(".,;:“”\"'").casefold() for word in reading.text[span[0] : span[1]].split()[:8]}
        pointing = _pointing()
        wanted = {kind for kind in ("demand", "offer") if tokens & pointing[kind]} & set(kinds)
        owners = self._possessors(item) - self.parties_of(self.actors(step.told))
        if not wanted or not owners:
            return None
        fitting = [
            (len({h.account for h in other.told}), -number)
            for number, other in enumerate(self.steps)
            if other.kind in wanted and other is not step and self.parties_of(self.actors(other.told)) & owners
        ]
        fitting.sort(reverse=True)
        if len(fitting) != 1:
            return None
        return self.steps[-fitting[0][1]]

    def _pointed_at(self, step: _Step, item: Happening, kinds: Sequence[str]) -> _Step | None:
        """The step that "this demand" or "these proposals" points back to in the same account."""
        reading = self.readings[item.account]
        span = self._theme_span(item)
        tokens = [word.strip(".,;:“”\"'").casefold() for word in reading.text[span[0] : span[1]].split()[:6]]
        pointing = _pointing()
        wanted = {
            kind
            for at, word in enumerate(tokens[1:], 1)
            for kind in ("demand", "offer", "accuse", "promise")
            if word in pointing[kind]
            and any(before in pointing["determiners"] for before in tokens[max(0, at - 3) : at])
        }
        if len(tokens) <= 2 and tokens and tokens[0] in pointing["pronouns"]:
            wanted = set(kinds)
        if not wanted & set(kinds):
            return None
        own = self.parties_of(self.actors(step.told))
        owners = self._possessors(item)
        before = [h for h in self.told if h.account == item.account and h.span[0] < item.span[0]]
        for other in sorted(before, key=lambda h: -h.span[0])[:_POINTS_BACK]:
            target = self.step_of[self._at(other)]
            theirs = self.parties_of(self.actors([other]))
            if target.kind in wanted & set(kinds) and not theirs & own and (not owners or owners & theirs):
                return target
        return None

    # -------------------------------------------------------------------------------------------------- status

    def _two_sides(self) -> frozenset[str]:
        """The two parties between whom most directed steps go; empty where there are not just two."""
        pairs: Counter[frozenset[str]] = Counter()
        for step in self.steps:
            own, other = self.parties_of(self.actors(step.told)), self.parties_of(step.targets)
            if len(own) == 1 and len(other) == 1 and own != other:
                pairs[frozenset(own | other)] += 1
        if not pairs:
            return frozenset()
        best = min(pairs, key=lambda pair: (-pairs[pair], sorted(pair)))
        most = pairs[best]
        return best if most >= _FEW_STEPS and most >= _MOSTLY * sum(pairs.values()) else frozenset()

    def _to_the_other_side(self) -> None:
        """In a quarrel of two, what one demands, offers, refuses or threatens is for the other."""
        sides = self._two_sides()
        for step in self.steps:
            own = self.parties_of(self.actors(step.told))
            if step.targets or len(own) != 1 or not own <= sides:
                continue
            if step.kind in ("demand", "offer", "reject", "threat", "deny", "accept", "concede"):
                step.targets = tuple(sorted(sides - own))

    def _settle(self) -> None:
        for step in self.steps:
            step.status = "open" if step.kind in ("demand", "offer") else "stands"
            if not step.targets:
                answered = {name for other in step.answers for name in self.actors(other.told)}
                step.targets = tuple(sorted(answered - set(self.actors(step.told))))
        for step in self.steps:
            if any(self._overtakes(other, step) for other in self.steps):
                step.status = "superseded"
        for step in self.steps:
            if step.kind not in ("demand", "offer") or step.status == "superseded":
                continue
            answers = [other for other in self.steps if step in other.answers]
            kinds = {other.kind for other in answers if other.status != "superseded"}
            if kinds & {"accept", "concede"}:
                step.status = "accepted"
            elif "reject" in kinds:
                step.status = "rejected"
            elif answers:
                step.status = "answered"

    def _overtakes(self, later: _Step, earlier: _Step) -> bool:
        """Whether one party's promise overtakes its refusal, or its refusal its promise, of the same thing."""
        pairs = {
            ("promise", "reject"),
            ("accept", "reject"),
            ("concede", "reject"),
            ("reject", "promise"),
            ("reject", "accept"),
        }
        if (later.kind, earlier.kind) not in pairs:
            return False
        mine = self.parties_of(self.actors(later.told))
        if not mine or not mine & self.parties_of(self.actors(earlier.told)):
            return False
        if not any(self._same_thing(a, b) for a in later.told for b in earlier.told):
            return False
        return self._after(later, earlier)

    def _same_thing(self, a: Happening, b: Happening) -> bool:
        share, weight, _ = self._topic(a, b)
        if share >= _ABOUT_IT and weight >= _LEAST_WEIGHT:
            return True
        answer = _pointing()["answer"]
        one, two = ({key(word) for word in answer} & self.themes[self._at(h)] for h in (a, b))
        return bool(one and two) and weight > 0

    def _after(self, later: _Step, earlier: _Step) -> bool:
        """Whether the first step came after the other: by their days, else by the days on which it is told."""
        done = [h.date for h in earlier.told if h.date is not None]
        if not done:
            return False
        held = min(done, key=edtf.order_key)
        stated = [h.date for h in later.told if h.date is not None and h.status != "planned"]
        if stated:
            return all(edtf.before(held, date) for date in stated)
        reported = [self.readings[h.account].published.value for h in later.told]
        return all(date is not None and edtf.before(held, date[:10]) for date in reported)

    # -------------------------------------------------------------------------------------------------- output

    def moves(self) -> tuple[Move, ...]:
        """All steps as moves."""
        acting = {name for step in self.steps for name in self.actors(step.told)}
        for step in self.steps:
            known = (
                n
                for n in self.recipients(step.told)
                if n not in self.states or n in acting or is_country(self.names[n])
            )
            step.targets = tuple(known)
        self._to_the_other_side()
        self._link()
        self._settle()
        ordered = sorted(self.steps, key=self._order)
        for number, step in enumerate(ordered, 1):
            step.id = f"m{number}"
        return tuple(self._move(step) for step in ordered)

    def _date(self, step: _Step) -> str | None:
        dates = Counter(h.date for h in step.told if h.date is not None and h.status != "planned")
        return min(dates, key=lambda d: (*_narrow(d), -dates[d], d)) if dates else None

    def _order(self, step: _Step) -> tuple[object, ...]:
        date = self._date(step)
        first = min((h.account, h.span) for h in step.told)
        return (date is None, edtf.order_key(date) if date is not None else first, first, step.kind)

    def _move(self, step: _Step) -> Move:
        best = min(
            step.told, key=lambda h: (h.event is None or h.event.theme is None, self._length(h), h.account, h.span)
        )
        assert best.event is not None
        conditions = [
            self.readings[h.account].text[slice(*h.event.condition)]
            for h in sorted(step.told, key=lambda h: (h.account, h.span))
            if h.event is not None and h.event.condition is not None
        ]
        actors = self.actors(step.told)
        return Move(
            id=step.id,
            kind=step.kind,
            actors=actors,
            targets=step.targets,
            text=self._line(step, best, actors),
            condition=" ".join(conditions[0].split()) if conditions else None,
            date=self._date(step),
            answers=tuple(sorted((other.id for other in step.answers), key=lambda name: int(name[1:]))),
            status=step.status,
            plover=Plover(type=best.event.type, mode=best.event.mode),
            evidence=self._evidence(step),
        )

    def _length(self, item: Happening) -> int:
        span = self._theme_span(item)
        return abs(span[1] - span[0] - 90)

    def _line(self, step: _Step, best: Happening, actors: Sequence[str]) -> str:
        assert best.event is not None
        text = self.readings[best.account].text
        form = _lines()[step.kind]
        who = self._list(actors) or (
            shorten(text[best.event.actors[0][0] : best.event.actors[-1][1]]) if best.event.actors else ""
        )
        verb = form["one"] if len(actors) <= 1 else form["many"]
        whom = self._list(step.targets[:3])
        words = f"{who} {verb}"
        if whom and form["to"]:
            words += f" {form['to']} {whom}"
        elif whom and step.kind in ("accuse", "threat", "promise", "offer"):
            words += f" {whom}"
        told = best.event
        theme = told.theme
        named = bool(told.actors) and not _pronoun(text[slice(*told.actors[0])])
        plain = (
            theme is None or inside(told.trigger, theme) or any(overlap(theme, span) for span in told.recipients[:1])
        )
        if named and plain and step.kind != "deny" and told.actors[0][0] < told.trigger[0]:
            return best.line
        if told.actors and not named and plain and step.kind != "deny":
            rest = text[max(told.actors[-1][1], best.span[0]) : best.span[1]]
            joint = "" if rest.lstrip().startswith(",") else " "
            return shorten(f"{who}{joint}{rest.lstrip()}")
        return shorten(f"{words}: {text[slice(*(theme or best.span))]}")

    def _list(self, ids: Sequence[str]) -> str:
        names = [self.names[name] for name in ids]
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {table('en', 'move_lines')['joints']['and']} {names[-1]}"

    def _evidence(self, step: _Step) -> tuple[Evidence, ...]:
        found: list[tuple[str, Span]] = []
        for item in sorted(step.told, key=lambda h: (h.account, h.span[0], -h.span[1])):
            if any(a == item.account and overlap(s, item.span) for a, s in found):
                continue
            found.append((item.account, item.span))
        return tuple(evidence(account, self.readings[account].text, span) for account, span in found)


def _is_step(item: Happening) -> bool:
    """Whether a telling is a step of bargaining that somebody known made."""
    if item.event is None or item.event.move is None:
        return False
    return bool(item.event.actor_ids) and item.status not in ("denied", "alleged", "conditional")


def _pronoun(words: str) -> bool:
    return words.casefold() in table("en", "clause_words")["subject_pronoun"].split()


def _done(item: Happening) -> str | None:
    """When the step was made; the day for which something is announced is another."""
    return item.date if item.status != "planned" else None


def _narrow(date: str) -> tuple[float, str]:
    found = edtf.parse(date)
    if found is None or found.first is None or found.last is None:
        return (float("inf"), date)
    return ((found.last - found.first).total_seconds(), date)


def _states(story: Story, entity_of: Mapping[tuple[str, str], str]) -> frozenset[str]:
    """Readout entities that some account has as a place: the states among the parties."""
    return frozenset(
        entity_of[reading.id, entity.id]
        for reading in story.readings
        for entity in reading.entities
        if entity.type == "place" and (reading.id, entity.id) in entity_of
    )


def _names(story: Story, entity_of: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The fullest name that an account gives each readout entity."""
    found: dict[str, set[str]] = {}
    for reading in story.readings:
        for entity in reading.entities:
            shared = entity_of.get((reading.id, entity.id))
            if shared is not None:
                found.setdefault(shared, set()).add(entity.name)
    return {shared: min(names, key=lambda n: (-len(n), n)) for shared, names in found.items()}


@cache
def _lines() -> dict[str, dict[str, str]]:
    data = table("en", "move_lines")
    return {kind: data[kind] for kind in data if kind not in ("joints", "pointing")}


@cache
def _generic() -> frozenset[str]:
    """Words for demands, offers and answers as such: they do not tell which one."""
    return frozenset(key(word) for kind in ("demand", "offer") for word in sorted(_pointing()[kind]))


@cache
def _pointing() -> dict[str, frozenset[str]]:
    return {name: frozenset(entry.split()) for name, entry in table("en", "move_lines")["pointing"].items()}
