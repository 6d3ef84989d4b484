"""What ninjs 3.3 says of the properties that an export uses, written from the schema that IPTC publishes.

``http://www.iptc.org/std/ninjs/ninjs-schema_3.3.json``, IPTC, CC BY 4.0. The names, types, required properties and
closed lists are the published ones; properties that the export never writes are left out, so that one is an error here.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
URI: Schema = {"type": "string", "format": "uri"}
WHOLE: Schema = {"type": "integer"}
DATE_TIME: Schema = {"type": "string", "format": "date-time"}
TRUNCATED: Schema = {
    "type": "string",
    "pattern": r"^(-?(?:[1-9][0-9]*)?[0-9]{4})(-(1[0-2]|0[1-9])(-(3[01]|0[1-9]|[12][0-9])"
    r"(T(2[0-3]|[01][0-9]):([0-5][0-9]):([0-5][0-9])(\.[0-9]+)?(Z|[+-](?:2[0-3]|[01][0-9]):[0-5][0-9])?)?)?)?$",
}


def _object(required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": properties}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_NAMED = _array(_object(name=TEXT, rel=TEXT, uri=URI, literal=TEXT))
_ITEM: Schema = {
    "uri": URI,
    "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"]},
    "representationType": {"enum": ["full", "partial"]},
    "profile": TEXT,
    "versionCreated": DATE_TIME,
    "edNote": TEXT,
    "language": TEXT,
    "title": TEXT,
    "by": TEXT,
    "located": TEXT,
    "headlines": _array(_object(("value",), role=TEXT, contentType=TEXT, value=TEXT)),
    "descriptions": _array(_object(("value",), role=TEXT, contentType=TEXT, value=TEXT)),
    "bodies": _array(
        _object(("value",), role=TEXT, contentType=TEXT, charCount=WHOLE, wordCount=WHOLE, value=TEXT),
    ),
    "people": _NAMED,
    "organisations": _NAMED,
    "places": _NAMED,
    "infoSources": _array(_object(name=TEXT, role=TEXT, uri=URI, literal=TEXT)),
    "renditions": _array(_object(("name",), name=TEXT, href=URI, contentType=TEXT, sizeInBytes=WHOLE)),
    "altIds": _array(_object(role=TEXT, value=TEXT)),
    "standard": _object(name=TEXT, version=TEXT, schema=URI),
    "eventDetails": _object(
        dates={
            **_object(startDate=DATE_TIME, endDate=DATE_TIME, expectedStartDate=TRUNCATED, expectedEndDate=TRUNCATED),
            "oneOf": [{"required": ["startDate"]}, {"required": ["expectedStartDate"]}],
        }
    ),
}
SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(("uri",), **_ITEM, associations=_array(_object(("uri", "name"), **_ITEM, name=TEXT, rel=TEXT))),
}
