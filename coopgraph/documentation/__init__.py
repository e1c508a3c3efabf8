"""What the ontology says of itself: quality figures and reference pages.

For those who maintain or reuse the ontology; no command of ``coopgraph`` needs it. Run
``python -m coopgraph.documentation.quality`` and ``python -m coopgraph.documentation.pages``.
"""
