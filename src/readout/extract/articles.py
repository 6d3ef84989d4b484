"""One page -> one article: the stages of extraction in their order."""

from __future__ import annotations

import re

from readout.extract.agencies import agency_line, closing_credit
from readout.extract.content import LineModel, body_chances, body_flags, shipped_model
from readout.extract.dated_lines import dated_line
from readout.extract.dates import date_evidence
from readout.extract.features import measured
from readout.extract.headline import Headline, headline
from readout.extract.html import html_layout
from readout.extract.language import language
from readout.extract.likely_roles import likely_roles
from readout.extract.lines import SENTENCE_ENDS
from readout.extract.names import bare_by, by_phrase, masthead, post
from readout.extract.people import agencies, bylines, host, outlet
from readout.extract.photo_credits import photo_credit
from readout.extract.phrases import line_key, phrase
from readout.extract.plain import plain_layout
from readout.extract.roles import Part, parts
from readout.extract.segments import Layout
from readout.spans import evidence, text_hash
from readout.types import Article, Block, Dropped, Page, Sourced

_WORD = re.compile(r"\w+")
_FEW_LINES = 8
_SHORT = 80


def extract(page: Page, model: LineModel | None = None) -> Article | Dropped:
    """``page`` as one labelled text. Its blocks tile the text; a value that stands in the text carries its place.

    For plain text the article's text is the page's. A page without a word of text is dropped.
    ``model`` says which lines are body; without one it is the model that ships with the package.
    """
    layout = html_layout(page.html) if page.html is not None else plain_layout(page.text or "")
    if not layout.segments:
        return Dropped(stage="extract", input=page.input, reason="no text on the page")
    outlets = tuple(o for o in (page.outlet, *layout.metadata.outlets, host(page.url)) if o)
    if page.body_only:
        flags = [True] * len(layout.segments)
        title = _stated_title(page, layout)
        found = _plain_parts(layout, title)
        standfirst = None
    else:
        lines = measured(layout)
        known = model or shipped_model()
        rows, chances = body_chances(layout, lines, known)
        flags = _with_last_words(layout, _without_headings(layout, body_flags(lines, chances)))
        title = headline(layout, flags, page.title, outlets)
        heads = title.segments if title is not None else ()
        standfirst = _standfirst(layout, flags, heads)
        likely = likely_roles(rows, lines, flags, known)
        found = _mastheads(page, layout, parts(layout, flags, heads, standfirst, likely))
    blocks = _blocks(layout, found)
    code = _language(layout, found)
    published, rejected = date_evidence(page, layout.text, blocks, layout.metadata.dates, code)
    return Article(
        id=page.id,
        input=page.input,
        url=page.url or layout.metadata.url,
        fetched_at=page.fetched_at,
        text=layout.text,
        text_sha256=text_hash(layout.text),
        language=code,
        outlet=outlet(page, layout, found, title.suffix if title is not None else None),
        title=_title(page, layout, title),
        standfirst=_sourced(page, layout, standfirst),
        bylines=bylines(page, layout, found),
        agencies=agencies(page, layout, found, code),
        published=published,
        rejected_dates=rejected,
        blocks=blocks,
    )


def _without_headings(layout: Layout, flags: list[bool]) -> list[bool]:
    """``flags`` with the body begun at its first sentence: lines above it that end no sentence, and a line that a
    byline or a date parts from the rest, are not yet body."""
    first = flags.index(True) if True in flags else len(flags)
    if (
        first < len(flags) - 2
        and not flags[first + 1]
        and layout.segments[first].end - layout.segments[first].start < 300
    ):
        following = [layout.text[s.start : s.end] for s in layout.segments[first + 1 : first + 4]]
        if any(by_phrase(line) is not None or dated_line(line) for line in following if len(line) < 120):
            return [*flags[:first], False, *flags[first + 1 :]]
    for index in range(first, min(first + 4, len(flags) - 1)):
        segment = layout.segments[index]
        opens = segment.end - segment.start < 200 and layout.text[segment.end - 1] not in SENTENCE_ENDS
        if not (flags[index] and flags[index + 1] and opens):
            break
        flags = [*flags[:index], False, *flags[index + 1 :]]
    return flags


def _with_last_words(layout: Layout, flags: list[bool]) -> list[bool]:
    """``flags`` with a last paragraph that only promotions part from the body: a full sentence, about what the body is
    about."""
    if True not in flags:
        return flags
    last = len(flags) - 1 - flags[::-1].index(True)
    if last + 1 < len(flags) and _credited_sentence(layout, last + 1):
        last += 1
        flags = [*flags[:last], True, *flags[last + 1 :]]
    for index in range(last + 1, min(last + 4, len(flags))):
        segment = layout.segments[index]
        line = layout.text[segment.start : segment.end]
        if phrase(line) is not None:
            continue
        alone = index == last + 1 and (index + 1 == len(flags) or not _next_says(layout, index))
        if alone or segment.link > 0.3 or not _sentence_about(line, layout, flags):
            return flags
        return [*flags[:index], True, *flags[index + 1 :]]
    return flags


def _credited_sentence(layout: Layout, index: int) -> bool:
    """Whether the segment is a full sentence with a news agency credited behind it."""
    segment = layout.segments[index]
    line = layout.text[segment.start : segment.end]
    if not _SHORT <= len(line) <= 2000 or segment.link > 0.3:
        return False
    credit = closing_credit(line)
    return credit is not None and line[: credit[0]].rstrip(" —–-(/|")[-1:] in tuple(SENTENCE_ENDS)


def _next_says(layout: Layout, index: int) -> bool:
    """Whether the line after ``index`` says of itself that it is boilerplate, or credits an agency."""
    segment = layout.segments[index + 1]
    line = layout.text[segment.start : segment.end]
    return phrase(line) is not None or bool(agency_line(line))


def _sentence_about(line: str, layout: Layout, flags: list[bool]) -> bool:
    """Whether ``line`` is a full sentence about what the body is about: its longer words and names are the body's."""
    words = {w for w in _WORD.findall(line) if len(w) > 3}
    if not 30 <= len(line) <= 2000 or line[-1] not in SENTENCE_ENDS or len(words) < 4:
        return False
    body = " ".join(layout.text[s.start : s.end] for s, flag in zip(layout.segments, flags, strict=True) if flag)[
        :50_000
    ]
    known, folded = set(_WORD.findall(body)), set(_WORD.findall(body.casefold()))
    share = sum(1 for w in words if w.casefold() in folded) / len(words)
    names = sum(1 for w in words if w[:1].isupper() and w in known and w.casefold() not in known)
    if len(line) < _SHORT:
        return line[-1] == "." and share >= 0.2 and names >= 1 and not any(post(word) for word in words)
    return share >= 0.6 or (share >= 0.4 and names >= 2) or (line[-1] == "." and share >= 0.5 and names >= 1)


def _stated_title(page: Page, layout: Layout) -> Headline | None:
    """The record's title, and the first line where it is that title."""
    if not page.title:
        return None
    first = layout.segments[0]
    same = line_key(layout.text[first.start : first.end]) == line_key(page.title)
    return Headline(value=page.title, segments=(0,) if same else ())


def _plain_parts(layout: Layout, title: Headline | None) -> list[Part]:
    heads = title.segments if title is not None else ()
    return [
        Part(start=s.start, end=s.end, role="headline" if i in heads else "body", segment=i)
        for i, s in enumerate(layout.segments)
    ]


def _standfirst(layout: Layout, flags: list[bool], heads: tuple[int, ...]) -> int | None:
    """The segment under the headline that sums the article up: short, not yet body or its first lines."""
    if not heads:
        return None
    above = heads[0] + 1
    for index in range(above, min(above + 3, len(layout.segments))):
        segment = layout.segments[index]
        line = layout.text[segment.start : segment.end]
        if index in heads or (flags[index] and line[-1] in SENTENCE_ENDS):
            return None
        if (
            30 <= len(line) <= 300
            and not bare_by(layout.text[layout.segments[index - 1].start : layout.segments[index - 1].end])
            and not dated_line(line)
            and photo_credit(line) is None
            and len(line.split()) >= 5
            and segment.link < 0.3
        ):
            key = line_key(line)
            twice = sum(1 for s in layout.segments[:60] if line_key(layout.text[s.start : s.end][:400]) == key)
            return index if twice == 1 else None
    return None


def _mastheads(page: Page, layout: Layout, found: list[Part]) -> list[Part]:
    """The outlet's name standing alone above the headline: among few lines, or where the page bears it out by its
    address or its copyright line. In a long menu a name like "Morning News" is a section."""
    above = next((i for i, part in enumerate(found) if part.role in ("headline", "body")), len(found))
    for index in range(above):
        part = found[index]
        line = layout.text[part.start : part.end]
        if part.role not in ("navigation", "other") or not masthead(line):
            continue
        name = "".join(_WORD.findall(line.casefold())).removeprefix("the")
        told = (page.url or "", *(layout.text[p.start : p.end] for p in found if p.role in ("footer", "source-url")))
        if above <= _FEW_LINES or any(name in "".join(_WORD.findall(other[:300].casefold())) for other in told):
            replaced = Part(start=part.start, end=part.end, role="outlet", segment=part.segment)
            return [*found[:index], replaced, *found[index + 1 :]]
    return found


def _blocks(layout: Layout, found: list[Part]) -> tuple[Block, ...]:
    """The parts as blocks that tile the text: what stands between two parts belongs to the first of them."""
    starts = [0, *(part.start for part in found[1:])]
    ends = [*starts[1:], len(layout.text)]
    return tuple(
        Block(start=start, end=end, role=part.role) for part, start, end in zip(found, starts, ends, strict=True)
    )


def _language(layout: Layout, found: list[Part]) -> str | None:
    """The language of the body, else of the whole page, else as the mark-up declares it."""
    body = "\n".join(layout.text[p.start : p.end] for p in found if p.role in ("body", "headline", "standfirst"))
    declared = (layout.metadata.language or "").split("-")[0].split("_")[0].lower()
    return language(body) or language(layout.text) or (declared if len(declared) == 2 and declared.isalpha() else None)


def _title(page: Page, layout: Layout, title: Headline | None) -> Sourced | None:
    if title is None:
        return None
    if not title.segments:
        return Sourced(value=title.value)
    segment = layout.segments[title.segments[0]]
    end = min(segment.end, segment.start + len(title.value))
    return Sourced(value=title.value, evidence=(evidence(page.id, layout.text, (segment.start, end)),))


def _sourced(page: Page, layout: Layout, index: int | None) -> Sourced | None:
    if index is None:
        return None
    segment = layout.segments[index]
    span = (segment.start, segment.end)
    return Sourced(value=layout.text[segment.start : segment.end], evidence=(evidence(page.id, layout.text, span),))
