"""Frozen values as Arrow tables and back: a column for each field, structs and lists as they are nested."""

from __future__ import annotations

import types
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from readout.engine.places import arrow

if TYPE_CHECKING:
    import pyarrow

Kind = TypeVar("Kind", bound=Struct)


def schema(kind: type[Struct], without: Sequence[str] = ()) -> pyarrow.Schema:
    """The columns of a kind of value, all but those named."""
    hints = get_type_hints(kind)
    made = arrow()
    return made.schema([made.field(name, _type(hints[name])) for name in kind.__struct_fields__ if name not in without])


def table(values: Iterable[Struct], columns: pyarrow.Schema) -> pyarrow.Table:
    """A row for each value, with the columns asked for."""
    return arrow().Table.from_pylist([msgspec.to_builtins(value) for value in values], schema=columns)


def _type(hint: Any) -> Any:
    made = arrow()
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _type(next(option for option in get_args(hint) if option is not types.NoneType))
    if origin is Literal:
        return made.string()
    if origin is tuple:
        return made.list_(_type(get_args(hint)[0]))
    if isinstance(hint, type) and issubclass(hint, Struct):
        return made.struct([made.field(name, _type(inner)) for name, inner in get_type_hints(hint).items()])
    return {str: made.string(), int: made.int64(), float: made.float64(), bool: made.bool_()}[hint]
