"""The files of a generated package, as a peer would read them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

# Semi-axes of WGS84 in metres.
EQUATORIAL, POLAR = 6_378_137.0, 6_356_752.314_245_179


@dataclass
class Facts:
    """Communities in the order of their ids, and services with a place each."""

    lon: np.ndarray
    lat: np.ndarray
    people: np.ndarray
    service_lon: np.ndarray
    service_lat: np.ndarray
    # Reached by everyone without travel.
    virtual: np.ndarray


def read(package: Path) -> Facts:
    """Reads what distances need."""
    communities = pd.read_csv(
        package / "communities.csv", usecols=["id", "lon", "lat", "population"]
    ).sort_values("id", ignore_index=True)
    services = pd.read_csv(
        package / "services.csv",
        usecols=["id", "delivery_mode", "community_id", "lon", "lat"],
        dtype={"delivery_mode": "string", "community_id": "string"},
    ).sort_values("id", ignore_index=True)
    homes = communities.set_index("id").reindex(services["community_id"])
    return Facts(
        lon=communities["lon"].to_numpy(),
        lat=communities["lat"].to_numpy(),
        people=communities["population"].to_numpy(dtype=float),
        service_lon=services["lon"].where(services["lon"].notna(), homes["lon"].to_numpy()).to_numpy(dtype=float),
        service_lat=services["lat"].where(services["lat"].notna(), homes["lat"].to_numpy()).to_numpy(dtype=float),
        virtual=(services["delivery_mode"] == "virtual").fillna(False).to_numpy(dtype=bool),
    )


def unit_vectors(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Places as unit vectors by parametric latitude: a step there is between 6 357 and 6 378 km times as long on WGS84."""
    lon, lat = np.radians(lon), np.radians(lat)
    beta = np.arctan2(POLAR * np.sin(lat), EQUATORIAL * np.cos(lat))
    return np.column_stack([np.cos(beta) * np.cos(lon), np.cos(beta) * np.sin(lon), np.sin(beta)])
