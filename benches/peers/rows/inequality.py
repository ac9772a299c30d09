"""How unequally ten million weighted values are spread."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..contest import computing
from ..row import Peer, Row


def read_ours(_package: Path, out: Path) -> dict:
    """Gini, Theil T and the concentration index, one a line."""
    return {"values": np.loadtxt(out, ndmin=1)}


def numbers(folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values, weights and ranks from three files of doubles."""
    return tuple(np.fromfile(folder / f"{name}.f64") for name in ("values", "weights", "ranks"))


def write(folder: Path, count: int) -> None:
    """Makes the three files; the same count gives the same bytes with one version of numpy."""
    dice = np.random.default_rng(1)
    folder.mkdir(parents=True, exist_ok=True)
    dice.lognormal(3.0, 1.0, count).tofile(folder / "values.f64")
    np.floor(10.0 ** dice.uniform(1.0, 5.0, count)).tofile(folder / "weights.f64")
    dice.uniform(0.0, 100_000.0, count).tofile(folder / "ranks.f64")


def weighted(folder: Path) -> dict:
    """numpy: sorted once by value and once by rank, with weights."""
    values, weights, ranks = numbers(folder)
    with computing():
        share = weights / weights.sum()
        mean = (share * values).sum()

        def concentration(order: np.ndarray) -> float:
            part, held = share[order], values[order]
            middle = np.cumsum(part) - part / 2.0
            return 2.0 * (part * held * middle).sum() / mean - 1.0

        gini = concentration(np.argsort(values))
        relative = values / mean
        theil = (share * relative * np.log(relative)).sum()
        index = concentration(np.argsort(ranks, kind="stable"))
    return {"values": np.array([gini, theil, index])}


def plain(folder: Path) -> dict:
    """numpy, every value of one weight."""
    values, _, _ = numbers(folder)
    with computing():
        ordered, count = np.sort(values), len(values)
        gini = ((2.0 * np.arange(1, count + 1) - count - 1.0) * ordered).sum() / (count * ordered.sum())
        relative = values / values.mean()
        theil = (relative * np.log(relative)).mean()
    return {"values": np.array([gini, theil])}


def pysal(folder: Path) -> dict:
    """PySAL inequality, which knows no weights."""
    from inequality.gini import Gini
    from inequality.theil import Theil

    values, _, _ = numbers(folder)
    with computing():
        found = [Gini(values).g, Theil(values).T]
    return {"values": np.array(found, dtype=float)}


def row(name: str, word: str, peers: tuple[Peer, ...]) -> Row:
    """A row at three sizes."""
    sizes = {"10k": 10_000, "1m": 1_000_000, "10m": 10_000_000}
    return Row(
        name=name,
        sizes=tuple(sizes),
        ours=(word, "{package}", "{out}"),
        peers=peers,
        read=read_ours,
        measure=True,
        numbers=sizes,
    )


ROWS = [
    row("Gini, Theil T, concentration index, weighted", "weighted", (Peer("numpy", "rows.inequality.weighted"),)),
    row(
        "Gini and Theil T",
        "plain",
        (Peer("numpy", "rows.inequality.plain"), Peer("PySAL inequality", "rows.inequality.pysal")),
    ),
]
