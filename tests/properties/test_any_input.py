"""Whatever comes in, nothing raises, nothing is lost, and every word is in its place."""

import json

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from readout import pipeline
from readout.ingest import records
from readout.render import check_readout, document, index_html, report_html
from readout.render.json import decode
from readout.spans import check, check_tiling
from readout.types import Article, Dropped, Evidence, Member, Page, Reading, Readout

STEADY = settings(deadline=None, derandomize=True, max_examples=60)

_WORDS = """
The the a of in on and but who which said told says warned “ ” " ' ’ — - , . ; : ? ! … ( ) 4 12 2031 1,200 0.5 % March
Friday Monday yesterday tomorrow week year minister Minister President Oda Brekk Lunde Ardovia Reuters union strike
talks deal demanded offered refused rejected agreed would will not no must if unless killed wounded people dollars
By Photo Published Updated he she they it his her U.S. Mr. “No وقال الوزير Путин сказал 中文句子。 &amp; <b> </p> ...
"""
_ODD = ["e\u0301", "\u202e", "\u200b", "\0", "\ufeff", "\U0001f600", "\u2028", "\x85", "\r", "\x1c"]
WORDS = st.sampled_from([*_WORDS.split(), *_ODD])
PROSE = st.lists(st.one_of(WORDS, WORDS, WORDS, st.just("\n"), st.just("\n\n"), st.text(max_size=6)), max_size=90).map(
    " ".join
)
SENTENCES = st.lists(
    st.sampled_from(
        [
            "Oda Brekk, the minister, said on Friday that the union must end its strike by 10 March.",
            "“We will not talk,” Brekk said, “unless the ships leave Lunde.”",
            "Ardovia rejected the offer; at least 12 people were killed, police said.",
            "By Nils Aaker",
            "4 March 2031",
            "LUNDE (Reuters) -",
            "He told reporters: “No.",
            "The talks, which began on Monday, ended without a deal, she added",
            "Twelve were killed.",
            "Thirteen were wounded and the minister resigned after the vote.",
        ]
    ),
    max_size=12,
).map("\n".join)
_TAGS = """
<p> </p> <div> </div> <h1> </h1> <b> <i> </i> <a <br> <script> </script> <!-- --> <table> <td> <li> <time <figure> <nav>
<title> </title> &nbsp; &#xD800; &bogus; < > <p datetime=2031-05-04> href=x> hidden>
"""
TAGS = st.sampled_from(_TAGS.split())
HTML = st.lists(st.one_of(TAGS, PROSE), max_size=20).map(lambda parts: "<html><body>" + "".join(parts))
STATED = st.fixed_dictionaries(
    {},
    optional={
        "published": st.sampled_from(["2031-03-05", "2031-03-05T10:00:00+01:00", "yesterday", "", "2031-13-45"]),
        "title": PROSE,
        "outlet": st.text(max_size=12),
        "url": st.one_of(st.text(max_size=20), st.just("https://[bad/2031/03/05/x"), st.just("http://news.example/a")),
        "body_only": st.booleans(),
        "fetched_at": st.text(max_size=8),
        "id": st.sampled_from(["", "CON", "../../x", "a" * 300, "same", "SAME", "\ud800"]),
    },
)
PAGES = st.builds(
    lambda key, content, stated: {**stated, key: content},
    st.sampled_from(["text", "html", "text"]),
    st.one_of(PROSE, SENTENCES, HTML),
    STATED,
)


def evidence_of(value):
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from evidence_of(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from evidence_of(part)


def spans_of(reading):
    yield from reading.sentences
    for mention in reading.mentions:
        yield mention.span
        if mention.role:
            yield mention.role
    for said in reading.attributions:
        yield from (*said.source, *said.cue, *said.content)
    for time in reading.times:
        yield time.span
    for event in reading.events:
        yield from (event.trigger, event.clause, *event.actors, *event.recipients)


def faults(dropped):
    return [item.reason for item in dropped if "fault of Readout" in item.reason]


def items_of(path):
    return list(records([str(path)]))


@STEADY
@given(st.lists(PAGES, min_size=1, max_size=4))
def test_any_pages_go_all_the_way(tmp_path_factory, pages):
    path = tmp_path_factory.mktemp("in") / "pages.jsonl"
    path.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
    items = items_of(path)
    readings = list(pipeline.readings(items))
    for reading in readings:
        if isinstance(reading, Reading):
            check_tiling(reading.blocks, reading.text)
            for item in evidence_of(reading):
                check(item, reading.text)
            for start, end in spans_of(reading):
                assert 0 <= start < end <= len(reading.text)
    outcome = pipeline.run(items)
    assert not faults(outcome.dropped)
    given_in = {item.input for item in items}
    told = {a.input for r in outcome.readouts for a in r.accounts} | {item.input for item in outcome.dropped}
    assert given_in == told
    for answer in outcome.readouts:
        check_readout(answer, outcome.texts)
        written = document(answer)
        assert decode(written) == answer
        assert document(decode(written)) == written
        assert report_html(answer, outcome.texts).encode("utf-8")
    assert index_html(outcome.readouts, outcome.dropped).encode("utf-8")


@STEADY
@given(st.lists(PAGES, min_size=1, max_size=3))
def test_records_between_the_stages_are_read_back_as_they_were(tmp_path_factory, pages):
    folder = tmp_path_factory.mktemp("in")
    (folder / "pages.jsonl").write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
    items = items_of(folder / "pages.jsonl")
    articles = list(pipeline.articles(items))
    readings = list(pipeline.readings(articles))
    found = [item for item in readings if isinstance(item, Reading)]
    members = [member for story in pipeline.stories(found) for member in pipeline.members(story)]
    for name, records_of_stage in (("articles", articles), ("readings", readings), ("members", members)):
        file = folder / f"{name}.jsonl"
        file.write_bytes(b"".join(msgspec.json.encode(item) + b"\n" for item in records_of_stage))
        if records_of_stage:
            assert list(records([str(file)])) == records_of_stage
    dropped = [item for item in readings if isinstance(item, Dropped)]
    whole, piped = pipeline.run(items), pipeline.run([*members, *dropped])
    assert [document(answer) for answer in whole.readouts] == [document(answer) for answer in piped.readouts]


@STEADY
@given(
    st.lists(st.one_of(PAGES, st.dictionaries(st.text(max_size=4), st.integers(), max_size=2)), max_size=5),
    st.randoms(),
)
def test_the_order_of_records_changes_nothing(tmp_path_factory, pages, random):
    path = tmp_path_factory.mktemp("in") / "pages.jsonl"
    path.write_text("".join(json.dumps(page) + "\n" for page in pages) + "\n", encoding="utf-8")
    items = items_of(path)
    shuffled = list(items)
    random.shuffle(shuffled)
    assert pipeline.run(items) == pipeline.run(shuffled)


@STEADY
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-16"))))
def test_any_bytes_are_a_page_or_a_reason(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("in") / "any"
    path.write_bytes(data)
    items = items_of(path)
    assert items
    assert all(isinstance(item, (Page, Article, Reading, Dropped)) for item in items)
    outcome = pipeline.run(items)
    assert not faults(outcome.dropped)
    assert outcome.readouts or outcome.dropped


def test_the_strategies_reach_the_parts_that_matter(tmp_path):
    text = "\n".join(
        [
            "Oda Brekk, the minister, said on Friday that the union must end its strike by 10 March.",
            "“We will not talk,” Brekk said, “unless the ships leave Lunde.”",
        ]
    )
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text, "body_only": True}) + "\n", encoding="utf-8")
    (reading,) = pipeline.readings(items_of(tmp_path / "a.jsonl"))
    assert reading.attributions
    assert list(spans_of(reading))
    outcome = pipeline.run([reading])
    assert isinstance(outcome.readouts[0], Readout)
    assert list(evidence_of(outcome.readouts[0]))
    assert not isinstance(reading, Member)
