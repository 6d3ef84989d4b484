"""Short names of bodies and peoples: initials, bare heads, adjectives, each joined to the one name it can mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from readout.compare.entity_groups import SMALL_WORDS, Groups, Local, fold

_SHORTEST_STEM = 5  # letters of a place's name from which on an adjective may be made of it
_LONGEST_ENDING = 3


def _initials(words: Sequence[str]) -> set[str]:
    return {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in SMALL_WORDS)}


def join_acronyms(items: Sequence[Local], groups: Groups) -> None:
    """An all-capital name goes to the one organisation whose words it abbreviates, all of them or all but the last:
    "CDC" for the Centers for Disease Control and Prevention.
    """
    long: dict[str, set[int]] = defaultdict(set)
    for index, item in enumerate(items):
        if item.entity.type in ("organisation", "agreement", "group") and len(item.words) > 1:
            for initials in _initials(item.words):
                if len(initials) > 2:
                    long[initials].add(groups.root(index))
    for index, item in enumerate(items):
        bare = item.entity.name.replace(".", "")
        if len(item.words) == 1 and bare.isupper() and item.entity.type != "person":
            word = item.words[0]
            fits = {groups.root(root) for root in long.get(word, ())}
            fits = fits or {
                groups.root(root)
                for initials, roots in long.items()
                if len(word) > 2 and initials[:-1] == word
                for root in roots
            }
            if len(fits) == 1:
                groups.join(fits.pop(), index)


def join_short_bodies(items: Sequence[Local], groups: Groups) -> None:
    """A body's bare head ("the Council") goes to the one body of the story that ends in it, or has it before "of"; of
    several, to the one that its own account names. The same for a body with more said of it in small letters."""
    long: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    bare: list[tuple[int, str]] = []
    whole = {
        item.words: index for index, item in reversed(list(enumerate(items))) if item.entity.type == "organisation"
    }
    for index, item in enumerate(items):
        if item.entity.type not in ("organisation", "group", "agreement", "other"):
            continue
        if len(item.words) == 1:
            if item.entity.name[:1].isupper() and not item.entity.name.isupper():
                bare.append((index, item.words[0]))
            continue
        name, _, rest = item.entity.name.partition(" of ")
        if rest and rest.islower() and fold(name) in whole:
            groups.join(whole[fold(name)], index)
        if not item.entity.name.islower():
            for head in heads(item.words):
                long[head][groups.root(index)].add(item.account)
    for index, head in bare:
        fits: dict[int, set[str]] = defaultdict(set)
        for root, accounts in long.get(head, {}).items():
            fits[groups.root(root)] |= accounts
        own = [root for root, accounts in fits.items() if items[index].account in accounts]
        chosen = list(fits) if len(fits) == 1 else own
        if len(chosen) == 1:
            groups.join(chosen[0], index)


def heads(words: tuple[str, ...]) -> set[str]:
    """What a body can be called for short: its last word, and that before "of" or "for"."""
    before = {words[at] for at in range(len(words) - 1) if words[at + 1] in ("of", "for")}
    return before or {words[-1]}


def join_peoples(items: Sequence[Local], groups: Groups) -> None:
    """An adjective that stands for a people, made of the name of one place of the story, is that place."""
    places = {item.words[0]: index for index, item in reversed(list(enumerate(items)))
              if item.entity.type == "place" and len(item.words) == 1}  # fmt: skip
    for index, item in enumerate(items):
        if item.entity.type == "group" and len(item.words) == 1 and item.entity.name[:1].isupper():
            fits = [place for place in sorted(places) if of_place(item.words[0], place)]
            if len(fits) == 1:
                groups.join(places[fits[0]], index)


def of_place(word: str, place: str) -> bool:
    """Whether a folded word is a place's name or can be its adjective: its letters, but for the last, and more."""
    if len(place) < _SHORTEST_STEM:
        return word == place
    stem = place if word.startswith(place) else place[:-1]
    return word.startswith(stem) and len(word) - len(stem) <= _LONGEST_ENDING
