"""The statements as a reader looks for them: by speaker, one entry for each act of speech."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

from readout.render.names import Label, squeeze
from readout.types import Readout, Statement


class Speech(Struct, frozen=True, kw_only=True):
    """One act of speech: the wording to prefer, why, and every other wording with how it departs."""

    id: str
    preferred: Statement
    why: str
    others: tuple[tuple[Statement, str], ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All the statements that report it, the preferred one first."""
        return (self.preferred, *(statement for statement, _ in self.others))


class Speaker(Struct, frozen=True, kw_only=True):
    """Who speaks, as entity ids (empty where no text says who), and what they are reported to say."""

    ids: tuple[str, ...]
    speeches: tuple[Speech, ...]
    independent: int


def _speeches(readout: Readout) -> list[Speech]:
    statements = {statement.id: statement for statement in readout.statements}
    found = []
    for utterance in readout.utterances:
        members = [statements[name] for name in utterance.statements if name in statements]
        if not members:
            continue
        preferred = statements.get(utterance.preferred, members[0])
        differences: dict[str, str] = {}
        for difference in utterance.differences:
            before = differences.get(difference.statement)
            differences[difference.statement] = f"{before}; {difference.text}" if before else difference.text
        others = tuple((member, differences.get(member.id, "")) for member in members if member.id != preferred.id)
        found.append(Speech(id=utterance.id, preferred=preferred, why=utterance.why, others=others))
    return found


def _texts(speech: Speech, labels: dict[str, Label]) -> int:
    """How many independent texts report the speech."""
    accounts = {statement.content.account for statement in speech.statements}
    return len({labels[name].lineage for name in accounts if name in labels})


def by_speaker(readout: Readout, labels: dict[str, Label]) -> tuple[Speaker, ...]:
    """The speakers, those whom most independent texts quote first, unnamed ones last; so too what each of them says."""
    grouped: dict[tuple[str, ...], list[Speech]] = {}
    for speech in _speeches(readout):
        grouped.setdefault(speech.preferred.speakers, []).append(speech)
    speakers = []
    for ids, unordered in grouped.items():
        speeches = sorted(unordered, key=lambda speech: -_texts(speech, labels))
        accounts = {statement.content.account for speech in speeches for statement in speech.statements}
        independent = len({labels[name].lineage for name in accounts if name in labels})
        speakers.append(Speaker(ids=ids, speeches=tuple(speeches), independent=independent))
    return tuple(sorted(speakers, key=lambda one: (not one.ids, -one.independent, -len(one.speeches), one.ids)))


def spoken(statement: Statement) -> str:
    """What was said, without the reporter's words between quotations: “No,” she said. “Never.” is “No,” … “Never.”"""
    content = statement.content
    pieces = [(max(0, one.start - 1 - content.start), one.end + 1 - content.start) for one in statement.quoted]
    if statement.type != "direct" or len(pieces) < 2:
        return content.quote
    shown = [content.quote[pieces[0][0] : pieces[0][1]]]
    for (_, before), (start, end) in pairwise(pieces):
        between = any(letter.isalnum() for letter in content.quote[before:start])
        shown.append(("… " if between else "") + content.quote[start:end])
    return " ".join(shown)


def introduced(statement: Statement) -> tuple[str, str]:
    """The cue and what was said, each as it is shown; the order of the text is kept where the cue ends a passive.

    Words left out between them, an addressee or a day, are marked: "told … that the port was closed".
    """
    cue, said = statement.cue, spoken(statement)
    if cue is None or not any(letter.isalnum() for letter in cue.quote):
        return ("", said)
    if statement.type == "indirect" and statement.content.end + 1 == cue.start:
        return ("", f"{said} {cue.quote}")
    apart = statement.content.start - cue.end > 2
    return (f"{cue.quote} …" if apart else cue.quote, said)


def wordings(speech: Speech) -> int:
    """How many different wordings of it the accounts carry, white space aside."""
    return len({squeeze(statement.content.quote) for statement in speech.statements})
