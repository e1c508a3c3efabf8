"""Rows to RDF: assemble, derive, build, serialise. One named graph per source."""
