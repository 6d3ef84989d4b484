"""Accounts and stories as the comparing stage gets them, read from invented texts."""

from readout.read import read
from readout.spans import text_hash
from readout.types import Article, Block, Lineage, Published, Reading, Story


def told(account: str, text: str, published: str = "2031-05-09") -> Reading:
    """The text as an account's body, read."""
    return read(
        Article(
            id=account,
            input=account,
            text=text,
            text_sha256=text_hash(text),
            language="en",
            published=Published(value=published, basis="stated"),
            blocks=(Block(start=0, end=len(text), role="body"),),
        )
    )


def story(*readings: Reading) -> Story:
    """The readings as one story of independent texts."""
    return Story(
        id="s",
        readings=readings,
        lineages=tuple(Lineage(id=f"l{n}", accounts=(r.id,)) for n, r in enumerate(readings, 1)),
    )
