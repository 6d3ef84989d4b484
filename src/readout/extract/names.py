"""Names of the people in a byline, and nothing else that stands there."""

from __future__ import annotations

import re
from functools import cache

from readout.languages import table, words
from readout.types import Span

_TOKEN = re.compile(r"[^\s,;|/&·•]+")
_SEPARATOR = re.compile(r"\s*[,;|/&·•]\s*|\s+[-–—]\s+|\s{2,}")
_NAME_TOKEN = re.compile(r"(?:[^\W\d_a-z]|[a-z]['’](?=[^\W\d_a-z]))(?:[^\W\d_]|['’.\-])*")
_GLUED_BY = re.compile(r"[Bb]y(?=[^\W\d_a-z][^\W\d_A-Z]+(?:[-'’][^\W\d_a-z][^\W\d_A-Z]+)?\s[^\W\d_a-z])")
_CAPITALS_FIRST = re.compile(r"[A-Z]{2,}[a-z]{2,}")
_OPENING = re.compile(r"[\s*_(\[•·|–—-]*(..)")
_LONGEST = 240


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("shared", "credits")[name])


@cache
def _by_openings() -> frozenset[str]:
    """The first two letters of every form that opens a byline: most lines begin with none of them."""
    return frozenset(form[:2].casefold() for form in table("shared", "credits")["by"])


@cache
def _by() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted(table("shared", "credits")["by"], key=lambda f: (-len(f), f)))
    return re.compile(rf"[\s*_(\[•·|–—-]*(?:{forms})(?=[\s:])[\s:]*", re.IGNORECASE)


def by_phrase(line: str) -> int | None:
    """Where the names begin in a line that starts as a byline does, else ``None``.

    >>> by_phrase("By Ilse Marn"), by_phrase("Bystanders left")
    (3, None)
    """
    if _GLUED_BY.match(line):
        return 2
    opening = _OPENING.match(line)
    if opening is None or opening.group(1).casefold() not in _by_openings():
        return None
    found = _by().match(line)
    return found.end() if found and found.end() < len(line) else None


def bare_by(line: str) -> bool:
    """Whether ``line`` is only what opens a byline, and the name must stand below it.

    >>> bare_by("By —"), bare_by("By Ilse Marn")
    (True, False)
    """
    return len(line) <= 30 and line.strip(" *_:·|–—-").casefold() in _set("by")


def signed_by(line: str) -> int | None:
    """Where the names begin in a short line with a "by" inside it: ``Posted on 4 May by Ilse Marn``.

    >>> signed_by("Posted on 4 May by Ilse Marn")
    19
    """
    if len(line) > 160:
        return None
    for found in _inner_by().finditer(line):
        if len(line[: found.start()].split()) <= 8 and names(line, found.end()):
            return found.end()
    return None


@cache
def _inner_by() -> re.Pattern[str]:
    forms = [form for form in table("shared", "credits")["by"] if form.isalpha() and len(form) >= 2]
    return re.compile(rf"(?<=[\s\d:])(?i:{'|'.join(sorted(forms))})(?:\s?:)?\s(?=[^\W\d_a-z])")


def names(line: str, start: int = 0) -> tuple[Span, ...]:
    """Spans of people's names in a line of names from ``start`` on; nothing where a part of it is unlike a name.

    >>> line = "By Ilse Marn and Otto van Dael for NWA"
    >>> [line[s:e] for s, e in names(line, 3)]
    ['Ilse Marn', 'Otto van Dael']
    >>> line = "By Ilse Marn Staff Writer"
    >>> [line[s:e] for s, e in names(line, 3)]
    ['Ilse Marn']
    >>> line = "By Ilse MarnDec 4, 2031"
    >>> [line[s:e] for s, e in names(line, 3)]
    ['Ilse Marn']
    >>> names("By Hours Ago", 3)
    ()
    """
    found: list[Span] = []
    for s, e in _parts(line[:_LONGEST], start):
        span = _name(line, s, e)
        if span is not None:
            found.append(span)
            if line[span[1] : span[1] + 1].isalpha():
                break  # what follows is glued to it: a job, a day
        elif not found:
            return ()
        else:
            break
    return tuple(found)


def is_name(value: str) -> bool:
    """Whether ``value`` as a whole is like one person's name.

    >>> is_name("Ana María del Río"), is_name("World Desk"), is_name("Staff Reporter")
    (True, False, False)
    """
    return _name(value, 0, len(value)) == (0, len(value))


def _parts(line: str, start: int) -> list[Span]:
    """The stretches between separators and words that join names."""
    parts: list[Span] = []
    at = start
    for separator in _SEPARATOR.finditer(line, start):
        parts.extend(_split_and(line, at, separator.start()))
        at = separator.end()
    parts.extend(_split_and(line, at, len(line)))
    return [part for part in parts if part[0] < part[1]]


def _split_and(line: str, start: int, end: int) -> list[Span]:
    parts: list[Span] = []
    at = start
    for token in _TOKEN.finditer(line, start, end):
        if token.group().casefold() in _set("and") and token.start() > at:
            parts.append((at, token.start()))
            at = token.end()
    parts.append((at, end))
    return parts


def _name(line: str, start: int, end: int) -> Span | None:
    tokens = [t.span() for t in _TOKEN.finditer(line, start, end)]
    kept: list[Span] = []
    for s, e in tokens:
        word = line[s:e].strip('*_()[]“”"').casefold()
        if kept and word in _set("after"):
            break
        if len(kept) >= 2 and _no_more_name(line[s:e], word):
            kept = _before_outlet(line, kept, word)
            break
        cut = _unglued(line, s, e)
        kept.append((s, cut))
        if cut < e:
            break
    capitals = 0
    for index, (s, e) in enumerate(kept):
        word = line[s:e].strip('*_()[]"')
        folded = word.casefold().rstrip(".")
        if folded in _set("no_name") or any(c.isdigit() for c in word) or _masthead_word(folded):
            return None
        if _NAME_TOKEN.fullmatch(word):
            capitals += 1
        elif not (folded in _set("particles") and index + 1 < len(kept)):
            return None
    if not 2 <= capitals <= 4 or len(kept) > 6:
        return None
    s, e = kept[0][0], kept[-1][1]
    while s < e and line[s] in '*_()[]"“”':
        s += 1
    while e > s and line[e - 1] in '*_()[]"“”:':
        e -= 1
    if line[e - 1] == "." and len(line[kept[-1][0] : e]) > 3:
        e -= 1
    return (s, e)


def _before_outlet(line: str, kept: list[Span], word: str) -> list[Span]:
    """The words of a name without what the job or the outlet behind it takes along: ``Ilse Marn Wellness | Writer``,
    ``Ilse Marn Rolnek | Courier``, ``Ilse Marn Fox | News``."""
    house = _masthead_word(word.rstrip(".,:"))
    while len(kept) > 2:
        last = line[slice(*kept[-1])].casefold()
        if not (house or last in _set("before_news") or last in _small()):
            break
        kept, house = kept[:-1], False
    return kept


@cache
def _small() -> frozenset[str]:
    return frozenset(words("en", "lowercase_words"))


def _no_more_name(token: str, word: str) -> bool:
    """Whether a word behind a name belongs to what follows it: a job, a degree, a day, the outlet."""
    bare = word.rstrip(".,:")
    return (
        bare in _set("job")
        or word[:1].isdigit()
        or word[:1] == "@"
        or _masthead_word(bare)
        or (_CAPITALS_FIRST.fullmatch(token) is not None)
    )


def _masthead_word(word: str) -> bool:
    return any(piece in _set("masthead") and piece not in _set("surnames") for piece in word.split("-"))


def post(line: str) -> bool:
    """Whether a short line says what somebody is at the outlet, or gives an account's handle.

    >>> post("Contributing reporter"), post("@ilse_marn"), post("The talks in Rolnek")
    (True, True, False)
    """
    words = [word.strip(".,()").casefold() for word in line.split()]
    return len(words) <= 6 and len(line) <= 60 and (line[0] == "@" or any(word in _set("post") for word in words))


def _unglued(line: str, start: int, end: int) -> int:
    """Where a name ends that what follows it is glued to, as mark-up without spaces leaves it: ``MarnPublished``,
    ``MarnDec``. Names that hold a capital of their own (``McLean``, ``DeVos``) have few letters before it."""
    for at in range(start + 1, end):
        if line[at].isdigit() and at - start >= 3 and line[at - 1].isalpha():
            return at
        if line[at] == "@" or (line[at].isupper() and line[at - 1].islower()):
            rest = line[at:end].casefold().rstrip(".,:")
            if at - start >= 5 or rest in _set("job") or line[at] == "@":
                return at
    return end


def masthead(line: str) -> bool:
    """Whether a short line is like the name of a newspaper or a station: its words begin with capitals and one of them
    is of the kind that such names are made of.

    >>> masthead("The Rolnek Courier"), masthead("Latest news from the capital")
    (True, False)
    """
    words = line.split()
    if not 1 < len(words) <= 5 or len(line) > 40 or line[-1] in ".!?:;," or "logo" in line.casefold():
        return False
    return any(w.casefold() in _set("masthead") for w in words) and all(w[:1].isupper() or len(w) <= 3 for w in words)
