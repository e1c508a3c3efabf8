"""What the records of hospital sites say."""

from __future__ import annotations

from collections.abc import Sequence

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.records import Bilingual, Certainty, NearMiss, Status
from coopgraph.analysis.gaps.wording import Sought, absent, decimal_text, joined

__all__ = ["site_closing", "site_finding"]


def site_finding(
    sought: Sought,
    standings: Sequence[Standing],
    status: Status,
    odds: tuple[float, float],
    *,
    basis: str,
    near: Sequence[NearMiss] = (),
) -> Bilingual:
    """Return the finding, with what may belie it.

    Parameters
    ----------
    sought
        The label in words.
    standings
        States of the labels of the site.
    status
        Status of the record.
    odds
        Probability that the site gets none of the labels, and how many are expected.
    basis
        Where the end of the label that ended last comes from.
    near
        What may be the label that was not found: of no known place, or announced and not named.
    """
    said = _found(sought, standings, status, odds, basis)
    if status is Status.UNDECIDABLE or not near:
        return said
    first, more = near[0], f" (+{len(near) - 1})" if len(near) > 1 else ""
    return Bilingual(
        f"{said.fr} ; à noter : {first.label.fr}, {first.reason.fr}{more}",
        f"{said.en}; note: {first.label.en}, {first.reason.en}{more}",
    )


def _found(
    sought: Sought,
    standings: Sequence[Standing],
    status: Status,
    odds: tuple[float, float],
    basis: str,
) -> Bilingual:
    e = "e" if sought.found_fr.endswith("e") else ""
    if status is Status.COVERED:
        running = [standing for standing in standings if standing.state is State.IN_FORCE]
        sure = sum(standing.certainty is Certainty.CERTAIN for standing in running)
        said = [
            Bilingual(f"{n} {sought.noun.fr} {how.fr}", f"{n} {sought.noun.en} {how.en}")
            for n, how in (
                (sure, Bilingual("en vigueur", "in force")),
                (len(running) - sure, Bilingual("peut-être en vigueur", "possibly in force")),
            )
            if n
        ]
        return joined(said)
    if status is Status.LAPSED:
        usual = (
            Bilingual(" d’après sa durée usuelle", " by its usual term")
            if basis == "assumed"
            else Bilingual("", "")
        )
        return Bilingual(
            f"{sought.noun.fr} échu{e}{usual.fr}, aucune suite trouvée dans le graphe",
            f"{sought.noun.en} ended{usual.en}, nothing later found in the graph",
        )
    if status is Status.UNDECIDABLE and standings:
        return Bilingual(
            f"{sought.noun.fr} connu{e}, sans date exploitable",
            f"{sought.noun.en} known, but not dated",
        )
    if status is Status.UNDECIDABLE:
        return Bilingual(
            f"trop peu de {sought.noun.fr} sont situé{e}s dans le graphe pour en juger",
            f"too few {sought.noun.en} are placed in the graph to judge",
        )
    nothing = absent(status if status is Status.CONFIRMED else Status.CANDIDATE, sought)
    chance, expected = f"{100 * odds[0]:.0f}", decimal_text(odds[1], 1)
    return Bilingual(
        f"{nothing.fr}, {expected.fr} attendu{e}s d’après les structures "
        f"(probabilité de n’en avoir aucun{e} : {chance} %)",
        f"{nothing.en}, {expected.en} expected from the structures "
        f"(probability of none: {chance}%)",
    )


def site_closing(sought: Sought, status: Status) -> Bilingual:
    """Return what would close the gap."""
    if status in (Status.COVERED, Status.EXEMPT):
        return Bilingual("", "")
    if status is Status.UNDECIDABLE:
        return Bilingual(
            f"La liste nominative des {sought.noun.fr}, avec leurs sites et leurs dates",
            f"The list of the {sought.noun.en} by name, with their sites and dates",
        )
    return Bilingual(
        f"{sought.some.fr[:1].upper()}{sought.some.fr[1:]} en vigueur sur le site",
        f"{sought.some.en[:1].upper()}{sought.some.en[1:]} in force on the site",
    )
