"""Makes ``languages/en/lowercase_words.txt``: words that English news writes in lower case inside a sentence.

``python -m bench.lowercase_words`` reads the background articles of the story data and prints the list. Only words of
many articles are kept, in alphabetical order, so no text can be had back from it.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

DATA = Path(os.environ.get("READOUT_DATA", Path(__file__).parents[2] / "shared" / "data"))
SOURCES = ("stories/allsides_background.jsonl.gz", "entities/newswire.jsonl.gz")
ARTICLES = 10  # a word must stand in lower case in at least so many articles
SHARE = 0.85  # and so often among all its places inside a sentence

_WORD = re.compile(r"(?<=[a-z,;] )[A-Za-z][a-z]+(?:['’-][a-z]+)*")


def texts() -> Iterator[str]:
    for source in SOURCES:
        with gzip.open(DATA / source, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def main() -> None:
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts():
        found = set(_WORD.findall(text))
        lower.update(word for word in found if word[0].islower())
        capital.update(word.lower() for word in found if word[0].isupper())
    kept = (w for w, n in lower.items() if n >= ARTICLES and n >= SHARE * (n + capital[w]) and len(w) > 1)
    print("# Words that English news writes in lower case inside a sentence; made by bench/lowercase_words.py")
    print("\n".join(sorted(kept)))


if __name__ == "__main__":
    main()
