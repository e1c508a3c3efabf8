"""Figures of the report: each module turns rows into one kind of drawing."""
