"""Fixtures of the tests of the report."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable
from functools import cache

import pytest

from coopgraph.landscape import load
from coopgraph.outputs.report.blocks import Report

#: The day for which the report on the packaged landscape is tested.
REPORT_DAY = datetime.date(2026, 11, 20)


@pytest.fixture(scope="session")
def real_report() -> Callable[[str], Report]:
    """Return what gives the report on the packaged landscape in a language; do not change it."""
    landscape = cache(lambda: load(as_of=REPORT_DAY))

    @cache
    def report(lang: str) -> Report:
        return landscape().report(lang=lang)

    return report


def _program(name: str, package: str) -> str:
    if path := shutil.which(name):
        return path
    reason = f"no {name} on this machine (Debian: apt-get install {package})"
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; under CI this is never skipped")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """Return the path of pdftotext; skip where there is none, fail under CI."""
    return _program("pdftotext", "poppler-utils")


@pytest.fixture(scope="session")
def java() -> str:
    """Return the path of a Java, by which veraPDF runs; skip where there is none, fail under CI."""
    return _program("java", "default-jre-headless")


@pytest.fixture(scope="session")
def soffice(pdftotext: str) -> str:
    """Return the path of LibreOffice, whose PDF are read by pdftotext."""
    return _program("soffice", "libreoffice-writer-nogui libreoffice-calc-nogui")
