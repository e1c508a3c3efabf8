"""Fetch the official files of a register: whole, checked, resumed, and with few requests.

:mod:`~coopgraph.importing.download.register` goes through the files of an importer,
:mod:`~coopgraph.importing.download.listing` asks Zenodo or data.gouv.fr where the newest file is,
:mod:`~coopgraph.importing.download.transfer` brings one file home, and
:mod:`~coopgraph.importing.download.connection` is the only module that uses the network.
"""

from __future__ import annotations

__all__: list[str] = []
