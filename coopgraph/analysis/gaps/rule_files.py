"""Read rules that an organisation writes itself: a SPARQL query under a header, one file each.

A rule file is a query that names, for each thing examined, what would cover it::

    # id: hospital-without-convention
    # version: 1
    # question-fr: Quels CHU n’ont signé aucune convention ?
    # question-en: Which university hospitals have signed no convention?
    # sought-fr: convention
    # sought-en: convention
    # tier: A
    # covers: MixityConvention
    # closes-fr: Une convention signée
    # closes-en: A signed convention
    SELECT ?subject ?match ?start ?end WHERE { … }

The query decides nothing: status, dates and wording come from the same place as for the other
rules. Columns: ``subject`` (needed), ``match``, ``start`` and ``end`` of the match (a day or a
year), ``eligible`` (a boolean), ``missing`` (a field that the rule needs and no source states),
``evidence`` (what the subject's case rests on) and ``score``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coopgraph.analysis.gaps.records import Bilingual, Tier
from coopgraph.errors import CoopgraphError, QueryError, SourceError, reason
from coopgraph.messages import message
from coopgraph.namespaces import local_name
from coopgraph.vocabulary import SUBCLASSES

__all__ = ["COLUMNS", "RuleFile", "read_rule", "read_rules"]

#: Columns that a rule may have; the first it must have.
COLUMNS = ("subject", "match", "start", "end", "eligible", "missing", "evidence", "score")
_FIELD = re.compile(r"#\s?([a-z-]+):\s*(.*?)\s*\Z")
_ID = re.compile(r"[a-z][a-z0-9-]*\Z")
_NEEDED = ("id", "version", "question-fr", "question-en", "sought-fr", "sought-en")
_KNOWN = frozenset({*_NEEDED, "tier", "covers", "closes-fr", "closes-en"})
_TIERS = {tier.value: tier for tier in Tier if tier is not Tier.DATA}
_SELECT = re.compile(r"\bSELECT\b(?P<what>.*?)\bWHERE\b|\bSELECT\b(?P<bare>[^{]*)\{", re.I | re.S)


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One rule of an organisation.

    Attributes
    ----------
    path
        Its file, for messages.
    id, version
        Identity of the rule; the id begins the ids of its records.
    question
        What it asks.
    sought
        What would cover a subject.
    closes
        What would close its gaps.
    tier
        Which kind of work it asks for.
    covers
        Classes of what is sought: a list of the focus that is complete for all of them confirms.
    text
        The query.
    """

    path: Path
    id: str
    version: str
    question: Bilingual
    sought: Bilingual
    closes: Bilingual
    tier: Tier
    covers: tuple[str, ...]
    text: str


def read_rules(folder: Path, failures: list[CoopgraphError] | None = None) -> list[RuleFile]:
    """Read all rules of a folder, in the order of their file names.

    Parameters
    ----------
    folder
        Folder of ``.rq`` files.
    failures
        Takes the errors of rules that cannot be read, and the others are; without it the first one
        is raised.

    Returns
    -------
    list of RuleFile

    Raises
    ------
    SourceError
        If there is no such folder or it holds no rule.
    QueryError
        If a rule is malformed, or two have one id.
    """
    if not folder.is_dir():
        raise SourceError(message("{path}: there is no such folder of rules", path=folder))
    paths = sorted(folder.glob("*.rq"))
    if not paths:
        raise SourceError(message("{path}: no rule here; rules are files named *.rq", path=folder))
    rules: dict[str, RuleFile] = {}
    for path in paths:
        try:
            rule = read_rule(path)
            if rule.id in rules:
                raise QueryError(
                    message(
                        "{place}: the rule {id} stands in {other} already; give it an id of its "
                        "own",
                        place=f"{path}:1",
                        id=rule.id,
                        other=rules[rule.id].path.name,
                    )
                )
        except CoopgraphError as error:
            if failures is None:
                raise
            failures.append(error)
        else:
            rules[rule.id] = rule
    return list(rules.values())


def read_rule(path: Path) -> RuleFile:
    """Read one rule.

    Parameters
    ----------
    path
        The ``.rq`` file.

    Returns
    -------
    RuleFile

    Raises
    ------
    SourceError
        If the file cannot be read.
    QueryError
        If its header lacks a field or has a wrong one, or its query has no column ``subject``.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError(message("{path}:1: not UTF-8", path=path)) from None
    except OSError as error:
        raise SourceError(message("{path}: {reason}", path=path, reason=reason(error))) from None
    fields: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        if match := _FIELD.match(line):
            fields.setdefault(match[1], (number, match[2]))
    for name in _NEEDED:
        if not fields.get(name, (0, ""))[1]:
            raise QueryError(
                message(
                    "{place}: the header has no line '# {field}: …'", place=f"{path}:1", field=name
                )
            )
    _check(path, fields)
    _check_columns(path, text)

    def both(name: str) -> Bilingual:
        return Bilingual(fields.get(f"{name}-fr", (0, ""))[1], fields.get(f"{name}-en", (0, ""))[1])

    return RuleFile(
        path=path,
        id=fields["id"][1],
        version=fields["version"][1],
        question=both("question"),
        sought=both("sought"),
        closes=both("closes"),
        tier=_TIERS[fields.get("tier", (0, "C"))[1]],
        covers=_listed(fields.get("covers", (0, ""))[1]),
        text=text,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _check(path: Path, fields: dict[str, tuple[int, str]]) -> None:
    for field, (line, _) in fields.items():
        if field not in _KNOWN:
            raise QueryError(
                message(
                    "{place}: the header of a rule has no field {field}; fields: {fields}",
                    place=f"{path}:{line}",
                    field=field,
                    fields=", ".join(sorted(_KNOWN)),
                )
            )
    line, name = fields["id"]
    if not _ID.match(name):
        raise QueryError(
            message(
                "{place}: an id is small letters, digits and hyphens, not {value!r}",
                place=f"{path}:{line}",
                value=name,
            )
        )
    line, tier = fields.get("tier", (0, "C"))
    if tier not in _TIERS:
        raise QueryError(
            message("{place}: tier is A, B or C, not {value!r}", place=f"{path}:{line}", value=tier)
        )
    known = {local_name(cls) for family in SUBCLASSES.values() for cls in family}
    known |= {local_name(cls) for cls in SUBCLASSES}
    line, covers = fields.get("covers", (0, ""))
    for cls in _listed(covers):
        if cls not in known:
            raise QueryError(
                message(
                    "{place}: the ontology has no class {value}", place=f"{path}:{line}", value=cls
                )
            )


def _check_columns(path: Path, text: str) -> None:
    body = "\n".join("" if line.lstrip().startswith("#") else line for line in text.splitlines())
    found = _SELECT.search(body)
    line = body[: found.start()].count("\n") + 1 if found else 1
    columns = _columns(found["what"] or found["bare"] or "") if found else []
    if "subject" not in columns:
        raise QueryError(
            message(
                "{place}: a rule is a SELECT with a column ?subject; columns: {columns}",
                place=f"{path}:{line}",
                columns=", ".join(COLUMNS),
            )
        )
    for name in columns:
        if name not in COLUMNS:
            raise QueryError(
                message(
                    "{place}: a rule has no column ?{name}; columns: {columns}",
                    place=f"{path}:{line}",
                    name=name,
                    columns=", ".join(COLUMNS),
                )
            )


def _columns(what: str) -> Sequence[str]:
    """Return the columns of a SELECT: plain variables, and the names after AS in brackets."""
    names = re.findall(r"\bAS\s+[?$](\w+)\s*\)", what, re.I)
    plain = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", " ", what)
    return [*re.findall(r"[?$](\w+)", plain), *names]
