"""The reader's part in a reading: asked once, only where it is needed, and with nothing but the package at hand."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from readout.models.reader import Marks
from readout.read import read
from readout.read.marking import marks
from readout.read.sentences import sentences
from readout.spans import text_hash
from readout.types import Article, Block

TEXT = "“We will sign,” Ardovian President Ilse Marn said on Friday. Belmark rejected the offer."


def article(text: str = TEXT, language: str | None = "en") -> Article:
    blocks = (Block(start=0, end=len(text), role="body"),) if text else ()
    return Article(id="a", input="a", text=text, text_sha256=text_hash(text), language=language, blocks=blocks)


def run(code: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


START = f"""
    import sys
    from readout.read import read
    from readout.spans import text_hash
    from readout.types import Article, Block
    text = {TEXT!r}
    page = Article(id="a", input="a", text=text, text_sha256=text_hash(text), language="en",
                   blocks=(Block(start=0, end=len(text), role="body"),))
"""


def test_reads_with_no_network_and_no_torch() -> None:
    code = """
    import socket, sys
    def closed(*given, **named):
        raise OSError("no network here")
    socket.socket.connect = socket.create_connection = socket.getaddrinfo = closed
    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in ("torch", "transformers", "onnx", "huggingface_hub"):
                raise ModuleNotFoundError(name)
    sys.meta_path.insert(0, Missing())
    """
    told = run(
        textwrap.dedent(code)
        + textwrap.dedent(START)
        + "found = read(page)\n"
        + "print(text[slice(*found.attributions[0].content[0])], 'Ilse Marn' in [e.name for e in found.entities])\n"
        + "assert 'torch' not in sys.modules and 'onnxruntime' in sys.modules\n"
    )
    assert told == "“We will sign,” True"


@pytest.mark.parametrize("layers", [{"times"}, {"sentences"}, {"times", "sentences"}])
def test_layers_without_names_load_no_model(layers: set[str]) -> None:
    loaded = run(
        textwrap.dedent(START)
        + f"read(page, frozenset({sorted(layers)}))\n"
        + "print([name for name in ('onnxruntime', 'tokenizers', 'numpy') if name in sys.modules])\n"
    )
    assert loaded == "[]"


@pytest.mark.parametrize("language", [None, "de", "xx"])
def test_marks_nothing_in_languages_it_does_not_know(language: str | None) -> None:
    page = article("Ilse Marn sagte am Freitag, sie werde unterschreiben.", language)
    assert marks(page, sentences(page), frozenset({"events"})) == Marks()


def test_marks_are_made_once_for_a_text() -> None:
    page = article()
    cut = sentences(page)
    assert marks(page, cut, frozenset({"events"})) is marks(article(), cut, frozenset({"events", "times"}))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "\ud800 broken", "“" * 50, "word " * 5_000])
def test_odd_texts_are_read(text: str) -> None:
    blocks = (Block(start=0, end=len(text), role="body"),) if text else ()
    page = Article(id="a", input="a", text=text, text_sha256="", language="en", blocks=blocks)
    found = read(page)
    assert all(0 <= m.span[0] < m.span[1] <= len(text) for m in found.mentions)
