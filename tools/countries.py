"""Write coopgraph/importing/countries.csv: names of countries, for importers and for affiliations.

Usage: ``python tools/countries.py`` (needs Babel, of the extra ``test``). Names are those of the
Unicode CLDR (Unicode licence): French and English as they are shown, and those of all languages of
affiliations as :func:`coopgraph.reconciliation.normalisation.fold` writes them, with what
affiliations say besides.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from babel import Locale

from coopgraph.reconciliation.normalisation import fold

TARGET = Path(__file__).resolve().parents[1] / "coopgraph" / "importing" / "countries.csv"
#: Codes of CLDR that ISO 3166-1 reserves or does not have; the first are no places of a country.
OTHERS = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
LANGUAGES = (
    "en fr de es it pt nl pl cs sk hu ro sv da nb fi tr el ru uk bg sr hr sl et lv lt ca eu ja zh ko"
).split()
#: What CLDR does not say: older names, parts of countries, names of one word in common use.
MORE = {
    "GB": ["UK", "U.K.", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"],
    "US": [
        "USA",
        "U.S.A.",
        "U.S.",
        "United States of America",
        "Etats-Unis d'Amérique",
        "EE.UU.",
        "EEUU",
    ],
    "CN": [
        "P.R. China",
        "PR China",
        "People's Republic of China",
        "P. R. China",
        "PRC",
        "Peoples R China",
        "R.P. China",
        "République populaire de Chine",
    ],
    "KR": ["Korea", "Republic of Korea", "South Korea", "S. Korea", "Corée du Sud", "R.O. Korea"],
    "RU": ["Russian Federation", "USSR"],
    "NL": ["The Netherlands", "Holland"],
    "CZ": ["Czech Republic", "République tchèque"],
    "DE": ["F.R.G.", "Federal Republic of Germany", "West Germany", "GDR"],
    "TW": ["Taiwan, R.O.C.", "Taiwan ROC", "R.O.C."],
    "IR": ["I.R. Iran", "Islamic Republic of Iran", "Iran"],
    "VN": ["Viet Nam"],
    "TR": ["Turkey", "Turkiye"],
    "CI": ["Ivory Coast"],
    "BR": ["Brasil"],
    "AE": ["UAE", "U.A.E."],
    "SA": ["KSA", "Kingdom of Saudi Arabia"],
    "MD": ["Moldova"],
    "TZ": ["Tanzania"],
    "SY": ["Syria"],
    "LA": ["Laos"],
    "BO": ["Bolivia"],
    "VE": ["Venezuela"],
    "CD": ["DR Congo", "Democratic Republic of the Congo", "République démocratique du Congo"],
    "HK": ["Hong Kong"],
    "MO": ["Macau", "Macao"],
    "PS": ["Palestine"],
    "MK": ["Macedonia"],
    "SZ": ["Swaziland"],
    "MM": ["Burma"],
    "MY": ["Malaysia"],
    "BY": ["Belarus"],
}


def folded_names() -> dict[str, set[str]]:
    """Return the folded names of the countries by code; a name may be that of several."""
    names: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if re.fullmatch("[A-Z]{2}", code) and code not in OTHERS:
                names.setdefault(fold(name), set()).add(code)
    for code, more in MORE.items():
        names |= {fold(name): {code} for name in more}
    found: dict[str, set[str]] = {}
    for name, codes in names.items():
        if len(name) > 2 or name == "uk":
            for code in codes:
                found.setdefault(code, set()).add(name)
    return found


def main() -> None:
    """Write the table, sorted by code."""
    french, english = Locale("fr").territories, Locale("en").territories
    names = folded_names()
    codes = sorted(code for code in english if re.fullmatch("[A-Z]{2}", code))
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("code", "fr", "en", "folded"))
        writer.writerows(
            (code, french[code], english[code], "|".join(sorted(names[code])))
            for code in codes
            if code not in OTHERS
        )


if __name__ == "__main__":
    main()
