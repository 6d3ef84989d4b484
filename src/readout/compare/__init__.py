"""Story -> Readout: what the accounts of one event say together, against one another, and leave out."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from readout import models
from readout.compare.accounts import about, accounts
from readout.compare.company import of_later_versions, reading_days, without_crawl_days, without_own_day
from readout.compare.dating import settle_dates
from readout.compare.discrepancies import discrepancies
from readout.compare.facts import facts
from readout.compare.material import material
from readout.compare.omissions import omissions
from readout.types import Dropped, MadeBy, Readout, Story

__all__ = ["compare", "of_later_versions", "reading_days", "settle_dates", "without_crawl_days", "without_own_day"]


def compare(story: Story, dropped: tuple[Dropped, ...] = ()) -> Readout:
    """The answer on one story. Every line holds its evidence; the order of the story's accounts changes no line."""
    known = material(story)
    common = facts(known)
    listed = accounts(story)
    return Readout(
        format="readout/1",
        made_by=MadeBy(name="readout", version=_version(), models=models.shipped()),
        story=about(known, listed),
        accounts=listed,
        lineages=story.lineages,
        independent_texts=len(story.lineages),
        entities=known.entities,
        statements=known.statements,
        utterances=known.utterances,
        timeline=known.timeline,
        moves=known.moves,
        facts=common,
        discrepancies=discrepancies(known),
        omissions=omissions(known, listed, common),
        dropped=dropped,
    )


def _version() -> str:
    try:
        return version("readout")
    except PackageNotFoundError:
        return "0"
