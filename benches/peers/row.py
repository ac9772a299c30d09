"""What a row of the table is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

# Sizes that rows may be asked at, as words of the generator.
SIZES = {
    "10k": ["--communities", "10000", "--services", "1000"],
    "100k": ["--communities", "100000", "--services", "10000"],
    "1m": ["--communities", "1000000", "--services", "100000"],
    # Ten times as close together: as many services near a community as a million communities have.
    "dense": ["--communities", "100000", "--services", "100000"],
    "roads-10k": ["--communities", "100", "--services", "10", "--nodes", "10000", "--links", "26000"],
    # A fifth of the communities are candidates; services are asked to be passed over.
    "siting-1k": ["--communities", "1000", "--services", "10"],
    "siting-5k": ["--communities", "5000", "--services", "10"],
    "roads-1m": ["--communities", "1000", "--services", "100", "--nodes", "1000000", "--links", "2600000"],
}


@dataclass(frozen=True)
class Peer:
    """One program to be measured beside: `module.function` of `peers`, called with the package's folder and the words."""

    name: str
    function: str
    # Sizes at which it is run; all of the row's unless given.
    up_to: tuple[str, ...] | None = None
    # Why not beyond.
    because: str = ""
    # Runs it only once: it takes minutes.
    once: bool = False
    # What has to be there: a name that `available` in `contest` knows.
    needs: str | None = None


@dataclass(frozen=True)
class Row:
    """One question, asked of Evenreach and of its peers."""

    name: str
    sizes: tuple[str, ...]
    # Words after `evenreach analyse`; `{package}` and `{out}` are put in.
    ours: tuple[str, ...]
    peers: tuple[Peer, ...]
    # Reads what Evenreach wrote, in the order in which peers write theirs.
    read: Callable[[Path, Path], np.ndarray]
    # Words for the peers.
    words: dict = field(default_factory=dict)
    # Runs the `measure` bench instead of `evenreach analyse`.
    measure: bool = False
    # Asks of files of numbers, so many of them at each size, instead of a package.
    numbers: dict[str, int] | None = None
    # Makes the word for `{candidates}` from the package.
    candidates: Callable[[Path], str] | None = None
