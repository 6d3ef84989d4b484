"""From bytes to characters: by the declared charset, then by the bytes themselves."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s{0,4}=\s{0,4}["']?\s{0,4}([A-Za-z0-9_:.+-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s{0,64}<\?xml[^>]{0,200}?encoding\s{0,4}=\s{0,4}["']([A-Za-z0-9_:.+-]{2,40})""", re.IGNORECASE)
_SINGLE = frozenset({"iso8859-1", "ascii", "latin-1"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE = 1 << 16


class Decoded(Struct, frozen=True, kw_only=True):
    """Characters, the charset they were read by, and how many of the input's characters were lost."""

    text: str
    charset: str
    lost: int = 0


def decode(data: bytes) -> Decoded:
    r"""``data`` as text: by its byte order mark, else by what an HTML or XML head declares, else by its bytes.

    A declared single-byte charset is not believed where the bytes are valid UTF-8 beyond ASCII, and
    ``iso-8859-1`` means ``windows-1252``, as it does to browsers. What no charset explains without loss is
    decoded with U+FFFD for the loss, which is counted.

    >>> decode(b"caf\xe9").text, decode("café".encode()).charset
    ('café', 'utf-8')
    """
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return _lossy(data[len(mark) :], charset)
    wide = _wide(data)
    if wide is not None:
        return _lossy(data, wide)
    try:
        return Decoded(text=data.decode("utf-8"), charset="utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(data[:_HEAD])
    if declared is not None and declared != "utf-8":
        strict = _strict(data, declared)
        if strict is not None:
            return strict
    as_utf8 = _lossy(data, "utf-8")
    valid = sum(1 for character in as_utf8.text[: _SAMPLE * 4] if ord(character) > 0x7F and character != "�")
    if declared == "utf-8" or valid > as_utf8.lost:
        return as_utf8
    guess = _guess(data)
    return _strict(data, guess) or _lossy(data, guess)


def without_surrogates(text: str) -> tuple[str, int]:
    r"""``text`` with every unpaired surrogate as U+FFFD, and how many there were.

    >>> without_surrogates("a\ud800b")
    ('a�b', 1)
    """
    return _SURROGATE.subn("�", text)


def newlines(text: str) -> str:
    r"""``text`` with ``\r\n`` and ``\r`` as ``\n``; nothing else changes."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _declared(head: bytes) -> str | None:
    found = _XML.search(head) or _META.search(head)
    if found is None:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return None
    if name.startswith("utf-16") or name.startswith("utf-32"):  # the head was readable as bytes: it is not that
        return "utf-8"
    return "cp1252" if name in _SINGLE else name


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, told by the zero bytes of its ASCII characters standing on one side."""
    sample = data[:_HEAD]
    if b"\0" not in sample or len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _strict(data: bytes, charset: str) -> Decoded | None:
    try:
        return Decoded(text=data.decode(charset), charset=charset)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _lossy(data: bytes, charset: str) -> Decoded:
    strict = _strict(data, charset)
    if strict is not None:
        return strict
    before = data.count("�".encode(charset, "ignore") or b"\xef\xbf\xbd")
    text = data.decode(charset, "replace")
    return Decoded(text=text, charset=charset, lost=max(1, text.count("�") - before))


def _guess(data: bytes) -> str:
    """A legacy charset for bytes that are not UTF-8, by what their high bytes look like."""
    sample = data[:_SAMPLE]
    high = [byte for byte in sample if byte > 0x7F]
    letters = sum(1 for byte in sample if 0x41 <= byte <= 0x5A or 0x61 <= byte <= 0x7A)
    if len(high) > letters * 0.5:
        for charset in ("shift_jis", "euc_jp", "gb18030", "euc_kr", "big5"):
            strict = _strict(data, charset)
            if strict is not None and _common(strict.text[:2000]) > 0.8:
                return charset
        if sum(1 for byte in high if byte >= 0xC0) > len(high) * 0.8:
            return "cp1251"
    return "cp1252"


def _common(text: str) -> float:
    """The share of kana, hangul and the usual ideographs among the characters beyond ASCII."""
    beyond = [ord(c) for c in text if ord(c) > 0x7F]
    usual = sum(
        1 for c in beyond if 0x3000 <= c <= 0x30FF or 0x4E00 <= c <= 0x9FA5 or 0xAC00 <= c <= 0xD7A3 or c >= 0xFF00
    )
    return usual / len(beyond) if beyond else 0.0
