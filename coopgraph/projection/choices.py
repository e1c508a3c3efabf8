"""What a reader chooses of a projection, and what is said of these choices with every result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from coopgraph.errors import ProjectionError
from coopgraph.messages import Message, counted, message
from coopgraph.projection.limits import as_names, check_flags, check_limits
from coopgraph.projection.networks import ROLES, Declaration, Tie

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "ALPHA",
    "Choices",
    "name_of",
    "not_here",
    "not_taken",
    "of_roles",
    "refuse_idle",
    "said_choices",
    "undated_ties",
]

#: Share of false edges among those kept that a validated projection allows, unless told otherwise.
ALPHA: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a reader chooses of a projection.

    Attributes
    ----------
    layers
        Names of layers; see :data:`~coopgraph.projection.incidence.LAYERS`. If empty, those that
        the projection declares.
    roles
        Words for roles in structures; see :data:`~coopgraph.projection.networks.ROLES`. If empty,
        ``supervising``.
    whole
        Take all collectives; else only those in which the organisation in focus takes part.
    with_focus
        Keep the organisation in focus among the bodies. It takes part in all of its own
        structures, so that every path would lead through it.
    alpha
        Share of false edges among those kept that the validated projection allows.

    Raises
    ------
    ParameterError
        If a choice is of a wrong kind or out of range.

    Examples
    --------
    >>> Choices(layers="label").layers
    ('label',)
    """

    layers: tuple[str, ...] = ()
    roles: tuple[str, ...] = ("supervising",)
    whole: bool = False
    with_focus: bool = False
    alpha: float = ALPHA

    def __post_init__(self) -> None:
        """Take one name for several, and refuse what no choice can be."""
        check_limits(alpha=self.alpha)
        check_flags(whole=self.whole, with_focus=self.with_focus)
        object.__setattr__(self, "layers", as_names("layers", self.layers))
        object.__setattr__(self, "roles", as_names("roles", self.roles) or ("supervising",))


def refuse_idle(declaration: Declaration, chosen: Choices) -> None:
    """Refuse a choice that changes nothing here: its user would read the result as if it had."""
    idle = [
        field.name
        for field in fields(chosen)
        if getattr(chosen, field.name) != field.default and field.name not in declaration.choices
    ]
    if idle:
        raise ProjectionError(
            message(
                "the projection {name} has no choice of {idle}",
                name=declaration.name,
                idle=", ".join(idle),
            )
        )


def name_of(landscape: nx.MultiDiGraph[str], iri: str) -> str:
    """Return the acronym of a node, or its name."""
    return str(landscape.nodes[iri]["acronym"] or landscape.nodes[iri]["label_fr"])


def said_choices(
    chosen: Choices, declaration: Declaration, landscape: nx.MultiDiGraph[str], home: str
) -> dict[str, str]:
    """Return the choices that the projection has, as they are said."""
    whole = chosen.whole or home not in landscape
    said = {
        "layers": ("layers", ",".join(chosen.layers)),
        "roles": ("roles", ",".join(chosen.roles)),
        "whole": ("structures-of", "*" if whole else name_of(landscape, home)),
        "with_focus": ("with-focus", "yes" if chosen.with_focus else "no"),
        "alpha": ("alpha", str(chosen.alpha)),
    }
    return {name: value for choice, (name, value) in said.items() if choice in declaration.choices}


def not_taken(
    every: Iterable[Tie], ties: Iterable[Tie], landscape: nx.MultiDiGraph[str], home: str
) -> tuple[Message, ...]:
    """Say how many collectives the population leaves out."""
    gone = {tie.collective for tie in every} - {tie.collective for tie in ties}
    if not gone:
        return ()
    return (
        counted(
            "Not taken: {n} collective in which {name} is not said to take part in a chosen role "
            "(take it: --whole).",
            "Not taken: {n} collectives in which {name} is not said to take part in a chosen role "
            "(take them: --whole).",
            n=len(gone),
            name=name_of(landscape, home),
        ),
    )


def not_here(
    landscape: nx.MultiDiGraph[str], elsewhere: Iterable[str], *, day_told: bool = False
) -> tuple[Message, ...]:
    """Say why a network may be blank: which layers are not, and what the day left out."""
    said: list[Message] = []
    over, coming = (int(landscape.graph.get(n, 0)) for n in ("over", "coming"))
    if not day_told and (over or coming):
        said.append(
            message(
                "No ties on {day}. Nodes and edges of the whole landscape that had ended by then: "
                "{over}; that had not begun: {coming} (another day: --as-of).",
                day=landscape.graph["as_of"],
                over=over,
                coming=coming,
            )
        )
    if layers := ", ".join(elsewhere):
        said.append(message("Memberships are in other layers: {layers} (--layer).", layers=layers))
    return tuple(said)


def of_roles(chosen: Choices, ties: Iterable[Tie]) -> tuple[Message, ...]:
    """Say which chosen roles nobody has, and what one of them does not say."""
    found = {tie.role for tie in ties}
    nobody = [role for role in chosen.roles if not found.intersection(ROLES[role])]
    said = []
    if nobody and nobody != ["supervising"]:
        said.append(message("No membership has the role: {roles}.", roles=", ".join(nobody)))
    if "registered-parent" in chosen.roles and "registered-parent" not in nobody:
        said.append(
            message(
                "Taken with registered-parent: bodies that a register relates to a structure "
                "without a legal role; no source says that they cooperate in it."
            )
        )
    return tuple(said)


def undated_ties(ties: Sequence[Tie]) -> tuple[Message, ...]:
    """Say how many statements are kept on every day for want of a date."""
    undated = sum(1 for tie in ties if tie.start is None and tie.end is None)
    if not undated:
        return ()
    return (
        message(
            "Without any date, hence kept on every day: {undated} of {all}.",
            undated=counted("{n} statement", "{n} statements", n=undated),
            all=len(ties),
        ),
    )
