"""What a segment shows of itself and of its place: the features that the body model weighs.

None of them depends on a language, but for the phrases of ``shared/boilerplate.toml``. A feature is a short name; the
weights of names are in ``models/body.json``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate

from readout.extract.agencies import closing_credit
from readout.extract.names import by_phrase
from readout.extract.phrases import line_key, phrase
from readout.extract.segments import HINTS, Layout

SENTENCE_ENDS = ".!?…\"'”’»。！？।؟"
_SIZES = (12, 24, 40, 60, 85, 120, 180, 280, 450)
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"\w+")
_LONG_WORDS = re.compile(r"\w{4,}")
_QUOTED = re.compile(r"[“”«»„\"「]")
_SENTENCE = re.compile(r"[.!?][\"'”’»)]?\s+[\"'“‘«(]?[^\W\d_a-z]|[。！？।؟]")
_AGO = re.compile(r"\b\d{1,3}\s?(?:m|h|d|min|mins|minutes?|hours?|hrs?|days?|weeks?|months?)\.?\s+ago\b", re.IGNORECASE)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w|(?<!\w)@\w{3,}|(?<!\w)#\w{3,}")
_MARKS = re.compile(r"[|›»→•·©►▶]")
_COPY = re.compile(r"©|\(c\)\s|copyright", re.IGNORECASE)
_WINDOW = 6
_GAP = 4
_CREDITED = 40
_SHARES = (0.001, 0.2, 0.4, 0.6, 0.8)


class Line:
    """The measures of one segment that its neighbours' features need too."""

    __slots__ = ("ends", "key", "kind", "prose", "said", "size", "text", "words")

    def __init__(self, text: str) -> None:
        head = text[:1200]
        self.text = text
        self.size = len(text)
        self.key = line_key(head)
        self.said = phrase(text)
        last = _closing(text)
        self.ends = "." if last in SENTENCE_ENDS else ":" if last in ":;,-–—" else "d" if last.isdigit() else "w"
        self.words = _LONG_WORDS.findall(head.casefold())
        self.prose = self.size >= 60 and self.ends == "." and self.said is None
        self.kind = f"{bisect_right(_SIZES, self.size)}{self.ends}{'!' if self.said else ''}"


def _closing(text: str) -> str:
    """The last character of a line, a news agency credited behind its last sentence not counted."""
    if text[-1] not in ".!?" and len(text) >= _CREDITED:
        credit = closing_credit(text)
        if credit is not None and credit[0] >= _CREDITED:
            return text[: credit[0]].rstrip()[-1]
    return text[-1]


def measured(layout: Layout) -> list[Line]:
    """The measures of each segment of ``layout``, in order."""
    return [Line(layout.text[s.start : s.end]) for s in layout.segments]


def features(layout: Layout, lines: list[Line]) -> list[list[str]]:
    """The features of each segment of ``layout``, in order; ``lines`` are its measures."""
    count = len(lines)
    twins = Counter(line.key for line in lines)
    sums = list(accumulate((line.size if line.prose else 0 for line in lines), initial=0))
    sizes = list(accumulate((line.size for line in lines), initial=0))
    prose_total, total = max(1, sums[-1]), max(1, sizes[-1])
    lexicon: Counter[str] = Counter()
    for line in lines:
        if line.prose:
            lexicon.update(set(line.words))
    first_key = lines[0].key if lines else ""
    runs = _runs(layout, lines, _title_words(layout, lines))
    titled = [i for i, line in enumerate(lines) if _is_title(i, line, first_key)]
    page = bisect_right((0.2, 0.4, 0.6, 0.8), prose_total / total)
    kinds = ["none", "none", *(line.kind for line in lines), "none", "none"]
    ends = ["none", *(line.ends for line in lines), "none"]
    found = []
    for index, line in enumerate(lines):
        own = _own(line)
        before, after = max(0, index - _WINDOW), min(count, index + 1 + _WINDOW)
        near_before = (sums[index] - sums[before]) / max(1, sizes[index] - sizes[before])
        near_after = (sums[after] - sums[index + 1]) / max(1, sizes[after] - sizes[index + 1])
        own.append(f"near={bisect_right(_SHARES, near_before)}{bisect_right(_SHARES, near_after)}")
        own.append(f"done={int(10 * sums[index] / prose_total)}")
        own.append(f"at={int(10 * sizes[index] / total)}")
        own.append(f"page={page}{line.kind}")
        if index < 3:
            own.append(f"line={index}")
        if index >= count - 5:
            own.append(f"end={min(4, count - 1 - index)}")
        own.append(_known(line, lexicon))
        if twins[line.key] > 1:
            own.append("twin" if twins[line.key] == 2 else "twins")
            own.append(f"twin{line.kind}")
        own.extend(runs[index])
        own.append(_since(index, titled))
        back, ahead = ends[index], ends[index + 2]
        own += (
            f"-2:{kinds[index]}", f"-1:{kinds[index + 1]}", f"1:{kinds[index + 3]}", f"2:{kinds[index + 4]}",
            f"-1x{line.kind}{back}", f"1x{line.kind}{ahead}",
        )  # fmt: skip
        found.append(own)
    if layout.marked_up:
        _marked_up(layout, lines, found)
    return found


def _is_title(index: int, line: Line, first_key: str) -> bool:
    return index > 0 and len(line.key) >= 12 and (first_key.startswith(line.key) or line.key.startswith(first_key))


def _since(index: int, titled: list[int]) -> str:
    """How many lines ago the page's title was told again, the headline as a rule."""
    passed = bisect_right(titled, index)
    if not titled:
        return "since=never"
    if not passed:
        return "since=ahead"
    return f"since={bisect_right((1, 2, 4, 8, 16, 32, 64), index - titled[passed - 1])}{min(passed, 2)}"


def _title_words(layout: Layout, lines: list[Line]) -> frozenset[str]:
    """The longer words of the page's title: of its metadata, else of its first line."""
    titles = layout.metadata.titles[:1] or ((layout.metadata.page_title,) if layout.metadata.page_title else ())
    words = [w.casefold() for title in titles if title for w in _WORDS.findall(title[:300])]
    return frozenset(w for w in words if len(w) > 3) or frozenset(lines[0].words if lines else ())


def _runs(layout: Layout, lines: list[Line], title: frozenset[str]) -> list[list[str]]:
    """For each line the stretch of prose it lies in: how large it is among the page's stretches, how much of the title
    it holds. A stretch may hold a few lines that are no prose, one after the other; on HTML paragraphs of one parent
    are one stretch, whatever stands between them."""
    spans: list[list[int]] = []
    for index, (line, segment) in enumerate(zip(lines, layout.segments, strict=True)):
        if not line.prose:
            continue
        kin = layout.marked_up and bool(spans) and layout.segments[spans[-1][1]].parent == segment.parent
        if spans and (index - spans[-1][1] <= _GAP or kin):
            spans[-1][1] = index
        else:
            spans.append([index, index])
    masses = [sum(lines[i].size for i in range(s, e + 1) if lines[i].prose) for s, e in spans]
    total = max(1, sum(masses))
    order = sorted(range(len(spans)), key=lambda i: -masses[i])
    found: list[list[str]] = [["run=none"] for _ in lines]
    for rank, number in enumerate(order):
        start, end = spans[number]
        vocabulary = {w for i in range(start, end + 1) if lines[i].prose for w in lines[i].words}
        held = sum(1 for w in title if w in vocabulary) / len(title) if title else -1.0
        size = bisect_right((0.05, 0.15, 0.3, 0.5, 0.75), masses[number] / total)
        topic = "?" if held < 0 else str(bisect_right((0.01, 0.26, 0.51, 0.76), held))
        names = [f"run={min(rank, 3)}", f"run={min(rank, 3)}/{size}", f"run{size}/{topic}", f"topic={topic}"]
        names.append(f"mass={bisect_right((150, 400, 1000, 2500), masses[number])}/{topic}")
        for index in range(start, end + 1):
            found[index] = [*names, f"prose{int(lines[index].prose)}run{min(rank, 2)}"]
        for offset in (1, 2):
            if start - offset >= 0 and found[start - offset] == ["run=none"]:
                found[start - offset] = [f"before{offset}run{min(rank, 2)}"]
            if end + offset < len(lines) and found[end + offset] == ["run=none"]:
                found[end + offset] = [f"after{offset}run{min(rank, 2)}"]
    return found


def _own(line: Line) -> list[str]:
    text, size = line.text[:1200], line.size
    words = text.split()
    count = max(1, len(words))
    own = ["bias", f"k{line.kind}"]
    if line.said is not None:
        own.append(f"says={line.said[0]}.{line.said[1]}")
        own.append(f"says{line.said[1]}{bisect_right(_SIZES, size)}")
    first = text[0]
    own.append(
        "starts="
        + (
            "A"
            if first.isupper()
            else "a"
            if first.islower()
            else "1"
            if first.isdigit()
            else "q"
            if first in "\"'“‘«„"
            else "?"
        )
    )
    sentences = len(_SENTENCE.findall(text))
    own.append(f"sentences={min(4, sentences)}")
    own.append(f"commas={min(4, text.count(',') + text.count('،') + text.count('、') + text.count('，'))}")
    firsts = [w[0] for w in words]
    lower = len([c for c in firsts if c.islower()]) / count
    upper = len([c for c in firsts if c.isupper()]) / count
    own.append(f"lower={bisect_right(_SHARES, lower)}{'s' if size < 60 else 'l'}")
    own.append(f"upper={bisect_right(_SHARES, upper)}{'s' if size < 60 else 'l'}")
    if text.isupper():
        own.append("capitals")
    digits = len(_DIGIT.findall(text))
    own.append(f"digits={bisect_right((0.001, 0.05, 0.15, 0.3), digits / max(1, len(text)))}")
    if size < 400:
        if digits and _AGO.search(text):
            own.append("ago")
        if ("@" in text or "#" in text or "://" in text or "www." in text) and _ADDRESS.search(text):
            own.append("address" + ("s" if size < 120 else "l"))
        if _MARKS.search(text):
            own.append("marks")
        folded = text.lower()
        if "©" in text or "copyright" in folded or ("(c)" in folded and _COPY.search(text)):
            own.append("copyright")
        if digits and size < 120 and _DATED.search(text):
            own.append("dated" + line.ends)
        if size < 160 and by_phrase(text) is not None:
            own.append("by" + line.ends)
    if _QUOTED.search(text):
        own.append("quoted" + line.ends)
    if text[:1] in "•-–—*▪●":
        own.append("bullet")
    if "(" in text and line.ends != "." and size < 120:
        own.append("brackets")
    if count > 3 and size / count > 12:
        own.append("joined")
    return own


def _known(line: Line, lexicon: Counter[str]) -> str:
    """How many of the line's longer words the page's other prose lines use too."""
    if not line.words:
        return "known=none"
    least = 2 if line.prose else 1
    share = sum(1 for w in line.words if lexicon[w] >= least) / len(line.words)
    return f"known={bisect_right((0.001, 0.2, 0.35, 0.5, 0.7, 0.9), share)}{min(3, len(line.words) // 3)}"


def _marked_up(layout: Layout, lines: list[Line], found: list[list[str]]) -> None:
    """Add what mark-up shows: elements, hints, links, and how much of the page's prose shares the parent."""
    segments = layout.segments
    prose: Counter[int] = Counter()
    for line, segment in zip(lines, segments, strict=True):
        if line.prose and segment.link < 0.5:
            prose[segment.parent] += line.size
    total = max(1, prose.total())
    most = max(prose.values(), default=0)
    described = layout.metadata.body
    known = line_key(described) if described else ""
    count = len(segments)
    for index, segment in enumerate(segments):
        own = found[index]
        own.append(f"tag={segment.tag}")
        own.append(f"tag={segment.tag}{lines[index].ends}{'s' if lines[index].size < 60 else 'l'}")
        link = bisect_right((0.001, 0.25, 0.5, 0.9), segment.link)
        own.append(f"link={link}{'s' if lines[index].size < 60 else 'l'}")
        if segment.strong > 0.9:
            own.append(f"strong{'s' if lines[index].size < 100 else 'l'}")
        own.extend(f"in:{name}" for bit, name in _bits(segment.hints))
        own.extend(f"is:{name}" for bit, name in _bits(segment.own))
        share = prose[segment.parent] / total
        here = "most" if prose[segment.parent] == most and most else str(bisect_right((0.001, 0.1, 0.3), share))
        own.append(f"kin={here}")
        own.append(f"kin={here}{segment.tag}")
        own.append(f"kin={here}link{link}")
        if known:
            own.append("told" if len(lines[index].key) > 5 and lines[index].key[:150] in known else "untold")
        for offset in (-1, 1):
            other = segments[index + offset] if 0 <= index + offset < count else None
            if other is None:
                own.append(f"{offset}:edge")
            else:
                own.append(f"{offset}:tag={other.tag}{'=' if other.parent == segment.parent else ''}")


_cache: dict[int, tuple[tuple[int, str], ...]] = {}


def _bits(mask: int) -> tuple[tuple[int, str], ...]:
    if mask not in _cache:
        _cache[mask] = tuple((1 << i, name) for i, name in enumerate(HINTS) if mask >> i & 1)
    return _cache[mask]
