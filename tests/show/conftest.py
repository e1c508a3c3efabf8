"""Pages of the two landscapes, made once each."""

from __future__ import annotations

import functools
from collections.abc import Callable

import pytest

from coopgraph.landscape import Landscape
from coopgraph.outputs.entity_page import EntityPage, describe_entity
from coopgraph.sparql.entities import resolve_entity

Describe = Callable[..., EntityPage]


def _describer(landscape: Landscape) -> Describe:
    @functools.cache
    def describe(name: str, lang: str = "fr") -> EntityPage:
        iri = resolve_entity(landscape.store, name).value
        return describe_entity(landscape.store, iri, as_of=landscape.as_of, lang=lang)

    return describe


@pytest.fixture(scope="session")
def example_page(example_landscape: Landscape) -> Describe:
    """Return the page of an entity of the miniature landscape."""
    return _describer(example_landscape)


@pytest.fixture(scope="session")
def curated_page(curated_landscape: Landscape) -> Describe:
    """Return the page of an entity of the packaged landscape."""
    return _describer(curated_landscape)
