"""Keep layouts between runs: the same landscape is laid out once.

A layout is kept under the digest of all that it depends on: what the layout reads of the landscape,
where things stood before, and the code that laid it out (its own text, so that no version number
can be forgotten). Files are written whole or not at all, so several runs may share the folder; a
file that is not what it was written as is never used. The folder is the user's cache folder of the
system, or ``COOPGRAPH_CACHE``; it holds a bounded number of bytes, those used last.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from coopgraph.messages import message
from coopgraph.outputs.explorer import layout as layout_module
from coopgraph.outputs.explorer import layout_forces, layout_map, layout_warm, spacing
from coopgraph.outputs.explorer.layout import Layout, lay_out
from coopgraph.outputs.explorer.layout_file import layout_json, parse_layout
from coopgraph.outputs.explorer.layout_warm import Start
from coopgraph.outputs.explorer.views import ExplorerModel
from coopgraph.outputs.files import write_files
from coopgraph.resources import cache_folder

__all__ = ["cached_layout", "layout_key"]

#: The folder holds at most so many bytes of layouts and so many of them.
_BYTES, _FILES = 32 * 1024 * 1024, 200
#: What a run that was killed left half-written is removed after so many seconds.
_STALE = 3600
_SUFFIX = ".layout"


def layout_key(model: ExplorerModel, start: Start | None = None) -> str:
    """Return the digest of all that the layout of a landscape depends on.

    Parameters
    ----------
    model
        The landscape.
    start
        Where things stood before, if anywhere.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    read: list[object] = [
        [model.focus, model.home, sorted((iri, *name) for iri, name in model.sites.items())],
        [
            (
                *(node.id, node.kind, node.label.fr, node.site, node.abroad),
                *(node.coordinates, node.links, node.unit),
            )
            for node in model.nodes
        ],
        [(link.tail, link.head) for link in model.links],
    ]
    if start is not None:
        sites = [(*site.label, site.x, site.y, site.radius) for site in start.sites]
        read.append([sorted(start.positions.items()), sites])
    text = json.dumps(read, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(f"{_algorithm()}\n{text}".encode()).hexdigest()


@cache
def _algorithm() -> str:
    """Return the digest of the code that lays out, seeds included."""
    digest = hashlib.sha256(version("rustworkx").encode())
    for module in (layout_module, layout_forces, layout_map, layout_warm, spacing):
        digest.update(Path(module.__file__ or "").read_bytes())
    return digest.hexdigest()


def cached_layout(
    model: ExplorerModel,
    start: Start | None = None,
    *,
    notice: Callable[[str], None],
    folder: Path | None = None,
) -> Layout:
    """Return the layout of a landscape, from the cache where it is there.

    Parameters
    ----------
    model
        The landscape.
    start
        Where things stood before, if anywhere.
    notice
        Told if a kept layout was damaged, or of the wrong kind; it is then made again.
    folder
        Where layouts are kept; :func:`coopgraph.resources.cache_folder` if None.

    Returns
    -------
    Layout
        The same with and without cache. A folder that cannot be read or written does not matter.
    """
    folder = cache_folder() if folder is None else folder
    if folder is None:
        return lay_out(model, start)
    file = folder / (layout_key(model, start) + _SUFFIX)
    try:
        content: bytes | None = file.read_bytes()
    except OSError:
        content = None
    if content is not None:
        kept = _unpacked(content, model)
        if kept is not None:
            with contextlib.suppress(OSError):
                os.utime(file)  # those used last are kept longest
            return kept
        notice(message("{path}: this kept layout is damaged; it is made again", path=file))
    layout = lay_out(model, start)
    body = layout_json(model, layout).encode()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_files({file: hashlib.sha256(body).hexdigest().encode() + b"\n" + body})
        _bound(folder)
    return layout


def _unpacked(content: bytes, model: ExplorerModel) -> Layout | None:
    """Return the layout that a file holds, or None if it is not what was written."""
    digest, _, body = content.partition(b"\n")
    if digest != hashlib.sha256(body).hexdigest().encode():
        return None
    try:
        start = parse_layout(body)
        return Layout(tuple(start.positions[node.id] for node in model.nodes), start.sites)
    except (ValueError, KeyError):
        return None


def _bound(folder: Path) -> None:
    """Remove the layouts used longest ago, and what killed runs left, until the rest is small."""
    kept = []
    for path in folder.iterdir():
        try:
            state = path.stat()
        except OSError:
            continue
        if path.suffix == _SUFFIX:
            kept.append((state.st_mtime, path.name, state.st_size, path))
        elif path.name.startswith(".coopgraph-") and state.st_mtime < time.time() - _STALE:
            path.unlink(missing_ok=True)
    size = number = 0
    for _, _, own, path in sorted(kept, reverse=True):
        size, number = size + own, number + 1
        if number > 1 and (size > _BYTES or number > _FILES):
            with contextlib.suppress(OSError):
                path.unlink()
