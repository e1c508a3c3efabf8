"""Write the names of the countries that importers need, from the Unicode CLDR.

Usage: ``python tools/countries.py`` (needs Babel, of the extra ``test``).
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from babel import Locale

TARGET = Path(__file__).resolve().parents[1] / "coopgraph" / "importing" / "countries.csv"
#: Codes of CLDR that ISO 3166-1 reserves or does not have.
OTHERS = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def main() -> None:
    """Write the table, sorted by code."""
    french, english = Locale("fr").territories, Locale("en").territories
    codes = sorted(code for code in english if re.fullmatch("[A-Z]{2}", code))
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("code", "fr", "en"))
        writer.writerows(
            (code, french[code], english[code]) for code in codes if code not in OTHERS
        )


if __name__ == "__main__":
    main()
