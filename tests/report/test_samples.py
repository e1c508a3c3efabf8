"""The samples that the README links are those of the report as it is."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from coopgraph.outputs.report.blocks import Report
from tests.report.conftest import REPORT_DAY

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "docs" / "samples"
AGAIN = "python tools/report_samples.py makes them anew"


def test_the_readme_links_both() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for path in sorted(SAMPLES.iterdir()):
        assert f"(docs/samples/{path.name})" in readme
    assert len(list(SAMPLES.iterdir())) == 2


def test_the_english_sample_holds_the_records(real_report: Callable[[str], Report]) -> None:
    report = real_report("en")
    text = (SAMPLES / "partnerships-inserm.html").read_text("utf-8")
    assert set(re.findall(r'id="record-(\w+)"', text)) == set(report.codes.values()), AGAIN
    assert "20 November 2026" in text
    assert REPORT_DAY.isoformat() == "2026-11-20"


def test_the_french_sample_holds_the_records(
    real_report: Callable[[str], Report], pdftotext: str
) -> None:
    report = real_report("fr")
    path = SAMPLES / "partenariats-inserm.pdf"
    read = subprocess.run([pdftotext, str(path), "-"], capture_output=True, check=True)
    words = set(read.stdout.decode("utf-8").split())
    missing = set(report.codes.values()) - words
    assert not missing, AGAIN
