"""Who said what: by speaker, the wording to prefer first, and how the others depart from it."""

from __future__ import annotations

from rich.text import Text

from readout.render.dates import human
from readout.render.names import joined, role_of, squeeze
from readout.render.speeches import Speech, by_speaker, introduced, wordings
from readout.render.terminal.layout import Screen, count, heading, keys, more, put, quoted, row, safe
from readout.types import Readout

_SPEAKERS = 8
_PER_SPEAKER = 3
_QUOTE = 150


def statements(on: Screen, readout: Readout) -> None:
    """What each speaker is reported to have said; a summary gives the foremost speakers and sayings."""
    heading(on, "Statements", "who said what, most widely reported first")
    if not readout.statements:
        put(on, Text("No statement was found."))
        return
    roles = {entity.id: role_of(entity) for entity in readout.entities}
    speakers = by_speaker(readout, on.known)
    few = _SPEAKERS if on.brief else len(speakers)
    for speaker in speakers[:few]:
        who = joined(on.names.get(name, name) for name in speaker.ids) or "Speaker not named"
        role = roles.get(speaker.ids[0]) if len(speaker.ids) == 1 else None
        put(on, Text.assemble(safe(who, style="bold"), safe(f", {role}" if role else "", style="dim")))
        shown = speaker.speeches[: _PER_SPEAKER if on.brief else len(speaker.speeches)]
        for speech in shown:
            _speech(on, speech)
        if len(speaker.speeches) > len(shown):
            put(on, Text(f"and {len(speaker.speeches) - len(shown)} more", style="dim"), indent=3)
    if len(speakers) > few:
        more(on, count(len(speakers) - few, "more speaker"), "statements")


def _speech(on: Screen, speech: Speech) -> None:
    evidence = [statement.content for statement in speech.statements]
    cue, said = introduced(speech.preferred)
    line = safe(cue, 40, "dim").append(" " if cue else "")
    line.append_text(safe(said, _QUOTE if on.brief else 0))
    if not on.brief:
        notes = [human(speech.preferred.said)] if speech.preferred.said else []
        notes += [flag.replace("-", " ") for flag in speech.preferred.flags]
        line.append(f"  {' · '.join(notes)}" if notes else "", style="dim")
    row(on, [(1, Text())], line, keys(evidence, on))
    if not on.brief and wordings(speech) > 1:
        said_already = squeeze(speech.preferred.content.quote)
        for other, difference in speech.others:
            if squeeze(other.content.quote) == said_already:
                continue
            wording = Text("also: ", style="dim").append_text(safe(other.content.quote, style="not dim"))
            wording.append(f"  {squeeze(difference)}" if difference else "", style="dim")
            row(on, [(4, Text())], wording, keys([other.content], on))
    quoted(on, evidence, 6)
