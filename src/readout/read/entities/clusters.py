"""What one entity of an account is called, and the words that point to it, while both are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from readout.read.entities.names import Name
from readout.read.entities.roles import Role
from readout.types import EntityType, Span


@dataclass(eq=False)
class Cluster:
    """One entity: ``members`` name it, ``pointers`` are pronouns and nominals that take it up.

    ``name`` is given where the entity is known by a fixed name; ``state`` says that it is a state or a union of states,
    ``body`` that it is a body of the state ``of``, whose pointers name it, ``unnamed`` that it is someone of whom only
    the office is told. ``gender`` is "m", "f" or unknown.
    """

    type: EntityType
    name: str | None = None
    state: bool = False
    gender: str | None = None
    of: str | None = None
    body: bool = False
    unnamed: bool = False
    members: list[Name] = field(default_factory=list)
    pointers: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    role_at: dict[Span, Span] = field(default_factory=dict)
