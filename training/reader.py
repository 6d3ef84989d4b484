"""How ``readout/models/reader.onnx`` is made: data to weights to ONNX, in one command.

    python -m training.reader            # make train

Needs ``pip install --group train`` and the public data (``READOUT_DATA``). ``reader.toml`` holds every choice. A run
that was stopped goes on from its last checkpoint in ``--work``. What it says is kept in ``log.jsonl`` there.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from bench import results
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from readout.models import reader as shipped
from readout.models.reader_marks import Settings, tagged
from readout.models.reader_tags import tags_of
from training import reader_fixture, reader_scores, reader_vectors
from training.annotated import Passage, load
from training.reader_batches import IGNORED, Allowed, Batch, batch, grouped, padded, pair_ids
from training.reader_export import OUT, export, with_settings, write_tokenizer
from training.reader_net import Reader, load_pretrained, pretrained, tokenizer
from training.reading_data import (
    SETS,
    VERDICTS,
    Example,
    Link,
    acts,
    entities,
    kept,
    own,
    pairs,
    polnear,
    weak_triggers,
)

HERE = Path(__file__).parent
CONFIG = HERE / "reader.toml"
TEXT = HERE / "text"
SAVE_EVERY, LOG_EVERY, SCORE_EVERY = 200, 20, 400


# ------------------------------------------------------------------------------------------------------ losses


def marginal(logits: Tensor, allowed: Tensor) -> Tensor:
    """Minus the log of the probability of all allowed classes together."""
    return logits.logsumexp(-1) - logits.masked_fill(~allowed, -1e9).logsumexp(-1)


def spans_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(logits.float().flatten(0, 1), targets.flatten(), ignore_index=IGNORED)


def with_guesses(
    example: Example, links: list[Link], guessed: list[tuple[int, int, int, float]], *, complete: bool
) -> list[Link]:
    """The gold links, and the network's own guesses: one that touches a gold cue stands for it, others are none."""
    gold = {(link.start, link.end) for link in links}
    made = list(links)
    for start, end, _, _ in sorted(guessed, key=lambda g: -g[3]):
        if (start, end) in gold:
            continue
        if len(made) > 3 + 1.5 * len(links):
            break
        near = next((link for link in links if link.start < end and start < link.end), None)
        if near is not None:
            made.append(Link(start, end, near.allowed, near.parts, near.status))
        elif complete:
            made.append(Link(start, end, (0,), [], IGNORED))
    return made


def link_loss(net: Reader, head: str, b: Batch, words: Tensor, logits: Tensor) -> Tensor | None:
    """Of the second pass over the gold cues (triggers) of a batch and those that the network sees now."""
    guesses = list(tagged(logits.detach().float().masked_fill(~b.words.unsqueeze(-1), 0.0).numpy(), 1.0))
    rows: list[int] = []
    links: list[Link] = []
    for number, example in enumerate(b.examples):
        gold = example.cues if head == "said" else example.triggers
        if gold is None:
            continue
        complete = head == "said" or example.every_trigger
        count = len(example.window.spans)
        guessed = [g for g in guesses[number] if g[1] <= count] if complete else []
        every = with_guesses(example, gold, guessed, complete=complete)
        rows += [number] * len(every)
        links += every
    if not links:
        return None
    found = getattr(net, head)(
        words,
        b.words,
        b.sentences,
        torch.tensor(rows),
        torch.tensor([k.start for k in links]),
        torch.tensor([k.end for k in links]),
    )
    count = found.tags.shape[1]
    real = torch.tensor([bool(k.parts) or 0 not in k.allowed for k in links])
    targets = torch.tensor([tags_of(count, k.parts) for k in links])
    targets = targets.masked_fill(~(b.words[torch.tensor(rows)] & real[:, None]), IGNORED)
    tags = F.cross_entropy(found.tags.float().flatten(0, 1), targets.flatten(), ignore_index=IGNORED, reduction="sum")
    allowed = torch.zeros(len(links), found.classes.shape[1], dtype=torch.bool)
    for number, link in enumerate(links):
        allowed[number, list(link.allowed)] = True
    loss = tags / real.sum().clamp(min=1) / 8 + marginal(found.classes.float(), allowed).mean()
    status = torch.tensor([k.status for k in links])
    if (status >= 0).any():
        loss = loss + F.cross_entropy(found.status.float(), status, ignore_index=IGNORED)
    return loss


def windows_loss(net: Reader, b: Batch, table: Tensor) -> dict[str, Tensor]:
    """All losses that the marks of a batch of windows give rise to."""
    hidden = net.encoded(b.ids, b.features, b.mask)
    words = net.drop(torch.gather(hidden, 1, b.starts.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])).float())
    found: dict[str, Tensor] = {}
    habits = torch.tensor([e.habits for e in b.examples])
    for habit in sorted({e.habits for e in b.examples}):
        known = (b.mentions != IGNORED) & (habits == habit)[:, None]
        if known.any():
            logits = net.mentions[habit](words)[known].float()
            found[f"mentions {habit}"] = (
                6 * marginal(logits, table[b.mentions[known]]).mean() * (known.sum() / b.words.sum())
            )
    if (b.roles != IGNORED).any():
        found["roles"] = 6 * spans_loss(net.roles(words), b.roles)
    for head, first, targets in (("said", net.cues, b.cues), ("acts", net.triggers, b.triggers)):
        if not (targets != IGNORED).any():
            continue
        logits = first(words)
        found[f"{head} places"] = 10 * spans_loss(logits, targets)
        links = link_loss(net, head, b, words, logits)
        if links is not None:
            found[head] = links
    return found


# -------------------------------------------------------------------------------------------------------- data


class Source:
    """An endless stream of batches of one kind of example."""

    def __init__(self, examples: list[Example], pieces: int, chance: random.Random) -> None:
        self.examples = examples
        self.turns = grouped([len(e.window.ids) for e in examples], pieces, chance)

    def __iter__(self) -> Iterator[list[Example]]:
        for order in self.turns:
            yield [self.examples[index] for index in order]


def endless(make: Any, pieces: int, sizes: list[int], chance: random.Random) -> Iterator[list[Example]]:
    """Batches, with windows packed anew for each pass."""
    while True:
        examples = list(make(chance.choice(sizes)))
        lengths = [len(e.window.ids) for e in examples]
        seen = 0
        for order in grouped(lengths, pieces, chance):
            yield [examples[index] for index in order]
            seen += len(order)
            if seen >= len(examples):
                break


class Streams:
    """Everything that is learnt from, as endless batches by task."""

    def __init__(self, config: dict[str, Any], words: Tokenizer, chance: random.Random) -> None:
        pieces, sizes = config["pieces"], config["windows"]
        passages, own_pairs, faults = load(TEXT)
        for fault in faults:
            print(fault, flush=True)
        triggers = weak_triggers()

        def names(most: int) -> Iterator[Example]:
            for name in SETS:
                yield from entities(name, "train", words, most)

        self.own = passages
        self.next: dict[str, Iterator[Any]] = {
            "attribution": endless(lambda most: polnear("train", words, most), pieces, sizes, chance),
            "entities": endless(names, pieces, sizes, chance),
            "acts": endless(lambda most: acts("train", words, triggers), pieces // 2, sizes, chance),
            "pairs": self._pairs(own_pairs, words, pieces, chance),
            "vectors": self._sentences(words, pieces, chance),
        }
        if passages:
            self.next["own"] = endless(lambda most: own(passages, words, most), pieces, sizes, chance)

    @staticmethod
    def _pairs(
        own_pairs: list[tuple[str, str, str]], words: Tokenizer, pieces: int, chance: random.Random
    ) -> Iterator[Any]:
        rows = pairs("mnli", "train") + pairs("snli", "train")
        rows += [(a, b, VERDICTS[verdict]) for a, b, verdict in own_pairs] * 4
        made = [(*pair_ids(words, a, b), verdict) for a, b, verdict in rows]
        yield from (
            [made[index] for index in order] for order in grouped([len(ids) for ids, _, _ in made], pieces, chance)
        )

    @staticmethod
    def _sentences(words: Tokenizer, pieces: int, chance: random.Random) -> Iterator[Any]:
        found = list(reader_vectors.sentences(words))
        for text, _, _ in pairs("snli", "train"):
            found.append(words.encode(text).ids)
        yield from ([found[index] for index in order] for order in grouped([len(ids) for ids in found], pieces, chance))


def loss_of(
    task: str, item: Any, net: Reader, teacher: Reader, allowed: Allowed, words: Tokenizer
) -> dict[str, Tensor]:
    if task == "pairs":
        ids, sides = padded([row[0] for row in item]), padded([row[1] for row in item])
        mask = padded([[1] * len(row[0]) for row in item]).bool()
        logits = net.verdicts(ids, sides, mask)
        return {"pairs": F.cross_entropy(logits.float(), torch.tensor([row[2] for row in item]))}
    if task == "vectors":
        ids, mask = padded(item), padded([[1] * len(row) for row in item]).bool()
        with torch.no_grad():
            truth = teacher.sentence_vectors(ids, mask)
        return {"vectors": 8 * (1 - (net.sentence_vectors(ids, mask) * truth).sum(-1)).mean()}
    b = batch(item, allowed)
    return windows_loss(net, b, allowed.table())


# ---------------------------------------------------------------------------------------------------- training


def rate(step: int, steps: int) -> float:
    """Up in the first twentieth, then down in a straight line."""
    rise = max(1, min(200, steps // 20))
    return min(1.0, (step + 1) / rise) * max(0.02, 1 - step / steps)


def optimiser(net: Reader, stage: dict[str, Any], decay: float) -> torch.optim.Optimizer:
    encoder = [p for p in net.encoder.parameters() if p.requires_grad]
    inner = {id(p) for p in net.encoder.parameters()}
    heads = [p for p in net.parameters() if id(p) not in inner]
    groups = [
        {"params": encoder, "lr": stage["encoder_rate"], "peak": stage["encoder_rate"]},
        {"params": heads, "lr": stage["head_rate"], "peak": stage["head_rate"]},
    ]
    return torch.optim.AdamW(groups, weight_decay=decay, fused=True)


def quick_scores(net: Reader, words: Tokenizer) -> dict[str, Any]:
    """On a few documents that are kept for tuning."""
    net.eval()
    reading = reader_scores.Network(net, words)
    records = reader_scores.attribution_documents("tune")[:16]
    found = reader_scores.measure_attribution(reading, records)
    scored = {
        "triple": [found["triple exact"], found["triple IoU"]],
        "cue": found["cue exact"],
        "content": found["content exact"],
    }
    net.train()
    return scored


def train(config: dict[str, Any], work: Path) -> Reader:
    work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config["seed"])
    np.random.seed(config["seed"])
    words = tokenizer()
    teacher, net = Reader().eval(), Reader()
    load_pretrained(teacher, pretrained())
    load_pretrained(net, pretrained())
    allowed = Allowed()
    saved = work / "last.pt"
    begin = (0, 0)
    state: dict[str, Any] = {}
    if saved.exists():
        state = torch.load(saved, weights_only=False)
        net.load_state_dict(state["net"])
        begin = state["at"]
    log = (work / "log.jsonl").open("a", encoding="utf-8")
    for number, stage in enumerate(config["stage"]):
        if number < begin[0]:
            continue
        first = begin[1] if number == begin[0] else 0
        chance = random.Random(config["seed"] + 1000 * number + first)
        streams = Streams(config, words, chance)
        tasks = [task for task, share in stage["mix"].items() if share and task in streams.next]
        shares = [stage["mix"][task] for task in tasks]
        making = optimiser(net, stage, config["weight_decay"])
        if first and "optimiser" in state:
            making.load_state_dict(state["optimiser"])
        net.train()
        begun, sums, counts = time.time(), dict[str, float](), dict[str, int]()
        for step in range(first, stage["steps"]):
            for group in making.param_groups:
                group["lr"] = group["peak"] * rate(step, stage["steps"])
            task = chance.choices(tasks, shares)[0]
            with torch.autocast("cpu", torch.bfloat16):
                losses = loss_of(task, next(streams.next[task]), net, teacher, allowed, words)
            total = sum(losses.values(), torch.zeros(()))
            total.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            making.step()
            making.zero_grad(set_to_none=True)
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
                counts[name] = counts.get(name, 0) + 1
            done = step + 1
            if done % LOG_EVERY == 0:
                said = {name: round(value / counts[name], 4) for name, value in sorted(sums.items())}
                row = {"stage": stage["name"], "step": done, "seconds": round(time.time() - begun), "loss": said}
                print(json.dumps(row), file=log, flush=True)
                sums, counts = {}, {}
            if done % SAVE_EVERY == 0 or done == stage["steps"]:
                at = (number, done) if done < stage["steps"] else (number + 1, 0)
                torch.save({"net": net.state_dict(), "optimiser": making.state_dict(), "at": at}, work / "new.pt")
                (work / "new.pt").replace(saved)
            if done % SCORE_EVERY == 0 or done == stage["steps"]:
                print(json.dumps({"step": done, **quick_scores(net, words)}), file=log, flush=True)
        torch.save({"net": net.state_dict()}, work / f"stage-{stage['name']}.pt")
    return net.eval()


def measured(net: Reader, words: Tokenizer, settings: Settings, passages: list[Passage]) -> dict[str, Any]:
    """Every figure of the card: of the network in full precision, and of the files that ship."""
    network = reader_scores.Network(net, words, settings)
    judges = {"network": reader_scores.network_verdicts(net, words), "shipped": shipped.entailment}
    found: dict[str, Any] = {}
    for name, reading in (("network", network), ("shipped", reader_scores.shipped)):
        found[name] = {
            "attribution, PolNeAR dev": reader_scores.measure_attribution(
                reading, reader_scores.attribution_documents("dev")
            ),
            "entities, kept documents": {
                kind: reader_scores.measure_entities(reading, kind) for kind in ("newswire", "uner_pud", "re3d", "gum")
            },
            "acts, PLV, kept sentences": reader_scores.measure_acts(reading),
            "own passages, kept": reader_scores.measure_own(reading, passages),
            "pairs": {
                kind: reader_scores.measure_pairs(judges[name], kind) for kind in ("mnli", "snli", "rte", "sick")
            },
        }
        print(json.dumps({name: found[name]}, indent=1), flush=True)
    return found


def main() -> None:
    """Train, tune, export, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=HERE.parent / "out" / "reader")
    parser.add_argument("--config", type=Path, default=CONFIG)
    parser.add_argument("--fixture", type=Path, default=HERE.parent / "tests" / "models" / "reader_torch.json")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    net = train(config, options.work)
    words = tokenizer()
    teacher = Reader().eval()
    load_pretrained(teacher, pretrained())
    print("vectors: cosine to the first encoder", *reader_vectors.fit(net, teacher, words, config["seed"]))
    passages = [passage for passage in load(TEXT)[0] if kept(passage)]
    export(net, OUT, reader_scores.DEFAULT)
    write_tokenizer(pretrained() / "tokenizer.json", OUT)
    settings = reader_scores.tuned(passages)
    with_settings(OUT, settings)
    reader_fixture.write(net, words, settings, options.fixture)
    results.write("reader", measured(net, words, settings, passages))


if __name__ == "__main__":
    main()
