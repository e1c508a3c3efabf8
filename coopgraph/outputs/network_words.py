"""Names, roles and sources of a network's nodes and memberships, in the words of a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.messages import Message, message, translated
from coopgraph.namespaces import COOP_NS, concept_iri, local_name
from coopgraph.projection.counts import joint_words
from coopgraph.sources.locators import shown_locator
from coopgraph.vocabulary import COOP

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.projection.networks import Tie

__all__ = ["NetworkWords"]

#: What a body is to an agreement or a label, where a property says it and no role.
_RELATIONS: Final = {
    "hasParty": message("party"),
    "awardedBy": message("awarding body"),
    "fundedBy": message("funding body"),
}


class NetworkWords:
    """Words for what stands in the projection ``landscape``.

    Parameters
    ----------
    landscape
        The projection, with its terms.
    lang
        ``fr`` or ``en``; French where there is no English name.
    """

    def __init__(self, landscape: nx.MultiDiGraph[str], lang: str) -> None:
        self._nodes = landscape.nodes
        self._terms: Mapping[str, tuple[str, str]] = landscape.graph["terms"]
        self._others: Mapping[str, tuple[str, str]] = landscape.graph["others"]
        self._joints = {joint.iri: joint for joint in landscape.graph.get("copublications", ())}
        self._place = 1 if lang == "en" else 0
        self.lang = lang

    def node(self, iri: str) -> str:
        """Return the name of a node."""
        if joint := self._joints.get(iri):
            return ", ".join(joint_words(joint))
        data = self._nodes[iri]
        return str((data["label_en"] if self._place else "") or data["label_fr"] or iri)

    def find(self, iri: str) -> str | None:
        """Return the name of a node, or of a place or other thing that nodes name; None if none."""
        if iri in self._nodes:
            return self.node(iri)
        names = self._others.get(iri)
        return (names[self._place] or names[0]) if names else None

    def has(self, iri: str) -> bool:
        """Tell whether something is a node here, and has a class."""
        return iri in self._nodes or iri in self._joints

    def short(self, iri: str) -> str:
        """Return the acronym of a node where it has one, else its name."""
        return str(self._nodes[iri]["acronym"] or self.node(iri))

    def term(self, iri: str) -> str:
        """Return the name of a concept or class."""
        names = self._terms.get(iri)
        short = local_name(iri)
        return (names[self._place] or names[0] or short) if names else short

    def kind(self, iri: str) -> str:
        """Return the name of the class of a node."""
        if iri in self._joints:
            return self.term(COOP.CoPublication)
        return self.term(COOP_NS + str(self._nodes[iri]["cls"]))

    def own(self, iri: str, name: str) -> int | None:
        """Return a first or last year of a node; None for what is no node."""
        return self._nodes[iri][name] if iri in self._nodes else None

    def say(self, text: Message) -> str:
        """Return a message in the language of the reader."""
        return str(translated(text, self.lang))

    def roles(self, ties: Sequence[Tie], body: str) -> str:
        """Return the roles of a body in some memberships."""
        said = (
            self._role(tie.role)
            if tie.count is None
            else self.term(concept_iri("counting-method", tie.role))
            for tie in ties
            if tie.body == body
        )
        return ", ".join(dict.fromkeys(said))

    def _role(self, code: str) -> str:
        relation = _RELATIONS.get(code)
        return self.term(concept_iri("role", code)) if relation is None else self.say(relation)

    def sources(self, ties: Sequence[Tie]) -> str:
        """Return the sources of some memberships, with the place in each."""
        said = (
            f"{one.source} {shown_locator(one.locator, self.lang)}".strip()
            for tie in ties
            for one in tie.evidence
        )
        return "; ".join(dict.fromkeys(said))

    def confidences(self, ties: Sequence[Tie]) -> str:
        """Return how sure the sources of some memberships are."""
        found = {one.confidence for tie in ties for one in tie.evidence if one.confidence}
        return "; ".join(self.term(iri) for iri in sorted(found))
