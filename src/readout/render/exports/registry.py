"""The registry: one file for each format, listed here and nowhere else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from readout.errors import UsageError
from readout.render.evidence import check_readout
from readout.render.exports.csv_tables import FORMAT as CSV
from readout.render.exports.follow_the_money import FORMAT as FOLLOW_THE_MONEY
from readout.render.exports.formats import Answer, Files, Format
from readout.render.exports.icalendar import FORMAT as ICALENDAR
from readout.render.exports.names import BASE
from readout.render.exports.ninjs import FORMAT as NINJS
from readout.render.exports.parquet import FORMAT as PARQUET
from readout.render.exports.polecat import FORMAT as POLECAT
from readout.render.exports.prov import FORMAT as PROV
from readout.render.exports.schema_org import FORMAT as SCHEMA_ORG
from readout.render.exports.web_annotation import FORMAT as WEB_ANNOTATION
from readout.types import Readout

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (POLECAT, SCHEMA_ORG, WEB_ANNOTATION, PROV, NINJS, FOLLOW_THE_MONEY, ICALENDAR, CSV, PARQUET)
}
"""Every export format, by the name that ``readout export --to`` takes."""
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x20<>\"{}|^`\\\x7f]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip archive can name


def export(
    readouts: Sequence[Readout] | Readout, name: str, texts: Mapping[str, str], base: str = BASE
) -> bytes | Files:
    """The readouts in the format ``name``: bytes, or the bytes of each file by its name.

    ``texts`` maps account ids to texts, as :func:`readout.run` gives them. ``base`` begins every name (IRI) that the
    format gives to things. Raises :class:`readout.errors.UsageError` for a format that is not known or whose library
    is not installed, and :class:`readout.errors.EvidenceError` where a quotation is not in ``texts``. The same
    readouts give the same bytes.
    """
    if name not in FORMATS:
        raise UsageError(f"no export format {name!r}; there are {', '.join(FORMATS)}")
    if not _BASE.fullmatch(base):
        raise UsageError(f"{base!r} cannot begin an IRI; give one such as https://desk.example/readouts/")
    given = (readouts,) if isinstance(readouts, Readout) else readouts
    for one in given:
        check_readout(one, texts)
    return FORMATS[name].write([Answer(readout=one, texts=texts) for one in given], base)


def archive(files: Files) -> bytes:
    """The files as one zip archive; the same files give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()
