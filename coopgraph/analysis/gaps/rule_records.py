"""Make records of what the rules of an organisation found: the same statuses, the same wording."""

from __future__ import annotations

import datetime
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import DateRange, Period, Standing, State
from coopgraph.analysis.gaps.expiry_wording import label_of
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Dates,
    Gap,
    Missing,
    ScoreTerm,
    Search,
    Status,
)
from coopgraph.analysis.gaps.rule_files import RuleFile
from coopgraph.analysis.gaps.status import complete_lists, decide, tier_of
from coopgraph.analysis.gaps.wording import Sought, absent, ended, joined
from coopgraph.errors import QueryError
from coopgraph.messages import Message, message
from coopgraph.namespaces import local_name
from coopgraph.store.base import Answer, Solutions, Store

__all__ = ["TYPE", "Ask", "apply_rule", "as_rows", "ask_in_process"]

#: The type of all records of rule files.
TYPE = "rule"
#: Answers the query of a rule: one mapping of column to text per row, unbound ones absent.
Ask = Callable[[RuleFile], Sequence[Mapping[str, str]]]
_AT = re.compile(r"\bat (\d+):\d+")
_TRUE = frozenset({"true", "1"})
_FALSE = frozenset({"false", "0"})


def as_rows(answer: Answer) -> list[dict[str, str]]:
    """Return the rows of an answer as text, unbound cells absent.

    Raises
    ------
    QueryError
        If it is none to a SELECT query.
    """
    if not isinstance(answer, Solutions):
        raise QueryError(message("a rule is a SELECT query"))
    return [
        {name: str(term.value) for name, term in row.items() if term is not None}
        for row in answer.dicts()
    ]


def ask_in_process(store: Store) -> Ask:
    """Return what asks a store in this process, without bounds of time or memory.

    Parameters
    ----------
    store
        A filled store.
    """
    from coopgraph.sparql.run import ask_text

    def ask(rule: RuleFile) -> list[dict[str, str]]:
        return as_rows(ask_text(store, rule.text))

    return ask


def apply_rule(facts: Facts, rule: RuleFile, ask: Ask, *, as_of: datetime.date) -> Iterator[Gap]:
    """Ask the query of a rule and make one record per subject.

    Parameters
    ----------
    facts
        Rows of the graph, for names, sources and complete lists.
    rule
        The rule.
    ask
        Answers its query.
    as_of
        Day of reference.

    Yields
    ------
    Gap
        By subject.

    Raises
    ------
    QueryError
        If the query fails or a cell is not what its column holds; the message begins with the
        rule's file and line.
    """
    try:
        rows = ask(rule)
    except QueryError as error:
        found = _AT.search(str(error))
        place = f"{rule.path}:{found[1] if found else 1}"
        raise QueryError(message("{place}: {reason}", place=place, reason=error.args[0])) from error
    subjects: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        if row.get("subject"):
            subjects[row["subject"]].append(row)
    for subject in sorted(subjects):
        if subject not in facts.classes:
            raise QueryError(
                message(
                    "{place}: ?subject is {subject!r}, which is no entity of the landscape",
                    place=f"{rule.path}:1",
                    subject=subject,
                )
            )
    for subject, own in sorted(subjects.items()):
        yield _Case(facts, rule, subject, own, as_of).record()


@dataclass(frozen=True, slots=True)
class _Case:
    facts: Facts
    rule: RuleFile
    subject: str
    rows: Sequence[Mapping[str, str]]
    as_of: datetime.date

    def matches(self) -> list[tuple[str, Period, Standing]]:
        """Return what covers the subject or did, with its dates; undated matches are in force."""
        found = {}
        for row in self.rows:
            if row.get("match"):
                period = Period(
                    start=self._moment(row, "start"), end=self._moment(row, "end"), present=True
                )
                if period.start and period.end and period.end.latest < period.start.earliest:
                    raise self._refuse("end", row["end"], message("it is before its start"))
                standing = period.standing(self.as_of)
                found[row["match"], period.start, period.end] = (row["match"], period, standing)
        return sorted(found.values(), key=lambda item: (item[0], str(item[1])))

    def _called(self, iri: str) -> Bilingual:
        """Return a name; an award has none of its own, and is called after its label and holder."""
        item = self.facts.instrument(iri)
        return self.facts.name(iri) if item is None else label_of(self.facts, item)

    def _moment(self, row: Mapping[str, str], name: str) -> DateRange | None:
        text = row.get(name, "")
        if not text:
            return None
        try:
            if re.fullmatch(r"\d{4}", text):
                return DateRange.year(int(text))
            return DateRange.day(datetime.date.fromisoformat(text.removesuffix("T00:00:00")))
        except ValueError:
            raise self._refuse(name, text, message("it is a year or a day")) from None

    def _refuse(self, column: str, value: str, why: Message) -> QueryError:
        return QueryError(
            message(
                "{place}: ?{column} cannot be {value!r} for {subject}: {reason}",
                place=f"{self.rule.path}:1",
                column=column,
                value=value,
                subject=self.subject,
                reason=why,
            )
        )

    def _score(self) -> float:
        scores = []
        for row in self.rows:
            if text := row.get("score"):
                try:
                    score = float(text)
                except ValueError:
                    score = math.nan
                if not math.isfinite(score):
                    raise self._refuse("score", text, message("it is a number"))
                scores.append(score)
        return max(scores, default=0.0)

    def _eligible(self) -> bool:
        """Say whether the rule applies: unless a row says that it does not."""
        said = set()
        for row in self.rows:
            if text := row.get("eligible"):
                if text not in _TRUE | _FALSE:
                    raise self._refuse("eligible", text, message("it is true or false"))
                said.add(text in _TRUE)
        return not said or True in said

    def record(self) -> Gap:
        """Return the record."""
        facts, rule = self.facts, self.rule
        matches = self.matches()
        lacking = sorted({row["missing"] for row in self.rows if row.get("missing")})
        complete = complete_lists(
            facts.lists,
            focus=facts.focus,
            classes=[facts.lineage(cls) for cls in rule.covers],
            scopes=facts.where(self.subject) | {self.subject},
            as_of=self.as_of,
        )
        decision = decide(
            eligible=self._eligible(),
            standings=[standing for _, _, standing in matches],
            undecidable=bool(lacking),
            complete=complete,
        )
        status = decision.status
        finding = self._finding(status, matches, lacking)
        name = facts.name(self.subject)
        settled = status in (Status.COVERED, Status.EXEMPT)
        telling = [period.known_end for _, period, _ in matches]
        end, basis = telling[-1] if telling else (None, "unknown")
        grounds = sorted({row["evidence"] for row in self.rows if row.get("evidence")})
        return Gap(
            id=f"{rule.id}/{local_name(self.subject)}",
            type=TYPE,
            status=status,
            tier=tier_of(status, rule.tier),
            subject=self.subject,
            subject_label=name,
            finding=finding,
            sentence=Bilingual(f"{name.fr} : {finding.fr}.", f"{name.en}: {finding.en}."),
            rule=rule.id,
            rule_version=rule.version,
            as_of=self.as_of,
            closes_by=Bilingual("", "") if settled else rule.closes,
            evidence=tuple(
                facts.evidence(self._called(iri), iri, facts.origins.get(iri))
                for iri in dict.fromkeys([*(match for match, _, _ in matches), *grounds])
            ),
            searched=(Search(rule.sought, len(self.rows), len(matches), complete),),
            missing=tuple(Missing(self.subject, name, field) for field in lacking)
            if status is Status.UNDECIDABLE
            else (),
            dates=Dates(
                end_earliest=end.earliest if end else None,
                end_latest=end.latest if end else None,
                basis=basis,
                certainty=decision.certainty,
            ),
            score_terms=(ScoreTerm("score", round(self._score(), 6)),),
        )

    def _finding(
        self,
        status: Status,
        matches: Sequence[tuple[str, Period, Standing]],
        lacking: Sequence[str],
    ) -> Bilingual:
        noun = self.rule.sought
        if status is Status.EXEMPT:
            return Bilingual("la règle ne s’applique pas", "the rule does not apply")
        if status is Status.UNDECIDABLE and lacking:
            fields = ", ".join(lacking)
            return Bilingual(f"manque : {fields}", f"missing: {fields}")
        wanted = {
            Status.COVERED: State.IN_FORCE,
            Status.LAPSED: State.ENDED,
            Status.UNDECIDABLE: State.UNKNOWN,
        }.get(status)
        own = [(match, period) for match, period, s in matches if s.state is wanted]
        if own:
            names = joined([self._called(match) for match, _ in own[:3]])
            end = ended(*own[-1][1].known_end)
            return Bilingual(f"{names.fr}, {end.fr}", f"{names.en}, {end.en}")
        if status is Status.CONFIRMED:
            return absent(status, Sought(noun, noun, f"sans {noun.fr}", ""))
        return Bilingual(
            f"non trouvé dans le graphe : {noun.fr}", f"not found in the graph: {noun.en}"
        )
