"""Tests of coopgraph; a package by name, since an installed library has one called so too."""
