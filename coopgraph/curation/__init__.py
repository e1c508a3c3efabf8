"""Curated tables: read, checked cell by cell and against each other, described as a schema."""
