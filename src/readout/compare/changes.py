"""What is new in today's readout of an event against yesterday's: Readout x Readout -> Changes.

News is what a new page or a new version of a page brings, and what the pages that were there now amount to: a demand
that is answered, a refusal that is overtaken, a fact that one more independent text tells. A line that merely reads
otherwise because more pages stand beside it is no news.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from msgspec.structs import replace

from readout.compare.corrections import corrections
from readout.compare.counterparts import Counterparts, Line, Texts, counterparts, match, names, told
from readout.editions import Change, Changes, Edition
from readout.edtf import earliest, latest
from readout.types import (
    Account,
    Discrepancy,
    Evidence,
    Fact,
    Lineage,
    Move,
    Readout,
    Sourced,
    TimelineEntry,
    Utterance,
)


class _Noun(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Noun)


class _Both(NamedTuple, Generic[N]):
    """The new nouns in order, each with the old one it repeats, and the old ones that are there no more."""

    pairs: list[tuple[N | None, N]]
    gone: list[N]


def earlier(new: Readout, old: Sequence[Readout]) -> Readout | None:
    """Of older readouts that of the same event: with most accounts in common, by text, address or id; else ``None``."""
    common = [_in_common(readout, new) for readout in old]
    best = max(common, default=0)
    return old[common.index(best)] if best else None


def _in_common(old: Readout, new: Readout) -> int:
    known = {(account.text_sha256, account.url or account.id) for account in old.accounts}
    texts, addresses = {text for text, _ in known}, {address for _, address in known}
    return sum(a.text_sha256 in texts or (a.url or a.id) in addresses for a in new.accounts)


def all_new(new: Readout, texts: Texts) -> Changes:
    """The changes of a story that has no earlier readout: its accounts, and no comparison."""
    nothing = replace(
        new, accounts=(), lineages=(), statements=(), utterances=(), timeline=(), moves=(), facts=(), discrepancies=()
    )
    accounts = counterparts(nothing, new, {}, texts)
    return Changes(
        format="readout-changes/1", old=None, new=_edition(new), changes=tuple(_accounts(nothing, new, accounts))
    )


def changes(old: Readout, new: Readout, old_texts: Texts, new_texts: Texts) -> Changes:
    """What is otherwise in ``new``; the texts are those of the accounts, by id.

    In a fixed order: accounts, corrected numbers, moves, timeline, discrepancies, facts, utterances. Lines are known
    again by their evidence and their words; two readouts made of the same pages differ in nothing.
    """
    accounts = counterparts(old, new, old_texts, new_texts)
    return Changes(
        format="readout-changes/1",
        old=_edition(old),
        new=_edition(new),
        changes=(
            *_accounts(old, new, accounts),
            *_numbers(old, new, accounts),
            *_moves(old, new, accounts),
            *_timeline(old, new, accounts),
            *_discrepancies(old, new, accounts),
            *_facts(old, new, accounts),
            *_utterances(old, new, accounts),
        ),
    )


def _edition(readout: Readout) -> Edition:
    return Edition(story=readout.story, accounts=len(readout.accounts), independent_texts=readout.independent_texts)


def _headline(account: Account) -> Sourced:
    return account.title or Sourced(value=account.input)


def _accounts(old: Readout, new: Readout, accounts: Counterparts) -> Iterator[Change]:
    before = {account.id: account for account in old.accounts}
    lineages = {name: lineage for lineage in new.lineages for name in lineage.accounts}
    here = accounts.same.keys() | accounts.updated.keys()
    counted: set[str] = set()  # lineages that a new account before this one has brought in
    for account in new.accounts:
        title = _headline(account)
        if account.id in accounts.updated:
            earlier = before[accounts.updated[account.id]]
            yield Change(
                noun="account", kind="updated", old=earlier.id, new=account.id, text=title.value,
                before=_headline(earlier).value, after=title.value,
                old_evidence=_headline(earlier).evidence, evidence=title.evidence,
            )  # fmt: skip
        elif account.id not in here:
            lineage = lineages.get(account.id, Lineage(id=account.id, accounts=(account.id,)))
            independent = lineage.id not in counted and not any(name in here for name in lineage.accounts)
            counted.add(lineage.id)
            yield Change(
                noun="account", kind="new", new=account.id, text=title.value, independent=independent,
                shares_text_with=_sharing(account.id, new), evidence=title.evidence,
            )  # fmt: skip
    still = {*accounts.same.values(), *accounts.updated.values()}
    for account in old.accounts:
        if account.id not in still:
            title = _headline(account)
            yield Change(noun="account", kind="gone", old=account.id, text=title.value, old_evidence=title.evidence)


def _sharing(account: str, readout: Readout) -> tuple[str, ...]:
    """The accounts whose text is related to this one's, most shared first."""
    found = {}
    for lineage in readout.lineages:
        for item in lineage.relations:
            if item.a == account:
                found[item.b] = item.a_in_b
            elif item.b == account:
                found[item.a] = item.b_in_a
    return tuple(sorted(found, key=lambda name: (-found[name], name)))


def _numbers(old: Readout, new: Readout, accounts: Counterparts) -> Iterator[Change]:
    """Amounts that a later version of a page gives otherwise: the same page rewritten, or its update elsewhere."""
    before = {account.id: account for account in old.accounts}
    after = {account.id: account for account in new.accounts}
    for name, earlier in (*accounts.updated.items(), *_updates(new, accounts)):
        texts = accounts.old_texts[earlier], accounts.new_texts[name]
        for item in corrections(before[earlier], after[name], *texts):
            yield Change(
                noun="number", kind="corrected", old=earlier, new=name, text=_headline(after[name]).value,
                before=item.before.quote, after=item.after.quote, old_evidence=(item.before,), evidence=(item.after,),
            )  # fmt: skip


def _updates(new: Readout, accounts: Counterparts) -> Iterator[tuple[str, str]]:
    """New accounts that are a later version of one that was there, with that one's old id."""
    here = accounts.same.keys() | accounts.updated.keys()
    for lineage in new.lineages:
        for item in lineage.relations:
            if item.kind == "update":
                for one, other in ((item.a, item.b), (item.b, item.a)):
                    if one not in here and other in accounts.same:
                        yield one, accounts.same[other]


def _both(
    old: Sequence[N],
    new: Sequence[N],
    accounts: Counterparts,
    old_line: Callable[[N], Line],
    new_line: Callable[[N], Line],
) -> _Both[N]:
    before = {noun.id: noun for noun in old}
    lines = [old_line(noun) for noun in old]
    found = match(lines, [new_line(noun) for noun in new], accounts)
    repeated = set(found.values())
    gone = [
        before[line.id]
        for line in lines
        if line.id not in repeated and not any(accounts.keeps(item) for item in line.evidence)
    ]
    return _Both([(before.get(found.get(noun.id, "")), noun) for noun in new], gone)


def _news(evidence: Sequence[Evidence], accounts: Counterparts) -> bool:
    """Whether none of the words could be read before."""
    return not any(accounts.knew(item) for item in evidence)


def _adds(evidence: Sequence[Evidence], accounts: Counterparts) -> bool:
    """Whether some of the words could not be read before."""
    return not all(accounts.knew(item) for item in evidence)


def _moves(old: Readout, new: Readout, accounts: Counterparts) -> Iterator[Change]:
    def line(readout: Readout) -> Callable[[Move], Line]:
        return lambda move: Line(
            move.id, move.kind, names(move.actors, readout), move.date, told(move.text), move.evidence
        )

    both = _both(old.moves, new.moves, accounts, line(old), line(new))
    changed: set[str] = set()
    for before, move in both.pairs:
        if before is None:
            if _news(move.evidence, accounts):
                yield Change(
                    noun="move", kind="new", new=move.id, text=move.text, after=move.status, evidence=move.evidence
                )
        elif before.status != move.status and before.id not in changed:
            changed.add(before.id)
            yield Change(
                noun="move", kind="status", old=before.id, new=move.id, text=move.text,
                before=before.status, after=move.status, old_evidence=before.evidence, evidence=move.evidence,
            )  # fmt: skip
    for move in both.gone:
        yield Change(noun="move", kind="gone", old=move.id, text=move.text, old_evidence=move.evidence)


def _timeline(old: Readout, new: Readout, accounts: Counterparts) -> Iterator[Change]:
    def line(readout: Readout) -> Callable[[TimelineEntry], Line]:
        return lambda entry: Line(
            entry.id, "", names(entry.participants, readout), entry.date, told(entry.text), entry.evidence
        )

    both = _both(old.timeline, new.timeline, accounts, line(old), line(new))
    changed: set[str] = set()
    for before, entry in both.pairs:
        if before is None:
            if _news(entry.evidence, accounts):
                yield Change(
                    noun="timeline", kind="new", new=entry.id, text=entry.text, after=entry.date,
                    evidence=entry.evidence,
                )  # fmt: skip
        elif before.id not in changed and _adds(entry.evidence, accounts):
            changed.add(before.id)
            if before.status != entry.status:
                yield Change(
                    noun="timeline", kind="status", old=before.id, new=entry.id, text=entry.text,
                    before=before.status, after=entry.status, old_evidence=before.evidence, evidence=entry.evidence,
                )  # fmt: skip
            elif _moved(before.date, entry.date):
                yield Change(
                    noun="timeline", kind="date", old=before.id, new=entry.id, text=entry.text,
                    before=before.date, after=entry.date, old_evidence=before.evidence, evidence=entry.evidence,
                )  # fmt: skip
    for entry in both.gone:
        yield Change(
            noun="timeline", kind="gone", old=entry.id, text=entry.text, before=entry.date, old_evidence=entry.evidence
        )


def _moved(before: str, after: str) -> bool:
    """Whether two dates cannot both be right; the more exact one of two that agree is no change."""
    was, now = (earliest(before), latest(before)), (earliest(after), latest(after))
    if None in was or None in now:
        return False
    return was[1] < now[0] or now[1] < was[0]  # type: ignore[operator]


def _spread(item: Discrepancy) -> tuple[Evidence, ...]:
    return tuple(one for side in item.sides for one in side.evidence)


def _discrepancy_line(item: Discrepancy) -> Line:
    words = told(" ".join((item.text, *(side.value for side in item.sides))))
    return Line(item.id, item.about, frozenset(), None, words, _spread(item))


def _discrepancies(old: Readout, new: Readout, accounts: Counterparts) -> Iterator[Change]:
    both = _both(old.discrepancies, new.discrepancies, accounts, _discrepancy_line, _discrepancy_line)
    changed: set[str] = set()
    for before, item in both.pairs:
        if before is None:
            yield Change(
                noun="discrepancy", kind="new", new=item.id, text=item.text, after=item.relation, evidence=_spread(item)
            )
        elif before.relation != item.relation and before.id not in changed:
            changed.add(before.id)
            yield Change(
                noun="discrepancy", kind="relation", old=before.id, new=item.id, text=item.text,
                before=before.relation, after=item.relation, old_evidence=_spread(before), evidence=_spread(item),
            )  # fmt: skip
    kept = {before.id for before, _ in both.pairs if before is not None}
    for item in old.discrepancies:  # what was disputed and is no more is told, whatever pages are still there
        if item.id not in kept:
            yield Change(
                noun="discrepancy", kind="gone", old=item.id, text=item.text, before=item.relation,
                old_evidence=_spread(item),
            )  # fmt: skip


def _fact_line(fact: Fact) -> Line:
    return Line(fact.id, "", frozenset(), None, told(fact.text), fact.evidence)


def _facts(old: Readout, new: Readout, accounts: Counterparts) -> Iterator[Change]:
    """Facts that several independent texts now tell, or more of them than before."""
    both = _both(old.facts, new.facts, accounts, _fact_line, _fact_line)
    changed: set[str] = set()
    for before, fact in sorted(both.pairs, key=lambda pair: -pair[1].independent):
        if before is None:
            if fact.independent > 1 and _news(fact.evidence, accounts):
                yield Change(
                    noun="fact", kind="new", new=fact.id, text=fact.text, after=str(fact.independent),
                    evidence=fact.evidence,
                )  # fmt: skip
            continue
        if before.id not in changed and fact.independent > before.independent and _adds(fact.evidence, accounts):
            yield Change(
                noun="fact", kind="count", old=before.id, new=fact.id, text=fact.text, before=str(before.independent),
                after=str(fact.independent), old_evidence=before.evidence, evidence=fact.evidence,
            )  # fmt: skip
        changed.add(before.id)


def _utterances(old: Readout, new: Readout, accounts: Counterparts) -> Iterator[Change]:
    """What named speakers are newly reported to have said."""

    def contents(readout: Readout) -> dict[str, tuple[Evidence, ...]]:
        found: dict[str, list[Evidence]] = {}
        for statement in readout.statements:
            found.setdefault(statement.utterance, []).append(statement.content)
        return {name: tuple(items) for name, items in found.items()}

    def line(readout: Readout) -> Callable[[Utterance], Line]:
        evidence = contents(readout)
        speakers = {statement.id: statement.speakers for statement in readout.statements}
        return lambda item: Line(
            item.id, "", names(speakers.get(item.preferred, ()), readout), None,
            told(" ".join(one.quote for one in evidence.get(item.id, ()))), evidence.get(item.id, ()),
        )  # fmt: skip

    preferred = {statement.id: statement for statement in new.statements}
    new_line = line(new)
    for before, item in _both(old.utterances, new.utterances, accounts, line(old), new_line).pairs:
        said = preferred.get(item.preferred)
        evidence = new_line(item).evidence
        if before is None and said is not None and said.speakers and _news(evidence, accounts):
            yield Change(noun="utterance", kind="new", new=item.id, text=said.content.quote, evidence=evidence)
