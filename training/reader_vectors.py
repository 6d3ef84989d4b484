"""The last step of training: the matrix that turns the encoder's means into the first encoder's vectors, solved for.

Ridge regression on sentences of the training texts; the ridge is chosen on one sentence in eight.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from training.reader_batches import padded
from training.reader_net import Reader
from training.reading_data import entities, polnear

RIDGES = (0.003, 0.01, 0.03, 0.1, 0.3)
COUNT, BATCH = 8000, 64


def sentences(tokenizer: Any) -> Iterator[list[int]]:
    """The pieces of each training sentence of PolNeAR and newswire, with the marks at its ends."""
    for example in (*polnear("train", tokenizer, 64), *entities("newswire", "train", tokenizer, 64)):
        window = example.window
        starts = [*window.starts, len(window.ids) - 1]
        for number in range(window.sentences[-1] + 1):
            own = [at for at, other in enumerate(window.sentences) if other == number]
            if len(own) >= 3:
                yield [window.ids[0], *window.ids[starts[own[0]] : starts[own[-1] + 1]], window.ids[-1]]


def fit(net: Reader, teacher: Reader, tokenizer: Any, seed: int) -> tuple[float, float]:
    """Set the matrix in ``net``; mean cosine to the teacher's vectors on sentences left out, before and after."""
    rows = list(sentences(tokenizer))
    random.Random(seed).shuffle(rows)
    rows = sorted(rows[:COUNT], key=len)
    means, truth = [], []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(rows), BATCH):
            ids = padded(rows[at : at + BATCH])
            mask = padded([[1] * len(row) for row in rows[at : at + BATCH]]).bool()
            features = torch.zeros(ids.shape[0], 3, ids.shape[1], dtype=torch.long)
            hidden = net.encoded(ids, features, mask).float() * mask.unsqueeze(-1)
            means.append(hidden.sum(1) / mask.sum(1, keepdim=True))
            truth.append(teacher.sentence_vectors(ids, mask).float())
    x, y = torch.cat(means).clone(), torch.cat(truth).clone()
    order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(seed))
    known, left = order[len(rows) // 8 :], order[: len(rows) // 8]

    def likeness(weight: Tensor, bias: Tensor) -> float:
        return float(F.cosine_similarity(x[left] @ weight + bias, y[left]).mean())

    before = best = likeness(net.vector.weight.detach().T, net.vector.bias.detach())
    centre, goal = x[known].mean(0), y[known].mean(0)
    inner = (x[known] - centre).T @ (x[known] - centre) / len(known)
    outer = (x[known] - centre).T @ (y[known] - goal) / len(known)
    for ridge in RIDGES:
        weight = torch.linalg.solve(inner + ridge * inner.diagonal().mean() * torch.eye(len(inner)), outer)
        bias = goal - centre @ weight
        value = likeness(weight, bias)
        if value > best:
            best = value
            with torch.no_grad():
                net.vector.weight.copy_(weight.T)
                net.vector.bias.copy_(bias)
    return before, best
