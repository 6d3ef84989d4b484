from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from readout.render import collect, index_html, report_html
from readout.render.names import labels
from readout.render.page_data import astral, embed, web_url
from readout.render.report import _file_of, _split
from readout.spans import evidence, text_hash
from readout.types import Block, Evidence, Lineage, Omission, Published, Readout, RejectedDate


class Parts(HTMLParser):
    """What a browser would make of the page, as far as these tests ask."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.raw: dict[str, list[str]] = {"style": [], "script": []}
        self._in = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in self.raw:
            self._in = tag
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._in:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in:
            self.raw[self._in][-1] += data
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def html() -> str:
    return _report(_STORY["READOUT"], _STORY["TEXTS"])


_STORY: dict[str, Any] = {}


@pytest.fixture(scope="module", autouse=True)
def _load() -> None:
    import runpy
    from pathlib import Path

    _STORY.update(runpy.run_path(str(Path(__file__).parent / "story.py")))


def _report(readout: Readout, texts: dict[str, str]) -> str:
    return report_html(readout, texts)


def test_the_policy_allows_exactly_our_style_and_script(html: str) -> None:
    parts = Parts(html)
    policy = next(a["content"] for tag, a in parts.tags if tag == "meta" and a.get("http-equiv"))
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert [digest(style) in policy for style in parts.raw["style"]] == [True]
    assert [digest(script) in policy for script in parts.raw["script"]] == [False, True]


def test_nothing_in_the_page_is_fetched_or_run_by_an_attribute(html: str) -> None:
    for tag, attributes in Parts(html).tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
        assert "src" not in attributes
        href = attributes.get("href", "#") or ""
        beside = r"readout\.json|accounts/[\w-]+\.txt"
        assert href.startswith(("#", "https://", "data:,")) or re.fullmatch(beside, href)
        assert tag not in ("img", "iframe", "object", "embed", "base", "form")


def test_a_pages_markup_is_text(html: str) -> None:
    parts = Parts(html)
    assert "<script>window.pwned=1;alert('x')</script>" in parts.text
    assert "Norra <i>Bulletin</i>" in parts.text
    assert "pages/<b>empty</b>.txt" in parts.text
    assert sum(tag == "script" for tag, _ in parts.tags) == 2
    assert "javascript:" not in html


def test_the_data_holds_every_text_and_every_piece_of_evidence(html: str) -> None:
    data = json.loads(Parts(html).raw["script"][0])
    assert {one["id"]: one["text"] for one in data["accounts"]} == _STORY["TEXTS"]
    for (owner, start, end), item in zip(data["evidence"], collect(_STORY["READOUT"]), strict=True):
        assert data["accounts"][owner]["id"] == item.account
        assert data["accounts"][owner]["text"][start:end] == item.quote


def test_every_line_leads_to_evidence_that_is_there(html: str) -> None:
    data = json.loads(Parts(html).raw["script"][0])
    links = [attributes for tag, attributes in Parts(html).tags if tag == "a" and "data-ev" in attributes]
    assert len(links) > 100
    for link in links:
        refs = [int(ref) for ref in (link["data-ev"] or "").split()]
        assert refs
        first = int(link["data-at"] or "") if "data-at" in link else refs[0]
        owner, start, end = data["evidence"][first]
        assert link["href"] == f"#account/{data['accounts'][owner]['id']}/{start}-{end}"


def test_without_scripts_each_account_is_a_file_beside_the_page(html: str, story: dict[str, Any]) -> None:
    (shown,) = re.findall(r"<noscript>(.*?)</noscript>", html)
    assert re.findall(r'<a href="accounts/([^"]+)\.txt">', shown) == list(labels(story["READOUT"]))


def test_the_answer_stands_at_the_top(html: str) -> None:
    text = Parts(html).text
    order = ["Dara Quell", "Who wants what", "What happened", "What is disputed", "What is next", "hour by hour"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    headings = re.findall(r"<h2 id=\"(\w+)\"", html)
    assert headings == [
        "play", "timeline", "moves", "disputed", "agreed", "statements", "omissions", "accounts", "dropped",
    ]  # fmt: skip


def test_what_is_known_on_one_word_alone_says_so(html: str) -> None:
    assert "on Dara Quell’s word alone" in Parts(html).text


def test_a_move_outside_every_thread_names_what_it_answers() -> None:
    readout = _STORY["READOUT"]
    first = msgspec.structs.replace(readout.moves[0], id="m1", kind="show-of-force", answers=())
    second = msgspec.structs.replace(readout.moves[0], id="m2", kind="deflect", answers=("m1",))
    html = _report(msgspec.structs.replace(readout, moves=(first, second)), _STORY["TEXTS"])
    assert 'answers <a href="#move-1">' in html
    assert 'id="move-1"' in html


def test_the_head_counts_sayings_and_not_their_reports(html: str) -> None:
    readout = _STORY["READOUT"]
    assert len(readout.utterances) < len(readout.statements)
    assert f"<b>{len(readout.utterances)}</b> sayings" in html


def test_where_accounts_are_many_a_key_stands_for_a_text() -> None:
    readout = _STORY["READOUT"]
    known = labels(readout)
    every = [evidence(name, text, (0, 4)) for name, text in _STORY["TEXTS"].items()]
    few, none = _split(every, 5, known)
    assert [(known[item.account].key, number) for item, number in few] == [
        ("A1", 1), ("A2", 1), ("A3", 1), ("B", 1), ("C", 1),
    ]  # fmt: skip
    assert none == []
    shown, rest = _split(every, 2, known)
    assert [(known[item.account].key, number) for item, number in (*shown, *rest)] == [("A1", 3), ("B", 1), ("C", 1)]
    assert len(shown) == 2


def test_what_only_one_text_has_is_not_laid_to_each_of_its_accounts(html: str) -> None:
    part = html[html.index('id="omissions"') :]
    heads = re.findall(r"<h3 class=\"small\">(.*?)</h3>", part, flags=re.S)
    words = [" ".join(re.sub(r"<[^>]+>", " ", head).split()) for head in heads]
    of_copies = [head for head in words if "A1" in head and head.startswith("Only in")]
    assert all(head.startswith("Only in text A A1 ") for head in of_copies)
    assert of_copies or not any(item.lineage == "lineage-1" for item in _STORY["READOUT"].omissions)


def test_copies_share_one_column(html: str) -> None:
    row = html[html.index('<tr data-kind="fact"') :]
    row = row[row.index("Velmar demands 300 cubic metres") :]
    row = row[: row.index("</tr>")]
    assert re.findall(r'class="dot (k\d)"', row) == ["k0", "k2"]
    assert ">2</sub>" in row


def test_what_is_new_and_the_brief_are_placed_where_they_are_given() -> None:
    readout = _STORY["READOUT"]

    def news(link: Any) -> Markup:
        item = readout.facts[0].evidence[0]
        return Markup('<h2 id="new">What is new</h2><a class="e" {}>A line</a>').format(link([item]))

    html = report_html(readout, _STORY["TEXTS"], news=news, brief="brief.html")
    assert 'href="brief.html"' in html
    assert html.index('id="play"') < html.index('id="new"') < html.index('id="timeline"')
    assert 'href="#new"' in html
    plain = _report(readout, _STORY["TEXTS"])
    assert 'id="new"' not in plain
    assert "brief.html" not in plain


def test_the_same_readout_gives_the_same_bytes(html: str) -> None:
    assert _report(_STORY["READOUT"], _STORY["TEXTS"]) == html


def test_the_machine_that_read_a_page_is_not_named() -> None:
    readout = _STORY["READOUT"]
    accounts = tuple(
        msgspec.structs.replace(account, input=f"/home/someone/{account.id}.txt", url=None)
        for account in readout.accounts
    )
    html = _report(msgspec.structs.replace(readout, accounts=accounts), _STORY["TEXTS"])
    assert "/home/someone" not in html
    assert f"{accounts[0].id}.txt" in html


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("/home/someone/a page.txt", "a page.txt"), ("C:\\Users\\someone\\a.html", "a.html"),
        ("pages/<b>empty</b>.txt", "pages/<b>empty</b>.txt"), ("feed.jsonl:3", "feed.jsonl:3"), ("/", "/"),
        ("https://a.example/b", "https://a.example/b"),
    ],
)  # fmt: skip
def test_of_an_absolute_path_the_last_part_is_shown(given: str, shown: str) -> None:
    assert _file_of(given) == shown


def _with_words(value: Any, words: str) -> Any:
    """The value with every free text in it replaced; evidence, ids, dates and kinds stay."""
    free = {"value", "text", "name", "reason", "condition", "why", "flags", "place", "input", "version"}
    if isinstance(value, Evidence | Published | Block):
        return value
    if isinstance(value, tuple):
        return tuple(_with_words(item, words) for item in value)
    if isinstance(value, msgspec.Struct):
        changed = {}
        for field in value.__struct_fields__:
            old = getattr(value, field)
            if field == "value" and isinstance(value, RejectedDate):
                continue
            if field in free and isinstance(old, str):
                changed[field] = words
            elif field in free and old and isinstance(old, tuple):
                changed[field] = (words,) * len(old)
            else:
                changed[field] = _with_words(old, words)
        return msgspec.structs.replace(value, **changed)
    return value


@pytest.mark.parametrize(
    "words",
    [
        "</script><script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "</a></title></style><style>*{display:none}</style>",
        "{{ 7*7 }}{% for x in y %}",
        "&lt;script&gt; &#60;b&#62;",
        "<!-- --> ]]> \u2028 \u202e abc \x00 \x1b[2J",
    ],
)
def test_no_words_of_a_page_change_what_the_page_is_made_of(words: str) -> None:
    plain = Parts(_report(_with_words(_STORY["READOUT"], "plain words"), _STORY["TEXTS"]))
    hostile = Parts(_report(_with_words(_STORY["READOUT"], words), _STORY["TEXTS"]))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in plain.tags]
    known = {name for _, attributes in plain.tags for name in attributes}
    assert {name for _, attributes in hostile.tags for name in attributes} <= known
    for tag, attributes in hostile.tags:
        assert not (tag == "a" and (attributes.get("href") or "").startswith("javascript"))
    index = Parts(index_html([_with_words(_STORY["READOUT"], words)]))
    assert [tag for tag, _ in index.tags] == [
        tag for tag, _ in Parts(index_html([_with_words(_STORY["READOUT"], "plain words")])).tags
    ]


def test_a_bare_readout_is_calm_sentences_and_no_empty_table() -> None:
    readout = _STORY["bare"]()
    html = _report(readout, {"only": "x\n"})
    assert html.count('class="none"') == 11
    assert "<table" not in html
    assert not re.search(r"<(ol|ul)[^>]*>\s*</", html)
    assert ">None<" not in html


def test_ids_are_unique_and_every_fragment_of_ours_leads_somewhere(html: str) -> None:
    parts = Parts(html)
    ids = [attributes["id"] for _, attributes in parts.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in parts.tags:
        href = attributes.get("href") or ""
        if href.startswith("#") and "data-ev" not in attributes and "data-account" not in attributes:
            compared = href.removeprefix("#compare/").split("/")
            assert href[1:] in ids or (len(compared) == 2 and set(compared) <= set(_STORY["TEXTS"]))


def test_the_index_lists_the_stories_and_what_was_not_used() -> None:
    parts = Parts(index_html([_STORY["READOUT"]], _STORY["READOUT"].dropped))
    assert "1 story from 5 accounts" in parts.text
    assert "no text in it" in parts.text
    assert parts.raw["script"] == []
    assert ("a", {"href": "hallim-water-talks/readout.html"}) in parts.tags


def test_fifty_accounts_stay_small_and_quick() -> None:
    first = _STORY["READOUT"]
    account = first.accounts[0]
    text = _STORY["TEXTS"][account.id] + "\n" + "A further sentence of the same report. " * 150
    accounts, lineages, texts = [], [], {}
    for number in range(50):
        name = f"a{number}"
        texts[name] = text
        accounts.append(
            msgspec.structs.replace(
                account,
                id=name,
                text_sha256=text_hash(text),
                lineage=f"l{number}",
                title=None,
                rejected_dates=(),
                bylines=(),
                agencies=(),
                published=msgspec.structs.replace(account.published, evidence=()),
                blocks=(Block(start=0, end=len(text), role="body"),),
            )
        )
        lineages.append(Lineage(id=f"l{number}", accounts=(name,)))

    def spread(evidence: Any) -> Any:
        return tuple(msgspec.structs.replace(evidence, account=f"a{n}") for n in range(50))

    own = [move for move in first.moves if move.evidence[0].account == account.id]
    moves = tuple(
        msgspec.structs.replace(
            own[n % len(own)], id=f"m{n}", answers=(), evidence=spread(own[n % len(own)].evidence[0])
        )
        for n in range(100)
    )
    fact = msgspec.structs.replace(
        first.facts[0], accounts=tuple(texts), lineages=tuple(x.id for x in lineages), independent=50,
        evidence=spread(first.facts[0].evidence[0]),
    )  # fmt: skip
    readout = msgspec.structs.replace(
        first, story=msgspec.structs.replace(first.story, title=None, place=None), accounts=tuple(accounts),
        lineages=tuple(lineages), independent_texts=50, moves=moves, facts=(fact,) * 60, entities=(), statements=(),
        utterances=(), timeline=(), discrepancies=(), omissions=(),
    )  # fmt: skip
    assert len(_report(readout, texts).encode()) < 5_000_000


def test_of_a_huge_text_the_page_holds_what_is_quoted() -> None:
    readout = _STORY["bare"]()
    text = "word " * 200_000 + "the end"
    account = msgspec.structs.replace(
        readout.accounts[0], text_sha256=text_hash(text), blocks=(Block(start=0, end=len(text), role="body"),)
    )
    readout = msgspec.structs.replace(readout, accounts=(account,))
    short = json.loads(Parts(_report(readout, {"only": text})).raw["script"][0])["accounts"][0]
    assert short["left"] == len(text) - len(short["text"]) > 0
    assert short["blocks"] == [[0, len(short["text"]), "body"]]
    last = evidence("only", text, (len(text) - 7, len(text)), "the end")
    readout = msgspec.structs.replace(
        readout, omissions=(Omission(kind="absent-from", account="only", text="the end", evidence=(last,)),)
    )
    whole = json.loads(Parts(_report(readout, {"only": text})).raw["script"][0])["accounts"][0]
    assert whole["text"] == text
    assert whole["left"] == 0


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_survives_the_way_into_the_page(text: str) -> None:
    embedded = str(embed({"text": text}))
    assert json.loads(embedded) == {"text": text}
    assert not set("<>&\u2028\u2029") & set(embedded)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40), st.integers(0, 40))
def test_code_points_become_utf16_units(text: str, point: int) -> None:
    point = min(point, len(text))
    units = len(text[:point].encode("utf-16-le")) // 2
    assert point + sum(at < point for at in astral(text)) == units


def test_only_web_addresses_become_links() -> None:
    assert web_url("https://a.example/x") == "https://a.example/x"
    for url in (None, "", "javascript:alert(1)", "data:text/html,x", " https://a.example", "file:///etc/passwd"):
        assert web_url(url) is None
