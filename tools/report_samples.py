"""Make the sample reports and the picture of their first page that the README shows.

``python tools/report_samples.py`` writes ``docs/samples/`` and ``docs/images/report.png`` from the
packaged landscape on the day below. Needs ``coopgraph[report]`` and pdftoppm (poppler-utils).
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

import coopgraph
from coopgraph.outputs.report.formats import render_report

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
#: The day of the samples; a test asks that they hold the records of this day.
DAY: Final = "2026-11-20"
#: File by language and format.
SAMPLES: Final = {
    ("fr", "pdf"): "partenariats-inserm.pdf",
    ("en", "html"): "partnerships-inserm.html",
}


def main() -> None:
    """Write the samples, then the picture of the first page."""
    folder = DOCS / "samples"
    folder.mkdir(exist_ok=True)
    landscape = coopgraph.load(as_of=DAY)
    for (lang, format_), name in SAMPLES.items():
        path = folder / name
        path.write_bytes(render_report(landscape.report(lang=lang), format_))
        print(f"{path}: {path.stat().st_size} bytes")
    picture = DOCS / "images" / "report"
    pdf = folder / SAMPLES["fr", "pdf"]
    command = ["pdftoppm", "-r", "80", "-png", "-f", "1", "-singlefile", str(pdf), str(picture)]
    subprocess.run(command, check=True)  # noqa: S603 - our own command line, no shell


if __name__ == "__main__":
    main()
