"""The trained reader as ONNX: word vectors in 8 bits a row, layers in 8 bits a column, heads as they are.

    python -m training.reader_export out/reader/stage-all.pt [--settings settings.json] [--out src/readout/models]

Three files: the encoder with its heads, and the two link heads. Activations of the layers are quantised anew for each
window (dynamic int8), so that a window's result depends on that window alone.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import msgspec
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from readout.models import reader
from readout.models.reader_marks import Settings
from training.reader_fixture import write
from training.reader_net import REACH, WIDTH, Layer, LinkHead, Reader, pretrained, tokenizer
from training.reader_scores import DEFAULT

OPSET = 17
OUT = Path(reader.__file__).parent


class PlainLayer(nn.Module):
    """A layer without mask and dropout, its three projections in one."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        width = layer.joined.in_features
        self.heads, self.size = layer.heads, width // layer.heads
        self.three = nn.Linear(width, 3 * width)
        with torch.no_grad():
            parts = (layer.query, layer.key, layer.value)
            scales = (self.size**-0.5, 1.0, 1.0)
            self.three.weight.copy_(torch.cat([part.weight * by for part, by in zip(parts, scales, strict=True)]))
            self.three.bias.copy_(torch.cat([part.bias * by for part, by in zip(parts, scales, strict=True)]))
        self.joined, self.norm, self.wide, self.narrow, self.last = (
            layer.joined, layer.norm, layer.wide, layer.narrow, layer.last
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        b, n, width = x.shape
        query, key, value = (
            part.view(b, n, self.heads, self.size).transpose(1, 2) for part in self.three(x).chunk(3, -1)
        )
        seen = (query @ key.transpose(2, 3)).softmax(-1) @ value
        x = self.norm(x + self.joined(seen.transpose(1, 2).reshape(b, n, width)))
        return self.last(x + self.narrow(F.gelu(self.wide(x))))


class Bytes(nn.Module):
    """A table of vectors in 8 bits, each row with its own scale."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, numbers: Tensor) -> Tensor:
        return self.rows[numbers].float() * self.scale[numbers]


class EncoderGraph(nn.Module):
    """One window, or one text, or one pair: everything that the encoder and its own heads say of it."""

    def __init__(self, net: Reader, *, bytes_: bool = True) -> None:
        super().__init__()
        e = net.encoder
        self.words = Bytes(e.words.weight.detach()) if bytes_ else e.words
        self.places, self.sides, self.norm = e.places, e.sides, e.norm
        self.tables = nn.ModuleList([e.shapes, e.quotes, e.gaps])
        for table in self.tables:
            with torch.no_grad():
                table.weight[0] = 0.0
        self.layers = nn.ModuleList([PlainLayer(layer) for layer in e.layers])
        self.heads = nn.ModuleList([net.mentions[0], net.roles, net.cues, net.triggers])
        self.vector, self.pair = net.vector, net.pair

    def forward(self, ids: Tensor, features: Tensor, sides: Tensor, starts: Tensor) -> tuple[Tensor, ...]:
        at = torch.arange(ids.shape[1])
        x = self.words(ids) + self.places(at)[None] + self.sides(sides)
        for number, table in enumerate(self.tables):
            x = x + table(features[:, number])
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x)
        words = x[0].index_select(0, starts)
        second = sides.to(x.dtype).unsqueeze(-1)
        first = 1 - second
        a = (x * first).sum(1) / first.sum(1)
        b = (x * second).sum(1) / second.sum(1).clamp(min=1.0)
        verdict = self.pair(torch.cat([x[:, 0], a, b, (a - b).abs(), a * b], -1))
        mean = self.vector(x.mean(1))
        vector = mean / mean.norm(dim=-1, keepdim=True)
        return (words, *(head(words) for head in self.heads), vector, verdict)


class LinkGraph(nn.Module):
    """One link head over the words of one window and its cues."""

    def __init__(self, head: LinkHead) -> None:
        super().__init__()
        self.words, self.cue, self.distances, self.numbers = head.words, head.cue, head.distances, head.sentences
        self.norm, self.tags, self.classes, self.status = head.norm, head.tags, head.classes, head.status
        self.layers = nn.ModuleList([PlainLayer(layer) for layer in head.layers])

    def forward(self, words: Tensor, sentences: Tensor, starts: Tensor, ends: Tensor) -> tuple[Tensor, ...]:
        at = torch.arange(words.shape[0])[None]
        start, end = starts[:, None], ends[:, None]
        distance = torch.clamp(at - start, min=-REACH, max=0) + torch.clamp(at - end + 1, min=0, max=REACH) + REACH
        own = ((at >= start) & (at < end)).to(words.dtype)
        share = own / own.sum(1, keepdim=True)
        sentence = torch.clamp(sentences[None] - sentences.index_select(0, starts)[:, None], -3, 3) + 3
        x = (
            self.words(words)[None]
            + self.cue(share @ words)[:, None]
            + self.distances(distance)
            + self.numbers(sentence)
        )
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x)
        pooled = (share.unsqueeze(1) @ x).squeeze(1)
        return self.tags(x), self.classes(pooled), self.status(pooled)


def export(net: Reader, out: Path, settings: Settings, *, quantised: bool = True) -> dict[str, int]:
    """Write the files; their sizes in bytes by name."""
    net = net.eval().float()
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[101, 2054, 2003, 2023, 1029, 102]])
    features = torch.ones(1, 3, 6, dtype=torch.long)
    encoder = EncoderGraph(net, bytes_=quantised).eval()
    inputs = ["ids", "features", "sides", "starts"]
    outputs = ["words", "mentions", "roles", "cues", "triggers", "vector", "verdict"]
    _write(
        encoder, (ids, features, torch.zeros_like(ids), torch.tensor([1, 2, 3, 4])), inputs, outputs,
        {"ids": {1: "pieces"}, "features": {2: "pieces"}, "sides": {1: "pieces"}, "starts": {0: "count"}},
        out / reader.ENCODER, {"settings": msgspec.json.encode(settings).decode()}, quantised=quantised,
    )  # fmt: skip
    for head, name in reader.LINKS.items():
        graph = LinkGraph(getattr(net, head)).eval()
        _write(
            graph, (torch.randn(9, WIDTH), torch.tensor([0] * 5 + [1] * 4), torch.tensor([1, 6]), torch.tensor([2, 8])),
            ["words", "sentences", "starts", "ends"], ["tags", "classes", "status"],
            {"words": {0: "count"}, "sentences": {0: "count"}, "starts": {0: "cues"}, "ends": {0: "cues"}},
            out / name, {}, quantised=quantised,
        )  # fmt: skip
    return {
        path.name: path.stat().st_size for path in sorted(out.glob("reader*")) if path.suffix in {".onnx", ".tokenizer"}
    }


def _write(
    graph: nn.Module,
    example: tuple[Tensor, ...],
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    path: Path,
    meta: dict[str, str],
    *,
    quantised: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        with torch.inference_mode():
            torch.onnx.export(
                graph, example, str(plain), input_names=inputs, output_names=outputs, dynamic_axes=axes,
                opset_version=OPSET, dynamo=False,
            )  # fmt: skip
        model = onnx.load(str(plain))
        if quantised:
            inner = [node.name for node in model.graph.node if node.op_type in {"MatMul", "Gemm"}]
            kept = [name for name in inner if "/layers." not in name]
            narrow = Path(folder) / "narrow.onnx"
            quantize_dynamic(
                str(plain), str(narrow), op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8,
                nodes_to_exclude=kept,
            )  # fmt: skip
            model = onnx.load(str(narrow))
        for name, value in meta.items():
            entry = model.metadata_props.add()
            entry.key, entry.value = name, value
        onnx.save(model, str(path))


def with_settings(out: Path, settings: Settings) -> None:
    """Put other settings into the encoder's file."""
    model = onnx.load(str(out / reader.ENCODER))
    onnx.helper.set_model_props(model, {"settings": msgspec.json.encode(settings).decode()})
    onnx.save(model, str(out / reader.ENCODER))


def write_tokenizer(source: Path, out: Path) -> None:
    """The tokenizer without padding, truncation and the marks at a text's ends."""
    made = Tokenizer.from_file(str(source))
    made.no_padding()
    made.no_truncation()
    (out / reader.TOKENIZER).write_text(made.to_str(), encoding="utf-8")


def load(path: Path) -> Reader:
    net = Reader()
    net.load_state_dict(torch.load(path, weights_only=False)["net"])
    return net.eval()


def main() -> None:
    """Write the files from a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--settings", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--fixture", type=Path, help="also write what the test holds the files to")
    parser.add_argument("--plain", action="store_true", help="fp32")
    options = parser.parse_args()
    settings = msgspec.json.decode(options.settings.read_bytes(), type=Settings) if options.settings else DEFAULT
    sizes = export(load(options.checkpoint), options.out, settings, quantised=not options.plain)
    write_tokenizer(pretrained() / "tokenizer.json", options.out)
    if options.fixture:
        write(load(options.checkpoint), tokenizer(), settings, options.fixture)
    for name, size in sizes.items():
        print(f"{name}: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
