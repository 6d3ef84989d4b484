"""What every HTML page of Readout shares: the templates, the inlined files, and the Content-Security-Policy."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from readout.render.dates import human
from readout.render.names import joined, squeeze


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count(1, "text"), count(2, "story", "stories")
    ('1 text', '2 stories')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


@cache
def environment() -> Environment:
    """The templates, with everything escaped that is not mark-up of our own."""
    made = Environment(
        loader=PackageLoader("readout.render"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update(human=human, squeeze=squeeze, joined=joined)
    made.globals["count"] = count
    return made


@cache
def source(name: str) -> str:
    """A stylesheet or script of ours, as it is inlined."""
    return files("readout.render").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(inlined: str) -> str:
    return f"'sha256-{b64encode(sha256(inlined.encode('utf-8')).digest()).decode()}'"


def policy(style: str, script: str = "") -> str:
    """The Content-Security-Policy under which exactly this style and this script run, and nothing is fetched."""
    scripts = f" script-src {_hash(script)};" if script else ""
    return f"default-src 'none'; style-src {_hash(style)};{scripts} img-src data:; base-uri 'none'; form-action 'none'"


def raw(text: str) -> Markup:
    """Our own style or script as mark-up; it must hold no page's words."""
    return Markup(text)
