"""Declared views of the store as plain networkx graphs.

Between :mod:`coopgraph.store` and :mod:`coopgraph.analysis`: a projection says which individuals
are nodes, which facts are edges and what an edge means. Nothing is measured or drawn here.
"""
