"""House styles: what is read, and that every fault is said, with file, line and key."""

from __future__ import annotations

import base64
import io
import os
import time
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.errors import SourceError, StyleError
from coopgraph.outputs.report.colour import contrast, lightened
from coopgraph.outputs.report.logo import LogoRefused, media_type_of
from coopgraph.outputs.report.style import PLAIN_STYLE, HouseStyle, read_style

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'


def bitmap(kind: str) -> bytes:
    image = pytest.importorskip("PIL.Image")
    out = io.BytesIO()
    image.new("RGB", (30, 20), "#7A1F5C").save(out, kind)
    return out.getvalue()


def written(folder: Path, text: str) -> Path:
    path = folder / "style.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[tuple[int, str]]:
    path = written(folder, text)
    with pytest.raises(StyleError) as caught:
        read_style(path)
    assert all(fault.file == str(path) for fault in caught.value.faults)
    assert str(path) in str(caught.value)
    return [
        (fault.line, f"{fault.cause}; {fault.hint}" if fault.hint else fault.cause)
        for fault in caught.value.faults
    ]


def test_all_of_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "my logo").write_bytes(bitmap("PNG"))
    path = written(
        tmp_path,
        "accent: '#7A1F5C'\nheader: Été <b>\nfooter: \"NO\"\nlogo: {file: my logo, alt: A house}\n",
    )
    style = read_style(path)
    assert (style.accent, style.header, style.footer) == ("#7A1F5C", "Été <b>", "NO")
    assert style.logo is not None
    assert (style.logo.media_type, style.logo.alt) == ("image/png", "A house")
    assert style.logo.content == bitmap("PNG")
    assert read_style(tmp_path) == style


def test_what_is_left_out_is_plain(tmp_path: Path) -> None:
    assert read_style(written(tmp_path, "footer: Internal\n")) == HouseStyle(footer="Internal")
    assert read_style(written(tmp_path, "header:\nlogo:\n")) == PLAIN_STYLE


def test_the_example_of_the_documentation_is_read(repository: Path) -> None:
    folder = repository / "docs" / "report-style"
    style = read_style(folder)
    assert style.logo is not None and style.logo.media_type == "image/svg+xml"
    shown = (repository / "docs" / "report.md").read_text(encoding="utf-8")
    text = (folder / "style.yaml").read_text(encoding="utf-8")
    assert text.partition("\n")[2] in shown, "the documentation shows the file as it is"


def test_all_faults_at_once(tmp_path: Path) -> None:
    assert faults(
        tmp_path,
        "accent: '#FFCC00'\nheder: x\nfooter:\n  - a\nlogo:\n  file: none.png\n  alte: x\nzzz: 1\n",
    ) == [
        (
            1,
            "accent: #FFCC00 on white has a contrast of 1.51:1; a text needs 4.5:1, hence a darker colour",  # noqa: E501
        ),
        (2, 'unknown key heder; did you mean "header"?'),
        (4, "footer: one line of text is expected"),
        (6, "logo.alt: missing; say what the logo shows, for those who do not see it"),
        (6, "logo.file: none.png: no such file or folder"),
        (7, 'unknown key logo.alte; did you mean "alt"?'),
        (8, "unknown key zzz; known are accent, header, footer, logo"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("accent: #1B4F72\n", "put the colour in quotes, '#1B4F72': YAML skips"),
        ("accent: navy\n", "no colour: 'navy'"),
        ("accent: '#abc'\n", "no colour: '#abc'"),
        ("accent: '#777777'\n", "contrast of 4.47:1"),
        ("accent: [a]\n", "accent: one line of text is expected"),
        ("accent: '#1B4F72'\naccent: '#1B4F72'\n", "accent stands twice; first on line 1"),
        ("header: |\n  a\n  b\n", "header: has several lines"),
        ("header: " + "x" * 121, "header: has 121 characters; 120 at most"),
        ("logo: logo.png\n", "keys file and alt are expected under it"),
        ("logo: {file: ., alt: x}\n", "logo.file: .: it is a folder"),
        ('logo: {file: "a\\0b", alt: x}\n', "logo.file: a\0b: embedded null byte"),
        ("logo: {file: '', alt: x}\n", "logo.file: blank"),
        ("logo: {file: style.yaml, alt: ' '}\n", "logo.alt: blank"),
        ("logo: {file: style.yaml, alt: x}\n", "is no PNG, JPEG or SVG, whatever its name says"),
    ],
)
def test_each_fault_is_said(tmp_path: Path, text: str, said: str) -> None:
    assert [said in cause for _, cause in faults(tmp_path, text)].count(True) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"- a\n", "no keys; a YAML file with keys is expected here"),
        (b"a: \xff\n", "no UTF-8"),
        (b"a: [\n", "no sound YAML"),
        (b"a: &a b\nc: *a\n", "line 1: anchors"),
        (b"#" * (1 << 21), "larger than 1 MB"),
    ],
)
def test_what_is_no_yaml(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "style.yaml"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said) as caught:
        read_style(path)
    assert str(path) in str(caught.value)


def test_a_folder_without_a_style(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"style\.yaml: no such file"):
        read_style(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SVG % b"<script>alert(1)</script>", "element <script>"),
        (SVG % b'<rect onclick="x()"/>', "attribute onclick"),
        (SVG % b'<a href="https://x"><rect/></a>', "element <a>"),
        (SVG % b'<animate attributeName="href"/>', "element <animate>"),
        (SVG % b"<foreignObject/>", "element <foreignObject>"),
        (SVG % b'<b xmlns="http://www.w3.org/1999/xhtml"/>', "element <b>"),
        (SVG % b'<use href="other.svg#a"/>', "address of another file: other.svg#a"),
        (
            SVG % b'<image xmlns:x="http://www.w3.org/1999/xlink" x:href="http://x/y.png"/>',
            "address of another file: http://x/y.png",
        ),
        (SVG % b'<image href="data:image/svg+xml;base64,AA"/>', "address of another file: data:"),
        (SVG % b'<rect style="fill: url( http://x)"/>', "address of another file: fill: url"),
        (SVG % b'<rect fill="URL(&#39;http://x&#39;)"/>', "address of another file: URL"),
        (SVG % b"<style>@import 'x';</style>", "address of another file: @import"),
        (SVG % b"<style>a{fill:url(x)}</style>", "address of another file: url("),
        (SVG % rb"<style>a{fill:\75rl(x)}</style>", "address of another file: url("),
        (SVG % rb"<style>@\69 mport 'x';</style>", "address of another file: @import"),
        (SVG % rb'<rect style="fill:u\rl(x)"/>', "address of another file: fill:"),
        (SVG % b'<rect cursor="image-set(&quot;http://x&quot; 1x)"/>', "address of another file"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG % b"&a;", "document type declaration"),
        (b"<?xml-stylesheet href='x'?>" + SVG % b"", "processing instruction"),
        (SVG % b'<image href="data:image/png;base64,AAAA"/>', "is no sound PNG image"),
        (SVG % b'<image href="data:image/png;base64,A"/>', "no sound Base64"),
        (b"<svg>", "no sound XML"),
        (b"<svg/>", "its root is not <svg>"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "without a size"),
        (bitmap("PNG")[:-30], "is no sound PNG image"),
        (bitmap("JPEG")[:-30], "is no sound JPEG image"),
        (bitmap("GIF"), "is no PNG, JPEG or SVG"),
        (b"", "is no PNG, JPEG or SVG"),
        (bytes(1_000_001), "has 1,000,001 bytes; 1 MB at most"),
    ],
)
def test_images_that_are_not_taken(content: bytes, said: str) -> None:
    with pytest.raises(LogoRefused) as caught:
        media_type_of(content)
    assert said in str(caught.value.args[0])


def test_a_bitmap_that_unfolds_is_not_taken() -> None:
    """A small file can declare more pixels than a machine holds."""
    plain = bitmap("PNG")
    head = b"IHDR" + (40_000).to_bytes(4) * 2 + plain[24:29]
    bomb = plain[:12] + head + zlib.crc32(head).to_bytes(4) + plain[33:]
    with pytest.raises(LogoRefused, match=r"40000 × 40000|no sound PNG"):
        media_type_of(bomb)


def repeated(levels: int) -> bytes:
    """A few lines that ask for ten to the power of `levels` squares."""
    groups = [
        b'<g id="a%d">%s</g>' % (level, b'<use href="#a%d"/>' % (level - 1) * 10)
        for level in range(1, levels + 1)
    ]
    square = b'<rect id="a0" width="1" height="1"/>'
    return SVG % (
        b"<defs>%s%s</defs>" % (square, b"".join(groups)) + b'<use href="#a%d"/>' % levels
    )


def nested(depth: int) -> bytes:
    return SVG % (b"<g>" * depth + b"<rect/>" + b"</g>" * depth)


MARKER = b'<marker id="m">%s</marker>' % (b"<rect/>" * 100)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (nested(99), "more than 100 elements inside each other at <svg>"),
        (nested(60_000), "more than 100 elements inside each other at <g>"),
        (repeated(9), 'repeated ones counted each time, at <g id="a4">'),
        (SVG % (b"<rect/>" * 20_000), "more than 20000 elements to draw"),
        # Long chains of groups that repeat the next one.
        (
            SVG % b"".join(b'<g id="b%d"><use href="#b%d"/></g>' % (n, n + 1) for n in range(99)),
            "more than 100 elements inside each other",
        ),
        (SVG % b'<g id="a"><use href="#a"/></g>', '<use href="#a"> is drawn inside itself'),
        (
            SVG % b'<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
            "is drawn inside itself",
        ),
        (
            SVG % b'<mask id="m"><rect mask="url( \'#m\' )"/></mask>',
            "element <rect> is drawn inside itself",
        ),
        (
            SVG % b'<style>g .a,b{fill:url(#p)}</style><pattern id="p"><path class="a"/></pattern>',
            "element <path> is drawn inside itself",
        ),
        (SVG % (MARKER + b'<path style="marker:url(#m)" d="M0 0%s"/>' % (b"l1-1" * 100)), "20000"),
        (SVG % (MARKER + b'<polyline marker="url(#m)" points="%s"/>' % (b"1,1 " * 100)), "20000"),
        (SVG % (MARKER + b"<style>*>line{marker:url(#m)}</style>" + b"<line/>" * 200), "20000"),
        (SVG % (MARKER + b"<style>[x]{marker:url(#m)}</style>" + b"<line/>" * 200), "itself"),
        (SVG % (b'<g id="m"/>' + MARKER + b'<use href="#m"/>' * 200), "20000"),
    ],
)  # fmt: skip
def test_drawings_that_unfold_are_not_taken(content: bytes, said: str) -> None:
    began = time.process_time()
    with pytest.raises(LogoRefused) as caught:
        media_type_of(content)
    assert said in str(caught.value.args[0])
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "content",
    [
        nested(98),
        repeated(3),
        SVG % b'<use href="#none"/><rect fill="url(#none)"/>',
        SVG % b'<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>',
        SVG % b"<style>.a{fill:url(#g)}</style><linearGradient id='g'/><path class='b a'/>",
        SVG % (MARKER + b'<path marker-end="url(#m)" d="M0 0 9 9"/>'),
    ],
)
def test_drawings_within_the_bounds_are_taken(content: bytes) -> None:
    assert media_type_of(content) == "image/svg+xml"


def test_a_logo_that_unfolds_stops_the_command(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(repeated(9))
    style = written(tmp_path, "footer: x\nlogo: {file: logo.svg, alt: x}\n")
    before = sorted(tmp_path.iterdir())
    for kind in ("html", "pdf", "docx"):
        out = tmp_path / f"gaps.{kind}"
        options = ["report", "-o", str(out), "--template", str(style), "--lang", "en"]
        result = CliRunner().invoke(cli, options)
        assert result.exit_code == 3
        assert f"{style}:2: logo.file: logo.svg: has more than 20000 elements" in result.stderr
        assert "save it as PNG" in result.stderr
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>" + SVG % b"",
        SVG % b"<metadata><a xmlns='http://purl.org/x'/></metadata>",
        SVG % b'<defs><path id="a" d="M0 0"/></defs><use href="#a" fill="url(#b)"/>',
        SVG % b'<image href="data:image/png;base64,%s"/>' % base64.b64encode(bitmap("PNG")),
        SVG % b"<style>.a{fill:#123}</style>",
    ],
)
def test_still_drawings_are_taken(content: bytes) -> None:
    assert media_type_of(content) == "image/svg+xml"


def test_what_an_image_is_stands_in_it(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(bitmap("JPEG"))
    style = read_style(written(tmp_path, "logo: {file: logo.png, alt: x}\n"))
    assert style.logo is not None and style.logo.media_type == "image/jpeg"


@pytest.mark.parametrize("accent", ["red;}*{display:none", "#FFFF00", ""])
def test_no_other_way_round(accent: str) -> None:
    with pytest.raises(StyleError):
        HouseStyle(accent=accent)


def test_contrasts_of_wcag() -> None:
    assert contrast("#FFFFFF", "#767676") == pytest.approx(4.54, abs=0.005)
    assert contrast("#0000FF", "#FFFFFF") == pytest.approx(8.59, abs=0.005)


@pytest.mark.parametrize("colour", ["#000000", "#1B4F72", "#7A1F5C", "#8B0000", "#0B5D4B"])
def test_each_accent_is_read_in_the_dark(colour: str) -> None:
    assert contrast(lightened(colour, on="#1F262E", ratio=6), "#1F262E") >= 6


def test_a_logo_that_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for name in ("pipe", "zero"):
        path = written(tmp_path, f"logo: {{file: {name}, alt: A house}}\n")
        with pytest.raises(StyleError, match="is no regular file"):
            read_style(path)


@pytest.mark.parametrize("named", ["URL(#m)", r"\75rl(#m)"])
def test_markers_are_counted_however_they_are_named(named: str) -> None:
    corners = " ".join("1 1" for _ in range(30_000))
    marker = '<marker id="m"><path d="M0 0"/></marker>'
    drawn = f'{marker}<polyline style="marker:{named}" points="{corners}"/>'
    with pytest.raises(LogoRefused, match="elements to draw"):
        media_type_of(SVG % drawn.encode())
