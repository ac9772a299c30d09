"""The three nearest services of every community."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd

from .. import facts
from ..contest import computed_by, computing
from ..programs import KIDDO, measure
from ..row import Peer, Row

K = 3


def read_ours(_package: Path, out: Path) -> dict:
    """Metres, and the number in each service's id."""
    table = pd.read_csv(out)
    return {
        "values": table["metres"].to_numpy(),
        "ids": table["service_id"].str.slice(1).astype(int).to_numpy(),
    }


def by_program(package: Path, command: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """How far, and which, by a program that reads doubles and writes doubles."""
    read = facts.read(package)
    folder = package / "places"
    folder.mkdir(exist_ok=True)
    np.column_stack([read.lon, read.lat]).tofile(folder / "communities.f64")
    np.column_stack([read.service_lon, read.service_lat]).tofile(folder / "services.f64")
    computed_by([*command, str(folder), str(folder / "out.f64")])
    far, which = np.fromfile(folder / "out.f64").reshape(-1, 2).T
    return far, which.astype(int)


def alone(package: Path) -> dict:
    """Evenreach without its files: the same index and the same geodesics, from numbers to numbers."""
    metres, ids = by_program(package, [*measure(), "nearest"])
    return {"values": metres, "ids": ids}


def kiddo(package: Path) -> dict:
    """The kiddo crate's immutable k-d tree over unit vectors, on all cores: nearest by chord."""
    chords_squared, ids = by_program(package, [str(KIDDO)])
    return {"values": 2.0 * np.arcsin(np.sqrt(chords_squared) / 2.0) * 6_371_008.8, "ids": ids}


def balltree(package: Path) -> dict:
    """scikit-learn's BallTree by haversine: on a sphere."""
    from sklearn.neighbors import BallTree

    read = facts.read(package)
    with computing():
        services = np.radians(np.column_stack([read.service_lat, read.service_lon]))
        communities = np.radians(np.column_stack([read.lat, read.lon]))
        angles, ids = BallTree(services, metric="haversine").query(communities, k=K)
        metres = angles * 6_371_008.8
    return {"values": metres.ravel(), "ids": ids.ravel()}


def kdtree(package: Path) -> dict:
    """scipy's k-d tree over unit vectors, on all cores: nearest by chord."""
    from scipy.spatial import cKDTree

    read = facts.read(package)
    with computing():
        tree = cKDTree(facts.unit_vectors(read.service_lon, read.service_lat))
        chords, ids = tree.query(facts.unit_vectors(read.lon, read.lat), k=K, workers=-1)
        metres = 2.0 * np.arcsin(chords / 2.0) * 6_371_008.8
    return {"values": metres.ravel(), "ids": ids.ravel()}


SQL = r"""
\set ON_ERROR_STOP on
create extension if not exists postgis;
create unlogged table community (id int primary key, place geography(point));
create unlogged table service (id int primary key, place geography(point));
create unlogged table raw_community (id int, lon float8, lat float8);
create unlogged table raw_service (id int, lon float8, lat float8);
\copy raw_community from '{communities}' csv
\copy raw_service from '{services}' csv
insert into community select id, st_makepoint(lon, lat)::geography from raw_community;
insert into service select id, st_makepoint(lon, lat)::geography from raw_service;
create index on service using gist (place);
analyze service;
\copy (select c.id, s.id, st_distance(c.place, s.place) from community c cross join lateral (select id, place from service order by place <-> c.place limit {k}) s order by 1, 3) to '{out}' csv
drop table community, service, raw_community, raw_service;
"""


def postgis(package: Path) -> dict:
    """PostGIS: the index's own nearest neighbours over geography."""
    read = facts.read(package)
    folder = package / "postgis"
    folder.mkdir(exist_ok=True)
    files = {name: folder / f"{name}.csv" for name in ("communities", "services", "out")}
    for name, lon, lat in [("communities", read.lon, read.lat), ("services", read.service_lon, read.service_lat)]:
        pd.DataFrame({"lon": lon, "lat": lat}).to_csv(files[name], header=False)
    sql = SQL.format(k=K, **files)
    with computing():
        url = os.environ["EVENREACH_TEST_POSTGRES"]
        subprocess.run(["psql", "--no-psqlrc", "--quiet", url], input=sql, text=True, check=True)
    table = pd.read_csv(files["out"], header=None)
    return {"values": table[2].to_numpy(), "ids": table[1].to_numpy()}


ROWS = [
    Row(
        name=f"{K} nearest services",
        sizes=("10k", "100k", "1m"),
        ours=("nearest", "--k", str(K), "--format", "csv", "--package", "{package}", "--out", "{out}"),
        peers=(
            Peer("evenreach without files", "rows.nearest.alone"),
            Peer("kiddo", "rows.nearest.kiddo"),
            Peer("scipy cKDTree", "rows.nearest.kdtree"),
            Peer("scikit-learn BallTree", "rows.nearest.balltree", once=True),
            Peer(
                "PostGIS",
                "rows.nearest.postgis",
                once=True,
                needs="postgis",
            ),
        ),
        read=read_ours,
    )
]
