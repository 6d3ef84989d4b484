"""When a line of a readout counts as right, noun by noun.

==================  ======================================================================================
evidence            every quotation of the readout stands at its offsets (share)
stories             accounts in the event's largest story (share)
body lines          a line whose larger part the readout labels ``body``, against the gold's label
line roles          the same for every role the gold gives; where it accepts several, any of them (share)
published           the exact day; no day is missing, another day is wrong
rejected dates      the misleading date's words on the page
titles ...          the same string, apart from white space and the shape of quotation marks
phase               before, during or after, as accepted by the gold (share)
lineages            pairs of accounts that are put into one lineage
lineage partition   events whose lineages are exactly right (share)
relations           the pair, and how its texts are related
entities            a common name, best by the full name; ``type`` and ``role`` are shares of right ones
statements          same account, IoU of the contents >= .5; ``who`` means by the right speaker too. A bargaining
                    act that is gold as a move ("refused the offer") may be given as its actor's statement as well;
                    ``cue`` is the share of right cues
utterances          pairs of statements said to be one utterance
timeline            evidence of the same words and the same day, month or interval (a clock time is cut off;
                    where the gold's time is derived, the minute counts). A dated move may stand there too;
                    ``words`` leaves the date open, ``status`` is the share of right ones
moves               kind, an actor and the words in one account at least; ``kind`` leaves the actor open;
                    ``target`` and ``date`` count those of matched moves, ``status`` is a share
answers             pairs of a move and the move it answers
facts               the same words in two lineages at least; ``count`` is the share of right independent counts.
                    Only what two lineages carry is gold: what the copies of one repeat is not looked at
discrepancies       two sides of the one are two sides of the other; ``typed``: about and relation right too
contradictions      of these, the ones with the relation ``contradicts``
traps               pairs of passages that are no discrepancy: the share that none is made of
omissions           kind and words; recall only, since the gold is a selection
==================  ======================================================================================

Two pieces of evidence mean the same words where they share half of the shorter one.
"""

from __future__ import annotations

from bench import answer_nouns, page_nouns
from bench.gold import Gold
from bench.matching import Count
from bench.view import Answer, View


def score(gold: Gold, answer: Answer) -> dict[str, Count]:
    """The counts of every noun, in the order of the table above."""
    view = View(gold, answer)
    return {
        **page_nouns.whole(view),
        **page_nouns.accounts(view),
        **page_nouns.lineages(view),
        **page_nouns.entities(view),
        **answer_nouns.statements(view),
        **answer_nouns.timeline(view),
        **answer_nouns.moves(view),
        **answer_nouns.facts(view),
        **answer_nouns.discrepancies(view),
        **answer_nouns.omissions(view),
    }
