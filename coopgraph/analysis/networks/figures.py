"""What each figure of structure is: in words, its formula, who defined it, how not to read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from coopgraph.messages import Message, message

__all__ = ["FIGURES", "Described"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a figure is.

    Attributes
    ----------
    name
        Its name in CSV and JSON.
    title, meaning, not_for
        What it is called, what it says in plain words, and how it must not be read.
    formula
        How it is computed.
    reference, doi
        Who defined it, and the DOI of the publication.
    chance
        What the figure is held against; None where it is against nothing.
    """

    name: str
    title: Message
    meaning: Message
    not_for: Message
    formula: str
    reference: str
    doi: str
    chance: Message | None = None


_REWIRED: Final = message("edges rewired, every degree kept")
_DEALT: Final = message("memberships dealt anew, as many for each body and collective")
_LABELS: Final = message("known values dealt anew among the nodes")
_GIRVAN: Final = (
    "M. E. J. Newman, M. Girvan, Finding and evaluating community structure in networks, "
    "Physical Review E 69 (2004) 026113"
)
_HUBERT: Final = (
    "L. Hubert, P. Arabie, Comparing partitions, Journal of Classification 2 (1985) 193-218"
)
_MODULARITY: Final = message(
    "Q = Σ_c [w(c)/W - γ (s(c)/2W)²], w(c) weight inside c, s(c) strengths of c, W all weight"
)
_MIXING: Final = "M. E. J. Newman, Mixing patterns in networks, Physical Review E 67 (2003) 026126"
_ASSORTATIVITY: Final = message(
    "r = (Σ_i e(i,i) - Σ_i a(i)²)/(1 - Σ_i a(i)²), e(i,j) share of edges from i to j, a(i) of ends "
    "in i"
)
_NOT_CAUSE: Final = message(
    "a preference or a policy: edges of one collective come together, so that the interval, which "
    "takes them for independent, is too short"
)


def _mixing(name: str, title: Message, meaning: Message) -> Described:
    return Described(
        name=name,
        title=title,
        meaning=meaning,
        not_for=_NOT_CAUSE,
        formula=_ASSORTATIVITY,
        reference=_MIXING,
        doi="10.1103/PhysRevE.67.026126",
        chance=_LABELS,
    )


#: Figures by name, in the order in which they are printed.
FIGURES: Final[Mapping[str, Described]] = {
    one.name: one
    for one in (
        Described(
            name="modularity",
            title=message("modularity of these communities"),
            meaning=message(
                "how much more weight stays inside communities than the strengths of their members "
                "explain; the interval is that of the partitions of all seeds"
            ),
            not_for=message(
                "proof of communities: networks by chance have high values, too, and quite "
                "different partitions may have nearly the same"
            ),
            formula=_MODULARITY,
            reference=_GIRVAN,
            doi="10.1103/PhysRevE.69.026113",
        ),
        Described(
            name="agreement",
            title=message("agreement of the seeds (adjusted Rand index)"),
            meaning=message(
                "how alike the partitions of two seeds are: 1 if they are the same, 0 if they "
                "agree as by chance; the interval is that of the pairs of seeds"
            ),
            not_for=message(
                "truth: a method may find the same thing each time in a network that has no parts"
            ),
            formula="(Σ C(n(i,j),2) - E)/((A+B)/2 - E), A = Σ C(a(i),2), B = Σ C(b(j),2), "
            "E = AB/C(n,2)",
            reference=_HUBERT,
            doi="10.1007/BF01908075",
        ),
        Described(
            name="modularity-edges",
            title=message("modularity, every edge counting once"),
            meaning=message(
                "the best of a few runs, on this network and as many on each network by chance"
            ),
            not_for=message(
                "a test of these communities: it asks whether the network has any parts that "
                "degrees do not explain"
            ),
            formula=_MODULARITY,
            reference="R. Guimerà, M. Sales-Pardo, L. A. N. Amaral, Modularity from fluctuations "
            "in random graphs and complex networks, Physical Review E 70 (2004) 025101",
            doi="10.1103/PhysRevE.70.025101",
            chance=_REWIRED,
        ),
        Described(
            name="modularity-collectives",
            title=message("modularity, every edge counting once, against shared collectives"),
            meaning=message(
                "the same value, held against networks that have collectives, too: all bodies of a "
                "collective are tied to each other, which makes parts by itself"
            ),
            not_for=message(
                "the share that cooperation explains: what stays above chance may be no more than "
                "geography"
            ),
            formula=_MODULARITY,
            reference="R. Guimerà, M. Sales-Pardo, L. A. N. Amaral, Module identification in "
            "bipartite and directed networks, Physical Review E 76 (2007) 036102",
            doi="10.1103/PhysRevE.76.036102",
            chance=_DEALT,
        ),
        Described(
            name="agreement-edges",
            title=message("agreement of the runs, every edge counting once"),
            meaning=message(
                "how alike the partitions of two runs are, on this network and on those by chance"
            ),
            not_for=message("quality of a partition: it says how decided the method is"),
            formula="(Σ C(n(i,j),2) - E)/((A+B)/2 - E)",
            reference=_HUBERT,
            doi="10.1007/BF01908075",
            chance=_REWIRED,
        ),
        _mixing(
            "assortativity-kind",
            message("assortativity by kind"),
            message(
                "whether nodes are tied to nodes of their own kind: 1 if to no others, 0 if kinds "
                "do not matter, below 0 if rather to other kinds"
            ),
        ),
        _mixing(
            "assortativity-region",
            message("assortativity by region"),
            message("whether ties stay within regions: 1 if all do, 0 if regions do not matter"),
        ),
        _mixing(
            "assortativity-city",
            message("assortativity by city"),
            message("whether ties stay within cities: 1 if all do, 0 if cities do not matter"),
        ),
        Described(
            name="assortativity-degree",
            title=message("assortativity by degree"),
            meaning=message(
                "whether nodes with many ties are tied to each other (above 0), or to those with "
                "few (below 0)"
            ),
            not_for=message(
                "a choice of partners: uneven degrees in a simple network push it below 0, and "
                "large collectives above; compare it with chance, not with 0"
            ),
            formula=message("r = correlation of the degrees at the two ends of an edge"),
            reference="M. E. J. Newman, Assortative mixing in networks, Physical Review Letters 89 "
            "(2002) 208701",
            doi="10.1103/PhysRevLett.89.208701",
            chance=_REWIRED,
        ),
        Described(
            name="nestedness",
            title=message("nestedness of bodies and collectives (NODF)"),
            meaning=message(
                "whether bodies with few collectives are in those of bodies with many, and small "
                "collectives are parts of large ones: from 0 to 100"
            ),
            not_for=message(
                "hierarchy or dependence: it is about the two-mode network behind the projection, "
                "and falls as the network gets sparser; compare it with chance only"
            ),
            formula=message(
                "NODF = 100 Σ_(i<j) n(i,j) / (C(r,2)+C(c,2)), n(i,j) = share of what the "
                "lesser has that the larger has too, 0 if both have as many"
            ),
            reference="M. Almeida-Neto, P. Guimarães, P. R. Guimarães Jr, R. D. Loyola, W. Ulrich, "
            "A consistent metric for nestedness analysis in ecological systems, Oikos 117 (2008) "
            "1227-1239",
            doi="10.1111/j.0030-1299.2008.16644.x",
            chance=_DEALT,
        ),
        Described(
            name="core-periphery",
            title=message("core and periphery: correlation with the ideal pattern"),
            meaning=message(
                "how well ties fit a core tied throughout and a periphery without ties among "
                "itself; ties between the two are not judged; the core is exact (Lip 2011, "
                "arXiv:1102.5511)"
            ),
            not_for=message(
                "a list of leaders: the core is that of the highest degrees, which alone decide it "
                "(Kojaku and Masuda 2018, doi:10.1088/1367-2630/aab547)"
            ),
            formula=message(
                "core of k nodes with the least Z = E + k(k-1)/2 - Σ_(i in core) k(i); "
                "correlation over the pairs that are judged"
            ),
            reference="S. P. Borgatti, M. G. Everett, Models of core/periphery structures, Social "
            "Networks 21 (2000) 375-395",
            doi="10.1016/S0378-8733(99)00019-2",
            chance=_REWIRED,
        ),
    )
}
