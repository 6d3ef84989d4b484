"""Stories from a stream: an account joins one, opens one, or shows that two are one or that one is two.

The same signatures, pair scores and groups as in bulk, on what is open. Every step keeps its reason, a story keeps its
name for as long as it lives, and what came more than ``HORIZON`` days ago leaves memory: a story whose last account has
left is sealed and does not change any more. The stream's own clock is the median day of its last accounts, so that no
single wrong date seals what is open, and an account that comes late with an old date is compared with what is there.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from hashlib import sha256
from statistics import median_low
from typing import Literal

import numpy as np

from readout.cluster.candidates import MOST, NEIGHBOURS
from readout.cluster.columns import UNDATED, columns, joined
from readout.cluster.groups import SAME_STORY, grouped
from readout.cluster.looks import FLOOR, settled
from readout.cluster.pair_scores import scores
from readout.cluster.signatures import Signature
from readout.types import Value

HORIZON = 21
"""Days on the stream's clock after which an account leaves memory; a story stays open while accounts keep coming."""
_RECENT = 31
"""Dated accounts of which the median day is the clock."""
MOST_OPEN = 200_000
"""Accounts kept at most, about 4 kB each: beyond that the oldest leave, whatever their day."""
BATCH = 256
"""Accounts that are taken in at a time."""
_LOCAL = 2_000

StepKind = Literal["opened", "joined", "moved", "merged", "split", "sealed"]


class Step(Value, frozen=True, kw_only=True):
    """One thing that happened to a story, and why.

    ``article`` is the account that opened, joined or moved; ``other`` the story that was merged into this one, that
    this one was split from, or that the account left. The reason: ``like`` is the account of this story that
    ``article`` (or an account of ``other``) is most alike, ``score`` the probability that the two tell one story.
    """

    kind: StepKind
    story: str
    article: str | None = None
    other: str | None = None
    like: str | None = None
    score: float | None = None


class _Kept:
    """One account in memory: its row, the story it is in, when it came by the clock, and whom it was found alike."""

    __slots__ = ("day", "edges", "founded", "keys", "number", "row", "story")

    def __init__(self, number: int, item: Signature, day: int) -> None:
        self.number, self.day, self.keys = number, day, item.keys
        self.row = columns([item])
        self.story = ""
        self.founded = 0
        self.edges: dict[str, float] = {}


class Stream:
    """The open stories of a stream. ``add`` takes accounts in the order in which they come."""

    def __init__(self, horizon: int = HORIZON, most_open: int = MOST_OPEN) -> None:
        self._horizon, self._most_open = horizon, most_open
        self._kept: dict[str, _Kept] = {}
        self._members: dict[str, list[str]] = {}
        self._holders: dict[int, deque[str]] = {}
        self._clock = UNDATED
        self._recent: deque[int] = deque(maxlen=_RECENT)
        self._count = 0

    @property
    def open_stories(self) -> dict[str, tuple[str, ...]]:
        """The accounts in memory of each story that is not sealed, in the order in which they came."""
        return {story: tuple(members) for story, members in self._members.items()}

    @property
    def open_articles(self) -> int:
        """How many accounts are in memory."""
        return len(self._kept)

    def add(self, signatures: Iterable[Signature]) -> tuple[Step, ...]:
        """Take these accounts in, in their order; what was known before is passed over. What happened, in order."""
        steps: list[Step] = []
        batch: list[Signature] = []
        for item in signatures:
            if item.id not in self._kept and all(item.id != other.id for other in batch):
                batch.append(item)
            if len(batch) == BATCH:
                steps += self._taken(batch)
                batch = []
        return (*steps, *self._taken(batch))

    def close(self) -> tuple[Step, ...]:
        """Seal everything that is open."""
        return self._left(list(self._kept))

    # ------------------------------------------------------------------------------------------------ one batch

    def _taken(self, batch: Sequence[Signature]) -> tuple[Step, ...]:
        if not batch:
            return ()
        self._recent.extend(item.day for item in batch if item.day is not None)
        if self._recent:
            self._clock = max(self._clock, median_low(self._recent))
        sealed = self._left(self._outdated())
        found = []
        for item in batch:
            near = self._near(item)
            self._kept[item.id] = _Kept(self._count, item, self._clock)
            self._count += 1
            for key in item.keys:
                self._holders.setdefault(key, deque(maxlen=NEIGHBOURS)).append(item.id)
            found += [(other, item.id) for other in near]
        self._score(found)
        return (*sealed, *self._regrouped([item.id for item in batch]))

    def _near(self, item: Signature) -> list[str]:
        shared = Counter(other for key in item.keys for other in self._holders.get(key, ()))
        return sorted(shared, key=lambda other: (-shared[other], -self._kept[other].number))[:MOST]

    def _score(self, found: Sequence[tuple[str, str]]) -> None:
        names = list(dict.fromkeys(name for pair in found for name in pair))
        place = {name: number for number, name in enumerate(names)}
        rows = joined([self._kept[name].row for name in names])
        pairs = np.array([(place[a], place[b]) for a, b in found], np.int64).reshape(-1, 2)
        for (a, b), score in zip(found, scores(rows, pairs).tolist(), strict=True):
            if score >= FLOOR:
                self._kept[a].edges[b] = self._kept[b].edges[a] = score

    def _regrouped(self, fresh: Sequence[str]) -> list[Step]:
        """Group anew what the fresh accounts touch: themselves and the stories they are alike."""
        core = list(fresh)
        touched = Counter[str]()
        for name in fresh:
            for other, score in self._kept[name].edges.items():
                if score >= SAME_STORY / 2 and self._kept[other].story:
                    touched[self._kept[other].story] += 1
        for story, _ in sorted(touched.items(), key=lambda item: (-item[1], item[0])):
            if len(core) + len(self._members[story]) <= _LOCAL:
                core += self._members[story]
        core = sorted(set(core), key=lambda name: self._kept[name].number)
        around = {other for name in core for other in self._kept[name].edges} - set(core)
        names = core + sorted(around, key=lambda name: self._kept[name].number)
        place = {name: number for number, name in enumerate(names)}
        linked = sorted(
            (place[a], place[b], score)
            for a in names
            for b, score in self._kept[a].edges.items()
            if b in place and place[a] < place[b]
        )
        pairs = np.array([(a, b) for a, b, _ in linked], np.int64).reshape(-1, 2)
        days = np.array([self._kept[name].row.days[0] for name in names], np.int32)
        final = settled(len(names), pairs, np.array([score for *_, score in linked], np.float32), days)
        inside = (pairs < len(core)).all(axis=1)
        labels = grouped(len(core), pairs[inside], final[inside])
        groups: dict[int, list[str]] = defaultdict(list)
        for name, label in zip(core, labels.tolist(), strict=True):
            groups[label].append(name)
        like: dict[tuple[str, str], float] = {}
        for (a, b), score in zip(pairs[inside].tolist(), final[inside].tolist(), strict=True):
            like[names[a], names[b]] = like[names[b], names[a]] = round(score, 3)
        return self._renamed(list(groups.values()), like)

    def _renamed(self, groups: Sequence[Sequence[str]], like: dict[tuple[str, str], float]) -> list[Step]:
        """Give each group the name of the oldest story that went into it for the most part, and say what changed."""
        went: dict[str, Counter[int]] = defaultdict(Counter)
        for number, group in enumerate(groups):
            for name in group:
                if story := self._kept[name].story:
                    went[story][number] += 1
        heirs: dict[int, list[str]] = defaultdict(list)
        for story, into in went.items():
            heirs[min(into, key=lambda number: (-into[number], number))].append(story)
        steps = []
        for number, group in enumerate(groups):
            names = sorted(heirs[number], key=lambda story: (self._kept[self._members[story][0]].number, story))
            before = [self._kept[name].story for name in group]
            if names:
                story = names[0]
            else:
                story = self._fresh_name(group[0])
                origin = next((old for old in before if old), None)
                steps.append(Step(kind="split" if origin else "opened", story=story, article=group[0], other=origin))
            for old in names[1:]:
                mine = [name for name, was in zip(group, before, strict=True) if was == story]
                theirs = [name for name, was in zip(group, before, strict=True) if was == old]
                near, score = _most_alike(theirs, mine, like)
                steps.append(Step(kind="merged", story=story, other=old, like=near, score=score))
            for name, was in zip(group, before, strict=True):
                opened = not names and name == group[0]
                if was == story or was in names or opened:
                    continue
                near, score = _most_alike([name], [other for other in group if other != name], like)
                if was:
                    steps.append(Step(kind="moved", story=story, article=name, other=was, like=near, score=score))
                else:
                    steps.append(Step(kind="joined", story=story, article=name, like=near, score=score))
            for name in group:
                self._kept[name].story = story
        for story in went:
            del self._members[story]
        for group in groups:
            self._members[self._kept[group[0]].story] = list(group)
        return steps

    def _fresh_name(self, article: str) -> str:
        """A name that follows from the founding account, and from how many names it has given before."""
        item = self._kept[article]
        item.founded += 1
        return sha256(f"{article}\n{item.founded}".encode("utf-8", "surrogatepass")).hexdigest()[:12]

    # ------------------------------------------------------------------------------------------------ leaving

    def _outdated(self) -> list[str]:
        """The accounts that came too long ago; they lie in memory in the order in which they came."""
        least = len(self._kept) - self._most_open
        old: list[str] = []
        for name, item in self._kept.items():
            if len(old) >= least and item.day >= self._clock - self._horizon:
                break
            old.append(name)
        return old

    def _left(self, names: Sequence[str]) -> tuple[Step, ...]:
        gone = set(names)
        stories = dict.fromkeys(self._kept[name].story for name in names)
        for name in names:
            item = self._kept.pop(name)
            for other in item.edges:
                if other in self._kept:
                    self._kept[other].edges.pop(name, None)
            for key in item.keys:
                holders = self._holders.get(key)
                if holders and name in holders:
                    holders.remove(name)
                    if not holders:
                        del self._holders[key]
        sealed = []
        for story in stories:
            self._members[story] = [name for name in self._members[story] if name not in gone]
            if not self._members[story]:
                del self._members[story]
                sealed.append(Step(kind="sealed", story=story))
        return tuple(sealed)


def _most_alike(
    theirs: Iterable[str], mine: Sequence[str], like: dict[tuple[str, str], float]
) -> tuple[str | None, float | None]:
    """The account of ``mine`` nearest to one of ``theirs``, and how near."""
    score, near = max(((like.get((a, b), 0.0), b) for a in theirs for b in mine), default=(0.0, ""))
    return (near, score) if score else (None, None)
