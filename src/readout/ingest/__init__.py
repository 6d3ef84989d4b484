"""From inputs to pages.

``records`` opens files, directories, globs, object stores and standard input and yields what they hold; ``distinct``
gives every page an id of its own. ``sources`` and ``from_source`` are the two steps of ``records``.
"""

from readout.ingest.identity import distinct
from readout.ingest.reading import from_source, records
from readout.ingest.sources import Source, sources, state

__all__ = ["Source", "distinct", "from_source", "records", "sources", "state"]
