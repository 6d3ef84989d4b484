"""What the network in torch says of a few invented sentences: the test of the shipped files holds them to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch

from readout.models.reader_windows import windows
from readout.read.sentences import sentences
from training.reader_batches import pair_ids
from training.reader_net import Reader
from training.reader_scores import Network
from training.reading_data import plain_article

TEXTS = (
    "The harbour minister of Ostravia, Ilse Varga, said on Friday that the port of Kelm would stay shut. "
    '"We will not reopen it before the United Nations has inspected the quay," she told reporters.',
    "Prime Minister Anton Reuss denied that his government had threatened to expel the Ruritanian ambassador.\n"
    '"Nothing of the sort was ever said," Reuss added, “and nobody asked for it.”',
    "According to the Interior Ministry, protesters blocked the border crossing at Sankt Velt after talks with the "
    "union broke down. Ruritania demanded an apology and promised to send aid if the road was cleared.",
)
SENTENCES = (
    "The port of Kelm will stay shut, the minister said.",
    "The harbour remains closed, according to the minister.",
    "Ruritania expelled two diplomats on Monday.",
)
PAIRS = (
    ("The port of Kelm stayed shut on Friday.", "The port of Kelm was open on Friday."),
    ("Ruritania expelled two Ostravian diplomats.", "Ostravian diplomats were expelled by Ruritania."),
    ("The union called off the strike.", "The minister resigned."),
)


def _rounded(table: Any, digits: int) -> Any:
    return [[round(float(x), digits) for x in row] for row in table]


def write(net: Reader, tokenizer: Any, settings: Any, path: Path) -> None:
    """The fixture, as JSON."""
    reading = Network(net, tokenizer, settings)
    texts = []
    for text in TEXTS:
        page = plain_article(text)
        spans = sentences(page)
        (window,) = windows(text, spans, tokenizer)
        scores = reading.scores(window)
        marks = reading(page)
        texts.append(
            {
                "text": text, "sentences": spans, "ids": window.ids, "words": _rounded(scores.words[:8], 1),
                **{name: _rounded(getattr(scores, name), 2) for name in ("mentions", "roles", "cues", "triggers")},
                "marks": [
                    *([m.label, *m.span] for m in marks.mentions),
                    *([a.kind, *a.cue[0], *a.content[0]] for a in marks.attributions),
                ],
            }
        )  # fmt: skip
    vectors, verdicts = [], []
    with torch.inference_mode():
        for sentence in SENTENCES:
            ids = torch.tensor([tokenizer.encode(sentence).ids])
            vectors.append(net.sentence_vectors(ids, torch.ones_like(ids, dtype=torch.bool))[0].tolist())
        for a, b in PAIRS:
            numbers, sides = pair_ids(tokenizer, a, b)
            ids = torch.tensor([numbers])
            scores = net.verdicts(ids, torch.tensor([sides]), torch.ones_like(ids, dtype=torch.bool))
            verdicts.append(scores.softmax(-1)[0].tolist())
    made = {
        "texts": texts, "sentences": SENTENCES, "vectors": _rounded(vectors, 4), "pairs": PAIRS,
        "verdicts": _rounded(verdicts, 4),
    }  # fmt: skip
    path.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
