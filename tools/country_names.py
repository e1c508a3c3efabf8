"""Make coopgraph/reconciliation/countries.json: names of countries in the languages of affiliations.

Run with Babel installed (``pip install 'coopgraph[dev]'``): ``python tools/country_names.py``. Names
are those of CLDR (Unicode licence), written as :func:`coopgraph.reconciliation.normalisation.fold`
writes them; what affiliations say besides stands below.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

from coopgraph.reconciliation.normalisation import fold

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
STATES = (
    "Alabama AL,Alaska AK,Arizona AZ,Arkansas AR,California CA,Colorado CO,Connecticut CT,Delaware "
    "DE,District of Columbia DC,Florida FL,Hawaii HI,Idaho ID,Illinois IL,Indiana IN,Iowa IA,Kansas "
    "KS,Kentucky KY,Louisiana LA,Maine ME,Maryland MD,Massachusetts MA,Michigan MI,Minnesota MN,"
    "Mississippi MS,Missouri MO,Montana MT,Nebraska NE,Nevada NV,New Hampshire NH,New Jersey NJ,New "
    "Mexico NM,New York NY,North Carolina NC,North Dakota ND,Ohio OH,Oklahoma OK,Oregon OR,"
    "Pennsylvania PA,Rhode Island RI,South Carolina SC,South Dakota SD,Tennessee TN,Texas TX,Utah "
    "UT,Vermont VT,Virginia VA,Washington WA,West Virginia WV,Wisconsin WI,Wyoming WY"
)
PAGE = Path(__file__).parents[1] / "coopgraph" / "reconciliation" / "countries.json"


def collect() -> dict[str, object]:
    """Return names to codes, and the states of the United States with their letters."""
    names: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if (
                len(code) == 2
                and code.isalpha()
                and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB")
            ):
                names.setdefault(fold(name), set()).add(code)
    for code, more in MORE.items():
        for name in more:
            names[fold(name)] = {code}
    states = {}
    for entry in STATES.split(","):
        name, _, letters = entry.rpartition(" ")
        states[letters] = fold(name)
    known = {
        name: sorted(codes) for name, codes in names.items() if len(name) > 2 or name in ("uk",)
    }
    return {"countries": dict(sorted(known.items())), "states": states}


if __name__ == "__main__":
    text = json.dumps(collect(), ensure_ascii=False, indent=0, sort_keys=True)
    PAGE.write_text(text + "\n", encoding="utf-8", newline="\n")
