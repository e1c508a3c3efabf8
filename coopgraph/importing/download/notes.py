"""What is written beside a fetched file: where it comes from, when, and what tells a newer one."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Self

__all__ = ["Note", "note_of"]


@dataclass(frozen=True, slots=True)
class Note:
    """Origin of a file, or of a part of it.

    Attributes
    ----------
    url
        Address that was asked.
    etag, last_modified
        What the server gave to tell one version from another; blank if nothing.
    fetched
        Day on which it was fetched; blank for a part.
    bytes
        Its size; 0 for a part.
    sha256
        Its checksum; blank for a part.
    published
        Checksum that the publisher gives, as ``md5:…``; blank if it gives none.
    total
        Of a part, how many bytes the whole was announced with; 0 if the server did not say.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    fetched: str = ""
    bytes: int = 0
    sha256: str = ""
    published: str = ""
    total: int = 0

    @property
    def version(self) -> str:
        """What a server accepts in ``If-Range``: a strong tag, else the day of the last change.

        Examples
        --------
        >>> Note("https://example.org/", 'W/"1"', "Fri, 27 Nov 2026 10:00:00 GMT").version
        'Fri, 27 Nov 2026 10:00:00 GMT'
        """
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified

    @classmethod
    def read(cls, file: Path) -> Self | None:
        """Return the note beside a file; None if there is none that can be read."""
        try:
            said = json.loads(note_of(file).read_text(encoding="utf-8"))
            known = {one.name for one in fields(cls)}
            return cls(**{name: value for name, value in said.items() if name in known})
        except (OSError, ValueError, TypeError, AttributeError):
            return None

    def write(self, file: Path) -> None:
        """Write it beside a file, in one step."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"
        made = note_of(file).with_name(note_of(file).name + ".new")
        made.write_text(text, encoding="utf-8")
        os.replace(made, note_of(file))


def note_of(file: Path) -> Path:
    """Return where the note of a file is.

    Examples
    --------
    >>> note_of(Path("ror.zip")).name
    'ror.zip.origin.json'
    """
    return file.with_name(file.name + ".origin.json")
