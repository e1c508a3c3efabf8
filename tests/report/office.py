"""LibreOffice and poppler for tests: what an office that has no Word sees."""

from __future__ import annotations

import subprocess
from pathlib import Path

__all__ = ["pages_as_text", "pdf_text"]


def pages_as_text(soffice: str, content: bytes, kind: str, folder: Path) -> list[str]:
    """Return the text of each page of a file that LibreOffice converts to PDF."""
    path = folder / f"report.{kind}"
    path.write_bytes(content)
    # A profile of its own: two LibreOffices of one profile wait for each other.
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            *(soffice, f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return pdf_text(folder / "report.pdf")


def pdf_text(path: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    told = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    )
    return told.stdout.split("\f")[:-1]
