"""What is new between two readouts: on an invented event of two days, and on readouts made by hand for each rule."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

import readout
from readout.compare.changes import all_new, changes, earlier
from readout.compare.corrections import corrections
from readout.editions import Change
from readout.spans import evidence, text_hash
from readout.types import Account, Block, Discrepancy, Fact, Lineage, Move, Plover, Published, Readout, Relation, Side

EXAMPLE = Path(__file__).parents[2] / "docs" / "example"


@cache
def _day(name: str) -> tuple[Readout, dict[str, str]]:
    outcome = readout.run(readout.records([str(EXAMPLE / name)]))
    (answer,) = outcome.readouts
    return answer, outcome.texts


def _changes(old: str, new: str) -> list[Change]:
    return list(changes(*(_day(old)[0], _day(new)[0], _day(old)[1], _day(new)[1])).changes)


def _lines(found: list[Change], noun: str, kind: str) -> list[str]:
    return [change.text for change in found if (change.noun, change.kind) == (noun, kind)]


def test_the_same_pages_bring_nothing_new() -> None:
    assert not _changes("monday", "monday")


def test_new_accounts_say_whether_they_are_independent() -> None:
    answer = _day("tuesday")[0]
    outlets = {a.id: a.title.value for a in answer.accounts if a.title}
    found = {outlets[c.new or ""]: c for c in _changes("monday", "tuesday") if (c.noun, c.kind) == ("account", "new")}
    assert {title: change.independent for title, change in found.items()} == {
        "Second pilot agreed for every barge after night at Torvik": True,
        "Who pays for the second pilot?": True,
        "Pilots on the canal demand a second man on board": False,
    }
    assert found["Pilots on the canal demand a second man on board"].shares_text_with == ("sundria-press",)


def test_a_page_that_was_rewritten_is_updated_and_its_number_corrected() -> None:
    found = _changes("monday", "tuesday")
    assert _lines(found, "account", "updated") == ["Nine hurt at Torvik lock; company gives way on second pilot"]
    (number,) = [change for change in found if change.noun == "number"]
    assert (number.before, number.after) == ("14 people", "nine people")
    assert number.old_evidence[0].quote == "14 people"


def test_news_is_in_the_new_pages_only() -> None:
    found = _changes("monday", "tuesday")
    known = {account.text_sha256 for account in _day("monday")[0].accounts}
    same = {account.id for account in _day("tuesday")[0].accounts if account.text_sha256 in known}
    for change in found:
        if change.kind == "new" and change.noun in ("move", "timeline", "utterance", "fact"):
            assert not {item.account for item in change.evidence} & same
    assert "Transport Minister Jonas Vey offered the skippers a loan" in _lines(found, "move", "new")
    assert "The canal will reopen on Thursday" in _lines(found, "timeline", "new")
    assert not any("had demanded a second pilot" in line for line in _lines(found, "move", "new"))


@pytest.mark.parametrize("event", ["rail-strike", "sarn-bank"])
def test_of_three_pages_and_then_all_only_the_later_ones_bring_news(event: str) -> None:
    pages = sorted(str(path) for path in (EXAMPLE.parents[1] / "examples" / event / "pages").iterdir())
    before, after = (readout.run(readout.records(given)) for given in (pages[:3], pages))
    (old,), (new,) = before.readouts, after.readouts
    known = {account.text_sha256 for account in old.accounts}
    same = {account.id for account in new.accounts if account.text_sha256 in known}
    assert len(same) == 3
    assert not changes(new, new, after.texts, after.texts).changes
    for change in changes(old, new, before.texts, after.texts).changes:
        if change.kind == "new" and change.noun != "discrepancy":
            assert not {item.account for item in change.evidence} & same
        assert change.kind != "gone" or change.noun == "discrepancy"


def test_evidence_of_each_side_stands_in_its_own_texts() -> None:
    for change in _changes("monday", "tuesday"):
        for item in change.evidence:
            assert _day("tuesday")[1][item.account][item.start : item.end] == item.quote
        for item in change.old_evidence:
            assert _day("monday")[1][item.account][item.start : item.end] == item.quote


def test_going_back_accounts_are_gone() -> None:
    found = _changes("tuesday", "monday")
    assert len(_lines(found, "account", "gone")) == 3
    assert "Transport Minister Jonas Vey offered the skippers a loan" in _lines(found, "move", "gone")


# ---------------------------------------------------------------------------------------- readouts made by hand

OLD = "Ardovia demanded a written answer on Monday. Boria refused the demand. The talks lasted four hours."
NEW = "Boria promised the written answer on Tuesday. The talks lasted two hours."


def _account(name: str, text: str, url: str | None = None) -> Account:
    return Account(
        id=name, input=name, url=url, fetched_at=None, text_sha256=text_hash(text), language="en", outlet=None,
        title=None, standfirst=None, bylines=(), agencies=(), published=Published(), rejected_dates=(), phase=None,
        lineage=f"l-{name}", blocks=(Block(start=0, end=len(text), role="body"),),
    )  # fmt: skip


def _made(texts: dict[str, str], **more: object) -> Readout:
    base = _day("monday")[0]
    accounts = tuple(_account(name, text) for name, text in texts.items())
    empty = dict.fromkeys(("entities", "statements", "utterances", "timeline", "moves", "facts", "discrepancies"), ())
    lineages = tuple(Lineage(id=f"l-{name}", accounts=(name,)) for name in texts)
    fields = {**empty, "omissions": (), "dropped": (), "independent_texts": len(texts), **more}
    return replace(base, accounts=accounts, lineages=lineages, **fields)


def _quote(texts: dict[str, str], account: str, words: str):  # type: ignore[no-untyped-def]
    start = texts[account].index(words)
    return evidence(account, texts[account], (start, start + len(words)))


def _move(name: str, kind: str, status: str, *items: object, answers: tuple[str, ...] = ()) -> Move:
    return Move(
        id=name, kind=kind, actors=(), targets=(), text=items[0].quote, condition=None, date=None, answers=answers,  # type: ignore[arg-type,attr-defined]
        status=status, plover=Plover(type="REQUEST", mode=None), evidence=items,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_refusal_that_a_new_page_overtakes_is_told_once_whatever_its_id() -> None:
    before, after = {"a": OLD}, {"a": OLD, "b": NEW}
    refusal = "Boria refused the demand"
    old = _made(before, moves=(_move("m1", "reject", "stands", _quote(before, "a", refusal)),))
    new = _made(
        after,
        moves=(
            _move("m1", "promise", "open", _quote(after, "b", "Boria promised the written answer on Tuesday")),
            _move("m2", "reject", "superseded", _quote(after, "a", refusal)),
        ),
    )
    found = [change for change in changes(old, new, before, after).changes if change.noun == "move"]
    assert [(change.kind, change.old, change.new, change.before, change.after) for change in found] == [
        ("new", None, "m1", None, "open"),
        ("status", "m1", "m2", "stands", "superseded"),
    ]


def _dispute(name: str, relation: str, texts: dict[str, str], *sides: tuple[str, str]) -> Discrepancy:
    made = tuple(Side(value=words, evidence=(_quote(texts, account, words),)) for account, words in sides)
    return Discrepancy(id=name, about="number", relation=relation, text="how long they talked", sides=made)  # type: ignore[arg-type]


def test_differences_appear_change_and_are_settled() -> None:
    before, after = {"a": OLD, "c": NEW}, {"a": OLD, "b": NEW + " ", "c": NEW}
    sides = (("a", "four hours"), ("c", "two hours"))
    none, there = _made(before), _made(before, discrepancies=(_dispute("d1", "contradicts", before, *sides),))
    overtaken = _made(after, discrepancies=(_dispute("d7", "supersedes", after, *sides),))

    def kinds(old: Readout, new: Readout) -> list[tuple[str, str | None, str | None]]:
        found = changes(old, new, {**before, **after}, {**before, **after}).changes
        return [(c.kind, c.before, c.after) for c in found if c.noun == "discrepancy"]

    assert kinds(none, there) == [("new", None, "contradicts")]
    assert kinds(there, overtaken) == [("relation", "contradicts", "supersedes")]
    assert kinds(there, none) == [("gone", "contradicts", None)]


def test_a_fact_rises_with_a_new_text_and_not_with_a_new_reading_of_old_ones() -> None:
    before, after = {"a": OLD, "c": OLD + " "}, {"a": OLD, "b": NEW, "c": OLD + " "}

    def fact(texts: dict[str, str], *accounts: str) -> Fact:
        items = tuple(_quote(texts, name, "The talks lasted") for name in accounts)
        lineages = tuple(f"l-{name}" for name in accounts)
        return Fact(
            id="f",
            text="The talks lasted",
            accounts=accounts,
            lineages=lineages,
            independent=len(accounts),
            evidence=items,
        )

    one = _made(before, facts=(fact(before, "a"),))
    reread = _made(before, facts=(fact(before, "a", "c"),))
    risen = _made(after, facts=(fact(after, "a", "b"),))
    assert not changes(one, reread, before, before).changes
    (change,) = [c for c in changes(one, risen, before, after).changes if c.noun == "fact"]
    assert (change.kind, change.before, change.after) == ("count", "1", "2")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The fire hurt 14 people in port.", "The fire hurt nine people in port.", [("14 people", "nine people")]),
        ("The blast hurt 14 people in the harbour.", "The blast hurt fourteen people in the harbour.", []),
        ("The blast hurt 14 people in the harbour.", "Prices of herring rose by 9 percent this week in town.", []),
        ("Some 40 lorries stood at the gate at noon.", "Some 40 lorries stood at the gate at dusk.", []),
        ("The toll is 300 crowns for a barge.", "The toll is 350 crowns for a barge.", [("300 crowns", "350 crowns")]),
    ],
)  # fmt: skip
def test_corrections_need_the_same_line_and_another_amount(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    found = corrections(_account("a", before), _account("a", after), before, after)
    assert [(item.before.quote, item.after.quote) for item in found] == expected


def test_an_exact_reprint_adds_an_account_and_nothing_else() -> None:
    before, after = {"a": OLD}, {"a": OLD, "z": OLD}
    old = _made(before, moves=(_move("m1", "reject", "stands", _quote(before, "a", "Boria refused the demand")),))
    items = (_quote(after, "a", "Boria refused the demand"), _quote(after, "z", "Boria refused the demand"))
    lineage = Lineage(
        id="l", accounts=("a", "z"), relations=(Relation(a="a", b="z", kind="copy", a_in_b=1.0, b_in_a=1.0),)
    )
    new = replace(_made(after, moves=(_move("m1", "reject", "stands", *items),)), lineages=(lineage,))
    (change,) = changes(old, new, before, after).changes
    assert (change.noun, change.kind, change.new, change.independent) == ("account", "new", "z", False)
    (gone,) = changes(new, old, after, before).changes
    assert (gone.noun, gone.kind, gone.old) == ("account", "gone", "z")
    assert not changes(new, new, after, after).changes


def test_an_update_under_another_address_corrects_numbers_too() -> None:
    first = "The fire in the port hurt 14 people and closed two roads on Monday night."
    later = "The fire in the port hurt nine people and closed two roads on Monday night. One road is open again."
    before, after = {"a": first}, {"a": first, "b": later}
    old, new = _made(before), _made(after)
    relation = Relation(a="a", b="b", kind="update", a_in_b=0.9, b_in_a=0.7)
    new = replace(new, lineages=(Lineage(id="l", accounts=("a", "b"), relations=(relation,)),), independent_texts=1)
    found = changes(old, new, before, after).changes
    assert [(change.noun, change.kind, change.before, change.after) for change in found] == [
        ("account", "new", None, None),
        ("number", "corrected", "14 people", "nine people"),
    ]
    assert (found[0].independent, found[0].shares_text_with) == (False, ("a",))


def test_the_earlier_readout_of_a_story_is_found_by_its_pages() -> None:
    monday, tuesday = _day("monday")[0], _day("tuesday")[0]
    other = _made({"x": "Another event."})
    assert earlier(tuesday, [other, monday]) is monday
    assert earlier(other, [monday, tuesday]) is None
    fresh = all_new(tuesday, _day("tuesday")[1])
    assert fresh.old is None
    assert {change.noun for change in fresh.changes} == {"account"}
    assert sum(change.independent is True for change in fresh.changes) == tuesday.independent_texts
