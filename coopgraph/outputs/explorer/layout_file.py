"""Layouts as files: written as JSON, read back from JSON or from a page that was made before.

A layout file holds the position of each entity under its identifier and the discs of the sites, so
that the next page of a changed landscape can keep the shape of the last one.
"""

from __future__ import annotations

import json
import math
import zlib
from pathlib import Path
from typing import Any

from coopgraph.errors import SourceError, reason
from coopgraph.messages import message
from coopgraph.outputs.explorer.island import packed_bytes
from coopgraph.outputs.explorer.layout import Layout
from coopgraph.outputs.explorer.layout_map import Site
from coopgraph.outputs.explorer.layout_warm import Start
from coopgraph.outputs.explorer.spacing import Point
from coopgraph.outputs.explorer.views import ExplorerModel, Pair

__all__ = ["FORMAT", "layout_json", "parse_layout", "read_start"]

#: What a layout file says that it is, and in which version.
FORMAT = "coopgraph-layout/1"
_ISLAND = b'<script type="application/octet-stream" id="data">'
#: No page or layout is larger, packed or unpacked; what is larger is not read.
_LARGEST = 512 * 1024 * 1024


def layout_json(model: ExplorerModel, layout: Layout) -> str:
    """Return a layout as JSON: one entity a line, in the order of identifiers.

    Parameters
    ----------
    model, layout
        The entities and their places.

    Returns
    -------
    str
        The same layout gives the same text.
    """
    points = {
        node.id: list(point) for node, point in zip(model.nodes, layout.positions, strict=True)
    }
    sites = [[*site.label, site.x, site.y, site.radius, site.marks] for site in layout.sites]
    lines = [f'{{"format": {_json(FORMAT)}, "sites": [']
    lines.append(",\n".join(_json(site) for site in sites))
    lines.append('], "nodes": {')
    lines.append(",\n".join(f"{_json(name)}: {_json(points[name])}" for name in sorted(points)))
    lines.append("}}")
    return "\n".join(line for line in lines if line) + "\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def parse_layout(content: bytes) -> Start:
    """Read a layout from its JSON.

    Parameters
    ----------
    content
        As :func:`layout_json` writes it, in UTF-8.

    Returns
    -------
    Start

    Raises
    ------
    ValueError
        If it is anything else.

    Examples
    --------
    >>> text = b'{"format": "coopgraph-layout/1", "sites": [], "nodes": {"a": [1, 2]}}'
    >>> parse_layout(text).positions["a"]
    (1.0, 2.0)
    """
    value = _loaded(content)
    if value.get("format") != FORMAT or not isinstance(value.get("nodes"), dict):
        raise ValueError("not a layout")
    positions = {name: _point(point) for name, point in value["nodes"].items()}
    return Start(positions, _sites(value.get("sites")))


def read_start(path: Path) -> Start:
    """Read where things stood from a page of the explorer or from a layout file.

    Parameters
    ----------
    path
        The file; what it is shows in its content, not in its name.

    Returns
    -------
    Start

    Raises
    ------
    SourceError
        If it cannot be read, or is neither.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        raise SourceError(
            message("{path}: cannot be read: {reason}", path=path, reason=reason(error))
        ) from error
    try:
        if len(content) > _LARGEST:
            raise ValueError("too large")
        begin = content.find(_ISLAND)
        return parse_layout(content) if begin < 0 else _page(content[begin + len(_ISLAND) :])
    except ValueError as error:
        raise SourceError(
            message(
                "{path}: neither a page that coopgraph explore wrote nor a layout file of "
                "coopgraph; no positions can be taken from it",
                path=path,
            )
        ) from error


def _page(content: bytes) -> Start:
    """Read the positions out of the data of a page."""
    letters, _, _ = content.partition(b"</script>")
    try:
        unpacker = zlib.decompressobj(wbits=31)
        text = unpacker.decompress(packed_bytes(letters.decode("ascii")), _LARGEST)
        # The first line holds who is there and where; earlier pages held all in one, as rows.
        data = _loaded(text.partition(b"\n")[0])
        names, points = (
            _rows(data) if isinstance(data["drawing"]["nodes"], list) else _columns(data)
        )
        positions = {str(name): _point(point) for name, point in zip(names, points, strict=True)}
        sites = [[*label, *rest] for label, *rest in data["drawing"].get("sites", [])]
    except (ValueError, zlib.error, KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a page of the explorer") from error
    return Start(positions, _sites(sites))


def _rows(data: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """Names and places of a page that holds a row for each entity."""
    marks = data["drawing"]["nodes"]
    return [node["id"] for node in data["landscape"]["nodes"]], [[m["x"], m["y"]] for m in marks]


def _columns(data: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """Names and places of a page that holds a list for each attribute."""
    marks = data["drawing"]["nodes"]
    points = [list(point) for point in zip(marks["x"], marks["y"], strict=True)]
    return data["landscape"]["nodes"]["id"], points


def _loaded(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _number(value: object) -> float:
    """Return a finite number of a size that a drawing has."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= 1e9:
        raise ValueError("not a coordinate")
    return float(value)


def _point(value: object) -> Point:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("not a point")
    return _number(value[0]), _number(value[1])


def _sites(value: object) -> tuple[Site, ...]:
    if not isinstance(value, list):
        raise ValueError("not a list of sites")
    sites = []
    for row in value:
        if not isinstance(row, list) or len(row) != 6:
            raise ValueError("not a site")
        french, english, *numbers = row
        x, y, radius, marks = (_number(number) for number in numbers)
        if not isinstance(french, str) or not isinstance(english, str) or radius < 0:
            raise ValueError("not a site")
        sites.append(Site(Pair(french, english), x, y, radius, math.floor(marks)))
    return tuple(sites)
