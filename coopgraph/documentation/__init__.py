"""What the ontology says of itself, for those who maintain or reuse it.

No command of ``coopgraph`` needs it.
"""
