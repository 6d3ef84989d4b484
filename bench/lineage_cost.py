"""What lineage costs: accounts of one event from 50 to 2,000, and many short articles under lines that thousands share.

The texts are made of invented words with the frequencies of a language (Zipf), so nothing in them is anybody's. Of the
accounts of one event a half reprint one of a few agencies' texts, whole or cut, a tenth is a text of which words were
replaced, and the rest write their own on the same names. The short articles have six sentences of their own and three
lines at the end that their outlet prints under everything.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from random import Random

from readout.cluster import relations
from readout.spans import lines, text_hash
from readout.types import Block, Reading, Sourced

COLUMNS = ("accounts", "CPU s", "ms each", "relations each")
SIZES = (50, 500, 2000)
SHORT = 20_000
_WORDS = 30_000


def one_event(size: int, seed: int = 1) -> list[Reading]:
    """Accounts of one event, twenty sentences each."""
    random = Random(seed)
    names = [_word(random.randrange(_WORDS)).title() for _ in range(12)]
    wires = [_sentences(random, 20, names) for _ in range(max(1, size // 60))]
    found = []
    for number in range(size):
        told = list(random.choice(wires))
        share = random.random()
        if share < 0.5:
            told = told[: random.randrange(8, 21)]
        elif share < 0.6:
            told = [_replaced(random, sentence) for sentence in told]
        else:
            told = _sentences(random, random.randrange(8, 30), names)
        found.append(_reading(f"a{number:06}", told, f"Outlet {number % 97}"))
    return found


def short_articles(size: int, seed: int = 2) -> list[Reading]:
    """Unrelated short articles of forty outlets, each with its outlet's lines at the end."""
    random = Random(seed)
    under = [_sentences(random, 3, []) for _ in range(40)]
    return [_reading(f"s{n:06}", [*_sentences(random, 6, []), *under[n % 40]], f"Outlet {n % 40}") for n in range(size)]


def measured() -> dict[str, list[float]]:
    """By what was measured: accounts, CPU seconds, milliseconds and relations per account."""
    cases: list[tuple[str, Sequence[Reading]]] = [(f"one event, {size:,}", one_event(size)) for size in SIZES]
    cases.append((f"short articles, {SHORT:,}", short_articles(SHORT)))
    found = {}
    for name, readings in cases:
        start = time.process_time()
        said = relations(readings)
        seconds = time.process_time() - start
        size = len(readings)
        found[name] = [float(size), round(seconds, 2), round(1000 * seconds / size, 2), round(len(said) / size, 2)]
    return found


def _word(number: int) -> str:
    """A pronounceable word for a number, of two to six syllables."""
    syllables = []
    number += 25
    while number:
        number, at = divmod(number, 60)
        syllables.append("bdfgklmnprst"[at % 12] + "aeiou"[at // 12])
    return "".join(syllables)


def _sentences(random: Random, count: int, names: Sequence[str]) -> list[str]:
    made = []
    for _ in range(count):
        words = [_word(int(_WORDS ** random.random())) for _ in range(random.randrange(10, 28))]
        for name in random.sample(list(names), min(2, len(names))):
            words[random.randrange(len(words))] = name
        made.append(" ".join(words).capitalize() + ".")
    return made


def _replaced(random: Random, sentence: str) -> str:
    words = sentence.rstrip(".").split()
    return " ".join(_word(random.randrange(_WORDS)) if random.random() < 0.25 else word for word in words) + "."


def _reading(name: str, sentences: Sequence[str], outlet: str) -> Reading:
    text = "\n".join(sentences)
    return Reading(
        id=name, input=name, text=text, text_sha256=text_hash(text), language="en", outlet=Sourced(value=outlet),
        blocks=(Block(start=0, end=len(text), role="body"),), sentences=tuple(lines(text)),
    )  # fmt: skip
