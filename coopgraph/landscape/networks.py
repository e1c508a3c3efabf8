"""Networks of a landscape: made by a declared projection, and rendered as files."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopgraph.landscape.picture import Picture

if TYPE_CHECKING:
    from coopgraph.projection.choices import Choices
    from coopgraph.projection.networks import Network

__all__ = ["Networks"]


class Networks(Picture):
    """Methods of a landscape that make networks."""

    def network(self, projection: str = "partners", **choices: Any) -> Network:
        """Make a network to measure; see :mod:`coopgraph.projection.catalogue`.

        Parameters
        ----------
        projection
            Name of a projection.
        **choices
            ``layers``, ``roles``, ``whole``, ``with_focus``, ``alpha``; see
            :class:`~coopgraph.projection.catalogue.Choices`.

        Returns
        -------
        Network

        Raises
        ------
        ProjectionError
            If projection, layer or role is unknown.
        ParameterError
            If there is no such choice, or it is out of range.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> landscape.network("partners", roles=("supervising", "participant")).declaration.name
        'partners'
        """
        return self._asked("network", projection, choices)[0]

    def render_network(
        self, path: str | Path, network: Network, *, lang: str = "fr"
    ) -> dict[Path, bytes]:
        """Render a network that :meth:`network` made, in the format that the extension names.

        Parameters
        ----------
        path
            File to be written; see :data:`coopgraph.outputs.export.projected.PROJECTED`.
        network
            The network.
        lang
            Language of labels and words.

        Returns
        -------
        dict of Path to bytes
            Content by file; two files for ``.csv``.

        Raises
        ------
        ValueError
            If the extension is unknown.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> files = landscape.render_network("p.graphml", landscape.network("partners"))
        >>> [file.name for file in files]
        ['p.graphml']
        """
        from coopgraph.outputs.export.projected import projected_files

        return projected_files(
            network,
            Path(path),
            sources=self.sources,
            lang=lang,
            title=self.title(lang),
            packaged=self.packaged,
        )

    def other_layers(self, network: Network, roles: Sequence[str] = ()) -> dict[str, int]:
        """Return the layers with memberships that a network made by default does not take.

        Parameters
        ----------
        network
            A network, for which no layers were chosen.
        roles
            Roles that were chosen for it.

        Returns
        -------
        dict of str to int
            Number of memberships by layer; empty for a network that takes none of layers.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> landscape.other_layers(landscape.network())["label"]
        5
        """
        from coopgraph.projection.choices import Choices
        from coopgraph.projection.elsewhere import layers_elsewhere

        declared = network.declaration
        if "layers" not in declared.choices or not declared.layers:
            return {}
        chosen = Choices(roles=tuple(roles)).roles
        return layers_elsewhere(self._projected, declared.layers, chosen)

    def _asked(
        self, what: str, projection: str, choices: dict[str, Any], others: Sequence[str] = ()
    ) -> tuple[Network, Choices, dict[str, Any]]:
        """Make the network that was asked for; return its choices and the other options as well."""
        from coopgraph.projection.catalogue import Choices, project_network
        from coopgraph.projection.limits import LIMITS, check_known, check_limits

        fields = [field.name for field in dataclasses.fields(Choices)]
        check_known(what, choices, (*fields, *others))
        check_limits(**{key: value for key, value in choices.items() if key in LIMITS})
        chosen = Choices(**{key: value for key, value in choices.items() if key in fields})
        options = {key: value for key, value in choices.items() if key not in fields}
        return project_network(self._projected, projection, chosen), chosen, options
