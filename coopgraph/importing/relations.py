"""What registers say of two bodies: one within the other, or related."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coopgraph.importing.batch import Batch
from coopgraph.messages import Message

__all__ = ["Relations"]


class Relations:
    """Writes relations of bodies in the roles that the tables have for them.

    Whether a body is a structure is settled later: a part is stated both as a structure of its
    whole and as a part of it, and what does not fit is left out then.

    Parameters
    ----------
    batch
        Where the rows go.
    rank, confidence, note
        Of all rows, as in :meth:`~coopgraph.importing.batch.Batch.writer`.
    """

    def __init__(
        self,
        batch: Batch,
        *,
        rank: int | None = None,
        confidence: str = "high",
        note: Message | None = None,
    ) -> None:
        def writer(table: str, *names: str) -> Callable[[tuple[Any, ...]], None]:
            return batch.writer(table, *names, rank=rank, confidence=confidence, note=note)

        self.parent = writer("cotutelles", "structure", "body", "role", "locator")
        self.part = writer("participations", "collective", "member", "role", "locator")
        self._related = writer("claims", "subject", "value", "predicate", "datatype", "locator")

    def within(self, part: str, whole: str, locator: str) -> None:
        """State that a body is part of another."""
        self.parent((part, whole, "registered-parent", locator))
        self.part((whole, part, "registered-part", locator))

    def related(self, one: str, other: str, locator: str) -> None:
        """State that two bodies are related; neither is first."""
        first, second = sorted((one, other))
        self._related((first, second, "registeredRelation", "iri", locator))

    def say(self, kind: str, key: str, other: str, locator: str) -> bool:
        """State a relation by its name in ROR and OpenAlex.

        Parameters
        ----------
        kind
            ``parent`` (of `key`), ``child`` or ``related``.
        key, other
            Keys of the two.
        locator
            Where the source says it.

        Returns
        -------
        bool
            Whether the kind is one of these.
        """
        if kind == "parent":
            self.within(key, other, locator)
        elif kind == "child":
            self.within(other, key, locator)
        elif kind == "related":
            self.related(key, other, locator)
        else:
            return False
        return True
