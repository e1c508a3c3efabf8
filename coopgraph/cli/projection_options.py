"""The options that choose a projection, for all commands that measure or print one."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from coopgraph.cli.choices import Choice
from coopgraph.projection.catalogue import ALPHA, PROJECTIONS
from coopgraph.projection.incidence import LAYERS
from coopgraph.projection.limits import LIMITS
from coopgraph.projection.networks import ROLES

if TYPE_CHECKING:
    from coopgraph.landscape import Landscape
    from coopgraph.projection.networks import Network

__all__ = ["AskedProjection", "layer_option", "limited", "projection_options", "role_option"]

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class AskedProjection:
    """The projection that a command line asks for.

    Attributes
    ----------
    name
        Its name; empty where the command has no ``--projection``.
    choices
        What was chosen, by the names of :class:`~coopgraph.projection.catalogue.Choices`; what the
        user left open is not there.
    """

    name: str
    choices: Mapping[str, Any]

    @property
    def needs_focus(self) -> bool:
        """Whether the network depends on who is in focus."""
        return not (self.choices.get("whole") and self.choices.get("with_focus"))

    def network(self, landscape: Landscape, name: str | None = None) -> Network:
        """Make the network.

        Parameters
        ----------
        landscape
            The loaded landscape.
        name
            Name of a projection instead of :attr:`name`.

        Returns
        -------
        Network

        Raises
        ------
        ProjectionError
            If a choice does not apply to the projection.
        """
        return landscape.network(name or self.name, **self.choices)


class _Numbers(click.FloatRange):
    """A range that does not hold ``nan``, which lies neither below nor above its ends."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number, or refuse it."""
        if str(value).strip().lower().lstrip("+-") == "nan":
            value = "inf"  # beyond the range, and said to be so
        return float(super().convert(value, param, ctx))


def limited(name: str) -> click.IntRange | click.FloatRange:
    """Return the type of an option whose numbers are those that functions take, too.

    Parameters
    ----------
    name
        Name of the argument in :data:`~coopgraph.projection.limits.LIMITS`.
    """
    limit = LIMITS[name]
    if limit.whole:
        return click.IntRange(limit.least, limit.most, min_open=limit.above)
    return _Numbers(limit.least, limit.most, min_open=limit.above)


def layer_option(
    help_: str, names: Iterable[str] = LAYERS, *, default: tuple[str, ...] = ()
) -> Callable[[F], F]:
    """Add ``--layer``, which the command receives as ``layers``.

    Parameters
    ----------
    help_
        What it does.
    names
        Layers that can be chosen.
    default
        Layers that are taken otherwise, and shown in the help.
    """
    return _several("--layer", "layers", names, help_, default)


def role_option(help_: str, *, default: tuple[str, ...] = ()) -> Callable[[F], F]:
    """Add ``--role``, which the command receives as ``roles``.

    Parameters
    ----------
    help_
        What it does.
    default
        Roles that are taken otherwise, and shown in the help.
    """
    return _several("--role", "roles", ROLES, help_, default)


def _several(
    option: str, argument: str, names: Iterable[str], help_: str, default: tuple[str, ...]
) -> Callable[[F], F]:
    return click.option(
        option,
        argument,
        type=Choice(list(names)),
        multiple=True,
        default=default or None,
        show_default=bool(default),
        help=help_,
    )


def projection_options(default: str | None = "partners") -> Callable[[F], F]:
    """Add ``--projection`` and the options of its choices.

    The command receives them as one :class:`AskedProjection` in its argument ``projection``.

    Parameters
    ----------
    default
        Projection that is taken unless another is asked for; ``None`` for no ``--projection``,
        where the command learns the name otherwise.
    """

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def wrapper(
            *args: Any,
            layers: tuple[str, ...],
            roles: tuple[str, ...],
            whole: bool,
            with_focus: bool,
            alpha: float | None,
            projection: str = "",
            **kwargs: Any,
        ) -> Any:
            choices: dict[str, Any] = {"whole": whole, "with_focus": with_focus}
            choices |= {"layers": layers} if layers else {}
            choices |= {"roles": roles} if roles else {}
            choices |= {} if alpha is None else {"alpha": alpha}
            return function(*args, projection=AskedProjection(projection, choices), **kwargs)

        options = [
            layer_option("Nature of what is shared; repeatable. Default: that of the projection."),
            role_option("Role of a body in a structure; repeatable. Default: supervising."),
            click.option(
                "--whole",
                is_flag=True,
                help="Take all that is known, not only where the organisation in focus takes part.",
            ),
            click.option(
                "--with-focus",
                is_flag=True,
                help="Keep the organisation in focus among the bodies.",
            ),
            click.option(
                "--alpha",
                type=limited("alpha"),
                metavar="RATE",
                help="Share of false edges that the validated projection may keep. "
                f"Default: {ALPHA}.",
            ),
        ]
        if default is not None:
            options.insert(
                0,
                click.option(
                    "--projection",
                    type=Choice(list(PROJECTIONS)),
                    default=default,
                    show_default=True,
                    help="Network that is measured; coopgraph projections lists them.",
                ),
            )
        for option in reversed(options):
            option(wrapper)
        return wrapper  # type: ignore[return-value]

    return decorate
