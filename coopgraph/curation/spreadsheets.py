"""How a spreadsheet opens a CSV by a double click: as the language has it that it is set to."""

from __future__ import annotations

from typing import Final

__all__ = ["DECIMALS", "DELIMITERS", "LINE_END", "MARK"]

#: Excel reads accents only after a byte order mark.
MARK: Final = "\ufeff"
#: Excel parts cells by the list separator of its language, and reads numbers as the language has
#: them.
DELIMITERS: Final = {"fr": ";", "en": ","}
DECIMALS: Final = {"fr": ",", "en": "."}
LINE_END: Final = "\r\n"
