"""Ids that are safe as file names and belong to one page each."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.ingest import distinct
from readout.ingest.identity import renamed, safe_id
from readout.spans import evidence
from readout.types import Article, Dropped, Page, Sourced


def page(name: str, text: str, source: str = "in", url: str | None = None) -> Page:
    return Page(id=name, input=source, text=text, url=url)


@pytest.mark.parametrize("given_id", ["a", "wire-004", "2031.05.04_x", "A" * 90])
def test_safe_ids_stay(given_id: str) -> None:
    assert safe_id(given_id) == given_id


@pytest.mark.parametrize(
    "given_id",
    ["../../etc/passwd", "a/b", "a\0b", "", ".", "..", ".hidden", "x" * 5000, "CON", "nul.txt", "日本", "a b", "a."],
)
def test_unsafe_ids_become_safe_and_stay_apart(given_id: str) -> None:
    name = safe_id(given_id)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", name) and not name.endswith(".")
    assert name != safe_id(given_id + "x")


@given(st.text())
def test_any_id_becomes_a_file_name_and_stays_one(given_id: str) -> None:
    name = safe_id(given_id)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", name)
    assert safe_id(name) == name


def test_the_same_page_twice_is_given_once() -> None:
    first, second = page("a", "x", "one"), page("a", "x", "two")
    assert list(distinct([second, first])) == [
        Dropped(stage="ingest", input="two", reason="same page as one"),
        first,
    ]


def test_one_id_for_different_pages_is_changed_for_all_of_them() -> None:
    pages = [page("a", "x"), page("a", "y"), page("A", "z"), page("b", "x")]
    names = [item.id for item in distinct(pages) if isinstance(item, Page)]
    assert len({n.casefold() for n in names}) == 4 and names[3] == "b"
    assert all(re.fullmatch(r"[aA]-[0-9a-f]{8}", n) for n in names[:3])


@given(
    st.permutations(
        [page("a", "x", "1"), page("a", "x", "2"), page("a", "y", "3"), page("b", "y", "4"), page("B", "q", "5")]
    )
)
def test_order_does_not_matter(pages: list[Page]) -> None:
    found = list(distinct(pages))
    kept = {(item.id, item.input) for item in found if isinstance(item, Page)}
    gone = {(item.input, item.reason) for item in found if isinstance(item, Dropped)}
    assert {source for _, source in kept} == {"1", "3", "4", "5"} and len({n for n, _ in kept}) == 4
    assert gone == {("2", "same page as 1")}
    assert kept == {(item.id, item.input) for item in distinct(reversed(pages)) if isinstance(item, Page)}


def test_a_new_name_is_never_one_that_is_taken() -> None:
    taken = next(item.id for item in distinct([page("a", "x"), page("a", "y")]) if isinstance(item, Page))
    names = [item.id for item in distinct([page("a", "x"), page("a", "y"), page(taken, "w")]) if isinstance(item, Page)]
    assert len(set(names)) == 3 and names[2] == taken


def test_renaming_an_article_renames_its_evidence() -> None:
    item = Article(
        id="a",
        input="i",
        text="Talks",
        text_sha256="0",
        title=Sourced(value="T", evidence=(evidence("a", "Talks", (0, 1)),)),
    )
    moved = renamed(item, "b")
    assert moved.id == "b" and moved.title is not None and moved.title.evidence[0].account == "b"
    assert item.title is not None and item.title.evidence[0].account == "a"
