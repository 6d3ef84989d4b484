"""Who said what: sources, cues and contents, by rules over a lexicon of cues.

A statement is what is *said*: what is done by words ("rejected the offer") and what is thought, wanted or planned is
known too, but only given on request. A cue
that is negated, future or only possible ("did not say", "will announce", "could argue") makes no statement.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from readout import languages
from readout.models.reader import Marks
from readout.read.attribution.agreement import Told, agreed
from readout.read.attribution.cues import Kind, lexicon
from readout.read.attribution.loose_quotations import Around, loose
from readout.read.attribution.passages import Passage, classes, passage_spans, tokens
from readout.read.attribution.sources import Find
from readout.read.attribution.speakers import speakers
from readout.read.attribution.statements import statements
from readout.read.attribution.turns import Turn, turns
from readout.read.quotations import Quotation, quotations
from readout.read.sentences import ROLES
from readout.spans import join_pieces, overlap
from readout.types import Article, Attribution, AttributionType, Entity, Mention, Span, Spans

SAID: frozenset[Kind] = frozenset({"said"})
_LONGEST = 6_000  # code points of a passage; longer ones are lists and tables


def attributions(
    article: Article,
    sentences: Spans,
    mentions: tuple[Mention, ...],
    entities: tuple[Entity, ...],
    marks: Marks | None = None,
    *,
    kinds: frozenset[Kind] = SAID,
) -> tuple[Attribution, ...]:
    """The attributions of an article, in the order of their cues; none where the language is not known.

    With the reader's ``marks`` what it and the rules find is made one; ``None``: by the rules alone.

    A content holds its "that" and its quotation marks, but not the sentence's stop outside them; further quoted
    sentences of the same speaker are pieces of it. A cue holds its auxiliaries and adverbs, a source its title and
    apposition (the conventions of PolNeAR: Newell et al., "An attribution relations corpus for political news", 2018).
    """
    if article.language not in languages.KNOWN or not sentences:
        return ()
    language = str(article.language)
    text = article.text
    roles = {(block.start, block.end): block.role for block in article.blocks}
    quoted = quotations(text, tuple(span for span, role in roles.items() if role in ROLES))
    starts = [quotation.span[0] for quotation in quoted]
    headlines = [span for span, role in roles.items() if role == "headline"]
    words = lexicon(language)
    known = classes(language)
    verb_forms = frozenset(words.verbs) - words.ambiguous
    found: list[tuple[Span | None, Span, list[Span]]] = []
    last: list[Span] | None = None  # pieces of the content that a following quotation continues,
    anywhere = False  # in the next paragraph too
    passages: list[Passage] = []
    for span in passage_spans(text, sentences, quoted):
        inner = quoted[bisect_left(starts, span[0]) : bisect_right(starts, span[1] - 1)]
        if span[1] - span[0] > _LONGEST:
            last = None
            continue
        p = Passage(text, tokens(text, span, inner), known, verb_forms)
        if p.items:
            passages.append(p)
        if last is not None and (anywhere or "\n" not in text[last[-1][1] : span[0]]) and _only_quoted(p):
            last.extend(quotation.span for quotation in inner)
            continue
        last = None
        headline = any(start <= span[0] < end for start, end in headlines)
        for find in statements(p, words, kinds, headline=headline):
            source = p.span(*find.source) if find.source is not None else None
            pieces = [p.span(*content) for content in find.contents]
            found.append((source, p.span(*find.cue), pieces))
            if find.main and (pieces or _ends_quoted(p, find)):
                last, anywhere = pieces, _ends_quoted(p, find)
    told = [
        Told(() if source is None else (source,), cue, join_pieces(text, pieces))
        for source, cue, pieces in found
        if pieces or marks is not None
    ]
    if marks is not None:
        told = agreed(told, marks.attributions, quoted, passages, kinds)
    made = [
        Attribution(
            source=source,
            cue=(cue,),
            content=join_pieces(text, content),
            type=_type(text, content, quoted, starts),
            speakers=speakers(text, source[0], mentions, language) if source else (),
        )
        for source, cue, content in told
        if content
    ]
    if "said" in kinds:
        made = _in_conversation(made, turns(article, entities), text, known.authors)
        claimed = sorted(piece for item in made for piece in item.content)
        for source, span in loose(quoted, Around(text, language, sentences, mentions, claimed)):
            who = speakers(text, source, mentions, language)
            made.append(Attribution(source=(source,), cue=(), content=(span,), type="direct", speakers=who))
    return tuple(sorted(made, key=lambda item: (item.cue or item.source or item.content, item.content)))


def _in_conversation(
    made: Sequence[Attribution], conversation: Sequence[Turn], text: str, authors: frozenset[str]
) -> list[Attribution]:
    """The attributions with those that a conversation's turns make; "I" in a turn is who speaks in it."""
    found: list[Attribution] = []
    for item in made:
        if any(overlap(piece, turn.label) for turn in conversation for piece in (*item.source, *item.cue)):
            continue  # it only takes a label for a source or a cue
        own = next((turn for turn in conversation if item.cue and overlap(item.cue[0], turn.content)), None)
        first = own is not None and item.source and text[slice(*item.source[0])].lower() in authors
        found.append(msgspec.structs.replace(item, speakers=(own.speaker,)) if first and own and own.speaker else item)
    for turn in conversation:
        if turn.states:
            named = any(letter.isalpha() for letter in text[slice(*turn.label)])
            found.append(
                Attribution(
                    source=(turn.label,) if named else (),
                    cue=(),
                    content=(turn.content,),
                    type="direct",
                    speakers=() if turn.speaker is None else (turn.speaker,),
                )
            )
    return found


def _only_quoted(p: Passage) -> bool:
    return "<q>" in p.words and all(word == "<q>" or not p.is_word(at) for at, word in enumerate(p.words))


def _ends_quoted(p: Passage, find: Find) -> bool:
    """Whether a quotation that follows the passage can go on with this content."""
    if not find.contents:
        return True
    return any(p.word(at) == "<q>" for content in find.contents for at in range(*content))


def _type(text: str, pieces: Sequence[Span], quoted: Sequence[Quotation], starts: list[int]) -> AttributionType:
    """Direct where every word stands in quotation marks, mixed where some do."""
    within = outside = False
    for start, end in pieces:
        at = start
        for quotation in quoted[max(0, bisect_right(starts, start) - 1) : bisect_left(starts, end)]:
            q_start, q_end = max(quotation.span[0], at), min(quotation.span[1], end)
            if q_start >= q_end:
                continue
            within = True
            outside = outside or _has_words(text, at, q_start)
            at = q_end
        outside = outside or _has_words(text, at, end)
    return "direct" if within and not outside else "mixed" if within else "indirect"


def _has_words(text: str, start: int, end: int) -> bool:
    return any(letter.isalnum() for letter in text[start:end])
