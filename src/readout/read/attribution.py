"""Who said what: sources, cues and contents, by rules over a lexicon of cues.

A statement is what is *said*: verbs of thinking, wanting and planning are known too, but only given on request. A cue
that is negated, future or only possible ("did not say", "will announce", "could argue") makes no statement.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from readout import languages
from readout.read.contents import content_after, content_before, content_stop, dateline_end
from readout.read.cues import Cue, Form, Kind, Lexicon, lexicon
from readout.read.noun_phrases import Group, Stretch, noun_phrase_after, noun_phrase_before, subject_before, verb_group
from readout.read.passages import Passage, classes, tokens
from readout.read.quotations import Quotation, quotations
from readout.read.sentences import ROLES
from readout.read.speakers import speakers
from readout.spans import join_pieces
from readout.types import Article, Attribution, AttributionType, Entity, Mention, Span, Spans

SAID: frozenset[Kind] = frozenset({"said"})
_LONGEST = 600  # tokens of a passage; longer ones are lists and tables


class _Find(NamedTuple):
    """An attribution in token numbers of its passage; ``source`` is None where the text names none."""

    source: Stretch | None
    cue: Stretch
    contents: tuple[Stretch, ...]
    main: bool


def attributions(
    article: Article,
    sentences: Spans,
    mentions: tuple[Mention, ...],
    entities: tuple[Entity, ...],
    *,
    kinds: frozenset[Kind] = SAID,
) -> tuple[Attribution, ...]:
    """The attributions of an article, in the order of their cues; none where the language is not known.

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
    reader = _Reader(text, lexicon(language), language, kinds)
    found: list[tuple[Span | None, Span, list[Span]]] = []
    last: list[Span] | None = None  # pieces of the content that a following quotation continues
    for span in _passages(text, sentences, quoted):
        inner = quoted[bisect_left(starts, span[0]) : bisect_right(starts, span[1] - 1)]
        p = reader.passage(span, inner)
        if not len(p) or len(p) > _LONGEST:
            last = None
            continue
        if last is not None and _only_quoted(p):
            last.extend(quotation.span for quotation in inner)
            continue
        last = None
        headline = any(start <= span[0] < end for start, end in headlines)
        for find in reader.finds(p, headline=headline):
            source = p.span(*find.source) if find.source is not None else None
            pieces = [p.span(*content) for content in find.contents]
            found.append((source, p.span(*find.cue), pieces))
            if find.main and _ends_quoted(p, find):
                last = pieces
    return tuple(
        Attribution(
            source=() if source is None else (source,),
            cue=(cue,),
            content=join_pieces(text, pieces),
            type=_type(text, pieces, quoted, starts),
            speakers=() if source is None else speakers(text, source, mentions, language),
        )
        for source, cue, pieces in found
        if pieces
    )


def _passages(text: str, sentences: Spans, quoted: Sequence[Quotation]) -> list[Span]:
    """The sentences, with those made one that a quotation runs through."""
    joined: list[Span] = []
    number = 0
    for start, end in sentences:
        while number < len(quoted) and quoted[number].span[1] <= start:
            number += 1
        cut = (
            number < len(quoted)
            and quoted[number].span[0] < start
            and joined
            and quoted[number].span[0] < joined[-1][1]
        )
        if cut:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [piece for span in joined for piece in _split_after_quotation(text, span, quoted)]


def _split_after_quotation(text: str, span: Span, quoted: Sequence[Quotation]) -> list[Span]:
    """The span cut where a quotation inside it closes a sentence: "... "a small step." The minister said"."""
    pieces = []
    start, end = span
    first = bisect_left(quoted, start, key=lambda quotation: quotation.span[0])
    for quotation in quoted[first:]:
        q_start, q_end = quotation.span
        if q_end >= end:
            break
        rest = text[q_end:end].lstrip()
        ended = text[quotation.inner[1] - 1] in ".?!" and rest[:1].isupper() and text[q_end].isspace()
        if ended and q_start > start and text[q_start - 2 : q_start - 1] not in ".?!":
            pieces.append((start, q_end))
            start = end - len(rest)
    return [*pieces, (start, end)]


def _only_quoted(p: Passage) -> bool:
    return "<q>" in p.words and all(word == "<q>" or not p.is_word(at) for at, word in enumerate(p.words))


def _ends_quoted(p: Passage, find: _Find) -> bool:
    """Whether a quotation that follows the passage can go on with this content."""
    if not find.contents:
        return True
    quoted = any(p.word(at) == "<q>" for content in find.contents for at in range(*content))
    return quoted


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


class _Reader:
    """The rules with the lexicon they work on."""

    def __init__(self, text: str, words: Lexicon, language: str, kinds: frozenset[Kind]) -> None:
        self.text = text
        self.words = words
        self.known = classes(language)
        self.kinds = kinds
        self.forms = frozenset(words.verbs) - words.ambiguous

    def passage(self, span: Span, inner: Sequence[Quotation]) -> Passage:
        return Passage(self.text, tokens(self.text, span, inner), self.known, self.forms)

    def finds(self, p: Passage, *, headline: bool) -> list[_Find]:
        """The attributions of one passage, in the order of their cues."""
        found: list[_Find] = []
        cues = self._candidates(p)
        finite = tuple(at for at, _, form, _ in cues if form != "ing")
        taken = 0  # the token up to which contents before a cue are used up
        for at, cue, form, group in cues:
            if found and found[-1].cue[0] <= at < found[-1].cue[1]:
                continue  # "call" inside "call for"
            find = self._read(p, at, cue, form, group, finite, found, taken, headline)
            if find is None:
                continue
            found.append(find)
            if find.contents and find.contents[0][1] <= find.cue[0]:
                taken = max(taken, find.cue[1])
        found.extend(self._according(p, finite))
        named = self._colon(p, found)
        if named is not None:
            found.append(named)
        return sorted((self._with_occasion(p, find) for find in found), key=lambda find: find.cue)

    def _with_occasion(self, p: Passage, find: _Find) -> _Find:
        """The cue with where the words were uttered, if that follows at once: "said in a statement", "wrote on X"."""
        stop = find.cue[1]
        if p.word(stop).endswith("day") and p.word(stop) in self.known.times and p.items[stop].upper:
            if not any(start <= stop < last for start, last in find.contents):
                return find._replace(cue=(find.cue[0], stop + 1))
        for phrase in self.words.said_in:
            end = stop + len(phrase)
            if tuple(p.words[stop:end]) == phrase and p.word(end) in (
                ".",
                ",",
                "",
                ":",
                "that",
                "<q>",
                *self.known.times,
            ):
                inside = any(start < end and stop < last for start, last in find.contents)
                return find if inside else find._replace(cue=(find.cue[0], end))
        return find

    def _candidates(self, p: Passage) -> list[tuple[int, Cue, Form, Group]]:
        """The cue verbs of a passage that are verbs there, with the form each has."""
        found: list[tuple[int, Cue, Form, Group]] = []
        for at, word in enumerate(p.words):
            for cue in self.words.verbs.get(word, ()):
                if any(p.word(at + 1 + number) != particle for number, particle in enumerate(cue.particles)):
                    continue
                group = verb_group(p, at)
                form = self._form(p, at, cue, group)
                if form is not None and self._frames(cue):
                    found.append((at, cue, form, group))
        return found

    def _frames(self, cue: Cue) -> frozenset[str]:
        return frozenset[str]().union(*(cue.said if kind == "said" else cue.thought for kind in sorted(self.kinds)))

    def _form(self, p: Passage, at: int, cue: Cue, group: Group) -> Form | None:
        """The form of a cue verb in its place; None where it is no verb, or stands after "to"."""
        word = p.word(at)
        before = p.word(group.start - 1)
        if (
            p.items[at].upper
            and at > 0
            and p.items[at - 1].upper
            and p.is_word(at - 1)
            and word in self.words.ambiguous
        ):
            return None
        if before == "to" and not group.auxiliaries:
            return None
        if word in self.words.ambiguous and not group.auxiliaries and not self._proved(p, at, cue, before):
            return None
        if "ing" in cue.forms:
            return "past" if group.auxiliaries and group.passive else "ing"
        if not group.auxiliaries:
            if before in self.known.determiners and before not in self.known.subject_pronouns:
                return None
            if before in self.known.prepositions and before != "that":
                return None
            if p.word(at + 1) == "by" and "past" in cue.forms:
                return None  # "a plan proposed by"
            for form in ("past", "third", "base"):
                if form in cue.forms:
                    return form
            return None
        return "participle" if cue.forms & {"participle", "past"} else "base"

    def _proved(self, p: Passage, at: int, cue: Cue, before: str) -> bool:
        """Whether a word that may be a noun is a verb here."""
        if before in self.known.determiners and before not in self.known.subject_pronouns:
            return False
        if before == "'s" or before in self.known.prepositions:
            return False
        after = at + 1 + len(cue.particles)
        word = p.word(after)
        if before in self.known.subject_pronouns or before in ("who", "which"):
            return True
        if "ing" in cue.forms:
            return before in (",", "with", "") or word in ("that", "<q>")
        if cue.particles:
            return p.is_word(group_before := at - 1) and p.word(group_before) not in self.known.prepositions
        if word in (".", ",", "", ":") or word in self.known.times or p.word(after + 1) in self.known.times:
            # "..., the agency reported."
            found = subject_before(p, at)
            if found is not None and p.word(found[1] - 1) in (",", "<q>", "as"):
                return p.word(at) in self.words.closing and p.word(found[0][1] - 1) not in self.known.determiners
            if word == ":":
                return found is not None
        if before == ",":
            return word in ("that", "<q>") and subject_before(p, at) is not None
        if word == "that" and not p.starts_noun_phrase(after + 1):
            return False  # "the states that joined"
        shows = word in ("that", "<q>", "whether") or p.starts_object(after) or word in self.known.determiners
        return shows and p.is_word(at - 1) and word != "'s"

    def _read(
        self,
        p: Passage,
        at: int,
        cue: Cue,
        form: Form,
        group: Group,
        finite: tuple[int, ...],
        earlier: list[_Find],
        taken: int,
        headline: bool,
    ) -> _Find | None:
        frames = self._frames(cue)
        if group.modal or group.negated:
            return None
        after = at + 1 + len(cue.particles)
        if form == "participle" and group.passive:
            return self._passive(p, group, after, frames, finite)
        if form == "participle" and not set(group.auxiliaries) & self.known.have:
            if group.auxiliaries[-1] not in self.known.do:
                return None
        if form == "ing":
            return self._participial(p, group, after, frames, finite, earlier)
        nested = _inside_content(at, earlier)
        inverted = self._inverted(p, group, after, frames, taken, earlier)
        if inverted is not None:
            return inverted
        source, before = self._subject(p, group, earlier)
        if source is None:
            return None
        if p.words[source[0]] in ("i", "we", "you") and source[1] - source[0] == 1:
            return None
        if form == "base" and not group.auxiliaries and not self._plural(p, source):
            return None
        if p.word(source[0] - 1) in ("if", "unless", "whether"):
            return None  # said by nobody yet
        if self._adjective(p, at, source, after):
            return None
        main = not nested
        left = None
        if p.word(before - 1) == "as" and "after" in frames:
            return self._as_noted(p, source, group, before - 1, after, taken)
        if not frames.isdisjoint(("after", "quote")) and before > taken:
            closes = self._closes(p, after, frames)
            left = content_before(p, before, taken, clause=not headline) if closes else None
            if left is not None and "after" not in frames and p.word(left[1] - 1) != "<q>":
                left = None
        right = content_after(p, after, frames, finite)
        split = self._split(p, before, taken, after, frames)
        if split is not None:
            return _Find(source, (group.start, after), split, main)
        if left is not None and p.word(left[1] - 1) == "<q>" or left is not None and right is None:
            contents: tuple[Stretch, ...] = (left,)
            more = self._resumed(p, after, left, right)
            if more is not None:
                contents = (left, more)
            return _Find(source, (group.start, after), contents, main)
        if left is not None and right is not None and right.frame in ("quote",) and p.word(after) == ",":
            return _Find(source, (group.start, after), (left, right.content), main)
        if right is not None:
            return _Find(source, (group.start, right.cue_stop), (right.content,), main)
        if p.word(after) == ":" and after + 1 == len(p) and not frames.isdisjoint(("quote", "that")):
            return _Find(source, (group.start, after + 1), (), main)
        return None

    def _subordinate(self, p: Passage, source: Stretch) -> bool:
        """Whether a source stands in a relative or subordinate clause, which a comma ends."""
        return (
            p.word(source[0]) in ("who", "which", "that")
            or p.word(source[0] - 1) in self.known.subordinators
            and p.word(source[0] - 1) not in ("that", "so")
        )

    def _closes(self, p: Passage, after: int, frames: frozenset[str]) -> bool:
        """Whether what follows a cue leaves room for a content before it: no object of its own."""
        word = p.word(after)
        known = self.known
        if not p.is_word(after) or "told" in frames:
            return True
        return (
            word in known.times
            or (word in known.prepositions and word not in frames)
            or p.is_adverb(after)
            or word in ("while", "when", "as", "after", "before", "because", "since", "and", "but")
            or word.endswith("ing")
        )

    def _as_noted(
        self, p: Passage, source: Stretch, group: Group, conjunction: int, after: int, taken: int
    ) -> _Find | None:
        """ "As Rey noted, ...", "..., as Rey noted"."""
        cue = (group.start, after)
        if p.word(after) in (",", ":") and (conjunction == taken or p.word(conjunction - 1) in (".", ";", ":")):
            end = content_stop(p, after + 1, ())
            return _Find(source, cue, ((after + 1, end),), True) if end > after + 1 else None
        left = content_before(p, conjunction, taken, clause=True) if self._closes(p, after, frozenset()) else None
        return None if left is None else _Find(source, cue, (left,), True)

    def _subject(self, p: Passage, group: Group, earlier: list[_Find]) -> tuple[Stretch | None, int]:
        """The subject of a verb group and where the words before it end; shared subjects are found again."""
        number = group.start
        while p.word(number - 1) in self.known.times or p.word(number - 1) in ("on", "in", "also"):
            number -= 1  # "and on Friday announced"
        before = p.word(number - 1)
        if before in ("and", "but", "or") or (before == "," and number == group.start):
            found = subject_before(p, number) if before == "," else None
            return found if found is not None else (self._shared_subject(p, number, earlier), 0)
        found = subject_before(p, number if before == "," else group.start)
        return found if found is not None else (None, 0)

    def _shared_subject(self, p: Passage, stop: int, earlier: list[_Find]) -> Stretch | None:
        """The subject that a cue after "and" shares: that of the cue whose content ends there, else of the verb next
        before it."""
        for find in reversed(earlier):
            if find.source is not None and find.contents and stop - 3 <= find.contents[-1][1] <= stop:
                return find.source
        if any(find.main for find in earlier):
            return self._main_subject(p, stop, earlier)
        return self._nearest_subject(p, stop)

    def _nearest_subject(self, p: Passage, stop: int) -> Stretch | None:
        for number in range(stop - 1, 0, -1):
            if p.is_verb(number):
                found = subject_before(p, verb_group(p, number).start)
                if found is not None:
                    return found[0]
        return None

    def _main_subject(self, p: Passage, stop: int, earlier: list[_Find]) -> Stretch | None:
        """The subject that a participle shares: that of the last cue of the same level, or the first subject of the
        passage."""
        for find in reversed(earlier):
            if find.main and find.source is not None:
                return find.source
        for number in range(1, stop):
            if p.is_verb(number):
                found = subject_before(p, verb_group(p, number).start)
                return None if found is None or p.word(found[0][0]) in ("that", "which") else found[0]
        return None

    def _adjective(self, p: Passage, at: int, source: Stretch, after: int) -> bool:
        """Whether a past form only describes: "maximum added value", "a project called X"."""
        word = p.word(source[0])
        single = source[1] - source[0] == 1 and source[1] == at and not p.items[source[0]].upper
        if (
            single
            and not word.endswith(("s", "one"))
            and word not in self.known.subject_pronouns | self.known.titles_lower
        ):
            return p.is_word(source[0] - 1)
        return p.word(at) == "called" and p.word(after) == "<q>" and p.has_verb(0, source[0])

    def _plural(self, p: Passage, source: Stretch) -> bool:
        words = p.words[slice(*source)]
        if words[-1] in self.known.determiners and len(words) > 1:
            return False
        return (
            "and" in words
            or words[-1]
            in (
                "they",
                "we",
                "who",
                "i",
                "you",
                "many",
                "some",
                "others",
                "people",
                "both",
                "most",
                "police",
                "several",
                "critics",
                "that",
            )
            or any(word.endswith("s") and not word.endswith("'s") for word in words)
        )

    def _inverted(
        self, p: Passage, group: Group, after: int, frames: frozenset[str], taken: int, earlier: list[_Find]
    ) -> _Find | None:
        """ "...," said Rey."""
        if frames.isdisjoint(("after", "quote")) or group.auxiliaries:
            return None
        if p.word(group.start - 1) not in (",", "<q>", "?", "!", "-") or group.start == 0:
            return None
        quoted = p.word(group.start - 1) == "<q>" or p.word(group.start - 2) == "<q>"
        if not quoted:
            if earlier or p.word(group.start - 1) != ",":
                return None
            apposed = subject_before(p, group.start)
            if apposed is not None and p.word(apposed[1] - 1) in ("<q>", ","):
                return None
        if not p.is_word(after) or p.word(after) in self.known.prepositions or p.word(after) in ("that", "so"):
            return None
        if p.word(after) in self.known.times and not p.items[after].upper:
            return None
        stop = noun_phrase_after(p, after)
        if stop is None or p.is_verb(stop):
            return None
        left = content_before(p, group.start, taken, clause=True)
        if left is None or (not quoted and p.word(stop) not in (".", ",", "", ";", "in", "on", "at", "during")):
            return None
        contents = [left]
        number = stop
        while number < len(p) and p.word(number) not in ("<q>", ".", ";", ":"):
            number += 1
        if p.word(number) == "<q>" and number - stop < 14 and quoted and not p.has_verb(stop, number):
            contents.append((number, number + 1))
        return _Find((after, stop), (group.start, after), tuple(contents), True)

    def _resumed(self, p: Passage, after: int, left: Stretch, right: object) -> Stretch | None:
        """The quotation that goes on after the cue: "...," Rey said, "..."."""
        number = after
        while number < len(p) and number - after < 14 and p.word(number) not in ("<q>", ".", ";", ":"):
            number += 1
        if p.word(number) == "<q>" and p.word(number - 1) in (",", "-", ".", ":") and not p.has_verb(after, number):
            stop = number + 1
            while stop < len(p) and p.word(stop) in ("<q>",):
                stop += 1
            return (number, stop)
        if (
            p.word(after) == ","
            and p.word(after + 1) in ("and", "but", "or", "because")
            and p.word(left[1] - 1) != "<q>"
        ):
            end = len(p)
            while end > after + 1 and p.word(end - 1) in (".", ",", ";"):
                end -= 1
            return (after + 1, end) if p.has_verb(after + 2, end) else None
        return None

    def _split(
        self, p: Passage, before: int, taken: int, after: int, frames: frozenset[str]
    ) -> tuple[Stretch, ...] | None:
        """ "The port, Rey said, was closed": a clause around its cue."""
        if "after" not in frames or p.word(after) != "," or p.word(before - 1) != ",":
            return None
        start, stop = max(taken, dateline_end(p)), before - 1
        if start >= stop or not p.is_word(start) or after + 1 >= len(p):
            return None
        goes_on = p.is_verb(after + 1)
        if p.has_verb(start, stop) and not goes_on:
            return None
        end = len(p)
        while end > after + 1 and p.word(end - 1) in (".", ",", ";"):
            end -= 1
        if end <= after + 1 or not p.has_verb(after + 1, end):
            return None
        return ((start, stop), (after + 1, end))

    def _passive(
        self, p: Passage, group: Group, after: int, frames: frozenset[str], finite: tuple[int, ...]
    ) -> _Find | None:
        """ "It was announced that ...", "Ardovia is accused by Belmar of ..."."""
        subject = self._subject(p, group, [])
        if subject[0] is not None and p.words[slice(*subject[0])] == ["it"]:
            right = content_after(p, after, frames & {"that", "wh"}, finite)
            return None if right is None else _Find(None, (group.start, after), (right.content,), True)
        if (
            subject[0] is None
            or p.word(after) != "by"
            or frames.isdisjoint(("np", "np_of", "np_as", "np_for", "np_name", "np_inf"))
        ):
            return None
        stop = noun_phrase_after(p, after + 1)
        if stop is None:
            return None
        if frames.isdisjoint(("np_of", "np_as", "np_inf")):
            return _Find((after + 1, stop), (group.start, after + 1), (subject[0],), True)
        for number in range(after + 2, min(stop + 1, len(p))):
            if p.word(number) in ("of", "as", "to") and (
                number + 1 >= len(p) or p.word(number + 1).endswith("ing") or p.word(number) != "of"
            ):
                right = content_after(p, number, frozenset({"as", "np", "np_as", "inf"}), finite)
                end = right.content[1] if right is not None else len(p) - (p.word(len(p) - 1) == ".")
                if right is None:
                    end = content_stop(p, number, finite)
                return _Find((after + 1, number), (group.start, after + 1), (subject[0], (number, end)), True)
        return None

    def _participial(
        self,
        p: Passage,
        group: Group,
        after: int,
        frames: frozenset[str],
        finite: tuple[int, ...],
        earlier: list[_Find],
    ) -> _Find | None:
        """ ", adding that ...", "with the ministry saying ...": the subject is that of the clause, or stands between."""
        before = p.word(group.start - 1)
        right = content_after(p, after, frames, finite)
        if right is None:
            return None
        source: Stretch | None = None
        if before in (",", "by", "in", "while", "after", "before", "and", "-", "when", "without"):
            nearest = before == "by"
            source = self._nearest_subject(p, group.start) if nearest else self._main_subject(p, group.start, earlier)
        elif p.is_word(group.start - 1):
            phrase = noun_phrase_before(p, group.start)
            if phrase is None:
                number = group.start - 1
                while number > 0 and group.start - number < 14 and p.word(number) not in ("with", ",", ";"):
                    number -= 1
                if p.word(number) == "with" and number + 1 < group.start:
                    source = (number + 1, group.start)
        if source is None or p.words[source[0]] in ("i", "we", "you"):
            return None
        return _Find(source, (group.start, right.cue_stop), (right.content,), before == ",")

    def _according(self, p: Passage, finite: tuple[int, ...]) -> list[_Find]:
        """ "According to Rey, ...", "..., according to Rey"."""
        found = []
        for phrase in self.words.source_after:
            size = len(phrase)
            for at in range(len(p) - size):
                if tuple(p.words[at : at + size]) != phrase:
                    continue
                stop = noun_phrase_after(p, at + size)
                if stop is None or (size == 1 and not p.items[at + size].upper):
                    continue
                contents = self._around(p, at, stop)
                if contents:
                    found.append(_Find((at + size, stop), (at, at + size), contents, True))
        return found

    def _around(self, p: Passage, at: int, stop: int) -> tuple[Stretch, ...]:
        end = len(p)
        while end > 0 and p.word(end - 1) in (".", ",", ";", "?", "!"):
            end -= 1
        first = at
        while first > 0 and p.word(first - 1) in self.known.openers:
            first -= 1
        if first == 0:
            start = stop + 1 if p.word(stop) == "," else stop
            return ((start, end),) if p.word(stop) == "," and start < end else ()
        left_stop = first - 1 if p.word(first - 1) in (",", "-") else first
        left = (dateline_end(p), left_stop)
        if left_stop <= left[0]:
            return ()
        if p.word(stop) == "," and not p.has_verb(*left) and p.has_verb(stop + 1, end):
            return (left, (stop + 1, end))
        return (left,)

    def _colon(self, p: Passage, found: list[_Find]) -> _Find | None:
        """Rey: "..."."""
        if found or len(p) < 3 or ":" not in p.words[1:14]:
            return None
        colon = p.words.index(":", 1)
        if p.word(colon + 1) != "<q>" or p.has_verb(0, colon) or not p.items[0].upper:
            return None
        if p.word(0) in self.known.prepositions or p.word(0) in self.known.openers:
            return None
        end = colon + 2
        while end < len(p) and p.word(end) == "<q>":
            end += 1
        return _Find((0, colon), (colon, colon + 1), ((colon + 1, end),), True)


def _inside_content(at: int, earlier: list[_Find]) -> bool:
    return any(start <= at < stop for find in earlier for start, stop in find.contents)
