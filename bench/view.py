"""A readout beside its gold: accounts under the gold's ids, entities paired with the gold's, words made short."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from bench.gold import Gold
from bench.matching import match
from readout.types import Account, Entity, Evidence, Readout

_LONGEST = 110


@dataclass(frozen=True)
class Answer:
    """What the pipeline made of an event: readouts, the accounts' texts by id, their pages' file names, the drops."""

    readouts: tuple[Readout, ...]
    texts: Mapping[str, str]
    pages: Mapping[str, str]
    dropped: tuple[str, ...] = ()


class View:
    """The readouts of an event as the gold sees them: accounts under the gold's ids, entities paired with it."""

    def __init__(self, gold: Gold, answer: Answer) -> None:
        by_page = {account.page: account.id for account in gold.accounts}
        renamed = {account: by_page.get(page, account) for account, page in answer.pages.items()}
        self.gold = gold
        self.answer = answer
        self._renamed = renamed
        self.readouts = answer.readouts
        self.accounts: dict[str, Account] = {renamed[a.id]: a for r in self.readouts for a in r.accounts}
        self.predicted_entities = tuple(entity for readout in self.readouts for entity in readout.entities)
        self.entity_pairs = match(gold.entities, self.predicted_entities, same_entity)
        self._entity: dict[tuple[int, str], str] = {}
        gold_of = {j: gold.entities[i].id for i, j in self.entity_pairs}
        keys = [(number, entity.id) for number, readout in enumerate(self.readouts) for entity in readout.entities]
        for position, (key, entity) in enumerate(zip(keys, self.predicted_entities, strict=True)):
            self._entity[key] = gold_of.get(position) or self._known_as(entity.name) or f"?{entity.id}"

    def _known_as(self, name: str) -> str | None:
        """The gold's entity of this name, for a second entity of the readout that has it: one error, not two."""
        return next((e.id for e in self.gold.entities if name_of(name) in map(name_of, e.names)), None)

    def lines(self, noun: str) -> tuple[tuple[int, Any], ...]:
        """Every line of a noun with the number of its readout."""
        return tuple((number, line) for number, r in enumerate(self.readouts) for line in getattr(r, noun))

    def entities(self, number: int, ids: Iterable[str]) -> frozenset[str]:
        """Entity ids of a readout as ids of the gold; ``?id`` for those that the gold does not know."""
        return frozenset(self._entity.get((number, name), f"?{name}") for name in ids)

    def evidence(self, items: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Evidence with the gold's account ids."""
        return tuple(msgspec.structs.replace(e, account=self.account(e.account)) for e in items)

    def account(self, name: str) -> str:
        """The gold's id of an account of the readout."""
        return self._renamed.get(name, name)


def same_entity(gold: Any, predicted: Entity) -> float:
    names = {name_of(name) for name in gold.names}
    said = {name_of(name.value) for name in predicted.names} | {name_of(predicted.name)}
    common = len(names & said) / len(names | said)
    return common and common + (name_of(predicted.name) == name_of(gold.names[0]))


def _plain(text: str) -> str:
    """Text without differences of width, of white space and of the shape of quotation marks, in lower case."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[“”„«»\"]", '"', re.sub(r"[‘’`']", "'", text))
    return " ".join(text.split()).casefold()


def name_of(text: str) -> str:
    return re.sub(r"'s?$", "", re.sub(r"^the ", "", _plain(text)))


def short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def words_of(items: Sequence[Evidence]) -> str:
    return "; ".join(f"{item.account}: “{short(item.quote)}”" for item in items[:3])
