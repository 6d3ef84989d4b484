"""Which segments are the article's own prose: decided over the whole sequence, not line by line."""

from __future__ import annotations

from readout.extract.phrases import phrase
from readout.extract.segments import BIT, Layout, Segment

_STAY = 1.5
SENTENCE_ENDS = ".!?…\"'”’»。！？।؟"
_AROUND = sum(
    BIT[h]
    for h in ("navigation", "footer", "aside", "promo", "comment", "share", "newsletter", "widget", "biography", "form")
)


def body_flags(layout: Layout) -> list[bool]:
    """For each segment whether it is part of the article's body: the best sequence under a cost for changing."""
    scores = [_score(layout, segment) for segment in layout.segments]
    return _best_sequence(scores)


def _score(layout: Layout, segment: Segment) -> float:
    line = layout.text[segment.start : segment.end]
    size = len(line)
    ends = line[-1] in SENTENCE_ENDS
    score = -1.5
    if size >= 140:
        score = 3.0 if ends else 1.5
    elif size >= 70:
        score = 2.0 if ends else 0.0
    elif size >= 30:
        score = 1.0 if ends else -1.0
    if phrase(line):
        score -= 4.0
    if layout.marked_up:
        score -= 3.0 * segment.link
        if segment.hints & _AROUND:
            score -= 2.0
        if segment.hints & BIT["body"]:
            score += 1.5
        if segment.tag == "p":
            score += 0.5
        if segment.hints & (BIT["caption"] | BIT["credit"]):
            score -= 4.0
    return score


def _best_sequence(scores: list[float]) -> list[bool]:
    """The labels that maximise the sum of the scores of what is body, less a cost for each change (Viterbi, 1967)."""
    inside, outside = -_STAY, 0.0
    back: list[tuple[bool, bool]] = []
    for score in scores:
        from_inside, from_outside = inside - _STAY, outside - _STAY
        back.append((inside >= from_outside, from_inside > outside))
        inside, outside = max(inside, from_outside) + score, max(outside, from_inside)
    labels: list[bool] = []
    current = inside > outside
    for stay_inside, came_from_inside in reversed(back):
        labels.append(current)
        current = stay_inside if current else came_from_inside
    return labels[::-1]
