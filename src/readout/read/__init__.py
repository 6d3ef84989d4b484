"""Article -> Reading."""

from __future__ import annotations

from readout.read.attribution import attributions
from readout.read.entities import entities
from readout.read.events import events
from readout.read.marking import marks
from readout.read.sentences import sentences, unread
from readout.read.times import times
from readout.types import Article, Reading

__all__ = ["LAYERS", "read", "unread"]

LAYERS = ("sentences", "mentions", "attributions", "times", "events")
"""What :func:`read` finds in an article, each by its name in the records."""


def read(article: Article, layers: frozenset[str] | None = None) -> Reading:
    """The article with what was read in it; with ``layers``, only those are computed and the others stay empty.

    A layer that others build on is computed for them without being given back.
    """
    wanted = frozenset(LAYERS) if layers is None else layers
    found = sentences(article)
    dated = times(article, found) if wanted - {"sentences"} else ()
    marked = marks(article, found, wanted)
    mentions, known = (
        entities(article, found, dated, marked) if wanted & {"mentions", "attributions", "events"} else ((), ())
    )
    said = attributions(article, found, mentions, known, marked) if wanted & {"attributions", "events"} else ()
    fields = {name: getattr(article, name) for name in Article.__struct_fields__}
    return Reading(
        **fields,
        sentences=found if "sentences" in wanted else (),
        mentions=mentions if "mentions" in wanted else (),
        entities=known if "mentions" in wanted else (),
        attributions=said if "attributions" in wanted else (),
        times=dated if "times" in wanted else (),
        events=events(article, found, mentions, known, said, dated, marked.events) if "events" in wanted else (),
    )
