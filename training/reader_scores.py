"""How good a reader is on what it has not learnt from, by the definitions of ``bench/``.

``network`` runs the network of ``training.reader_net``; the shipped ONNX files are measured through the same functions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch
from bench.attribution import PARTS, Score, close, exactly, gold, near
from bench.attribution import article as polnear_article
from bench.entities import KINDS as SCORED
from bench.entities import article, compared, trimmed
from bench.events import best_iou
from bench.held_out import held_out
from msgspec import structs

from readout.models import reader
from readout.models.reader_marks import (
    LinkScores,
    Marks,
    Scores,
    Settings,
    attributions,
    events,
    mentions,
)
from readout.models.reader_windows import WINDOW, Window, windows
from readout.read.sentences import sentences
from readout.types import Article
from training.annotated import Passage
from training.reader_batches import pair_ids
from training.reader_net import Reader
from training.reading_data import LABELS, ROOTS, STATUSES, VERDICTS, closed, read

Reading = Callable[[Article], Marks]
DEFAULT = Settings(roots=ROOTS, statuses=STATUSES)


class Network:
    """A reader in torch that marks articles as the shipped one does."""

    def __init__(self, net: Reader, tokenizer: Any, settings: Settings = DEFAULT, most: int = WINDOW) -> None:
        self.net, self.tokenizer, self.settings, self.most = net, tokenizer, settings, most

    def scores(self, window: Window) -> Scores:
        net = self.net
        ids = torch.tensor([window.ids])
        features = torch.tensor([[window.shapes, window.quotes, window.gaps]])
        with torch.inference_mode():
            words = net.encoded(ids, features, torch.ones_like(ids, dtype=torch.bool))[0][window.starts]
            heads = (net.mentions[0], net.roles, net.cues, net.triggers)
            return Scores(words.numpy(), *(head(words).numpy() for head in heads))

    def links(self, head: str, window: Window, words: Any, places: list[tuple[int, int]]) -> LinkScores:
        vectors = torch.from_numpy(words)[None]
        with torch.inference_mode():
            found = getattr(self.net, head)(
                vectors, torch.ones(vectors.shape[:2], dtype=torch.bool), torch.tensor([window.sentences]),
                torch.zeros(len(places), dtype=torch.long),
                torch.tensor([s for s, _ in places]), torch.tensor([e for _, e in places]),
            )  # fmt: skip
        return LinkScores(*(part.numpy() for part in found))

    def __call__(self, page: Article) -> Marks:
        text = page.text
        found: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
        for window in windows(text, sentences(page), self.tokenizer, self.most):
            scores = self.scores(window)
            found[0].extend(mentions(window, scores))
            found[1].extend(attributions(text, window, scores, self.links, self.settings))
            found[2].extend(events(window, scores, self.links, self.settings))
        return Marks(*(tuple(part) for part in found))


def shipped(page: Article) -> Marks:
    """The marks of the files in ``readout/models``."""
    return reader.mark(page.text, sentences(page))


def network_verdicts(net: Reader, words: Any) -> Callable[[list[tuple[str, str]]], Any]:
    """The network's scores for pairs."""

    def judge(pairs: list[tuple[str, str]]) -> Any:
        found = []
        with torch.inference_mode():
            for premise, hypothesis in pairs:
                numbers, sides = pair_ids(words, premise, hypothesis)
                ids = torch.tensor([numbers])
                found.append(net.verdicts(ids, torch.tensor([sides]), torch.ones_like(ids, dtype=torch.bool))[0])
        return torch.stack(found).numpy()

    return judge


def _f1(right: float, mine: float, true: float) -> tuple[float, float, float]:
    p, r = right / max(mine, 1), right / max(true, 1)
    return round(p, 3), round(r, 3), round(2 * p * r / max(p + r, 1e-9), 3)


def attribution_documents(split: str) -> list[dict[str, Any]]:
    """PolNeAR's records of ``dev``, or ``tune``."""
    rows = read("attribution/polnear")
    if split == "dev":
        return [row for row in rows if row["split"] == "dev"]
    return [row for row in rows if row["split"] == "train" and held_out(row["id"], 20)]


def measure_attribution(reading: Reading, records: Iterable[dict[str, Any]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall, F1 of sources, cues, contents and triples, as ``bench.attribution`` counts."""
    score = Score()
    for record in records:
        marks = reading(polnear_article(record))
        mine = [(m.source, m.cue, m.content) for m in marks.attributions]
        theirs = gold(record)
        for part, name in enumerate(PARTS):
            ours = list(dict.fromkeys(item[part] for item in mine if item[part]))
            other = list(dict.fromkeys(item[part] for item in theirs if item[part]))
            score.add(f"{name} exact", ours, other, exactly)
            score.add(f"{name} IoU", ours, other, close)
        score.add("triple exact", mine, theirs, exactly)
        score.add("triple IoU", mine, theirs, near)
    names = (*(f"{part} {how}" for part in PARTS for how in ("exact", "IoU")), "triple exact", "triple IoU")
    return {name: tuple(round(x, 3) for x in score.figures(name)) for name in names}  # type: ignore[misc]


def measure_entities(reading: Reading, name: str) -> dict[str, tuple[float, float, float]]:
    """Precision, recall, F1 by kind, as ``bench.entities`` counts, on the documents kept for measuring."""
    kinds = SCORED.get(name, {"PER": "person", "LOC": "place", "ORG": "organisation"})
    right, found, true = Counter[str](), Counter[str](), Counter[str]()
    for record in read(f"entities/{name}"):
        if not held_out(record["id"]):
            continue
        text = record["text"]
        marks = reading(article(text))
        ours = [(mark.span, mark.label) for mark in marks.mentions]
        truth, mine = compared(text, record["entities"], kinds, ours)
        true.update(truth.values())
        found.update(mine.values())
        right.update(kind for span, kind in mine.items() if truth.get(span) == kind)
    figures = {kind: _f1(right[kind], found[kind], true[kind]) for kind in dict.fromkeys(kinds.values())}
    return {**figures, "all": _f1(sum(right.values()), sum(found.values()), sum(true.values()))}


def measure_acts(reading: Reading) -> dict[str, float]:
    """On PLV's sentences kept for measuring, as ``bench.events`` counts: the act whose parties fit best is scored."""
    labels: dict[str, Counter[str]] = {}
    total = covered = acts = 0
    spans = {name: Counter[str]() for name in ("actor", "recipient")}
    for record in read("events/plv"):
        if not held_out(record["text"]):
            continue
        marks = reading(article(record["text"])).events
        golds = {
            name: tuple(record[key]) if record[key] else None
            for name, key in (("actor", "source"), ("recipient", "target"))
        }
        total += 1
        acts += len(marks)
        labels.setdefault(record["label"], Counter())["gold"] += 1
        if not marks:
            continue
        covered += 1
        event = max(
            marks,
            key=lambda e: (
                best_iou(e.actors, golds["actor"]) + best_iou(e.recipients, golds["recipient"]),
                -e.trigger[0],
            ),
        )
        labels.setdefault(event.type, Counter())["given"] += 1
        labels[record["label"]]["right"] += event.type == record["label"]
        for name, found in (("actor", event.actors), ("recipient", event.recipients)):
            if golds[name]:
                spans[name].update(gold=1, given=bool(found), hit=best_iou(found, golds[name]) >= 0.5)
    f1 = [_f1(c["right"], c["given"], c["gold"])[2] for c in labels.values() if c["gold"]]
    right = sum(c["right"] for c in labels.values())
    return {
        "sentences": total,
        "acts a sentence": round(acts / max(total, 1), 2),
        "covered": round(covered / max(total, 1), 3),
        "right": round(right / max(total, 1), 3),
        "macro-F1": round(sum(f1) / max(len(f1), 1), 3),
        **{f"{name} F1": _f1(c["hit"], c["given"], c["gold"])[2] for name, c in spans.items()},
    }


def measure_pairs(judge: Callable[[list[tuple[str, str]]], Any], name: str, most: int = 600) -> dict[str, float]:
    """Accuracy on pairs kept for measuring; on RTE of entails against the rest. Precision of "contradicts" too."""
    rows = [row for row in read(f"contradiction/{name}") if name in {"rte", "sick"} or held_out(row["premise"], 10)]
    rows = rows[:: max(1, len(rows) // most)]
    found = judge([(row["premise"], row["hypothesis"]) for row in rows]).argmax(-1).tolist()
    right = Counter[str]()
    for row, verdict in zip(rows, found, strict=True):
        truth = VERDICTS.get(row["label"])
        hit = verdict == truth if truth is not None else verdict != 0
        right.update(right=hit, contradicts=verdict == 1, sure=verdict == 1 and truth == 1)
    return {
        "pairs": len(rows), "right": round(right["right"] / len(rows), 3),
        "contradicts P": round(right["sure"] / max(right["contradicts"], 1), 3),
    }  # fmt: skip


def measure_own(reading: Reading, passages: Iterable[Passage]) -> dict[str, Any]:
    """On the project's own passages kept for measuring: precision, recall, F1 of each layer."""
    said = Score()
    counts: dict[str, Counter[str]] = {}

    def add(name: str, mine: set[Any], truth: set[Any]) -> None:
        counts.setdefault(name, Counter()).update(mine=len(mine), gold=len(truth), hit=len(mine & truth))

    status: Counter[str] = Counter()
    for passage in passages:
        marks = reading(article(passage.text))
        for kind in ("said", "thought"):
            ours = [(m.source, m.cue, m.content) for m in marks.attributions if m.kind == kind]
            theirs = [(closed(passage.text, a), a.cue, a.content) for a in passage.attributions if a.kind == kind]
            said.add(f"{kind} exact", ours, theirs, exactly)
            said.add(f"{kind} IoU", ours, theirs, near)
        for label in LABELS[:5]:
            truth = {trimmed(passage.text, *m.span) for m in passage.mentions if m.label == label}
            add(label, {trimmed(passage.text, *m.span) for m in marks.mentions if m.label == label}, truth)
        add("role", {m.span for m in marks.mentions if m.label == "role"}, {r.span for r in passage.roles})
        pairs = [
            (m, a)
            for m in marks.events
            for a in passage.acts
            if m.trigger[0] < a.trigger[1] and a.trigger[0] < m.trigger[1]
        ]
        found, true = {m.trigger for m, _ in pairs}, {a.trigger for _, a in pairs}
        counts.setdefault("act", Counter()).update(
            mine=len(marks.events), gold=len(passage.acts), hit=min(len(found), len(true))
        )
        add("act with root", {(m.trigger, m.type) for m in marks.events}, set())
        counts["act with root"].update(
            gold=len(passage.acts), hit=len({a.trigger for m, a in pairs if m.type == a.type})
        )
        status.update(all=len(pairs), right=sum(m.status == a.status for m, a in pairs))
        for m, a in pairs:
            add("actor", set(m.actors), set(a.actors))
            add("recipient", set(m.recipients), set(a.recipients))
    layers: dict[str, Any] = {name: _f1(c["hit"], c["mine"], c["gold"]) for name, c in counts.items()}
    for kind in ("said exact", "said IoU", "thought exact", "thought IoU"):
        layers[kind] = tuple(round(x, 3) for x in said.figures(kind))
    return {**layers, "status right": round(status["right"] / max(status["all"], 1), 3)}


def tuned(passages: Sequence[Passage]) -> Settings:
    """The settings with which the shipped files give the best triples on PolNeAR's ``tune`` documents, and the best
    acts on ``passages``."""

    def reading(settings: Settings, *layers: reader.Layer) -> Reading:
        return lambda page: reader.mark_by(page.text, sentences(page), layers, settings)

    best, chosen = 0.0, DEFAULT
    records = attribution_documents("tune")
    for lean in (0.0, 0.5, 1.0, 1.5):
        settings = structs.replace(DEFAULT, cue_lean=lean, said_least=0.0)
        found = [reading(settings, "attributions")(polnear_article(record)).attributions for record in records]
        for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            score = Score()
            for marks, record in zip(found, records, strict=True):
                mine = [(m.source, m.cue, m.content) for m in marks if m.score >= least]
                score.add("exact", mine, gold(record), exactly)
                score.add("IoU", mine, gold(record), near)
            value = score.figures("exact")[2] + score.figures("IoU")[2]
            if value > best:
                best, chosen = value, structs.replace(settings, said_least=least)
    settings, best = chosen, 0.0
    for lean in (0.0, 0.5, 1.0):
        for least in (0.3, 0.5, 0.7):
            other = structs.replace(settings, trigger_lean=lean, act_least=least)
            value = measure_own(reading(other, "events"), passages)["act with root"][2]
            if value > best:
                best, chosen = value, other
    return chosen
