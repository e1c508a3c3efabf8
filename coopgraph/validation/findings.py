"""One type for what any check finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["SEVERITIES", "Finding", "at_or_above", "in_order"]

#: From most to least severe; the words of SHACL in lower case.
SEVERITIES = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found.

    Attributes
    ----------
    code
        What kind of finding: the shape's local name, or the check's.
    severity
        ``violation``, ``warning`` or ``info``.
    focus
        The node concerned, as a prefixed name.
    message_fr, message_en
        What is wrong, in both languages.
    source
        Sources of the node, by id; may be empty.
    hint
        What to do; may be empty.
    place
        File and line of the curated row that made the node, as ``file:line``; empty for what is
        derived, and where the graph does not come from tables.
    """

    code: str
    severity: str
    focus: str
    message_fr: str
    message_en: str
    source: str = ""
    hint: str = ""
    place: str = ""

    def message(self, lang: str) -> str:
        """Return the message in a language.

        Examples
        --------
        >>> Finding("X", "info", "id:a", "rien", "nothing").message("en")
        'nothing'
        """
        return self.message_fr if lang == "fr" else self.message_en


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings, most severe first, without duplicates."""
    return sorted(
        set(findings),
        key=lambda f: (SEVERITIES.index(f.severity), f.code, f.focus, f.message_en, f.hint),
    )


def at_or_above(findings: Iterable[Finding], severity: str) -> bool:
    """Tell whether any finding is at least as severe as `severity`."""
    limit = SEVERITIES.index(severity)
    return any(SEVERITIES.index(finding.severity) <= limit for finding in findings)
