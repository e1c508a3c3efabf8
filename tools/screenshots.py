"""Take the pictures of the documentation: ``python tools/screenshots.py`` writes ``docs/images``.

The packaged landscape on a fixed day is opened in headless Chromium; each picture is a state of the
page that an address names, and the tour is a few of them in a row. Needs the dev extra and a
Chromium (``COOPGRAPH_CHROMIUM``, or one on the path).
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

import coopgraph

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
DAY = "2024-12-31"
#: Picture, fragment, window, and options of the browser's context.
PICTURES: tuple[tuple[str, str, tuple[int, int], dict[str, Any]], ...] = (
    ("explorer", "", (1360, 850), {}),
    ("ego-chu", "#e=chu-de-lille&near=1", (1360, 850), {}),
    ("map", "#view=map&e=chu-de-lille", (1360, 850), {}),
    ("matrix", "#view=matrix&rows=priorities", (1360, 850), {}),
    ("timeline", "#view=timeline", (1360, 850), {}),
    ("gaps", "#view=gaps", (1360, 850), {}),
    ("dark", "", (1360, 850), {"color_scheme": "dark"}),
    ("narrow", "#e=chu-de-lille", (390, 844), {"device_scale_factor": 2}),
)
#: Seconds for which a frame of the tour stands.
STANDS = 1.8


def main() -> int:
    """Write all pictures."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("COOPGRAPH_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("no Chromium found; install one or set COOPGRAPH_CHROMIUM", file=sys.stderr)
        return 1
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = coopgraph.load(as_of=DAY).explore(Path(folder) / "coopgraph.html", lang="en")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])

        def opened(fragment: str, size: tuple[int, int], options: dict[str, Any]) -> Any:
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                reduced_motion="reduce",
                **options,
            )
            page = context.new_page()
            page.goto(path.as_uri() + fragment)
            page.wait_for_function("() => document.documentElement.dataset.ready === 'true'")
            page.wait_for_timeout(800)
            return page

        for name, fragment, size, options in PICTURES:
            page = opened(fragment, size, options)
            _write(IMAGES / f"{name}.png", page.screenshot())
            page.context.close()
        page = opened("", (1123, 1300), {})
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.wait_for_timeout(800)
        _write(IMAGES / "print.png", page.screenshot())
        page.context.close()
        _tour(IMAGES / "tour.webp", lambda: opened("", (1200, 750), {}))
        browser.close()
    return 0


def _write(path: Path, content: bytes) -> None:
    """Write a picture with a palette: a third of the size, no difference to the eye."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


def _tour(path: Path, opened: Callable[[], Any]) -> None:
    """Find a hospital, see its partners and the source of each line, the map, what is missing."""
    page = opened()
    frames: list[Image.Image] = []

    def take() -> None:
        page.wait_for_timeout(700)
        frames.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))

    take()
    page.click("#search")
    page.keyboard.type("chu lille")
    take()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    take()
    page.click("#near")
    take()
    page.locator("#panel details.why > summary").first.click()
    take()
    for view in ("map", "timeline", "matrix", "gaps"):
        page.click(f"#to-{view}")
        take()
    frames[0].save(
        path,
        save_all=True,
        append_images=frames[1:],
        duration=int(STANDS * 1000),
        loop=0,
        quality=60,
        method=6,
    )
    page.context.close()
    print(f"{path.name}: {path.stat().st_size // 1000} kB, {len(frames)} frames")


if __name__ == "__main__":
    raise SystemExit(main())
