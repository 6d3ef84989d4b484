"""Names for things outside the readout: one IRI for each account, text, passage and noun."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from urllib.parse import quote

from readout.types import Evidence, Readout

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20<>\"{}|^`\\\x7f]+")

BASE = "urn:readout:"
"""Where names begin unless a base is given: names for use inside a house, unique by story and id."""


def iri(base: str, readout: Readout, noun: str, name: str) -> str:
    """The name of one thing of a story, safe wherever an IRI may stand.

    ``noun`` is the field of the readout that holds it ("moves"), ``name`` its id there.
    """
    return f"{story_iri(base, readout)}/{noun}/{quote(name, safe='')}"


def story_iri(base: str, readout: Readout) -> str:
    """The name of the readout itself."""
    return f"{base}{quote(readout.story.id, safe='')}"


def text_iri(base: str, readout: Readout, account: str) -> str:
    """The name of an account's text: with a base on the web, the address of ``accounts/<id>.txt`` under it."""
    return f"{iri(base, readout, 'accounts', account)}.txt"


def passage_iri(base: str, readout: Readout, item: Evidence) -> str:
    """The name of a passage: the text's with a fragment that counts characters (RFC 5147, section 3)."""
    return f"{text_iri(base, readout, item.account)}#char={item.start},{item.end}"


def web_address(url: str | None) -> str | None:
    """``url`` where it is an address on the web that may stand as a name; a script or a broken line is none.

    >>> web_address("https://h.example/a?b=1"), web_address("javascript:x"), web_address("http://h.example/a b")
    ('https://h.example/a?b=1', None, None)
    """
    return url if url is not None and _ADDRESS.fullmatch(url) else None


def hash_iri(sha256: str) -> str:
    """A text named by its hash (RFC 6920).

    >>> hash_iri("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    'ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'
    """
    return "ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")
