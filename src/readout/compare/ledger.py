"""Steps of the bargaining gathered from all accounts, each once however many tell it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from readout import edtf
from readout.compare.acting_for import acts_for, sides_with
from readout.compare.happenings import Happening, happenings, keys
from readout.compare.kinds_of_bodies import Kinds, told_by_kind
from readout.compare.names_told import by_name, called, full_names, fuller, plain, states
from readout.compare.quantities import Quantity, agree, quantities
from readout.compare.quarrel import told_of_both, two_sides
from readout.compare.terms import key, total, weight
from readout.languages import table
from readout.spans import inside
from readout.types import MoveKind, MoveStatus, Span, Story

_SAME_THEME = 0.45
_SAME_CLAUSE = 0.6
_ONE_WORD = 0.8
"""Share that one shared word must make of the shorter theme."""
LEAST_WEIGHT = 2.5
"""Weight of shared words below which two themes have nothing in common."""


COMPARED = 6
"""Tellings of a step that others are compared with: more say the same."""
_OF_AMOUNTS = frozenset({"demand", "offer", "accept", "concede", "promise"})
_FAR = 250
"""Characters between a step and a later one that is about "it"."""
_NEAREST = 40
"""Steps with the heaviest words in common that a telling is compared with, so that cost grows with the tellings."""


class Step:
    """One step while its tellings are gathered."""

    def __init__(self, kind: MoveKind, first: Happening) -> None:
        self.kind = kind
        self.told = [first]
        self.answers: list[Step] = []
        self.status: MoveStatus = "open"
        self.targets: tuple[str, ...] = ()
        self.guessed = False
        self.id = ""


class Ledger:
    """What the rules look up: texts, parties, names, and the steps found so far."""

    def __init__(self, story: Story, entity_of: Mapping[tuple[str, str], str]) -> None:
        self.readings = {reading.id: reading for reading in story.readings}
        self.entity_of = entity_of
        self._said: dict[str, dict[int, set[str | None]]] = {}
        self._amounts: dict[tuple[str, Span], tuple[Quantity, ...]] = {}
        self.party = acts_for(story, entity_of)
        self._side = sides_with(story, entity_of)
        self.names = full_names(story, entity_of)
        self.by_name = by_name(story, entity_of)
        self.kinds = Kinds(story, entity_of)
        self._called = called(story, entity_of)
        self._fuller = fuller(story, entity_of, self.kinds)
        self.sides: frozenset[str] = frozenset()
        self.states = states(story, entity_of)
        told = [h for h in happenings(story, entity_of) if _is_step(h) and not self._foretold(h)]
        self.told = [h for h in told if self.actors([h])]
        self.themes = self._all_themes()
        self.steps = self._gathered()
        self.sides = two_sides(self)
        if self.sides and len(held := [h for h in told if self.actors([h])]) > len(self.told):
            self.told = held  # with what "both sides" did
            self.themes = self._all_themes()
            self.steps = self._gathered()
        self.step_of = {self.at(h): step for step in self.steps for h in step.told}

    @staticmethod
    def at(item: Happening) -> tuple[str, Span]:
        """What names a telling: its account and the place of its trigger."""
        assert item.event is not None
        return (item.account, item.event.trigger)

    def theme_span(self, item: Happening) -> Span:
        """The words that say what is demanded, offered or refused; the whole clause where there are none."""
        assert item.event is not None
        return item.event.theme or item.span

    def _all_themes(self) -> dict[tuple[str, Span], frozenset[str]]:
        """What each telling is about; of "it" what the step told right before in its account is about."""
        found: dict[tuple[str, Span], frozenset[str]] = {}
        before: Happening | None = None
        for item in sorted(self.told, key=lambda h: (h.account, self.at(h)[1])):
            found[self.at(item)] = self._theme_keys(item)
            near = before is not None and before.account == item.account
            if near and before is not None and points(self, item):
                between = self.at(item)[1][0] - self.at(before)[1][1]
                found[self.at(item)] = found[self.at(before)] if between < _FAR else frozenset()
            before = item
        return found

    def _theme_keys(self, item: Happening) -> frozenset[str]:
        found = keys(self.readings[item.account], self.theme_span(item))
        found = found - self._name_keys(item) - _generic()
        return frozenset(name if name.startswith("=") else name.rstrip("s") or name for name in found)

    def _name_keys(self, item: Happening) -> frozenset[str]:
        return frozenset(key(word) for name in item.names for word in self.names[name].split())

    def _known(self, account: str, locals_: Iterable[str]) -> set[str]:
        """The readout ids of an account's own entities, without those that have none."""
        found = (self.entity_of.get((account, local)) for local in locals_)
        return {self._fuller.get(entity, entity) for entity in found if entity is not None}

    def actors(self, items: Iterable[Happening]) -> tuple[str, ...]:
        """Readout ids of those who make the step, in alphabetical order."""
        found: set[str] = set()
        for item in items:
            assert item.event is not None
            known = self._known(item.account, item.event.actor_ids)
            if not known and item.event.actors:
                words = self.readings[item.account].text[slice(*item.event.actors[0])]
                if self.sides and told_of_both(words):
                    found |= self.sides
                    continue
                same = self.by_name.get(plain(words)) or self.kinds.of(item.account, told_by_kind(words))
                known = {self._fuller.get(same, same)} if same is not None else self._last_speaker(item, words)
            found |= known
        return tuple(sorted(found))

    def _last_speaker(self, item: Happening, words: str) -> set[str]:
        """Who "he" is right after a sentence that one person said."""
        if words.casefold() not in table("en", "move_lines")["pointing"]["person"].split():
            return set()
        reading = self.readings[item.account]
        at = bisect_right(reading.sentences, (item.span[0], len(reading.text))) - 1
        if at < 1 or "\n" in reading.text[reading.sentences[at - 1][1] : reading.sentences[at][0]]:
            return set()
        said = {name for name in self._speakers(item.account).get(at - 1, set()) if self._may_be(name, words)}
        persons = {e.id for e in reading.entities if e.type == "person"}
        only = {name for name in said if name is not None}
        if len(said) != 1 or not only:
            return set()
        return only if any(self.entity_of.get((item.account, p)) in only for p in persons) else set()

    def _may_be(self, name: str | None, words: str) -> bool:
        """Whether no account calls a person by the pronouns or the title of the other sex than ``words`` has."""
        forms = table("en", "move_lines")["sexes"]
        other = next((held for held in forms.values() if words.casefold() not in held.split()), "")
        return name is None or not self._called.get(name, frozenset()) & frozenset(other.split())

    def _speakers(self, account: str) -> dict[int, set[str | None]]:
        """Who speaks in each sentence of an account, by the sentence's index."""
        if account not in self._said:
            reading = self.readings[account]
            found: dict[int, set[str | None]] = {}
            for told in reading.attributions:
                for cue in told.cue:
                    at = bisect_right(reading.sentences, (cue[0], len(reading.text))) - 1
                    found.setdefault(at, set()).update(self.entity_of.get((account, s)) for s in told.speakers)
            self._said[account] = found
        return self._said[account]

    def recipients(self, items: Iterable[Happening]) -> tuple[str, ...]:
        """Readout ids of those to whom it is made, the actors left out."""
        own = set(self.actors(items))
        found: set[str] = set()
        for item in items:
            assert item.event is not None
            known = self._known(item.account, item.event.recipient_ids)
            if not known and item.event.recipients:
                words = self.readings[item.account].text[slice(*item.event.recipients[0])]
                if self.sides and told_of_both(words):
                    found |= self.sides
                    continue
                same = self.kinds.of(item.account, told_by_kind(words))
                known = {same} if same is not None else self._described(item)
            found |= known
        return tuple(sorted(found - own))

    def _described(self, item: Happening) -> set[str]:
        """The state whose people are accused or asked: "the Ardovian crews"."""
        assert item.event is not None
        reading = self.readings[item.account]
        if item.event.move not in ("accuse", "demand", "threat"):
            return set()
        inner = [m for m in reading.mentions if m.entity and inside(m.span, item.event.recipients[0])]
        if len(inner) != 1 or inner[0].type != "place" or reading.text[inner[0].span[1] :][:1] != " ":
            return set()
        shared = self.entity_of.get((item.account, inner[0].entity or ""))
        return {shared} if shared is not None else set()

    def parties_of(self, ids: Iterable[str]) -> set[str]:
        """For whom they act."""
        found = set()
        for name in ids:
            party = self.party.get(name, name)
            found.add(self.party.get(self._side[name], self._side[name]) if party == name in self._side else party)
        return found

    def _gathered(self) -> list[Step]:
        steps: list[Step] = []
        index: dict[tuple[str, str], list[int]] = {}
        for item in sorted(self.told, key=lambda h: (-total(self.themes[self.at(h)]), h.account, h.span)):
            assert item.event is not None and item.event.move is not None
            held = self.themes[self.at(item)] | item.keys
            fitting = [
                (max(self._likeness(item, other) for other in steps[number].told[:COMPARED]), -number)
                for number in _near(index, item.event.move, held)
                if any(self.same(item, other) for other in steps[number].told[:COMPARED])
            ]
            if fitting:
                number = -max(fitting)[1]
                steps[number].told.append(item)
            else:
                number = len(steps)
                steps.append(Step(item.event.move, item))
            if len(steps[number].told) <= COMPARED:
                for name in held:
                    index.setdefault((item.event.move, name), []).append(number)
        return steps

    def _foretold(self, item: Happening) -> bool:
        """Whether one party only expects that another will refuse."""
        event = item.event
        if event is None or item.status != "planned" or event.move != "reject" or event.attribution is None:
            return False
        told = self.readings[item.account].attributions[event.attribution]
        speakers = self.parties_of(self._known(item.account, told.speakers))
        return bool(speakers) and not speakers & self.parties_of(self.actors([item]))

    def join(self, step: Step, other: Step) -> None:
        """Make the tellings and answers of ``other`` those of ``step``."""
        step.told.extend(other.told)
        step.answers.extend(answered for answered in other.answers if answered not in (*step.answers, step))
        self.steps.remove(other)
        for item in other.told:
            self.step_of[self.at(item)] = step
        for one in self.steps:
            if other in one.answers:
                one.answers = [a for a in one.answers if a is not other and a is not step]
                if one is not step:
                    one.answers.append(step)

    def _likeness(self, a: Happening, b: Happening) -> float:
        one, two = self.themes[self.at(a)], self.themes[self.at(b)]
        least = min(total(one), total(two))
        return total(one & two) / least if least else 0.0

    def amounts(self, item: Happening) -> tuple[Quantity, ...]:
        """How much is demanded, offered or accepted."""
        if item.event is None or item.event.move not in _OF_AMOUNTS:
            return ()
        if self.at(item) not in self._amounts:
            self._amounts[self.at(item)] = quantities(self.readings[item.account].text, self.theme_span(item))
        return self._amounts[self.at(item)]

    def raised(self, a: Happening, b: Happening) -> bool:
        """Whether two demands or offers are of different amounts of the same: not one step but two."""
        one, two = self.amounts(a), self.amounts(b)
        shared = {x.unit for x in one} & {y.unit for y in two} - {""}
        return bool(shared) and not any(agree(x, y) for x in one for y in two if x.unit == y.unit)

    def same(self, a: Happening, b: Happening) -> bool:
        """Whether two tellings are of one step: the same party, no dates against it, a shared theme."""
        if any(_is_bare(h) for h in (a, b)):
            return False  # a bare "has accepted" tells nothing to compare
        if self.raised(a, b):
            return False
        if (
            done_on(a) is not None
            and done_on(b) is not None
            and not edtf.compatible(done_on(a) or "", done_on(b) or "")
        ):
            return False
        if a.persons and b.persons and not set(self.actors([a])) & set(self.actors([b])):
            return False
        mine, yours = self.parties_of(self.actors([a])), self.parties_of(self.actors([b]))
        if mine and yours and not mine & yours:
            return False
        if not (mine and yours) and self._likeness(a, b) < _SAME_CLAUSE:
            return False
        shared = self.themes[self.at(a)] & self.themes[self.at(b)]
        if (points(self, a) or points(self, b)) and not shared:
            return False  # what "it" is, is not known
        if shared and self.themes[self.at(a)] == self.themes[self.at(b)] and mine and yours:
            return True
        if (
            self._likeness(a, b) >= _SAME_THEME
            and total(shared) >= LEAST_WEIGHT
            and (len(shared) > 1 or self._likeness(a, b) >= _ONE_WORD)
        ):
            return True
        least = min(total(a.keys), total(b.keys))
        return bool(least) and total(a.keys & b.keys) / least >= _SAME_CLAUSE and total(a.keys & b.keys) >= LEAST_WEIGHT


def _near(index: Mapping[tuple[str, str], Sequence[int]], kind: str, names: Collection[str]) -> list[int]:
    """The steps of one kind that share most with a telling, by the weight of shared words; the heaviest first."""
    weights: dict[int, float] = {}
    for name in sorted(names):
        for number in sorted(set(index.get((kind, name), ()))):
            weights[number] = weights.get(number, 0.0) + weight(name)
    ranked = sorted((-heavy, number) for number, heavy in weights.items())
    return [number for _, number in ranked[:_NEAREST]]


def _is_bare(item: Happening) -> bool:
    """Whether an answer is told without what it answers: "the union has accepted"."""
    event = item.event
    return event is not None and event.move in ("accept", "reject") and event.theme is None and not event.recipients


def points(ledger: Ledger, item: Happening) -> bool:
    """Whether a step is told with no more than "it" or "that": what it is about was said before."""
    words = ledger.readings[item.account].text[slice(*ledger.theme_span(item))].casefold().split()
    return len(words) == 1 and words[0] in pointing()["pronouns"]


def _is_step(item: Happening) -> bool:
    """Whether a telling is a step of bargaining that somebody known made."""
    if item.event is None or item.event.move is None:
        return False
    return bool(item.event.actors) and item.status not in ("denied", "alleged", "conditional")


def done_on(item: Happening) -> str | None:
    """When the step was made; the day for which something is announced is another."""
    return item.date if item.status != "planned" else None


@cache
def _generic() -> frozenset[str]:
    """Words for demands, offers and answers as such: they do not tell which one."""
    return frozenset(key(word) for kind in ("demand", "offer") for word in sorted(pointing()[kind]))


@cache
def pointing() -> dict[str, frozenset[str]]:
    """Words that point back to a step told before, by its kind."""
    return {name: frozenset(entry.split()) for name, entry in table("en", "move_lines")["pointing"].items()}
