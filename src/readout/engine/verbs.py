"""What a bulk run is told to do: the verbs of the stages, as plain functions that workers import by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from readout.types import Article, Dropped, Page, Reading

if TYPE_CHECKING:
    import pyarrow

Item = Page | Article | Reading | Dropped


class Named(Protocol):
    """What decides what a page is called."""

    @property
    def id(self) -> str:
        """What the page says."""

    @property
    def content(self) -> str:
        """A hash of it."""

    @property
    def rank(self) -> tuple[bool, str, bytes]:
        """Whether it comes after readings; its input; more, where that is the same."""


class Verbs(NamedTuple):
    """One function for each thing that is done to pages, readings and stories; none of them has a state."""

    open: Callable[[Any], Iterator[Item]]
    """A source's pages, and what was dropped."""
    named: Callable[[Any], Named]
    family: Callable[[str], str]
    names: Callable[[Sequence[Any]], list[str | int]]
    renamed: Callable[[Any, str], Any]
    repeated: Callable[[str, str], Dropped]
    """What pages are called, and what is said of one that is there twice."""
    read: Callable[[Any], tuple[Reading | Dropped, ...]]
    signature: Callable[[Reading], Any]
    signatures: type
    """The kind of value that ``signature`` gives."""
    neighbours: Callable[[Any, Any, Any], tuple[Any, Any]]
    """(keys, days, rows) to (pairs of rows, how often each was found)."""
    strongest: Callable[[Any, Any, Any], Any]
    """(own rows, other rows, how often each was found) to the pairs of rows that are kept."""
    stories: Callable[[pyarrow.Table, Any], tuple[list[str], pyarrow.Table]]
    """Signatures in the order of their ids, and pairs of rows, in order, each once: the story of each row, and a table
    of which story follows which."""
    answers: Callable[[Iterable[Sequence[Reading]]], tuple[Mapping[str, pyarrow.Table], Sequence[Dropped]]]
    """The tables that the stories give, each a sequence of readings, and what could not be answered."""
