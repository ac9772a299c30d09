"""Spatial access within 60 km."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from .. import facts
from ..contest import computing
from ..row import Peer, Row

KM = 60.0
ZONES = ((20.0, 1.0), (40.0, 0.68), (60.0, 0.22))
# Communities at once: their pairs fit into memory.
AT_ONCE = 20_000


def read_ours(_package: Path, out: Path) -> dict:
    """A value for each community, in the order of their ids."""
    return {"values": pd.read_csv(out)["value"].to_numpy()}


def pairs(read: facts.Facts, tree, first: int, last: int):
    """Pairs within the limit of some communities, and their kilometres: by chord first, then measured on WGS84."""
    from pyproj import Geod

    vectors = facts.unit_vectors(read.lon[first:last], read.lat[first:last])
    # No place within the limit has a longer chord.
    chord = 2.0 * np.sin(KM * 1000.0 / facts.POLAR / 2.0) * (1.0 + 1e-9)
    near = tree.query_ball_point(vectors, chord, workers=-1, return_sorted=True)
    counts = np.fromiter(map(len, near), dtype=np.int64, count=len(near))
    communities = np.repeat(np.arange(first, last), counts)
    services = np.concatenate(near).astype(np.int64) if counts.any() else np.empty(0, dtype=np.int64)
    _, _, metres = Geod(ellps="WGS84").inv(
        read.lon[communities], read.lat[communities], read.site_lon[services], read.site_lat[services]
    )
    within = metres <= KM * 1000.0
    return communities[within], services[within], metres[within] / 1000.0


def sites(package: Path):
    """Facts with the services that stand somewhere, and how many are reached from everywhere."""
    from scipy.spatial import cKDTree

    read = facts.read(package)
    stand = ~read.virtual
    read.site_lon, read.site_lat = read.service_lon[stand], read.service_lat[stand]
    return read, cKDTree(facts.unit_vectors(read.site_lon, read.site_lat)), int(read.virtual.sum())


def weights(km: np.ndarray, method: str) -> np.ndarray:
    """Of each pair."""
    if method == "2sfca":
        return np.ones_like(km)
    return np.select([km <= edge for edge, _ in ZONES], [weight for _, weight in ZONES], 0.0)


def numpy(package: Path, method: str) -> dict:
    """Vectorised numpy: pairs in stretches, kept as arrays, summed by bincount."""
    read, tree, virtual = sites(package)
    with computing():
        stretches = [
            pairs(read, tree, first, min(first + AT_ONCE, len(read.lon))) for first in range(0, len(read.lon), AT_ONCE)
        ]
        communities = np.concatenate([one[0] for one in stretches]).astype(np.int32)
        services = np.concatenate([one[1] for one in stretches]).astype(np.int32)
        weight = weights(np.concatenate([one[2] for one in stretches]), method)
        sharing = np.bincount(services, weights=read.people[communities] * weight, minlength=len(read.site_lon))
        ratio = np.divide(1.0, sharing, out=np.zeros_like(sharing), where=sharing > 0.0)
        values = np.bincount(communities, weights=ratio[services] * weight, minlength=len(read.lon))
        # One that is reached without travel is shared by all.
        values += virtual / read.people.sum()
    return {"values": values}


def pysal(package: Path, method: str) -> dict:
    """PySAL access, given the pairs as a table: finding them is not counted as its computing."""
    from access import Access, weights as pysal_weights

    read, tree, virtual = sites(package)
    stretches = [
        pairs(read, tree, first, min(first + AT_ONCE, len(read.lon))) for first in range(0, len(read.lon), AT_ONCE)
    ]
    everyone = np.arange(len(read.lon))
    tables = [pd.DataFrame({"origin": one[0], "dest": one[1], "cost": one[2]}) for one in stretches]
    tables += [
        pd.DataFrame({"origin": everyone, "dest": len(read.site_lon) + at, "cost": 0.0}) for at in range(virtual)
    ]
    costs = pd.concat(tables, ignore_index=True)
    supplies = len(read.site_lon) + virtual
    demand = pd.DataFrame({"id": everyone, "people": read.people})
    supply = pd.DataFrame({"id": np.arange(supplies), "count": np.ones(supplies)})
    with computing():
        access = Access(
            demand_df=demand,
            demand_index="id",
            demand_value="people",
            supply_df=supply,
            supply_index="id",
            supply_value="count",
            cost_df=costs,
            cost_origin="origin",
            cost_dest="dest",
            cost_name="cost",
        )
        if method == "2sfca":
            access.two_stage_fca(name="access", max_cost=KM)
        elif method == "3sfca":
            access.three_stage_fca(name="access", max_cost=KM, weight_fn=pysal_weights.step_fn(dict(ZONES)))
        elif method == "raam":
            access.raam(name="access", tau=KM)
        else:
            access.enhanced_two_stage_fca(name="access", max_cost=KM, weight_fn=pysal_weights.step_fn(dict(ZONES)))
        values = access.access_df["access_count"].reindex(everyone).to_numpy()
    return {"values": values}


def row(method: str, sizes: tuple[str, ...], peers: tuple[Peer, ...]) -> Row:
    """A row for one measure."""
    ours = ("access", "--method", method, "--catchment-km", str(KM), "--format", "csv")
    return Row(
        name=f"{method} within {KM:g} km",
        sizes=sizes,
        ours=(*ours, "--package", "{package}", "--out", "{out}"),
        peers=peers,
        read=read_ours,
        words={"method": method},
    )


PYSAL = Peer(
    "PySAL access",
    "rows.access.pysal",
    up_to=("10k", "100k"),
    because="would need more than 24 GiB",
    once=True,
)
NUMPY = Peer("numpy", "rows.access.numpy", once=True)

ROWS = [
    row("2sfca", ("10k", "100k", "1m"), (NUMPY, PYSAL)),
    row("e2sfca", ("10k", "100k", "1m"), (NUMPY, PYSAL)),
    row("3sfca", ("10k", "100k"), (PYSAL,)),
    # PySAL holds every community by every service in memory.
    row("raam", ("10k",), (PYSAL,)),
]
