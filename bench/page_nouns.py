"""The counts of what stands on the pages: evidence, accounts, lineages, entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import msgspec

from bench.gold import GoldAccount
from bench.matching import Count, count, links, match, share, touching
from bench.view import View, name_of, short, words_of
from readout.errors import EvidenceError
from readout.spans import check, overlap
from readout.types import Account, Entity, Evidence, Sourced

# ---------------------------------------------------------------------------------------------- the whole


def whole(view: View) -> dict[str, Count]:
    found = []
    for readout in view.readouts:
        for item in _evidence_in(readout):
            try:
                check(item, view.answer.texts[item.account])
            except (EvidenceError, KeyError) as error:
                found.append((False, str(error)))
            else:
                found.append((True, ""))
    largest = max(view.readouts, key=lambda readout: len(readout.accounts), default=None)
    together = {view.account(account.id) for account in largest.accounts} if largest else set()
    return {
        "evidence": share(found),
        "stories": share((account.id in together, account.id) for account in view.gold.accounts),
    }


def _evidence_in(value: Any) -> Iterable[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _evidence_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _evidence_in(item)


# ------------------------------------------------------------------------------------------------ accounts


def accounts(view: View) -> dict[str, Count]:
    body, published = Count(), Count()
    rejected, titles, outlets, bylines, agencies = Count(), Count(), Count(), Count(), Count()
    roles: list[tuple[bool, str]] = []
    phases: list[tuple[bool, str]] = []
    for gold in view.gold.accounts:
        account = view.accounts.get(gold.id)
        for span, accepted in gold.lines:
            role = _role(account, span) if account else "none"
            said = f"{gold.id}: {role} for {'/'.join(sorted(accepted))}: “{short(gold.text[slice(*span)])}”"
            roles.append((role in accepted, said))
            if "body" not in accepted or len(accepted) == 1:
                body.add(_one(role == "body", "body" in accepted, said))
        published.add(_published(account, gold))
        rejected.add(_rejected(view, account, gold))
        titles.add(_strings(gold.id, gold.title, account.title if account else None))
        outlets.add(_strings(gold.id, gold.outlet, account.outlet if account else None))
        bylines.add(_strings(gold.id, gold.bylines, account.bylines if account else None))
        agencies.add(_strings(gold.id, gold.agencies, account.agencies if account else None))
        phase = account.phase if account else None
        phases.append((phase in gold.phases, f"{gold.id}: {phase} for {'/'.join(gold.phases)}"))
    return {
        "body lines": body,
        "line roles": share(roles),
        "published": published,
        "rejected dates": rejected,
        "titles": titles,
        "outlets": outlets,
        "bylines": bylines,
        "agencies": agencies,
        "phase": share(phases),
    }


def _role(account: Account, span: tuple[int, int]) -> str:
    shares: dict[str, int] = {}
    for block in account.blocks:
        if common := overlap(span, (block.start, block.end)):
            shares[block.role] = shares.get(block.role, 0) + common
    return max(sorted(shares), key=lambda role: shares[role]) if shares else "none"


def _one(said: bool, so: bool, words: str) -> Count:
    found = Count(right=said and so, wrong=said and not so, missing=so and not said)
    if said != so:
        found.errors.append(f"{'wrong   ' if said else 'missing '} {words}")
    return found


def _published(account: Account | None, gold: GoldAccount) -> Count:
    value = account.published.value if account else None
    if value is None:
        return Count(missing=1, errors=[f"missing  {gold.id}: {gold.published[0]}"])
    if value[:10] in gold.published:
        return Count(right=1)
    return Count(wrong=1, missing=1, errors=[f"wrong    {gold.id}: {value} for {' or '.join(gold.published)}"])


def _rejected(view: View, account: Account | None, gold: GoldAccount) -> Count:
    predicted = [view.evidence(item.evidence) for item in account.rejected_dates] if account else []
    pairs = match(gold.rejected, predicted, lambda g, p: float(bool(touching(g, p))))
    return count(gold.rejected, predicted, pairs, words_of, lambda p: words_of(p) or f"{gold.id}: without evidence")


def _strings(name: str, gold: Sequence[str] | str | None, predicted: Sequence[Sourced] | Sourced | None) -> Count:
    wanted = [gold] if isinstance(gold, str) else list(gold or ())
    said = [predicted] if isinstance(predicted, Sourced) else list(predicted or ())
    pairs = match(wanted, said, lambda g, p: float(name_of(g) == name_of(p.value)))
    return count(wanted, said, pairs, lambda g: f"{name}: {g}", lambda p: f"{name}: {p.value}")


# ------------------------------------------------------------------------------------------------ lineages


def lineages(view: View) -> dict[str, Count]:
    gold = {pair for item in view.gold.lineages for pair in combinations(sorted(item.accounts), 2)}
    said = [sorted(view.account(name) for name in item.accounts) for _, item in view.lines("lineages")]
    predicted = {pair for names in said for pair in combinations(names, 2)}
    exact = sorted(said) == sorted(sorted(item.accounts) for item in view.gold.lineages)
    wanted = [relation for item in view.gold.lineages for relation in item.relations]
    relations = [relation for _, item in view.lines("lineages") for relation in item.relations]

    def same(g: tuple[str, str, tuple[str, ...]], p: Any) -> float:
        return float({g[0], g[1]} == {view.account(p.a), view.account(p.b)} and p.kind in g[2])

    return {
        "lineages": links(gold, predicted, " + ".join),
        "lineage partition": share([(exact, f"{view.gold.name}: {said}")]),
        "relations": count(
            wanted,
            relations,
            match(wanted, relations, same),
            lambda g: f"{g[0]} + {g[1]}: {'/'.join(g[2])}",
            lambda p: f"{view.account(p.a)} + {view.account(p.b)}: {p.kind}",
        ),
    }


# ------------------------------------------------------------------------------------------------ entities


def entities(view: View) -> dict[str, Count]:
    gold, predicted = view.gold.entities, view.predicted_entities
    types = (
        (
            gold[i].type == predicted[j].type,
            f"{gold[i].names[0]}: {predicted[j].type} for {gold[i].type}",
        )
        for i, j in view.entity_pairs
    )
    return {
        "entities": count(
            gold, predicted, view.entity_pairs, lambda g: f"{g.type} {g.names[0]}", lambda p: f"{p.type} {p.name}"
        ),
        "entities: type": share(types),
        "entities: role": share(
            (_role_known(gold[i].roles, predicted[j]), f"{gold[i].names[0]}: not {gold[i].roles[0]}")
            for i, j in view.entity_pairs
            if gold[i].roles
        ),
    }


def _role_known(roles: Sequence[str], predicted: Entity) -> bool:
    """Whether one of the roles is there, as it stands in the gold or as part of more words."""
    said = [name_of(role.value) for role in predicted.roles]
    return any(name_of(role) in words or words in name_of(role) for role in roles for words in said)
