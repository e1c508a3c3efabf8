"""The report on partnership gaps: one content model, six formats.

``build.py`` puts :mod:`~coopgraph.outputs.report.sections` together into a
:class:`~coopgraph.outputs.report.blocks.Report`, which is in one language and knows no format;
``html``, ``pdf``, ``docx``, ``xlsx``, ``markdown`` and ``data`` lay it out, each in a module of its
own. Figures are drawn once, by :mod:`~coopgraph.outputs.report.figures`, for all formats.
"""
