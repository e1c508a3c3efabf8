"""What the DOCX is made of: nodes, names of places, lines of text, tables, styles."""
