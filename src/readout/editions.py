"""Two editions of the readout of one event, yesterday's and today's: what is otherwise in the newer one.

Frozen values, as the nouns of :mod:`readout.types`; ``readout schema changes`` prints their JSON Schema.
"""

from __future__ import annotations

from typing import Literal

from readout.types import Evidence, ReadoutStory, Value

ChangeNoun = Literal["account", "move", "timeline", "fact", "number", "discrepancy", "utterance"]
ChangeKind = Literal["new", "gone", "updated", "status", "date", "count", "relation", "corrected"]


class Edition(Value, frozen=True, kw_only=True):
    """One of two readouts of an event: what it is about and how much it stands on."""

    story: ReadoutStory
    accounts: int
    independent_texts: int


class Change(Value, frozen=True, kw_only=True):
    """One thing that is otherwise in the newer readout: ``before`` and ``after`` are the values that differ.

    ``old`` and ``new`` are the noun's ids in either readout, ``old_evidence`` quotes accounts of the older one and
    ``evidence`` those of the newer. Of a new account, ``shares_text_with`` names the accounts whose text it carries,
    and ``independent`` says that it adds a text to those known before.
    """

    noun: ChangeNoun
    kind: ChangeKind
    old: str | None = None
    new: str | None = None
    text: str
    before: str | None = None
    after: str | None = None
    independent: bool | None = None
    shares_text_with: tuple[str, ...] = ()
    old_evidence: tuple[Evidence, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Changes(Value, frozen=True, kw_only=True):
    """What is new in a readout against an older one of the same event; ``old`` is ``None`` for a story without one."""

    format: Literal["readout-changes/1"]
    old: Edition | None
    new: Edition
    changes: tuple[Change, ...]
