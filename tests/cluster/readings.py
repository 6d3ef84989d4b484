"""Readings made from plain text, a sentence a line, for the tests of grouping and lineage."""

from readout.spans import lines, text_hash
from readout.types import Block, Published, Reading, Sourced


def reading(name: str, text: str, *, outlet: str | None = None, published: str | None = None) -> Reading:
    return Reading(
        id=name,
        input=name,
        text=text,
        text_sha256=text_hash(text),
        language="en",
        outlet=Sourced(value=outlet) if outlet else None,
        published=Published(value=published, basis="stated" if published else "unknown"),
        blocks=(Block(start=0, end=len(text), role="body"),),
        sentences=tuple((s, e) for s, e in lines(text) if s < e),
    )


WIRE = """The harbour of Lunde was closed on Friday after a crane fell across the main channel.
Nobody was hurt, but eleven freighters are waiting off the coast for the wreck to be lifted away.
Harbour master Oda Brekk told reporters that the work would take at least four days to finish.
The port handles a third of the country's grain and most of the fertiliser that its farmers need.
Insurers have sent two inspectors to find out why the crane gave way in a moderate wind."""
RETRANSLATED = """The port of Lunde was closed Friday after a crane fell over the main channel.
No one was hurt, but eleven freighters wait off the coast until the wreck is lifted away.
Harbour master Oda Brekk told journalists that the works would take at least four days to finish.
The port handles one third of the grain of the country and most of the fertilisers its farmers need."""
OWN = """Eleven ships lie at anchor outside Lunde this weekend and their crews are playing cards.
A toppled crane has shut the fairway, and Oda Brekk, who runs the harbour, asks for patience until Tuesday.
Grain traders in the capital said prices rose slightly as buyers looked for cargoes elsewhere.
Fishermen complained that the harbour had ignored warnings about the machine for years."""
OTHER = """Parliament voted on Thursday to raise the retirement age to sixty-seven over a decade.
Trade unions announced strikes in hospitals and schools for the second week of November.
The finance minister said the pension fund would otherwise be empty within twelve years."""
PAD = """The ferry to the islands will sail on Sundays again from the first weekend in May.
A retired teacher from the suburb won the great lottery and gave half of it away.
The zoo has named its young tapir after a vote in which eleven thousand took part.
On the ring road a lorry lost its load of tiles, and the trams stood for an hour.
The long forecast promises a dry week with frost at night in the eastern valleys."""
