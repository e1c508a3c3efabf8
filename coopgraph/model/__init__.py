"""Frozen records: the rows of the curated tables, declared once and typed."""
