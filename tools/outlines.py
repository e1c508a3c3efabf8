"""Make the outlines of countries and French regions that maps are drawn with.

Source: Natural Earth 1:10m cultural vectors, admin 0 and admin 1, version 4.1.0 (public domain), in
the generalised GeoPackage ``world_map.gpkg`` that the Debian package ``qgis-common`` carries
(``/usr/share/qgis/resources/data``). The outlines change hardly ever; this is run by hand::

    python -m venv outlines && outlines/bin/pip install shapely topojson
    outlines/bin/python tools/outlines.py world_map.gpkg coopgraph/outputs/geography

Neighbours share their border after simplification too (the topology is simplified, not the
shapes). Coordinates are integers: hundredths of a degree in the world, thousandths in France.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
from pathlib import Path

import shapely
import shapely.wkb
import topojson

# Departments by region, ISO 3166-2 code of the region: the law of 16 January 2015.
REGIONS = {
    "FR-ARA": "Ain; Allier; Ardèche; Cantal; Drôme; Isère; Loire; Haute-Loire; Puy-de-Dôme; Rhône;"
    " Savoie; Haute-Savoie",
    "FR-BFC": "Côte-d'Or; Doubs; Jura; Nièvre; Haute-Saône; Saône-et-Loire; Yonne;"
    " Territoire de Belfort",
    "FR-BRE": "Côtes-d'Armor; Finistère; Ille-et-Vilaine; Morbihan",
    "FR-CVL": "Cher; Eure-et-Loir; Indre; Indre-et-Loire; Loir-et-Cher; Loiret",
    "FR-20R": "Corse-du-Sud; Haute-Corse",
    "FR-GES": "Ardennes; Aube; Marne; Haute-Marne; Meurthe-et-Moselle; Meuse; Moselle; Bas-Rhin;"
    " Haute-Rhin; Vosges",
    "FR-HDF": "Aisne; Nord; Oise; Pas-de-Calais; Somme",
    "FR-IDF": "Paris; Seien-et-Marne; Yvelines; Essonne; Hauts-de-Seine; Seine-Saint-Denis;"
    " Val-de-Marne; Val-d'Oise",
    "FR-NOR": "Calvados; Eure; Manche; Orne; Seine-Maritime",
    "FR-NAQ": "Charente; Charente-Maritime; Corrèze; Creuse; Dordogne; Gironde; Landes;"
    " Lot-et-Garonne; Pyrénées-Atlantiques; Deux-Sèvres; Vienne; Haute-Vienne",
    "FR-OCC": "Ariège; Aude; Aveyron; Gard; Haute-Garonne; Gers; Hérault; Lot; Lozère;"
    " Hautes-Pyrénées; Pyrénées-Orientales; Tarn; Tarn-et-Garonne",
    "FR-PDL": "Loire-Atlantique; Maine-et-Loire; Mayenne; Sarthe; Vendée",
    "FR-PAC": "Alpes-de-Haute-Provence; Hautes-Alpes; Alpes-Maritimes; Bouches-du-Rhône; Var;"
    " Vaucluse",
    "FR-971": "Guadeloupe",
    "FR-972": "Martinique",
    "FR-973": "Guyane française",
    "FR-974": "La Réunion",
    "FR-976": "Mayotte",
}
# Natural Earth gives these no ISO code of two letters.
CODES = {"France": "FR", "Norway": "NO", "Kosovo": "XK", "Taiwan": "TW"}


def shape(blob: bytes) -> shapely.Geometry:
    """Read a geometry of a GeoPackage: a header, an optional envelope, then WKB."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    return shapely.wkb.loads(blob[8 + envelope :])


def simplify(shapes: dict[str, shapely.Geometry], tolerance: float) -> dict[str, shapely.Geometry]:
    """Simplify the common topology of the shapes, in degrees."""
    names = sorted(shapes)
    topology = topojson.Topology(
        [shapes[name] for name in names], prequantize=False, toposimplify=tolerance
    )
    features = json.loads(topology.to_geojson())["features"]
    return {
        name: shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
        for name, feature in zip(names, features, strict=True)
    }


def rings(geometry: shapely.Geometry, scale: int, least: float) -> list[list[int]]:
    """Return the outer rings, largest first, each as x, y, x, y… of integers."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    parts.sort(key=lambda part: (-part.area, part.bounds))
    out = []
    for number, part in enumerate(parts):
        if number and part.area < least:
            continue
        points = [(round(x * scale), round(y * scale)) for x, y in part.exterior.coords]
        ring = [
            point for point, before in zip(points, [None, *points], strict=False) if point != before
        ]
        if len(ring) >= 4:
            out.append([value for point in ring for value in point])
    return out


def write(path: Path, shapes: dict[str, shapely.Geometry], scale: int, least: float) -> None:
    """Write outlines: ``{"scale": …, "outlines": {code: [[x, y, …], …]}}``, sorted."""
    outlines = {code: rings(shapes[code], scale, least) for code in sorted(shapes)}
    outlines = {code: found for code, found in outlines.items() if found}
    lines = [
        f'  "{code}": {json.dumps(found, separators=(",", ":"))}'
        for code, found in outlines.items()
    ]
    path.write_text(
        f'{{"scale": {scale}, "outlines": {{\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8"
    )
    print(path, len(outlines), "outlines", path.stat().st_size, "bytes")


def main() -> None:
    """Read the GeoPackage and write world.json and france.json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("geopackage", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    database = sqlite3.connect(arguments.geopackage)
    countries: dict[str, list[shapely.Geometry]] = {}
    for iso, name, blob in database.execute("SELECT iso_a2, NAME, geom FROM countries"):
        code = CODES.get(name, iso)
        if code and len(code) == 2 and code.isalpha() and code != "AQ":
            countries.setdefault(code, []).append(shape(blob))
    world = simplify({code: shapely.union_all(parts) for code, parts in countries.items()}, 0.25)
    write(arguments.folder / "world.json", world, 100, 0.5)

    departments = {
        name: shape(blob)
        for name, blob in database.execute(
            "SELECT name, geom FROM states_provinces WHERE adm0_a3 = 'FRA'"
        )
    }
    regions = {}
    for code, names in REGIONS.items():
        parts = [departments.pop(name.strip()) for name in names.split(";")]
        regions[code] = shapely.union_all(parts)
    if departments:
        raise SystemExit(f"departments without region: {sorted(departments)}")
    overseas = {code: regions.pop(code) for code in list(regions) if code[3:].isdigit()}
    simplified = simplify(regions, 0.02) | {
        # Small islands in insets of their own keep more of their shape.
        code: found.simplify(0.03 if code == "FR-973" else 0.005)
        for code, found in overseas.items()
    }
    write(arguments.folder / "france.json", simplified, 1000, 0.004)


if __name__ == "__main__":
    main()
