"""Attributions: a row is a text with {source} [cue] <content> marked in it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.read.attribution import attributions
from readout.read.attribution.cues import Kind
from readout.read.sentences import sentences
from readout.spans import text_hash
from readout.types import Article, Attribution, Block, BlockRole, Entity, Mention, Spans

OPEN = {"{": "source", "[": "cue", "<": "content"}
CLOSE = {"}": "source", "]": "cue", ">": "content"}


def article(text: str, language: str | None = "en", role: BlockRole = "body") -> Article:
    blocks = (Block(start=0, end=len(text), role=role),) if text else ()
    digest = text_hash(text.encode("utf-8", "replace").decode())
    return Article(id="a", input="a", text=text, text_sha256=digest, language=language, blocks=blocks)


def read(text: str, role: BlockRole = "body", mentions: tuple[Mention, ...] = ()) -> tuple[Attribution, ...]:
    page = article(text, role=role)
    entities: tuple[Entity, ...] = ()
    return attributions(page, sentences(page), mentions, entities)


def unmark(marked: str) -> tuple[str, dict[str, Spans]]:
    text = ""
    spans: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    opened: dict[str, int] = {}
    for letter in marked:
        if letter in OPEN:
            opened[OPEN[letter]] = len(text)
        elif letter in CLOSE:
            spans[CLOSE[letter]].append((opened[CLOSE[letter]], len(text)))
        else:
            text += letter
    return text, {part: tuple(found) for part, found in spans.items()}


def remark(text: str, found: Attribution) -> str:
    marks = []
    for part, opening, closing in (("source", "{", "}"), ("cue", "[", "]"), ("content", "<", ">")):
        for start, end in getattr(found, part):
            marks += [(start, 1, opening), (end, 0, closing)]
    line, at = "", 0
    for place, _, mark in sorted(marks):
        line, at = line + text[at:place] + mark, place
    return line + text[at:]


DIRECT = [
    "<“We will sign,”> {Ilse Marn} [said].",
    "<“We will sign,”> [said] {Ilse Marn}.",
    "{Ilse Marn} [said], <“We will sign.”>",
    "{Ilse Marn} [said:] <“We will sign.”>",
    "<“We will sign,”> {she} [said], <“but not today.”>",
    "<“We will sign,”> {Ilse Marn} [said]. <“Nobody can stop us. It is done.”>",
    '<"We will sign. It is done,"> {the minister} [told] reporters in Belmar.',
    "<“Will you sign?”> {he} [asked].",
    "<“We will sign,”> [said] {Ilse Marn, the foreign minister of Ardovia}.",
    "<“We will sign,”> {Ilse Marn, the foreign minister,} [said].",
    "{Marn}[:] <“We will sign.”>",
    "<''We will sign,''> {Marn} [said in a statement].",
    '<“We will sign,"> {Marn} [wrote on Facebook].',
]
MIXED = [
    "{Marn} [called] <the offer “a small step.”>",
    "{Marn} [said] <that the offer was “a small step” for both sides>.",
    "{The Union} [accuses] <Ardovia of plotting “provocations” at sea>.",
    '{Marn} [warned of] <a "disaster for Belmar.">',
    "{Ardovia} [has declared] <the idea a “non-starter”>.",
    "{He} [described] <the talks as “useful, frank”>.",
    "<The port was “as good as closed,”> {Marn} [said].",
]
INDIRECT = [
    "{Ilse Marn} [said] <that the port was closed>.",
    "{Ilse Marn} [said] <the port was closed>.",
    "{Ilse Marn} [said] on Friday <the port was closed>.",
    "{Ilse Marn} [said in a statement] <that the port was closed>.",
    "<The port was closed>, {Ilse Marn} [said].",
    "<The port was closed>, [said] {Ilse Marn}.",
    "<The port>, {Marn} [said], <was closed for a week>.",
    "<The port was closed>, {the envoy} [added], <and the road was blocked>.",
    "[According to] {Ilse Marn}, <the port was closed>.",
    "<The port was closed>, [according to] {a spokesman for the ministry}.",
    "On Monday, {the ministry} [announced] <that the port was closed>.",
    "As {Marn} [noted], <the port was closed>.",
    "{Ilse Marn}, who had flown in from Belmar, [said] <the port was closed>.",
    "{Marn’s deputy, Aldo Ferr,} [said] <the port was closed>.",
    "{Ardovia, Belmar and the Union} [warned] <that the port was closed>.",
    "In a call on Monday, {the two leaders} [agreed] <that the port must open>.",
    "{Marn} [told] reporters <that the port was closed>.",
    "{Marn} [told] them <the port was closed>.",
    "{Marn} [asked] <whether the port was closed>.",
    "{Ardovia} [accused] <Belmar of closing the port>.",
    "{Marn} [urged] <Belmar to open the port>.",
    "{The Union} [called for] <an end to the blockade>.",
    "{Belmar} [denied] <closing the port>.",
    "{Officials who took part in the talks} [said] <the port was closed>.",
    "{The ministry} [did add] <that the port was closed>.",
    "[It was announced] <that the port would close>.".replace("[It was announced]", "It [was announced]"),
    "Belmar [is accused by] {the Union} <of closing the port>, which it denies.",
    "{Belmar} [criticised] <the Union for closing the port>.",
    "{The WHO} [said] <the US had not paid>.",
    "{Marn}'s [claim] <that the port was closed> was never proved.",
    "{Marn} was quoted as [saying] <the port was closed>.",
    "{The port master, a man of few words,} [said] <the port was closed>.",
    "{Jan Rey — a driver from Belmar —} [said] <the port was closed>.",
    "{Translator Ana Rey}, who chaired the jury, on Monday [said] <the port was closed>.",
    "{The ministry} [proposed] <reopening the port in May>.",
    "{The miners} [say] <the new law targets small pits>.",
    "{Rey}, who has lived in Belmar since 2020, [warned against] <a new blockade>.",
    "[According to] {a letter signed by three envoys}, <the port was closed>.",
    "At noon <the port was closed>, {police} [said].".replace("At noon <the", "<At noon the"),
    "PORT ILSE (XYZ) — <The port was closed>, {Marn} [said] on Friday.",
    "{The ministry} [has told] its citizens <not to travel to Belmar>.",
    "{Marn} [promised] <to step in if the dam broke> but when the time came, he did nothing.",
    "{Marn} [was calling for] <Belmar, expelled for its seizure of the isles, to be readmitted>.",
    "<The duties would hit goods, excluding Belmar, which is exempt>, [said] {Joseph Orlin}.",
]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [(row, "direct") for row in DIRECT] + [(row, "mixed") for row in MIXED] + [(row, "indirect") for row in INDIRECT],
)
def test_one_attribution(marked: str, kind: str) -> None:
    text, _ = unmark(marked)
    found = read(text)
    assert [remark(text, item) for item in found] == [marked]
    assert found[0].type == kind


SEVERAL = [
    ("{He} [said] <the ministry had denied the report>.", "He said {the ministry} [had denied] <the report>."),
    (
        "{Marn} [said] <that the port was closed> and warned of a shortage.",
        "{Marn} said that the port was closed and [warned of] <a shortage>.",
    ),
    (
        "<“We will sign,”> {he} [said], adding that the port was closed.",
        "“We will sign,” {he} said, [adding] <that the port was closed>.",
    ),
    (
        "{Marn} [insists] <the port was closed>, with her deputy saying it will open.",
        "Marn insists the port was closed, with {her deputy} [saying] <it will open>.",
    ),
    (
        "{Belmar} has not signed but [says] <that it will> and on Friday announced a blockade of the port.",
        "{Belmar} has not signed but says that it will and on Friday [announced] <a blockade of the port>.",
    ),
    (
        "{Envoys} [have called for] <a meeting of the council> on Monday, Ambassador Lena Orth said in a statement.",
        "<Envoys have called for a meeting of the council on Monday>, {Ambassador Lena Orth} [said in a statement].",
    ),
    (
        "{Marn} [said] <it was like “wrestling with a cloud,”> while senators countered that he was honest.",
        "Marn said it was like “wrestling with a cloud,” while {senators} [countered] <that he was honest>.",
    ),
]


@pytest.mark.parametrize("rows", SEVERAL)
def test_nested_and_coordinated(rows: tuple[str, ...]) -> None:
    text, _ = unmark(rows[0])
    assert [remark(text, item) for item in read(text)] == list(rows)


@pytest.mark.parametrize(
    "text",
    [
        "The “two-tier” system has many critics.",
        "Ilse Marn did not say whether the port was closed.",
        "Ilse Marn will announce that the port is closed.",
        "The claims of the ministry were long.",
        "The states that joined later were few.",
        "A report on the port was late.",
        "The most pledged delegates come from Belmar.",
        "They met for talks. The port was closed.",
        "I said that the port was closed.",
        "Belmar recalled its envoy and closed the border.",
        "If Belmar says that the port is closed, ships will turn.",
        "A semi-annual series of shows that features new bands ended.",
        "They travelled 15% fewer reported miles.",
        "Bandits attacked the convoy.",
        "The two sides held talks that ended late.",
        "",
        "Ilse Marn opened the talks without mentioning the blockade of the port.",
        "Marn left instead of saying that the port was closed.",
        "Marn rarely says that the port is closed.",
        "The envoy left after these reports became public.",
        "As the strike continues Marn's party released an advert.",
        "The envoy met men from Belmar, which officials say actively sought to sway the vote.",
        "Envoys have agreed on a draft that would keep troops away from the border.",
    ],
)
def test_no_statement(text: str) -> None:
    assert read(text) == ()


def test_a_headline_names_its_speaker_at_the_end() -> None:
    marked = "<Port to open next week>, {Marn} [says] after Belmar talks"
    text, _ = unmark(marked)
    assert [remark(text, item) for item in read(text, role="headline")] == [marked]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "“We will sign,” Marn said.\n\n“Nobody can stop us.\n\n“It is done.”\n\nThe port was closed."
    (found,) = read(text)
    assert [text[slice(*span)] for span in found.content] == [
        "“We will sign,”",
        "“Nobody can stop us.\n\n“It is done.”",
    ]


def test_a_cue_before_a_paragraph_break_introduces_the_next_paragraph() -> None:
    text = "The minister was blunt. Marn wrote:\n\n“We will not sign.”"
    (found,) = read(text)
    assert text[slice(*found.content[0])] == "“We will not sign.”"


def mention(text: str, words: str, entity: str, kind: str = "person") -> Mention:
    start = text.index(words)
    return Mention(span=(start, start + len(words)), type=kind, entity=entity)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Ilse Marn said the port was closed.", {"Ilse Marn": "ilse-marn"}, ("ilse-marn",)),
        ("She said the port was closed.", {"She": "ilse-marn"}, ("ilse-marn",)),
        ("Ilse Marn’s deputy said the port was closed.", {"Ilse Marn": "ilse-marn"}, ()),
        (
            "Marn’s deputy, Aldo Ferr, said the port was closed.",
            {"Marn": "ilse-marn", "Aldo Ferr": "aldo-ferr"},
            ("aldo-ferr",),
        ),
        (
            "Marn and Ferr said the port was closed.",
            {"Marn": "ilse-marn", "Ferr": "aldo-ferr"},
            ("ilse-marn", "aldo-ferr"),
        ),
        ("The mayor of Belmar said the port was closed.", {"Belmar": "belmar"}, ()),
        (
            "A spokesman for the Port Authority said the port was closed.",
            {"Port Authority": "port-authority"},
            ("port-authority",),
        ),
        ("The Belmar envoy said the port was closed.", {"Belmar": "belmar"}, ()),
        ("Belmar officials said the port was closed.", {"Belmar": "belmar"}, ("belmar",)),
        ("Ilse Marn, who flew in, said the port was closed.", {"Ilse Marn": "ilse-marn"}, ("ilse-marn",)),
        ("The port was closed, a man said.", {}, ()),
    ],
)
def test_speakers(text: str, names: dict[str, str], expected: tuple[str, ...]) -> None:
    found = read(text, mentions=tuple(mention(text, words, entity) for words, entity in names.items()))
    assert [item.speakers for item in found] == [expected]


WORDS = [*'“”",.:-()🙂', "said", "saying", "Marn", "that", "the", "port", "and", "who", "by", "is", "accused", "of"]
WORDS += ["according", "to", "\n\n", "he", "’s", "\u202e", "calls", "for", "told", "as", "reported"]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("{Marn} [believes] <that the port is closed>.", "thought"),
        ("{Belmar} [has categorically rejected] <this demand>.", "acted"),
        ("{He} [refused] <to describe the offer as a step forward>.", "acted"),
        ("{Belmar} [criticised] <the decision to close the port>, which took effect on Monday.", "acted"),
    ],
)
def test_acts_and_thoughts_are_given_on_request_only(marked: str, kind: Kind) -> None:
    text, _ = unmark(marked)
    page = article(text)
    spans = sentences(page)
    assert attributions(page, spans, (), ()) == ()
    found = attributions(page, spans, (), (), kinds=frozenset({kind}))
    assert [remark(text, item) for item in found] == [marked]


def test_other_languages_are_left_alone() -> None:
    page = article("„Wir kommen“, sagte Marn.", language="de")
    assert attributions(page, sentences(page), (), ()) == ()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_spans_are_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for found in read(text):
        assert found.content
        assert found.cue
        for start, end in (*found.source, *found.cue, *found.content):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()


@pytest.mark.parametrize("unit", ["said ", "he said, ", "“a ", "and ", "the port, ", "said that ", "x" * 10, "(", "- "])
def test_long_lines_end_soon(unit: str) -> None:
    began = time.perf_counter()
    read(unit * (200_000 // len(unit)))
    assert time.perf_counter() - began < 10
