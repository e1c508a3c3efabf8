"""Pure functions from rows and graphs to findings: no RDF library, no printing."""
