"""The sandbox's state on disk: read at start, written atomically when something changed."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from pathlib import Path

from sandbox.botapi import BotApi

log = logging.getLogger(__name__)


class StateFile:
    """One file; None means that nothing is kept."""

    def __init__(self, api: BotApi, path: Path | None) -> None:
        self._api = api
        self._path = path
        self._saved_revision = -1

    def load(self) -> None:
        """Take over the saved state. A file that cannot be read is set aside, not overwritten."""
        if self._path is None or not self._path.exists():
            return
        try:
            self._api.restore(json.loads(self._path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            aside = self._path.with_suffix(self._path.suffix + ".broken")
            self._path.replace(aside)
            log.warning("sandbox state unreadable, set aside as %s: %r", aside, error)
        self._saved_revision = self._api.revision

    async def save(self) -> None:
        """Write the state if it changed since the last time."""
        revision = self._api.revision
        if self._path is None or revision == self._saved_revision:
            return
        saved = self._api.dump()
        try:
            await asyncio.to_thread(write_atomically, self._path, saved)
        except OSError as error:
            log.warning("sandbox state not saved: %s", error)
        else:
            self._saved_revision = revision


def write_atomically(path: Path, saved: object) -> None:
    """Write beside, then rename: a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(saved, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
