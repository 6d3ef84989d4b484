"""``readout read``."""

from __future__ import annotations

from typing import Any

import click
import msgspec

from readout.cli import options
from readout.types import Article, Reading

LAYERS = ("sentences", "mentions", "attributions", "times", "events")
_OF_LAYER = {"mentions": ("mentions", "entities")}


def _layers(ctx: click.Context, param: click.Parameter, value: str | None) -> frozenset[str] | None:
    if value is None:
        return None
    names = frozenset(name.strip() for name in value.split(",") if name.strip())
    unknown = sorted(names - set(LAYERS))
    if unknown or not names:
        raise click.BadParameter(f"{', '.join(unknown) or value!r} is no layer; the layers are {', '.join(LAYERS)}")
    return names


@click.command("read", short_help="Articles to readings: who, when, who said what, what happened.")
@options.inputs
@click.option("--only", callback=_layers, metavar="LAYER,...", help=f"Give just these layers: {', '.join(LAYERS)}.")
@options.workers
@options.quiet
def command(inputs: tuple[str, ...], only: frozenset[str] | None, workers: int, quiet: bool) -> int:
    """Read articles: sentences, mentions and entities, attributions, time expressions and events.

    INPUT is what `readout extract` wrote, or pages (which are then extracted first). One JSON line each on stdout; all
    spans are [start, end] in code points of the record's text.

    \b
      readout extract pages/ | readout read --only attributions
    """
    from readout.pipeline import readings

    wanted = {field for layer in only or LAYERS for field in _OF_LAYER.get(layer, (layer,))}

    def record(item: Reading) -> dict[str, Any]:
        return {
            name: value
            for name, value in msgspec.structs.asdict(item).items()
            if name in Article.__struct_fields__ or name in wanted
        }

    items = readings(options.opened(inputs), only, workers)
    return options.write_records(items, (lambda item: item) if only is None else record, quiet, "reading articles")
