"""Looking up who or what a stretch of text speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from readout.types import Mention, Span


def mention_at(mentions: Sequence[Mention], span: Span) -> Mention | None:
    """The mention that ``span`` is about: the one with the same words, else the one that heads it.

    Inside a longer span the head is the largest mention; of mentions side by side ("her deputy, Ilse Marn") the
    person wins over other kinds, then the last, for what stands before a head describes it. A span that lies inside
    a mention takes the smallest such mention. ``None`` where no mention touches the span.
    """
    near = [mention for mention in mentions if mention.span[0] < span[1] and span[0] < mention.span[1]]
    exact = [mention for mention in near if mention.span == span]
    if exact:
        return exact[0]
    around = [m for m in near if m.span[0] <= span[0] and span[1] <= m.span[1]]
    if around:
        return min(around, key=lambda m: (m.span[1] - m.span[0], m.span))
    within = [m for m in near if span[0] <= m.span[0] and m.span[1] <= span[1]] or near
    outer = [m for m in within if not any(o is not m and _holds(o, m) for o in within)]
    return max(outer, key=_headedness, default=None)


def entity_at(mentions: Sequence[Mention], span: Span) -> str | None:
    """The entity that ``span`` is about, as :func:`mention_at` finds it; ``None`` where it is not known."""
    mention = mention_at(mentions, span)
    return mention.entity if mention else None


def _holds(outer: Mention, inner: Mention) -> bool:
    return outer.span != inner.span and outer.span[0] <= inner.span[0] and inner.span[1] <= outer.span[1]


def _headedness(mention: Mention) -> tuple[int, int, int]:
    kind = {"person": 2, "organisation": 1, "place": 1}.get(mention.type, 0)
    return kind, -mention.span[0] if kind < 2 else 0, mention.span[1] - mention.span[0]
