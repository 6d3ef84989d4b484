from __future__ import annotations

import pytest

from readout.descent import correction_notices, directions, draws_on, exactness
from readout.spans import evidence, text_hash
from readout.types import Block, Pair, Published, Reading, Relation, Sourced

TEXT = "The harbour of Lunde was closed on Friday after a crane fell across the main channel."


def account(
    name: str, text: str = TEXT, *, outlet: str | None = None, day: str | None = None, agency: str | None = None
) -> Reading:
    return Reading(
        id=name, input=name, text=text, text_sha256=text_hash(text), language="en",
        outlet=Sourced(value=outlet) if outlet else None, agencies=(Sourced(value=agency),) if agency else (),
        published=Published(value=day, basis="stated" if day else "unknown"),
        blocks=(Block(start=0, end=len(text), role="body"),),
    )  # fmt: skip


def related(a: str, b: str, kind: str = "derived", share: float = 0.9, back: float = 0.9) -> Relation:
    return Relation(a=a, b=b, kind=kind, a_in_b=share, b_in_a=back)  # type: ignore[arg-type]


def told(accounts: list[Reading], *relations: Relation) -> dict[tuple[str, str], tuple[str, str]]:
    texts = {item.id: item.text for item in accounts}
    found = directions(accounts, relations or (related("a", "b"),), texts)
    return {pair: (item.upstream, item.ground) for pair, item in found.items()}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # who credits an agency has its text from the agency's own page, whatever the dates say
        (
            account("a", outlet="Reuters", day="2031-05-05"),
            account("b", outlet="Lunde Post", agency="Reuters"),
            "agency",
        ),
        (account("a", outlet="AP News"), account("b", agency="The Associated Press"), "agency"),
        (account("a", outlet="Lunde Post"), account("b", TEXT + " That is what the Lunde Post wrote."), "named"),
        (account("a", outlet="The Causeway"), account("b", "The Causeway had seen it. " + TEXT), "named"),
        (account("a", day="2031-05-04"), account("b", day="2031-05-05"), "date"),
        # open: no dates, one day, two that credit one agency, two that name one another, a word that is no name
        (account("a"), account("b"), None),
        (account("a", day="2031-05-04"), account("b", day="2031-05-04T10:00"), None),
        (account("a", day="2031-05-04", agency="AFP"), account("b", day="2031-05-05", agency="AFP"), None),
        (
            account("a", "Evening Star said so. " + TEXT, outlet="Lunde Post"),
            account("b", "Lunde Post said so. " + TEXT, outlet="Evening Star"),
            None,
        ),
        (account("a", outlet="Time"), account("b", "Time is short. " + TEXT), None),
    ],
)
def test_who_carries_whose_text(a: Reading, b: Reading, expected: str | None) -> None:
    assert told([a, b]) == ({("a", "b"): ("a", expected)} if expected else {})


def test_a_shared_ancestor_has_no_upstream_by_dates() -> None:
    pair = [account("a", day="2031-05-04"), account("b", day="2031-05-05")]
    assert told(pair, related("a", "b", "shared-ancestor")) == {}


def test_a_version_that_says_what_it_corrects_is_the_later_one() -> None:
    later = account("b", TEXT + "\nCorrection: an earlier version of this article gave the wrong day.")
    assert told([account("a"), later], related("a", "b", "update")) == {("a", "b"): ("a", "correction")}
    assert correction_notices(later.text) == ("Correction: an earlier version of this article gave the wrong day.",)


def test_two_reprints_of_a_third_account_are_siblings() -> None:
    wire = account("w", outlet="Reuters", day="2031-05-03")
    accounts = [wire, account("a", day="2031-05-04", agency="Reuters"), account("b", day="2031-05-05")]
    found = told(accounts, related("a", "b"), related("a", "w"), related("b", "w"))
    assert found == {("a", "w"): ("w", "agency"), ("b", "w"): ("w", "date")}


def test_who_shares_with_one_that_credits_an_agency_may_have_it_from_there() -> None:
    assert told([account("a", day="2031-05-04"), account("b", day="2031-05-05", agency="dpa")]) == {}


def test_words_left_out_show_the_way() -> None:
    full = [
        "The mayor of the old town said on Friday that the bridge would be closed.",
        "Nearly forty lorries an hour cross the river there in the summer months.",
        "Repairs will take at least until the end of the coming year.",
    ]
    short = [
        "The mayor said on Friday that the bridge would be closed.",
        "Forty lorries an hour cross the river there.",
        "Repairs will take until the end of the year.",
    ]
    a, b = account("a", "\n".join(full)), account("b", "\n".join(short))
    pairs = tuple(
        Pair(a=evidence("a", a.text, _span(a.text, x)), b=evidence("b", b.text, _span(b.text, y)))
        for x, y in zip(full, short, strict=True)
    )
    relation = Relation(a="a", b="b", kind="derived", a_in_b=0.4, b_in_a=0.6, pairs=pairs)
    assert told([a, b], relation) == {("a", "b"): ("a", "shortened")}
    assert told([a, b], Relation(a="a", b="b", kind="derived", a_in_b=0.4, b_in_a=0.6, pairs=pairs[:2])) == {}


def _span(text: str, part: str) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (TEXT.upper(), "word for word"),
        ("The harbour of Lunde was shut on Friday after a crane fell over the main channel.", "reworded"),
        ("On Friday a falling crane blocked the fairway of the port.", "in other words"),
    ],
)
def test_how_exactly_two_passages_agree(other: str, expected: str) -> None:
    pair = Pair(a=evidence("a", TEXT, (0, len(TEXT))), b=evidence("b", other, (0, len(other))))
    assert exactness(pair) == expected


def test_to_draw_on_is_to_credit_or_to_name() -> None:
    wire, paper = account("a", outlet="Reuters"), account("b", outlet="Lunde Post", agency="Reuters")
    assert draws_on(paper, wire, paper.text)
    assert not draws_on(wire, paper, wire.text)
