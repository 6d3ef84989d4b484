"""Readout -> bytes that other programs read: one file for each format, all listed in ``registry``."""

from readout.render.exports.bulk_tables import bulk_tables, bulk_threads
from readout.render.exports.columns import tables
from readout.render.exports.formats import Answer, Files, Format
from readout.render.exports.names import BASE
from readout.render.exports.registry import FORMATS, archive, export

__all__ = ["BASE", "FORMATS", "Answer", "Files", "Format", "archive", "bulk_tables", "bulk_threads", "export", "tables"]
