"""JSON-LD read by rdflib, offline: the contexts that the documents name are written out here from the vocabularies."""

from __future__ import annotations

import json
from typing import Any

from rdflib import Graph

_OA = "http://www.w3.org/ns/oa#"


def _oa(*names: str) -> dict[str, str]:
    return {name: f"{_OA}{name}" for name in names}


def _link(iri: str) -> dict[str, str]:
    return {"@id": iri, "@type": "@id"}


CONTEXTS: dict[str, Any] = {
    "https://schema.org": {"@vocab": "https://schema.org/", "url": _link("https://schema.org/url")},
    "http://www.w3.org/ns/anno.jsonld": {
        "id": "@id",
        "type": "@type",
        **_oa("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "TextualBody"),
        **_oa("exact", "prefix", "suffix"),
        "AnnotationCollection": "https://www.w3.org/ns/activitystreams#OrderedCollection",
        "AnnotationPage": "https://www.w3.org/ns/activitystreams#OrderedCollectionPage",
        "Text": "http://purl.org/dc/dcmitype/Text",
        "target": _link(f"{_OA}hasTarget"),
        "body": _link(f"{_OA}hasBody"),
        "source": _link(f"{_OA}hasSource"),
        "selector": _link(f"{_OA}hasSelector"),
        "scope": _link(f"{_OA}hasScope"),
        "motivation": {"@id": f"{_OA}motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": f"{_OA}hasPurpose", "@type": "@vocab"},
        **_oa("describing", "tagging", "linking", "identifying", "assessing"),
        "start": {"@id": f"{_OA}start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
        "end": {"@id": f"{_OA}end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
        "format": "http://purl.org/dc/elements/1.1/format",
        "language": "http://purl.org/dc/elements/1.1/language",
        "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@type": "@id", "@container": "@list"},
        "first": _link("https://www.w3.org/ns/activitystreams#first"),
        "last": _link("https://www.w3.org/ns/activitystreams#last"),
        "next": _link("https://www.w3.org/ns/activitystreams#next"),
        "partOf": _link("https://www.w3.org/ns/activitystreams#partOf"),
        "startIndex": "https://www.w3.org/ns/activitystreams#startIndex",
        "total": "https://www.w3.org/ns/activitystreams#totalItems",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
    },
}


def graph(data: bytes) -> Graph:
    """The triples of a JSON-LD document whose context is known here."""
    document = json.loads(data)
    named = document["@context"]
    document["@context"] = [CONTEXTS.get(one, one) if isinstance(one, str) else one for one in _listed(named)]
    return Graph().parse(data=json.dumps(document), format="json-ld")


def _listed(context: Any) -> list[Any]:
    return context if isinstance(context, list) else [context]
