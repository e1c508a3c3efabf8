"""Queries in lines that fit a page: they ask what they asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib.plugins.sparql.parser import parseQuery

from coopgraph.outputs.report.query_lines import folded


@pytest.mark.parametrize(("width", "every"), [(106, 1), (20, 12)])
def test_packaged_queries_ask_the_same(repository: Path, width: int, every: int) -> None:
    changed = 0
    for path in sorted(repository.glob("queries/**/*.rq"))[::every]:
        query = path.read_text(encoding="utf-8")
        lines = folded(query, width)
        if lines != query:
            assert str(parseQuery(lines)) == str(parseQuery(query)), path
            changed += 1
        assert width < 106 or max(map(len, lines.split("\n"))) <= width, path
    assert changed > 5


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("a b", "a b"),
        ("", ""),
        ("aaaa bbbb cccc\n", "aaaa bbbb\n    cccc\n"),
        ("  aaaa bbbb cc", "  aaaa\n      bbbb\n      cc"),
        ("a 'b c d e f' g", "a\n    'b c d e f'\n    g"),
        ('a "b \\" c d" e', 'a\n    "b \\" c d"\n    e'),
        ('"""a b c d\ne" g""" h i j k', '"""a b c d\ne" g""" h\n    i j k'),
        ("a # bb cc dd", "a # bb cc\n#    dd"),
        ("aaaaaaaa#bb cc", "aaaaaaaa#bb\n#    cc"),
        ("<a#b> <c#d> e", "<a#b>\n    <c#d>\n    e"),
        ("# a  'b c d e", "# a  'b c\n#    d e"),
        ("?a<?b && ?c>1", "?a<?b &&\n    ?c>1"),
        ("abcdefghijklmno p", "abcdefghijklmno\n    p"),
        ("a\n\n\tb c d e f", "a\n\n\tb c d e\n\t    f"),
    ],
)
def test_where_lines_are_broken(query: str, lines: str) -> None:
    assert folded(query, 9) == lines
