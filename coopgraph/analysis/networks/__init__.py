"""Measures of networks: pure functions from a projection to rows.

After :mod:`coopgraph.projection`, whose declarations travel with every result; nothing is printed
or drawn here.
"""
