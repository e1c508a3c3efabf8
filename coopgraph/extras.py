"""Libraries that may be missing: one message for all of them, which says what to install."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from coopgraph.errors import MissingExtra
from coopgraph.messages import message

__all__ = ["is_own", "missing", "needing", "require"]

#: What is installed under another name than it is imported.
_DISTRIBUTIONS: Final = {
    "PIL": "pillow",
    "docx": "python-docx",
    "graspologic_native": "graspologic-native",
    "yaml": "pyyaml",
}


def is_own(error: ImportError) -> bool:
    """Tell whether an import failed by a fault of this package, which nobody can install.

    Examples
    --------
    >>> is_own(ModuleNotFoundError(name="coopgraph.none")), is_own(ModuleNotFoundError(name="docx"))
    (True, False)
    """
    return (error.name or "coopgraph").partition(".")[0] == "coopgraph"


def missing(error: ImportError, *, extra: str = "") -> MissingExtra:
    """Return what to tell of a library that could not be imported.

    Parameters
    ----------
    error
        What Python said.
    extra
        The extra of this package to which the library belongs; empty for one that always comes
        along.

    Returns
    -------
    MissingExtra

    Examples
    --------
    >>> str(missing(ModuleNotFoundError(name="docx.oxml"), extra="report"))
    "python-docx is needed and not installed; pip install 'coopgraph[report]'"
    """
    module = (error.name or "").partition(".")[0]
    package = _DISTRIBUTIONS.get(module, module)
    wanted = f"'coopgraph[{extra}]'" if extra else "coopgraph"
    if isinstance(error, ModuleNotFoundError):
        return MissingExtra(
            message(
                "{package} is needed and not installed; pip install {wanted}",
                package=package,
                wanted=wanted,
            )
        )
    return MissingExtra(
        message(
            "{package} is installed and cannot be loaded: {reason}; "
            "pip install --force-reinstall {wanted}",
            package=package,
            reason=error.msg,
            wanted=wanted,
        )
    )


@contextmanager
def needing(extra: str = "") -> Iterator[None]:
    """Tell, if an import inside fails, what to install.

    Parameters
    ----------
    extra
        As for :func:`missing`.

    Raises
    ------
    MissingExtra
        If a library is missing or broken.

    Examples
    --------
    >>> with needing("plot"):
    ...     import json
    """
    try:
        yield
    except MissingExtra:
        raise
    except ImportError as error:
        if is_own(error):
            raise
        raise missing(error, extra=extra) from error


def require(*modules: str, extra: str = "") -> None:
    """Refuse to begin if a library will be missing in the end.

    Parameters
    ----------
    modules
        Names of modules, as they are imported.
    extra
        As for :func:`missing`.

    Raises
    ------
    MissingExtra
        For the first that is not installed.

    Examples
    --------
    >>> require("json", "csv", extra="plot")
    """
    for module in modules:
        if importlib.util.find_spec(module) is None:
            raise missing(ModuleNotFoundError(name=module), extra=extra)
