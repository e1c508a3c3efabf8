"""What the arguments of networks and measures may be: one place for commands and for Python.

The options of the command line take their ranges from :data:`LIMITS`; functions check what they are
given against the same ones. Which projection, layer, role or measure there is stands with these.
"""

from __future__ import annotations

import difflib
import inspect
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from coopgraph.errors import ParameterError
from coopgraph.messages import Message, message

__all__ = [
    "LIMITS",
    "Limit",
    "as_names",
    "check_flags",
    "check_known",
    "check_limits",
    "keyword_names",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Which numbers an argument may be.

    Attributes
    ----------
    least
        The least one.
    most
        The greatest one; None if there is no greatest.
    whole
        Whether it must be a whole number.
    above
        Whether `least` itself is out of range.
    """

    least: int
    most: int | None = None
    whole: bool = True
    above: bool = False

    def allows(self, value: object) -> bool:
        """Tell whether a value is such a number; ``nan``, truth values and texts never are.

        Examples
        --------
        >>> [Limit(least=1).allows(value) for value in (1, 0, 2.5, True, "3")]
        [True, False, False, False, False]
        """
        if isinstance(value, bool | str):
            return False
        try:
            number: Any = operator.index(value) if self.whole else float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            return False
        reached = number > self.least if self.above else number >= self.least
        return bool(
            reached and number < float("inf") and (self.most is None or number <= self.most)
        )

    def said(self) -> Message:
        """Say which numbers these are.

        Examples
        --------
        >>> print(Limit(least=1, most=50).said())
        a whole number from 1 to 50
        """
        if self.most is None:
            text = message("a whole number from {least} on", least=self.least)
        elif self.whole:
            text = message(
                "a whole number from {least} to {most}", least=self.least, most=self.most
            )
        elif self.above:
            text = message(
                "a number above {least} and up to {most}", least=self.least, most=self.most
            )
        else:
            text = message("a number from {least} to {most}", least=self.least, most=self.most)
        return text


#: What numbers may be, by the name of the argument.
LIMITS: Final[Mapping[str, Limit]] = {
    "alpha": Limit(least=0, most=1, whole=False, above=True),
    "first": Limit(least=1),
    "hops": Limit(least=0),
    "most": Limit(least=1, most=50),
    "replicates": Limit(least=20, most=100_000),
    "resolution": Limit(least=0, most=100, whole=False, above=True),
    "sample": Limit(least=1),
    "seed": Limit(least=0),
    "seeds": Limit(least=2, most=10_000),
    "share": Limit(least=0, most=1, whole=False, above=True),
    "top": Limit(least=1),
}


def check_limits(**values: object) -> None:
    """Refuse numbers that are out of range.

    Parameters
    ----------
    **values
        Numbers by the names of :data:`LIMITS`; None is what was not given, and is let pass.

    Raises
    ------
    ParameterError
        If one is out of range, or no number.

    Examples
    --------
    >>> check_limits(first=-3)
    Traceback (most recent call last):
        ...
    coopgraph.errors.ParameterError: first is a whole number from 1 on, not -3
    """
    for name, value in values.items():
        limit = LIMITS[name]
        if value is not None and not limit.allows(value):
            raise ParameterError(
                message(
                    "{name} is {range}, not {value!r}", name=name, range=limit.said(), value=value
                )
            )


def check_flags(**values: object) -> None:
    """Refuse what is neither true nor false; None is what was not given, and is let pass.

    Raises
    ------
    ParameterError
        If one is neither.

    Examples
    --------
    >>> check_flags(whole=True, largest=None)
    """
    for name, value in values.items():
        if value is not None and not isinstance(value, bool):
            raise ParameterError(
                message("{name} is True or False, not {value!r}", name=name, value=value)
            )


def as_names(name: str, value: object) -> tuple[str, ...]:
    """Return one name or several as a tuple.

    Parameters
    ----------
    name
        Name of the argument.
    value
        A text, or texts.

    Raises
    ------
    ParameterError
        If it is anything else.

    Examples
    --------
    >>> as_names("layers", "label"), as_names("layers", ["label", "team"])
    (('label',), ('label', 'team'))
    """
    if isinstance(value, str):
        return (value,)
    found = tuple(value) if isinstance(value, Iterable) else (None,)
    if not all(isinstance(one, str) for one in found):
        raise ParameterError(
            message("{name} is a name or a list of names, not {value!r}", name=name, value=value)
        )
    return found


def check_known(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Refuse arguments that do not exist: left aside, they would be taken for heeded.

    Parameters
    ----------
    what
        What was called.
    given, known
        Names of arguments.

    Raises
    ------
    ParameterError
        If one is not known; the message says which there are.

    Examples
    --------
    >>> check_known("rank", ["frist"], ["first", "seed"])
    Traceback (most recent call last):
        ...
    coopgraph.errors.ParameterError: rank has no argument 'frist'; did you mean 'first'?
    """
    names = list(known)
    for name in given:
        if name in names:
            continue
        if near := difflib.get_close_matches(name, names, n=1):
            raise ParameterError(
                message(
                    "{what} has no argument {name!r}; did you mean {near!r}?",
                    what=what,
                    name=name,
                    near=near[0],
                )
            )
        raise ParameterError(
            message(
                "{what} has no argument {name!r}; there are {all}",
                what=what,
                name=name,
                all=", ".join(names),
            )
        )


def keyword_names(function: Callable[..., Any]) -> list[str]:
    """Return the names of the options that a function takes: arguments given by name only.

    Examples
    --------
    >>> keyword_names(sorted)
    ['key', 'reverse']
    """
    parameters = inspect.signature(function).parameters.values()
    return [one.name for one in parameters if one.kind is one.KEYWORD_ONLY]
