"""Invented news as a crawl gives it: WET files of whole pages, with the truth about stories and copies beside them.

    python -m bench.generated FOLDER --pages 20000

The same pages and seed give the same bytes. Events are drawn from kinds (``generated_events.txt``), each with names of
its own; a story is told by agency copy under several outlets' names, by rewrites, by updates with another figure, and
many pages are stories of one. Around the text stands what a crawler finds: menus, the date of the crawl, links.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

KINDS = Path(__file__).with_name("generated_events.txt")
FIRST_DAY = date(2031, 1, 6)
DAYS = 120
"""Stories begin within so many days."""
ALONE = 0.45
"""Share of pages that are stories of one."""
STEEPNESS = 2.0
LARGEST = 300
"""Stories of two and more are as many as their size to the power of minus ``STEEPNESS``, up to ``LARGEST``: a heavy
tail, most have two or three pages, some have hundreds."""
COPIED, UPDATED = 0.5, 0.12
"""Shares of a story's further pages that are copies of one of its texts, and updates; the others are rewrites."""
_ONSETS = [
    "b",
    "br",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "sk",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "au", "ei", "ia", "oa"]
_CODAS = ["n", "r", "l", "s", "m", "k", "nd", "rn", "ld", "sk", "th"]
_GOODS = [
    "grain",
    "timber",
    "copper",
    "salt",
    "cement",
    "cotton",
    "paper",
    "fish",
    "coffee",
    "steel",
    "glass",
    "wool",
    "butter",
    "barley",
    "zinc",
]
_WORKERS = ["dockers", "crane drivers", "pilots", "stevedores", "lorry drivers", "tugmen", "porters", "loaders"]
_OFFICES = ["finance minister", "governor", "mayor", "customs chief", "police chief", "defence minister", "banker"]
_CRIMES = ["fraud", "bribery", "forgery", "embezzlement", "perjury", "tax evasion"]
_LAWS = ["pensions", "rents", "water", "schools", "citizenship", "fishing rights", "railways", "forests"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_PAPERS = [
    "Herald",
    "Courier",
    "Post",
    "Tribune",
    "Gazette",
    "Mirror",
    "Observer",
    "Chronicle",
    "Dispatch",
    "Telegraph",
    "Echo",
    "Standard",
]
_MENU = [
    "Home",
    "World",
    "Politics",
    "Business",
    "Sport",
    "Culture",
    "Weather",
    "Opinion",
    "Video",
    "Podcasts",
    "Travel",
    "Science",
    "Health",
    "Archive",
]


def story_sizes(pages: int, seed: int = 1) -> list[int]:
    """Sizes of stories that add up to ``pages``: ``ALONE`` of the pages by themselves, the others in a heavy tail."""
    chance = random.Random(f"sizes {seed}")
    sizes = [1] * round(pages * ALONE)
    left = pages - len(sizes)
    choices = range(2, LARGEST + 1)
    weights = [size**-STEEPNESS for size in choices]
    while left > 0:
        size = min(left, chance.choices(choices, weights)[0])
        sizes.append(size)
        left -= size
    return sizes


@dataclass(frozen=True)
class Told:
    """A page, and the truth about it: its story, the text that it carries, and how that came about."""

    url: str
    fetched: str
    text: str
    story: str
    version: str
    kind: str


def pages(count: int, seed: int = 1) -> list[Told]:
    """``count`` pages in the order of the crawl, which mixes the stories."""
    made = [page for number, size in enumerate(story_sizes(count, seed)) for page in _story(f"s{number}", size, seed)]
    random.Random(f"crawl {seed}").shuffle(made)
    return made


def _story(name: str, size: int, seed: int) -> Iterator[Told]:
    chance = random.Random(f"{seed} {name}")
    kind = chance.choice(sorted(set(_kinds()) - {"reactions"}))
    start = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    slots = _slots(chance)
    texts: list[tuple[str, date, Sequence[str]]] = []
    for number in range(size):
        way = chance.random() if texts else 1.0
        day = start + timedelta(days=min(int(chance.expovariate(1.2)), 6))
        if way < COPIED:
            version, told, paragraphs = chance.choice(texts)
            kept = paragraphs if chance.random() < 0.6 else paragraphs[: max(4, len(paragraphs) - 2)]
            yield _page(chance, name, number, ("copy", version, max(day, told)), kept)
            continue
        version = f"{name}-{number}"
        if way < COPIED + UPDATED:
            _, told, paragraphs = chance.choice(texts)
            day = max(day, told) + timedelta(days=1)
            fresh = f"The number stood at {chance.randrange(200, 990)} on {_WEEKDAYS[day.weekday()]}, officials said."
            paragraphs = (paragraphs[0], f"{paragraphs[1]} {fresh}", *paragraphs[2:])
            how = "update"
        else:
            paragraphs = _text(chance, kind, slots | {"day": _WEEKDAYS[start.weekday()]})
            how = "rewrite" if texts else "first"
        texts.append((version, day, paragraphs))
        yield _page(chance, name, number, (how, version, day), paragraphs)


def _text(chance: random.Random, kind: str, slots: dict[str, str]) -> tuple[str, ...]:
    """A headline and the paragraphs of one telling: the first fact first, the others in any order, or all but one."""
    headlines, first, *facts = _kinds()[kind]
    chance.shuffle(facts)
    told = [chance.choice(headlines), chance.choice(first)]
    told += [chance.choice(fact) for fact in facts[: chance.randrange(len(facts) - 1, len(facts) + 1)]]
    told += chance.sample(_kinds()["reactions"][0], chance.randrange(1, 4))
    return tuple(sentence.format_map(slots) for sentence in told)


def _page(chance: random.Random, name: str, number: int, how: tuple[str, str, date], paragraphs: Sequence[str]) -> Told:
    kind, version, day = how
    outlet = f"{_name(chance)} {chance.choice(_PAPERS)}"
    host = outlet.lower().replace(" ", "-")
    crawled = day + timedelta(days=chance.randrange(1, 30))
    menu = chance.sample(_MENU, chance.randrange(5, 9))
    byline = f"By {_name(chance)} {_name(chance)}" if kind != "copy" else "By our foreign staff"
    dated = (
        f"Published {day.day} {_MONTHS[day.month - 1]} {day.year}" if chance.random() < 0.8 else "Published recently"
    )
    banner = f"{_WEEKDAYS[crawled.weekday()]}, {_MONTHS[crawled.month - 1]} {crawled.day}, {crawled.year}"
    widget = f"Also read: {_name(chance)} wins the {_name(chance)} cup"
    lines = [
        outlet, banner, *menu, paragraphs[0], byline, dated, "Share Tweet Mail", *paragraphs[1:3], widget,
        *paragraphs[3:], "Most read", f"{_name(chance)} signs for {_name(chance)}", f"Ten walks around {_name(chance)}",
        "Subscribe to our newsletter", f"© {crawled.year} {outlet}. All rights reserved. Terms Privacy Contact",
    ]  # fmt: skip
    slug = "-".join(paragraphs[0].lower().replace(",", "").replace(":", "").split()[:6])
    url = f"https://www.{host}.example/{slug}-{name[1:]}{number}"
    return Told(url, f"{crawled.isoformat()}T06:00:00Z", "\n".join(lines) + "\n", name, version, kind)


def _slots(chance: random.Random) -> dict[str, str]:
    """The names and figures of one event."""
    slots = {
        slot: _name(chance) for slot in ("town", "city", "othercity", "village", "river", "pass", "street", "ship")
    }
    slots |= {slot: f"{_name(chance)}ia" for slot in ("country", "othercountry")}
    slots |= {
        slot: f"{_name(chance)} {chance.choice(('Works', 'Lines', 'Group', 'Partners'))}"
        for slot in ("company", "othercompany")
    }
    slots["surname"] = _name(chance)
    slots["person"] = f"{_name(chance)} {slots['surname']}"
    slots["person2"] = f"{_name(chance)} {_name(chance)}"
    slots["paper"] = f"the {_name(chance)} {chance.choice(_PAPERS)}"
    slots |= {"number": str(chance.randrange(110, 990)), "few": str(chance.randrange(3, 12))}
    slots |= {"amount": str(chance.randrange(12, 480)), "month": chance.choice(_MONTHS)}
    slots |= {"goods": chance.choice(_GOODS), "workers": chance.choice(_WORKERS), "law": chance.choice(_LAWS)}
    slots |= {"office": chance.choice(_OFFICES), "crime": chance.choice(_CRIMES)}
    for slot in ("goods", "workers", "law"):
        slots[f"{slot}_cap" if slot != "goods" else "cap_goods"] = slots[slot].capitalize()
    return slots


def _name(chance: random.Random) -> str:
    syllables = [chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.choice((1, 2, 2)))]
    return ("".join(syllables) + chance.choice(_CODAS)).capitalize()


@cache
def _kinds() -> dict[str, list[list[str]]]:
    """The groups of sentences of each kind."""
    found: dict[str, list[list[str]]] = {}
    for block in KINDS.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, _, rest = block.partition("\n")
        found[name.strip()] = [group.splitlines() for group in rest.strip().split("\n\n")]
    return found


def write(folder: Path, count: int, seed: int = 1, files: int = 8) -> None:
    """``count`` pages in WET files, and beside the folder ``<folder>-gold.jsonl``: of each page what is true of it."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages(count, seed)
    size = -(-len(made) // files)
    for number in range(files):
        with gzip.GzipFile(folder / f"part-{number:05}.warc.wet.gz", "wb", mtime=0, compresslevel=6) as out:
            out.write(_record("warcinfo", b"software: invented\r\n", "application/warc-fields"))
            for page in made[number * size : (number + 1) * size]:
                out.write(_record("conversion", page.text.encode(), "text/plain", page.url, page.fetched))
    truth: list[dict[str, Any]] = [
        {"url": page.url, "story": page.story, "version": page.version, "kind": page.kind} for page in made
    ]
    gold = "".join(json.dumps(one) + "\n" for one in truth)
    (folder.parent / f"{folder.name}-gold.jsonl").write_text(gold, encoding="utf-8")


def _record(kind: str, content: bytes, media: str, url: str = "", day: str = "2031-06-01T06:00:00Z") -> bytes:
    head = [f"WARC-Type: {kind}", f"WARC-Date: {day}", f"Content-Type: {media}", f"Content-Length: {len(content)}"]
    if url:
        head.insert(1, f"WARC-Target-URI: {url}")
    return "\r\n".join(("WARC/1.0", *head, "", "")).encode() + content + b"\r\n\r\n"


def main() -> None:
    """Write a crawl."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=8)
    given = parser.parse_args()
    write(given.folder, given.pages, given.seed, given.files)


if __name__ == "__main__":
    main()
