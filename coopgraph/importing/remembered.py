"""What an importer must remember of each thing: on disk, since a register may have any number."""

from __future__ import annotations

from coopgraph.importing.staging import Staging

__all__ = ["Remembered"]


class Remembered:
    """Texts by key, until the import has ended.

    Parameters
    ----------
    staging
        The staging file.
    name
        What is remembered; a word of small letters. What an earlier import called so is forgotten.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> staging = Staging(Path(tempfile.mkdtemp()) / "staging.sqlite")
    >>> above = Remembered(staging, "above")
    >>> above.first("team", None), above.first("team", "laboratory"), above.get("team")
    (None, None, None)
    >>> above.put("team", "laboratory")
    >>> above.get("team"), above.get("other")
    ('laboratory', None)
    >>> staging.close()
    """

    def __init__(self, staging: Staging, name: str) -> None:
        self._ask = staging.connection.execute
        self._table = f"work.remembered_{name}"
        self._ask(f"DROP TABLE IF EXISTS {self._table}")
        self._ask(f"CREATE TABLE {self._table} (key TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID")

    def get(self, key: str) -> str | None:
        """Return the text of a key; None if it has none."""
        row = self._ask(f"SELECT text FROM {self._table} WHERE key = ?", (key,)).fetchone()
        return None if row is None else row[0]

    def first(self, key: str, text: str | None) -> str | None:
        """Return the text that was first given for a key, perhaps now; None counts as one."""
        self._ask(f"INSERT OR IGNORE INTO {self._table} VALUES (?, ?)", (key, text))
        return self.get(key)

    def put(self, key: str, text: str | None) -> None:
        """Give a key another text."""
        self._ask(f"INSERT OR REPLACE INTO {self._table} VALUES (?, ?)", (key, text))
