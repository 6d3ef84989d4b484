"""What the words of a time expression mean by themselves, before a date of writing is known."""

from __future__ import annotations

from typing import Literal, NamedTuple

from readout.types import Span, TimexType

Kind = Literal[
    "date", "weekday", "day", "unit", "ago", "duration", "set", "reference", "decade", "century", "season", "clock",
    "quarter", "discourse", "part", "holiday",
]  # fmt: skip
Bound = Literal["from", "until"]


class Meaning(NamedTuple):
    """A time expression's words taken apart. Which fields hold something depends on ``kind``:

    - ``date``: ``year``, ``month``, ``day`` (with ``last_day`` for a range), what is not said is ``None``
      (with ``number`` for a weekday that is said too, and ``follows`` where it is the next in a list)
    - ``holiday``: ``value`` as in the language data, ``year`` or ``shift``
    - ``weekday``: ``number`` from Monday = 0, ``shift`` -1 last, 0 this, +1 next, ``None`` unsaid; with
      ``unit`` W the weekday of the calendar week ``shift`` weeks on
    - ``day``: ``shift`` in days from the day of writing; ``unit``: the calendar unit ``shift`` units on
    - ``ago``: ``amount`` units back (``shift`` = -1) or ahead (+1) from the day of writing
    - ``discourse``: ``shift`` units from the time mentioned before ("the next day", "the same month")
    - ``duration``, ``set``, ``reference``: ``value`` is the whole TIMEX3 value
    - ``decade``, ``century``, ``season``, ``quarter``: ``number``, or ``value`` for the season, and ``year``
    """

    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    last_month: int | None = None
    number: int | None = None
    shift: int | None = None
    unit: str = ""
    amount: str = ""
    value: str | None = None
    part: str = ""
    clock: str = ""
    zone: str | None = None
    edge: Literal["", "early", "late"] = ""
    about: bool = False
    bound: Bound | None = None
    follows: bool = False


class Found(NamedTuple):
    """A time expression in the text with its type and meaning; ``event`` and ``duration`` where it is an offset."""

    span: Span
    type: TimexType
    meaning: Meaning
    event: Span | None = None
    direction: Literal["before", "after"] = "after"
