"""Lines that are there to tell a date: "Published: 4 May 2031, 10:15"."""

from __future__ import annotations

import re
from functools import cache

from readout.extract.lines import SENTENCE_ENDS
from readout.languages import table

DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}:\d{2}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec)[a-z]{0,6}\.?\s+\d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)?\.?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}", re.IGNORECASE)
_STOPS = SENTENCE_ENDS + ")"


def dated_line(line: str) -> bool:
    """Whether a line is there to tell a date: it holds one, few words besides, and is no sentence.

    >>> dated_line("Published: 4 May 2031, 10:15"), dated_line("The treaty of 2019 was signed in Rolnek.")
    (True, False)
    """
    if len(line) > 200 or _DIGIT.search(line) is None:
        return False
    if _stamped(line):
        return True
    if len(line) > 100 or line[-1] in "!?…”’»。":
        return False
    words = [w for w in re.findall(r"[^\W\d_]{2,}", line) if not _MONTH.fullmatch(w)]
    return DATE.search(line) is not None and len(words) <= (6 if line[-1] not in _STOPS else 3)


@cache
def _labels() -> re.Pattern[str]:
    known = [*table("shared", "date_labels")["published"], *table("shared", "date_labels")["updated"]]
    forms = "|".join(re.escape(label) for label in sorted(known, key=lambda label: (-len(label), label)))
    return re.compile(rf"(?<!\w)(?:{forms})[:\s]{{1,3}}", re.IGNORECASE)


def _stamped(line: str) -> bool:
    """A name and the times of the page's versions: ``Ilse Marn, THE HERALD Published 3:55 a.m. May 4, 2031``."""
    if line[-1] in '!?…"”’»。':
        return False
    dated = [m for m in _labels().finditer(line) if m.group()[0].isupper() and DATE.match(line, m.end())]
    if not dated:
        return False
    before, after = line[: dated[0].start()].split(), line[dated[-1].end() :].split()
    return len(before) <= 10 and len(after) <= 9 and not any(word[0].islower() and len(word) > 3 for word in before)
