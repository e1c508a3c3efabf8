"""Chapters of the report: each module turns what was found into one section."""
