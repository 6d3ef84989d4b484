"""From inputs to pages.

``records`` opens files, directories, globs and standard input and yields what they hold; ``distinct`` gives every
page an id of its own.
"""

from readout.ingest.identity import distinct
from readout.ingest.reading import records

__all__ = ["distinct", "records"]
