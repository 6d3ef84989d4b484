"""What a person is said to have been: two ranks or professions that one line gives a person and another does not."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from readout import languages
from readout.compare.material import Material
from readout.compare.sides import against, discrepancy, side
from readout.languages import table
from readout.spans import evidence
from readout.types import Discrepancy, Evidence


@cache
def _former() -> re.Pattern[str]:
    """ "..., a former judge of the Supreme Court" right after a name."""
    heads = "|".join(sorted(word for group in table("en", "careers")["groups"] for word in group))
    return re.compile(
        rf",\s+an?\s+(?:former|retired|one-time)\s+(?:[\w-]+\s){{0,2}}?(?P<head>{heads})\b", re.IGNORECASE
    )


def career_discrepancies(material: Material) -> list[Discrepancy]:
    """For each person the first two of such lines that are of one group and differ, each in other accounts."""
    group_of = {word: at for at, group in enumerate(table("en", "careers")["groups"]) for word in group}
    told: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for reading in material.story.readings:
        if reading.language not in languages.KNOWN:
            continue
        for mention in reading.mentions:
            person = material.entity_of.get((reading.id, mention.entity or ""))
            found = _former().match(reading.text, mention.span[1]) if person and mention.type == "person" else None
            if found and person:
                span = (found.start() + len(found.group()) - len(found.group().lstrip(", \n")), found.end())
                told[person][found["head"].casefold()].append(evidence(reading.id, reading.text, span))
    made = []
    for person in sorted(told):
        heads = sorted(told[person], key=lambda word: (-len({e.account for e in told[person][word]}), word))
        for at, one in enumerate(heads):
            other = next((word for word in heads[at + 1 :] if _differ(told[person], one, word, group_of)), None)
            if other is not None:
                sides = [side(told[person][word][0].quote, told[person][word]) for word in (one, other)]
                text = f"{material.names.get(person, person)} is given two pasts: {against(sides)}."
                made.append(discrepancy("title", "contradicts", text, sides))
                break
    return made


def _differ(told: dict[str, list[Evidence]], one: str, other: str, group_of: dict[str, int]) -> bool:
    """Whether two words are of one group, and no account gives both."""
    return group_of[one] == group_of[other] and not {e.account for e in told[one]} & {e.account for e in told[other]}
