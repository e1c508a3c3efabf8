"""Mappings: which columns or properties of a file mean which classes and columns of the tables.

A mapping is a small YAML file. It is read with the lines of its keys
(:mod:`~coopgraph.curation.yaml_tree`), checked as a whole against the keys that
:mod:`~coopgraph.importing.mapping.keys` declares, and becomes a
:class:`~coopgraph.importing.mapping.model.Mapping`. What it makes of a row of a table or of a thing
of an RDF file is written by :mod:`~coopgraph.importing.mapping.things`.
"""
