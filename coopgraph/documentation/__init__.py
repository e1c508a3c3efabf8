"""What the ontology says of itself: quality figures, for those who maintain or reuse it.

No command of ``coopgraph`` needs it. Run ``python -m coopgraph.documentation.quality``.
"""
