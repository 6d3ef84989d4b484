"""Gzip as archives use it: members one after the other, of which one may be broken and the next whole again."""

from __future__ import annotations

import io
import zlib
from typing import IO, Any

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 65536
_GZIP = 31
"""zlib's ``wbits`` for one gzip member with its header and checksum."""


class Members(io.RawIOBase):
    """The unpacked bytes of the members of a gzip file, as a raw stream.

    Where a member is broken the stream ends (a read gives nothing), ``faults`` says how, and reading on gives the bytes
    of the next member. ``ended`` is true where nothing follows. A broken member's bytes up to the break are given.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._member: Any = None
        self._packed = b""
        self._ready = b""
        self.faults: list[str] = []
        self.ended = False

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` with what comes next; 0 at the end and at a break."""
        while not self._ready and not self.ended:
            try:
                if not self._unpack(len(buffer)):
                    return 0
            except zlib.error as error:
                self._broken(str(error))
                return 0
        taken = self._ready[: len(buffer)]
        self._ready = self._ready[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _unpack(self, size: int) -> bool:
        """One step: unpacked bytes into ``_ready``; false where the packed bytes end or a member was cut off."""
        if not self._packed:
            self._packed = self._stream.read(_CHUNK)
            if not self._packed:
                self.ended = True
                if self._member is not None:
                    self.faults.append("it ends in the middle")
                return False
        if self._member is None:
            self._packed = self._packed.lstrip(b"\0")  # padding, as tapes leave it
            if not self._packed:
                return True
            self._member = zlib.decompressobj(_GZIP)
        self._ready = self._member.decompress(self._packed, max(size, 1))
        self._packed = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        if self._member.eof:
            self._member = None
        return True

    def _broken(self, reason: str) -> None:
        """Note the fault and pass on to where the next member seems to start."""
        self.faults.append(reason[:200])
        held = self._packed
        self._member = None
        at = held.find(_MAGIC, 1)
        while at < 0:
            more = self._stream.read(_CHUNK)
            if not more:
                self.ended = True
                self._packed = b""
                return
            held = held[-2:] + more
            at = held.find(_MAGIC)
        self._packed = held[at:]
