"""Fixtures of the gap tests."""

from __future__ import annotations

import pytest

from coopgraph.analysis.gaps.facts import Facts
from tests.gaps.rows import tiny


@pytest.fixture
def facts() -> Facts:
    """Return the tiny landscape without any instrument."""
    return tiny()
