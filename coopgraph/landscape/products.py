"""What leaves a landscape: pages of entities, exports, the interactive page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopgraph.landscape.picture import Picture

if TYPE_CHECKING:
    from coopgraph.outputs.entity_page import EntityPage

__all__ = ["Products"]


class Products(Picture):
    """Methods of a landscape that describe, export and draw it."""

    def show(self, entity: str, lang: str = "fr") -> EntityPage:
        """Collect all that is known of an entity; see :mod:`coopgraph.outputs.entity_page`.

        Parameters
        ----------
        entity
            A name in any language, an acronym, a former name, an identifier or an IRI.
        lang
            ``fr`` or ``en``.

        Returns
        -------
        EntityPage

        Raises
        ------
        UnknownEntity, AmbiguousName
            If nothing has this name, or several things have.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> load([example_dir()]).show("Université de Valfictif", "en").label
        'Valfictif University'
        """
        from coopgraph.outputs.entity_page import describe_entity
        from coopgraph.sparql.entities import resolve_entity

        iri = resolve_entity(self.store, entity).value
        return describe_entity(self.store, iri, as_of=self.as_of, lang=lang)

    def render_export(
        self, path: str | Path, entity: str | None = None, *, hops: int = 1, lang: str = "fr"
    ) -> dict[Path, bytes]:
        """Render what :meth:`export` writes, which has the same parameters.

        Returns
        -------
        dict of Path to bytes
            Content by file; two files for ``.csv``.
        """
        from coopgraph.outputs.export import RDF, export_files
        from coopgraph.sparql.entities import resolve_entity

        iri = None if entity is None else resolve_entity(self.store, entity).value
        # A network is projected from the whole landscape: a focus that did not stand can say so.
        store = self.on_day()[0] if Path(path).suffix.lower() in RDF else self.store
        return export_files(
            store,
            Path(path),
            entity=iri,
            hops=hops,
            as_of=self.as_of,
            lang=lang,
            packaged=self.packaged,
        )

    def export(
        self, path: str | Path, entity: str | None = None, *, hops: int = 1, lang: str = "fr"
    ) -> list[Path]:
        """Write the landscape in the format that the extension names; ``.csv`` gives two files.

        Parameters
        ----------
        path
            File to write; see :data:`coopgraph.outputs.export.EXTENSIONS`.
        entity
            Entity around which a network is cut; network formats only.
        hops
            Radius of the cut.
        lang
            Language of labels and words in the network formats.

        Returns
        -------
        list of Path
            What was written.

        Raises
        ------
        ValueError
            If the extension is unknown, or an RDF syntax is to be cut.
        """
        from coopgraph.outputs.files import write_files

        files = self.render_export(path, entity, hops=hops, lang=lang)
        write_files(files)
        return list(files)

    def explore(self, path: Path, entity: str | None = None, **options: Any) -> Path:
        """Write the interactive page; see :mod:`coopgraph.outputs.explorer`."""
        from coopgraph.outputs.explorer import write_explorer

        return write_explorer(self.store, path, entity=entity, as_of=self.as_of, **options)
