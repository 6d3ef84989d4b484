"""An invented event in five accounts, and the readout a careful reader would make of it.

Two states quarrel over the water of a river. A wire report is printed under a second masthead and rewritten by a
third; two texts are of their own. One page is hostile: mark-up, a template, characters outside the basic plane.
"""

from __future__ import annotations

from readout.spans import evidence, text_hash
from readout.types import (
    Account,
    Block,
    Difference,
    Discrepancy,
    Dropped,
    Entity,
    Evidence,
    Fact,
    Lineage,
    MadeBy,
    Move,
    Omission,
    Pair,
    Plover,
    Published,
    Readout,
    ReadoutStory,
    RejectedDate,
    Relation,
    Side,
    Sourced,
    Statement,
    TimelineEntry,
    Utterance,
)

PAGES: dict[str, list[tuple[str, str]]] = {
    "velmar-dispatch": [
        ("navigation", "Menu Search Sign in\nShare Share Tweet"),
        ("widget", "Updated 2 August 2032"),
        ("headline", "Ostrany promises a written water schedule after Hallim talks"),
        ("byline", "By Petra Oduya"),
        ("agency", "Isk Wire"),
        ("date", "14 March 2031"),
        (
            "body",
            "HALLIM — Ostrany will put a release schedule in writing next week, Velmar's water minister Dara Quell "
            "said on Friday after four hours with Foreign Minister Joren Tal.",
        ),
        (
            "body",
            "“We came for cubic metres, not for courtesies,” Quell told reporters in the courtyard. She demanded that "
            "Ostrany release 300 cubic metres a second from the Karsa dam until the end of May.",
        ),
        ("promo", "Also read: Night trains return to the coast"),
        ("body", "On Wednesday Ostrany had ruled out any commitment on paper."),
        ("body", "Velmar will take the matter to the river court if no water comes by 1 April, Quell said."),
        ("comment", "Leave a comment\nName Email Website"),
        ("footer", "© Velmar Dispatch. All rights reserved."),
    ],
    "isk-valley-news": [
        ("headline", "Ostrany promises a written water schedule after Hallim talks"),
        ("agency", "Isk Wire"),
        (
            "body",
            "HALLIM — Ostrany will put a release schedule in writing next week, Velmar's water minister Dara Quell "
            "said on Friday after four hours with Foreign Minister Joren Tal.",
        ),
        (
            "body",
            "“We came for cubic metres, not for courtesies,” Quell told reporters in the courtyard. She demanded that "
            "Ostrany release 300 cubic metres a second from the Karsa dam until the end of May.",
        ),
        ("footer", "Isk Valley News 🛶 since 1902"),
    ],
    "the-lantern": [
        ("outlet", "The Lantern 🏮🏮"),
        ("headline", "𝔚ater talks: schedule “next week”"),
        ("date", "15 March 2031"),
        (
            "body",
            "Ostrany is to write down its schedule of releases in the coming week 💧, minister Dara Quel of Velmar "
            "said Friday following four hours of talks.",
        ),
        ("body", "“We came for cubic meters and not courtesy”, she told journalists."),
        ("body", "قال تال إن السد لن يفتح بالكامل هذا الربيع."),
    ],
    "ostran-herald": [
        ("headline", "Talks at Hallim break up early"),
        ("byline", "Mikel Arno in Hallim"),
        ("date", "Published 14.03.2031"),
        ("body", "Joren Tal left the talks with Velmar after ninety minutes on Friday, officials in Ostrany said."),
        (
            "body",
            "Tal told the Herald the valves of the Karsa dam “will open when the snow melts, and not on an order”. "
            "Some 40 farmers' unions had asked for the water.",
        ),
        ("body", "The minister offered an inspection of the dam by neutral engineers."),
        ("body", "Twenty minutes before the talks began, an Ostrany frigate fired a salute off the delta."),
    ],
    "norra-bulletin": [
        ("headline", "Ostrany refuses paper promise <script>window.pwned=1;alert('x')</script> on water"),
        ("other", '</script><img src=x onerror="window.pwned=2"> {{ 7*7 }} {% raw %} <!-- \u2028 ]]> &amp; &lt;b&gt;'),
        ("widget", "Today is 30 June 2033"),
        (
            "body",
            "KARSA, March 12 — Ostrany will sign nothing, its foreign ministry said on Wednesday. “There is no paper "
            "and there will be none,” spokeswoman Ilka Brand told a briefing.",
        ),
        ("body", "The delegations meet in Hallim on Friday at 09:00. Dozens of unions back the demand for water."),
        ("body", "Velmar asked in February for 300 cubic metres a second from the Karsa dam."),
    ],
}

_META = {
    "velmar-dispatch": ("Velmar Dispatch", "https://dispatch.example/hallim", "lineage-1", "after"),
    "isk-valley-news": ("Isk Valley News", None, "lineage-1", "after"),
    "the-lantern": (None, "javascript:window.pwned=3", "lineage-1", "after"),
    "ostran-herald": ("Ostran Herald", None, "lineage-2", "after"),
    "norra-bulletin": ("Norra <i>Bulletin</i>", "https://www.norra.example/a?b=1&c=2", "lineage-3", "before"),
}

TEXTS = {name: "\n".join(line for _, line in lines) + "\n" for name, lines in PAGES.items()}


def _blocks(name: str) -> tuple[Block, ...]:
    blocks, at = [], 0
    for role, line in PAGES[name]:
        blocks.append(Block(start=at, end=at + len(line) + 1, role=role))
        at += len(line) + 1
    return tuple(blocks)


def ev(account: str, quote: str) -> Evidence:
    """The first place in the account that holds the words."""
    start = TEXTS[account].index(quote)
    return evidence(account, TEXTS[account], (start, start + len(quote)), quote)


def _account(name: str) -> Account:
    outlet, url, lineage, phase = _META[name]
    title = next(line for role, line in PAGES[name] if role == "headline")
    published, rejected, bylines, agencies = Published(), (), (), ()
    if name == "velmar-dispatch":
        published = Published(value="2031-03-14", basis="stated", evidence=(ev(name, "14 March 2031"),))
        rejected = (
            RejectedDate(
                value="2032-08-02",
                reason="later than everything the text tells; it stands among the page's menus",
                evidence=(ev(name, "2 August 2032"),),
            ),
        )
        bylines = (Sourced(value="Petra Oduya", evidence=(ev(name, "Petra Oduya"),)),)
    elif name == "the-lantern":
        published = Published(value="2031-03-15", basis="stated", evidence=(ev(name, "15 March 2031"),))
    elif name == "ostran-herald":
        published = Published(value="2031-03-14", basis="stated", evidence=(ev(name, "14.03.2031"),))
        bylines = (Sourced(value="Mikel Arno", evidence=(ev(name, "Mikel Arno"),)),)
    elif name == "norra-bulletin":
        published = Published(value="2031-03-12", basis="inferred", evidence=(ev(name, "on Wednesday"),))
        rejected = (
            RejectedDate(
                value="2033-06-30", reason="the day the page was fetched", evidence=(ev(name, "30 June 2033"),)
            ),
        )
    if name in ("velmar-dispatch", "isk-valley-news"):
        agencies = (Sourced(value="Isk Wire", evidence=(ev(name, "Isk Wire"),)),)
    return Account(
        id=name,
        input=f"pages/{name}.txt",
        url=url,
        fetched_at=None,
        text_sha256=text_hash(TEXTS[name]),
        language="en",
        outlet=Sourced(value=outlet) if outlet else None,
        title=Sourced(value=title, evidence=(ev(name, title),)),
        standfirst=None,
        bylines=bylines,
        agencies=agencies,
        published=published,
        rejected_dates=rejected,
        phase=phase,
        lineage=lineage,
        blocks=_blocks(name),
    )


def _statement(  # noqa: PLR0917
    number: int, account: str, content: str, speaker: str, utterance: str, kind: str = "indirect", **more: object
) -> Statement:
    base = {"source": None, "cue": None, "quoted": (), "said": "2031-03-14", "flags": ()}
    speakers = (speaker,) if speaker else ()
    return Statement(
        id=f"s{number}",
        type=kind,
        speakers=speakers,
        content=ev(account, content),
        utterance=utterance,
        **{**base, **more},
    )


V, I, L, O, N = PAGES  # noqa: E741
_PROMISE = "Ostrany will put a release schedule in writing next week"
_PROMISE_L = "Ostrany is to write down its schedule of releases in the coming week 💧"
_COURTESY = "We came for cubic metres, not for courtesies,"
_DEMAND = "Ostrany release 300 cubic metres a second from the Karsa dam until the end of May"
_SNOW = "will open when the snow melts, and not on an order"
_NONE = "There is no paper and there will be none,"
_LEAD = TEXTS[V][TEXTS[V].index("HALLIM") : TEXTS[V].index("Joren Tal.") + len("Joren Tal.")]
_LEAD_L = TEXTS["the-lantern"][
    TEXTS["the-lantern"].index("Ostrany is") : TEXTS["the-lantern"].index("of talks.") + len("of talks.")
]


def _named(name: str, *where: str) -> tuple[Sourced, ...]:
    return tuple(Sourced(value=name, evidence=(ev(account, name),)) for account in where)


ENTITIES = (
    Entity(
        id="dara-quell",
        name="Dara Quell",
        type="person",
        names=(*_named("Dara Quell", V, I), *_named("Dara Quel", L)),
        roles=(Sourced(value="Velmar's water minister", evidence=(ev(V, "Velmar's water minister"),)),),
    ),
    Entity(
        id="joren-tal",
        name="Joren Tal",
        type="person",
        names=_named("Joren Tal", V, I, O),
        roles=(Sourced(value="Foreign Minister", evidence=(ev(V, "Foreign Minister"),)),),
    ),
    Entity(
        id="ilka-brand",
        name="Ilka Brand",
        type="person",
        names=_named("Ilka Brand", N),
        roles=(Sourced(value="spokeswoman", evidence=(ev(N, "spokeswoman"),)),),
    ),
    Entity(id="ostrany", name="Ostrany", type="place", names=_named("Ostrany", V, I, L, O, N)),
    Entity(id="velmar", name="Velmar", type="place", names=_named("Velmar", V, I, L, O, N)),
)

STATEMENTS = (
    _statement(1, V, _PROMISE, "dara-quell", "u1", cue=ev(V, "said")),
    _statement(2, I, _PROMISE, "dara-quell", "u1"),
    _statement(3, L, _PROMISE_L, "dara-quell", "u1"),
    _statement(4, V, _COURTESY, "dara-quell", "u2", "direct", quoted=(ev(V, _COURTESY),), cue=ev(V, "told")),
    _statement(5, I, _COURTESY, "dara-quell", "u2", "direct", quoted=(ev(I, _COURTESY),)),
    _statement(
        6, L, "We came for cubic meters and not courtesy", "dara-quell", "u2", "direct", flags=("back-translated",)
    ),
    _statement(7, O, f"the valves of the Karsa dam “{_SNOW}”", "joren-tal", "u3", "mixed", quoted=(ev(O, _SNOW),)),
    _statement(8, N, _NONE, "ilka-brand", "u4", "direct", said="2031-03-12", quoted=(ev(N, _NONE),)),
    _statement(9, V, "Velmar will take the matter to the river court if no water comes by 1 April", "dara-quell", "u5"),
    _statement(10, O, "Joren Tal left the talks with Velmar after ninety minutes on Friday", "", "u6"),
)


def _utterance(name: str, why: str, *differences: tuple[str, str]) -> Utterance:
    members = tuple(statement.id for statement in STATEMENTS if statement.utterance == name)
    return Utterance(
        id=name,
        statements=members,
        preferred=members[0],
        why=why,
        differences=tuple(Difference(statement=s, text=t) for s, t in differences),
    )


UTTERANCES = (
    _utterance("u1", "the text the others carry", ("s3", "reworded throughout")),
    _utterance(
        "u2",
        "in quotation marks, in the text the others carry",
        ("s6", "“metres, not for courtesies” has become “meters and not courtesy”"),
    ),
    _utterance("u3", "the only wording"),
    _utterance("u4", "the only wording"),
    _utterance("u5", "the only wording"),
    _utterance("u6", "the only wording"),
)


def _entry(
    number: int, date: str, precision: str, status: str, text: str, *where: Evidence, **more: object
) -> TimelineEntry:
    base = {"place": None, "participants": (), "derived": False}
    return TimelineEntry(
        id=f"t{number}", date=date, precision=precision, status=status, text=text, evidence=where, **{**base, **more}
    )


TIMELINE = (
    _entry(
        1,
        "2031-02",
        "month",
        "happened",
        "Velmar asks Ostrany for 300 cubic metres a second",
        ev(N, "Velmar asked in February for 300 cubic metres a second"),
    ),
    _entry(
        2,
        "2031-03-12",
        "day",
        "happened",
        "Ostrany's foreign ministry refuses a written promise",
        ev(N, "Ostrany will sign nothing, its foreign ministry said on Wednesday"),
        ev(V, "On Wednesday Ostrany had ruled out any commitment on paper"),
    ),
    _entry(
        3,
        "2031-03-14T08:40",
        "minute",
        "claimed",
        "an Ostrany frigate fires a salute",
        ev(O, "Twenty minutes before the talks began, an Ostrany frigate fired a salute"),
        ev(N, "meet in Hallim on Friday at 09:00"),
        derived=True,
    ),
    _entry(
        4,
        "2031-03-14T09:00/2031-03-14T13:00",
        "interval",
        "happened",
        "Dara Quell and Joren Tal talk in Hallim",
        ev(V, "after four hours with Foreign Minister Joren Tal"),
        ev(I, "after four hours with Foreign Minister Joren Tal"),
        ev(L, "following four hours of talks"),
        ev(O, "Joren Tal left the talks with Velmar"),
        place="Hallim",
        participants=("dara-quell", "joren-tal"),
    ),
    _entry(
        5,
        "2031-03-14",
        "day",
        "happened",
        "Dara Quell speaks to reporters",
        ev(V, "Quell told reporters in the courtyard"),
        place="Hallim",
        participants=("dara-quell",),
    ),
    _entry(
        6,
        "2031-03-17/2031-03-23",
        "week",
        "promised",
        "Ostrany writes down a release schedule",
        ev(V, _PROMISE),
        ev(I, _PROMISE),
        ev(L, _PROMISE_L),
    ),
    _entry(
        7,
        "../2031-04-01",
        "day",
        "conditional",
        "Velmar goes to the river court",
        ev(V, "Velmar will take the matter to the river court if no water comes by 1 April"),
    ),
    _entry(8, "2031-05~", "month", "planned", "the release ends", ev(V, "until the end of May")),
)


def _move(  # noqa: PLR0917
    number: int,
    kind: str,
    actor: str,
    target: str,
    text: str,
    date: str | None,
    answers: tuple[str, ...],
    status: str,
    plover: str,
    *where: Evidence,
    condition: str | None = None,
) -> Move:
    return Move(
        id=f"m{number}",
        kind=kind,
        actors=(actor,),
        targets=(target,),
        text=text,
        condition=condition,
        date=date,
        answers=answers,
        status=status,
        plover=Plover(type=plover, mode=None),
        evidence=where,
    )


MOVES = (
    _move(
        1,
        "demand",
        "velmar",
        "ostrany",
        "a release of 300 cubic metres a second from the Karsa dam",
        "2031-02",
        (),
        "rejected",
        "REQUEST",
        ev(N, "Velmar asked in February for 300 cubic metres a second from the Karsa dam"),
        ev(V, _DEMAND),
        ev(I, _DEMAND),
    ),
    _move(
        2,
        "demand",
        "velmar",
        "ostrany",
        "a commitment in writing",
        "2031-03-12",
        (),
        "answered",
        "REQUEST",
        ev(N, "Ostrany will sign nothing"),
    ),
    _move(
        3,
        "reject",
        "ostrany",
        "velmar",
        "no commitment on paper",
        "2031-03-12",
        ("m2",),
        "superseded",
        "REJECT",
        ev(N, _NONE),
        ev(V, "On Wednesday Ostrany had ruled out any commitment on paper"),
    ),
    _move(
        4,
        "deflect",
        "joren-tal",
        "velmar",
        "the valves open when the snow melts, not on an order",
        "2031-03-14",
        ("m1",),
        "stands",
        "REJECT",
        ev(O, _SNOW),
    ),
    _move(
        5,
        "promise",
        "ostrany",
        "velmar",
        "a release schedule in writing next week",
        "2031-03-14",
        ("m2",),
        "open",
        "YIELD",
        ev(V, _PROMISE),
        ev(I, _PROMISE),
        ev(L, _PROMISE_L),
    ),
    _move(
        6,
        "offer",
        "joren-tal",
        "velmar",
        "an inspection of the dam by neutral engineers",
        "2031-03-14",
        (),
        "open",
        "COOPERATE",
        ev(O, "The minister offered an inspection of the dam by neutral engineers"),
    ),
    _move(
        7,
        "threat",
        "velmar",
        "ostrany",
        "the river court",
        "2031-03-14",
        (),
        "open",
        "THREATEN",
        ev(V, "Velmar will take the matter to the river court"),
        condition="if no water comes by 1 April",
    ),
)

FACTS = (
    Fact(
        id="f1",
        text="Dara Quell and Joren Tal talked in Hallim on 14 March 2031",
        accounts=(V, I, L, O),
        lineages=("lineage-1", "lineage-2"),
        independent=2,
        evidence=(ev(V, _LEAD), ev(I, _LEAD), ev(L, _LEAD_L), ev(O, "Joren Tal left the talks with Velmar")),
    ),
    Fact(
        id="f2",
        text="Velmar demands 300 cubic metres a second from the Karsa dam",
        accounts=(V, I, N),
        lineages=("lineage-1", "lineage-3"),
        independent=2,
        evidence=(ev(V, _DEMAND), ev(I, _DEMAND), ev(N, "300 cubic metres a second from the Karsa dam")),
    ),
    Fact(
        id="f3",
        text="Ostrany had refused a commitment in writing on 12 March",
        accounts=(V, N),
        lineages=("lineage-1", "lineage-3"),
        independent=2,
        evidence=(
            ev(V, "On Wednesday Ostrany had ruled out any commitment on paper"),
            ev(N, "Ostrany will sign nothing"),
        ),
    ),
)

DISCREPANCIES = (
    Discrepancy(
        id="d1",
        about="outcome",
        relation="contradicts",
        text="how long the talks lasted",
        sides=(
            Side(
                value="four hours",
                evidence=(
                    ev(V, "four hours with Foreign Minister Joren Tal"),
                    ev(I, "four hours with Foreign Minister Joren Tal"),
                    ev(L, "four hours of talks"),
                ),
            ),
            Side(value="ninety minutes", evidence=(ev(O, "left the talks with Velmar after ninety minutes"),)),
        ),
    ),
    Discrepancy(
        id="d2",
        about="outcome",
        relation="supersedes",
        text="whether Ostrany commits itself in writing",
        sides=(
            Side(value="refused", evidence=(ev(N, "Ostrany will sign nothing"),)),
            Side(value="promised", evidence=(ev(V, _PROMISE),)),
        ),
    ),
    Discrepancy(
        id="d3",
        about="number",
        relation="refines",
        text="how many unions asked for water",
        sides=(
            Side(value="some 40", evidence=(ev(O, "Some 40 farmers' unions"),)),
            Side(value="dozens", evidence=(ev(N, "Dozens of unions"),)),
        ),
    ),
    Discrepancy(
        id="d4",
        about="name",
        relation="respells",
        text="Dara Quell",
        sides=(
            Side(value="Dara Quell", evidence=(ev(V, "Dara Quell"),)),
            Side(value="Dara Quel", evidence=(ev(L, "Dara Quel"),)),
        ),
    ),
)

OMISSIONS = (
    Omission(
        kind="only-in",
        lineage="lineage-2",
        text="an inspection by neutral engineers",
        evidence=(ev(O, "an inspection of the dam by neutral engineers"),),
    ),
    Omission(kind="absent-from", account=N, text="the talks in Hallim (written before them)", evidence=(ev(V, _LEAD),)),
)


def _pair(a: str, b: str, words_a: str, words_b: str) -> Pair:
    return Pair(a=ev(a, words_a), b=ev(b, words_b))


LINEAGES = (
    Lineage(
        id="lineage-1",
        accounts=(V, I, L),
        relations=(
            Relation(
                a=V,
                b=I,
                kind="copy",
                a_in_b=0.61,
                b_in_a=0.97,
                pairs=(_pair(V, I, _LEAD, _LEAD), _pair(V, I, _DEMAND, _DEMAND), _pair(V, I, _COURTESY, _COURTESY)),
            ),
            Relation(a=V, b=L, kind="derived", a_in_b=0.22, b_in_a=0.51, pairs=(_pair(V, L, _LEAD, _LEAD_L),)),
        ),
    ),
    Lineage(id="lineage-2", accounts=(O,)),
    Lineage(id="lineage-3", accounts=(N,)),
)

READOUT = Readout(
    format="readout/1",
    made_by=MadeBy(name="readout", version="0.1.0"),
    story=ReadoutStory(
        id="hallim-water-talks",
        title=Sourced(value=PAGES[V][2][1], evidence=(ev(V, PAGES[V][2][1]),)),
        start="2031-03-12",
        end="2031-03-15",
        place=Sourced(value="Hallim", evidence=(ev(O, "Hallim"), ev(N, "Hallim"))),
    ),
    accounts=tuple(_account(name) for name in PAGES),
    lineages=LINEAGES,
    independent_texts=3,
    entities=ENTITIES,
    statements=STATEMENTS,
    utterances=UTTERANCES,
    timeline=TIMELINE,
    moves=MOVES,
    facts=FACTS,
    discrepancies=DISCREPANCIES,
    omissions=OMISSIONS,
    dropped=(Dropped(stage="ingest", input="pages/<b>empty</b>.txt", reason="no text in it"),),
)


def bare() -> Readout:
    """The least a readout can hold: one account of which nothing is known."""
    text = "x\n"
    account = Account(
        id="only",
        input="only.txt",
        url=None,
        fetched_at=None,
        text_sha256=text_hash(text),
        language=None,
        outlet=None,
        title=None,
        standfirst=None,
        bylines=(),
        agencies=(),
        published=Published(),
        rejected_dates=(),
        phase=None,
        lineage="l1",
        blocks=(Block(start=0, end=2, role="other"),),
    )
    return Readout(
        format="readout/1",
        made_by=MadeBy(name="readout", version="0.1.0"),
        story=ReadoutStory(id="only"),
        accounts=(account,),
        lineages=(Lineage(id="l1", accounts=("only",)),),
        independent_texts=1,
        entities=(),
        statements=(),
        utterances=(),
        timeline=(),
        moves=(),
        facts=(),
        discrepancies=(),
        omissions=(),
        dropped=(),
    )
