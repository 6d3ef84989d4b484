"""The errors of Readout, one small tree.

::

    ReadoutError
    ├── UsageError          the command was asked for something it cannot mean
    ├── RecordError         a stage record that cannot be taken: broken JSON, a field of the wrong type
    ├── EvidenceError       words that are not at the offsets they claim
    └── LanguageDataError   a language data file that does not say what it should

A page that cannot be used is not an error: it becomes a :class:`readout.types.Dropped` and the run goes on.
"""

from __future__ import annotations


class ReadoutError(Exception):
    """Any error that Readout raises on purpose."""


class UsageError(ReadoutError):
    """The command was asked for something it cannot mean."""


class RecordError(ReadoutError):
    """A stage record that cannot be taken; the message names the input and the place."""


class EvidenceError(ReadoutError):
    """Words that are not at the offsets they claim, or blocks that do not tile their text."""


class LanguageDataError(ReadoutError):
    """A language data file that does not say what it should."""
