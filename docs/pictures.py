"""The pictures of the concepts, drawn on the invented event in docs/example, in light and in dark.

    python -m docs.pictures

Each picture is a function that gives the shapes; the words in them are those of the example's pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from readout.render.palette import colours

WIDTH = 760
_LINEAGES = "aogp"
"""Classes of the colours of the first lineages, A to D, as the report has them."""


def _inks(scheme: int) -> str:
    """The colours of the lineages on light paper (0) or on dark (1), with the outline in the first of them."""
    fills = "".join(f".{name}{{fill:{colours(at)[scheme]}}}" for at, name in enumerate(_LINEAGES))
    return f"{fills}.dash{{stroke:{colours(0)[scheme]}}}"


_STYLE = """
text{font:15px system-ui,sans-serif;fill:#1c1b19}.q{font-family:Georgia,serif}.s{font-size:12.5px;fill:#66635c}
.b{font-weight:700}.paper{fill:#fbfaf7}.card{fill:#fff;stroke:#d9d5cb}.line{stroke:#8d887c;fill:none;stroke-width:1.5}
.soft{fill:#eceae3}.no{fill:#a3242b}.yes{fill:#2f6b3c}
.mark{fill:#ffe9a8}.w{fill:#fff}.dash{fill:none;stroke-width:1.6;stroke-dasharray:5 4}LIGHT
@media(prefers-color-scheme:dark){text{fill:#ece9e2}.s{fill:#a9a498}.paper{fill:#191816}.card{fill:#23211e;stroke:#45413a}
.line{stroke:#8d887c}.soft{fill:#2f2c27}.no{fill:#f0938f}
.yes{fill:#8ecb9a}.mark{fill:#5c4a12}.w{fill:#191816}DARK}
""".replace("LIGHT", _inks(0)).replace("DARK", _inks(1))


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """Words at a place; ``kind`` are classes of the style: q quoted, s small, b bold, and the colours."""
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x}" y="{y}"{named}>{escape(words)}</text>'


def fit(x: float, y: float, width: float, words: str, kind: str = "") -> str:
    """Words made exactly as wide as told, so that what follows them stands right in any font."""
    place = f'x="{x}" y="{y}" textLength="{width}" lengthAdjust="spacingAndGlyphs"'
    return f'<text class="{kind}" {place}>{escape(words)}</text>'


def box(x: float, y: float, width: float, height: float, kind: str = "card") -> str:
    """A rectangle."""
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="5"/>'


def arrow(*points: tuple[float, float]) -> str:
    """A line through the points, with a head at its end."""
    path = " L".join(f"{x} {y}" for x, y in points)
    return f'<path class="line" marker-end="url(#head)" d="M{path}"/>'


def dot(x: float, y: float, kind: str) -> str:
    """A filled circle."""
    return f'<circle class="{kind}" cx="{x}" cy="{y}" r="7"/>'


def picture(title: str, height: int, shapes: Iterable[str]) -> str:
    """A whole SVG with its title for those who do not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img"><title>{escape(title)}</title><style>{_STYLE}</style><defs><marker id="head" viewBox="0 0 8 8" '
        'refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="line" d="M1 1L7 4L1 7"/>'
        f'</marker></defs><rect class="paper" width="{WIDTH}" height="{height}" rx="8"/>{"".join(shapes)}</svg>\n'
    )


def story() -> str:
    """Pages of two events in a heap, and the two stories they become."""
    shapes = [text(24, 32, "pages, as they come", "s"), text(470, 32, "stories", "s")]
    pages = (("a", "a lock gate"), ("o", "a budget"), ("a", "pilots stop work"), ("o", "a vote"), ("a", "talks"))
    for at, (kind, name) in enumerate(pages):
        y = 48 + at * 38
        end = 95 if kind == "a" else 195
        shapes += [box(24, y, 180, 30), f'<rect class="{kind}" x="24" y="{y}" width="5" height="30"/>']
        shapes += [text(42, y + 20, name)]
        shapes.append(f'<path class="line" d="M204 {y + 15}C330 {y + 15} 340 {end} 462 {end}"/>')
    shapes += ['<rect class="a" x="470" y="58" width="5" height="76"/>', box(475, 58, 261, 76)]
    shapes += [text(492, 88, "Barge strikes lock gate", "b"), text(492, 112, "3 accounts · 3–4 May · Torvik", "s")]
    shapes += ['<rect class="o" x="470" y="160" width="5" height="70"/>', box(475, 160, 261, 70)]
    shapes += [text(492, 188, "Budget passed by one vote", "b"), text(492, 212, "2 accounts · 2 May", "s")]
    return picture("Five pages are told apart into two stories", 252, shapes)


def account() -> str:
    """A page with its parts labelled, and the misleading date struck out."""
    rows = (
        ("navigation", "Menu  Regions  Water  Money  Search", "s"),
        ("date, rejected", "Page generated 11 July 2033", "no"),
        ("headline", "Second pilot agreed for every barge", "b"),
        ("byline", "By Mads Ferring", ""),
        ("date", "4 May 2032", "yes"),
        ("body", "TORVIK - Four hours of talks ended on Tuesday with ...", "q"),
        ("promo", "Read next: Ten walks along the towpath", "s"),
    )
    shapes = [box(190, 20, 546, 268)]
    for at, (role, words, kind) in enumerate(rows):
        y = 50 + at * 36
        shapes += [text(24, y, role, "s"), text(210, y, words, kind)]
        if at:
            shapes.append(f'<path class="line" opacity=".35" d="M190 {y - 23}H736"/>')
    shapes.append('<path class="line" d="M208 81H402"/>')
    return picture("A page: every line has a role; the crawl date is rejected, the true day is kept", 306, shapes)


def lineage() -> str:
    """One wire text in two accounts, and two own texts: how many independent texts."""
    shapes = [dot(40, 48, "a"), text(58, 53, "Sundria Press", "b"), text(250, 53, "its own text", "s")]
    shapes += ['<path class="line" d="M40 56V94H66"/>', dot(76, 94, "a"), text(94, 99, "Morning Ledger", "b")]
    shapes += [text(250, 99, "a copy: all of its words are there too", "s")]
    shapes += [dot(40, 142, "o"), text(58, 147, "The Osker Post", "b"), text(250, 147, "its own text", "s")]
    shapes += [dot(40, 188, "g"), text(58, 193, "Canal Radio", "b"), text(250, 193, "its own text", "s")]
    shapes += [box(520, 62, 212, 112), text(542, 98, "4 accounts"), text(542, 146, "3 independent texts", "b")]
    shapes.append('<path class="line" d="M542 114H710"/>')
    return picture("Four accounts, one of them a copy, are three independent texts", 218, shapes)


def statement() -> str:
    """Source, cue and content of a sentence, and a second wording of the same utterance."""
    shapes = [box(26, 30, 312, 28, "mark"), box(344, 30, 40, 28, "soft"), box(390, 30, 92, 28, "soft")]
    shapes += [fit(32, 49, 300, "“One man cannot watch both sides of a gate,”", "q"), fit(350, 49, 28, "said", "q")]
    shapes += [fit(396, 49, 80, "Sigrun Dahl,", "q"), fit(488, 49, 244, "the chairwoman of the pilots’ union.", "q")]
    shapes += [
        text(130, 84, "content: direct", "s"),
        text(350, 84, "cue", "s"),
        text(396, 84, "source: the speaker", "s"),
    ]
    shapes += [box(26, 108, 708, 96), text(44, 134, "one utterance, two wordings", "s")]
    shapes += [text(44, 160, "“One man cannot watch both sides of a gate,”", "q b")]
    shapes += [text(500, 160, "preferred: in quotation marks", "s")]
    shapes += [text(44, 186, "one pilot could not see both sides of the gate", "q")]
    shapes += [text(500, 186, "reported in other words", "s")]
    return picture("A statement in its three parts, and the utterance it shares with another account", 222, shapes)


def timeline() -> str:
    """A scale of days with bars: width is precision, an outline is to come, a diamond is derived."""
    shapes: list[str] = []
    for at, day in enumerate(("3 May", "4 May", "5 May", "6 May", "7 May")):
        x = 30 + at * 145
        shapes += [f'<path class="line" opacity=".5" d="M{x} 34V214"/>', text(x + 5, 28, day, "s")]
    shapes += [box(72, 46, 8, 20, "a"), text(88, 61, "07:40  a barge strikes the gate")]
    shapes += [box(30, 82, 145, 20, "o"), text(183, 97, "Monday  the company refuses")]
    shapes += [box(175, 118, 145, 20, "a"), text(328, 133, "Tuesday  it accepts")]
    shapes += [
        '<rect class="dash" x="465" y="154" width="145" height="20" rx="3"/>',
        text(618, 169, "planned"),
    ]
    shapes += ['<path class="p" d="M262 190l9 9l-9 9l-9-9z"/>', text(280, 204, "derived from two passages")]
    return picture(
        "A timeline drawn to scale: width is precision, dashes are to come, a diamond is derived", 226, shapes
    )


def moves() -> str:
    """A demand, its refusal, and the acceptance that overtakes it."""
    shapes = [box(24, 30, 270, 84), text(40, 56, "demand · pilots’ union · 3 May", "s")]
    shapes += [text(40, 82, "a second pilot on every barge", "q"), text(40, 104, "accepted", "yes b")]
    shapes += [box(430, 20, 306, 68), text(446, 45, "reject · Osker Canal Company · 3 May", "s")]
    shapes += [
        fit(446, 70, 200, "the rules are safe as they stand", "q"),
        '<path class="line" d="M442 66H650"/>',
        text(660, 70, "overtaken", "s"),
    ]
    shapes += [box(430, 108, 306, 68), text(446, 133, "accept · Osker Canal Company · 4 May", "s")]
    shapes += [text(446, 158, "two pilots on every barge from June", "q")]
    shapes += [arrow((424, 54), (302, 62)), arrow((424, 142), (302, 90))]
    shapes += [arrow((583, 92), (583, 104))]
    return picture("A demand was refused on Monday and accepted on Tuesday; the refusal is overtaken", 196, shapes)


def facts() -> str:
    """A matrix of facts by accounts, copies in one column, with the independent count."""
    columns = (("A", "a"), ("B", "o"), ("C1", "g"), ("C2", "g"))
    shapes = [
        text(24, 84, "the company refused on Monday"),
        text(24, 126, "the canal reopens on Thursday"),
        text(24, 168, "the skippers are offered a loan"),
    ]
    cells = (("A", "C1", "C2"), ("A", "B"), ("B",))
    shapes.append(box(446, 26, 104, 164, "soft"))
    for at, (name, kind) in enumerate(columns):
        x = 320 + at * 60 + (18 if at > 1 else 0)
        shapes.append(text(x - 6, 50, name, f"b {kind}"))
        for row, tellers in enumerate(cells):
            if name in tellers:
                shapes.append(dot(x, 79 + row * 42, kind))
    for row, number in enumerate(("2 independent", "2 independent", "1")):
        shapes.append(text(600, 84 + row * 42, number, "b"))
    shapes.append(text(452, 210, "one text, printed twice", "s"))
    return picture("Facts by account: a text printed twice counts once", 226, shapes)


def discrepancy() -> str:
    """Sides beside one another, and the five ways in which they can differ."""
    rows = (
        ("contradicts", "11 people were injured", "nine people were injured", "cannot both be true"),
        ("supersedes", "the company refused", "the company accepted", "the later one stands"),
        ("refines", "some 120 barges", "118 barges", "one is more exact"),
        ("rewords", "“cannot watch both sides”", "“could not see both sides”", "one quotation, two wordings"),
        ("respells", "Sigrun Dahl", "Sigrún Dahl", "one name, two spellings"),
    )
    shapes: list[str] = []
    for at, (relation, one, two, meaning) in enumerate(rows):
        y = 20 + at * 44
        shapes += [text(24, y + 23, relation, "b no" if at == 0 else "b"), box(136, y, 192, 34), box(336, y, 204, 34)]
        shapes += [text(148, y + 22, one, "q"), text(348, y + 22, two, "q"), text(552, y + 22, meaning, "s")]
    return picture("Five ways in which accounts differ", 250, shapes)


def omission() -> str:
    """What one text alone tells, and what an account lacks that the others carry."""
    shapes: list[str] = []
    rows = (("A", "a", (1, 1, 0)), ("B", "o", (1, 1, 1)), ("C", "g", (0, 1, 0)))
    for at, (name, kind, told) in enumerate(rows):
        x = 330 + at * 90
        shapes.append(text(x - 5, 40, name, f"b {kind}"))
        for row, there in enumerate(told):
            y = 68 + row * 42
            shapes.append(
                dot(x, y, kind) if there else f'<circle class="line" cx="{x}" cy="{y}" r="7" stroke-dasharray="3 3"/>'
            )
    for row, words in enumerate(("the company’s refusal", "the demand", "a collision in March")):
        shapes.append(text(24, 73 + row * 42, words))
    shapes += [text(570, 73, "absent from C", "b"), text(570, 157, "only in B", "b")]
    return picture("What C lacks although the others tell it, and what B alone tells", 190, shapes)


def evidence() -> str:
    """A line of the answer, and the exact characters of the page it came from."""
    shapes = [box(24, 24, 300, 56), text(40, 58, "nine people were injured")]
    shapes += [box(24, 112, 712, 84), box(430, 121, 82, 26, "mark"), arrow((324, 52), (470, 52), (470, 118))]
    shapes += [fit(40, 140, 386, "The barge Marit struck the lower gate of the lock and injured", "q")]
    shapes += [fit(434, 140, 74, "nine people", "q"), fit(516, 140, 196, ", the hospital in Torvik said.", "q")]
    shapes += [text(40, 176, 'account osker-post · characters 221 to 232 · text[221:232] == "nine people"', "s")]
    return picture("Every line leads to the exact characters of an account", 214, shapes)


PICTURES: dict[str, Callable[[], str]] = {
    "story": story, "account": account, "lineage": lineage, "statement": statement, "timeline": timeline,
    "moves": moves, "facts": facts, "discrepancy": discrepancy, "omission": omission, "evidence": evidence,
}  # fmt: skip
"""The pictures by the name of their file."""


if __name__ == "__main__":
    for name, draw in PICTURES.items():
        (Path(__file__).parent / "concepts" / f"{name}.svg").write_text(draw(), encoding="utf-8")
