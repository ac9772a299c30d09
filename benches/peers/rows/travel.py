"""Travel times over a network on a winter's day."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from ..contest import computing
from ..row import Peer, Row

DAY = "02-01"
# Sources at once: more would need more memory than there is.
AT_ONCE = 20


def read_ours(_package: Path, out: Path) -> dict:
    """Minutes from each community to each, in the order of their ids."""
    table = pd.read_csv(out, usecols=["from", "to", "minutes"], dtype={"from": "category", "to": "category"})
    return {"values": table["minutes"].to_numpy()}


def network(package: Path):
    """Arcs that are open on the day, in whole seconds as the package's minutes are read, and the node of each community."""
    nodes = pd.read_csv(package / "network/nodes.csv", usecols=["id", "community_id"])
    links = pd.read_csv(package / "network/links.csv")
    place = pd.Series(np.arange(len(nodes)), index=nodes["id"])
    wraps = links["opens"] > links["closes"]
    after, before = links["opens"] <= DAY, links["closes"] >= DAY
    links = links[np.where(wraps, after | before, after & before)]
    ends = place.loc[links["from_node"]].to_numpy(), place.loc[links["to_node"]].to_numpy()
    # Halves upwards, unlike `np.round`.
    seconds = np.floor(links["typical_minutes"].to_numpy() * 60.0 + 0.5)
    both = links["bidirectional"].to_numpy(dtype=bool)
    begin = np.concatenate([ends[0], ends[1][both]])
    end = np.concatenate([ends[1], ends[0][both]])
    homes = nodes.dropna().sort_values("community_id").index.to_numpy()
    return begin, end, np.concatenate([seconds, seconds[both]]), len(nodes), homes


def scipy(package: Path) -> dict:
    """scipy.sparse.csgraph.dijkstra."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    begin, end, seconds, nodes, homes = network(package)
    with computing():
        graph = csr_matrix((seconds, (begin, end)), shape=(nodes, nodes))
        parts = [
            dijkstra(graph, indices=homes[at : at + AT_ONCE])[:, homes] for at in range(0, len(homes), AT_ONCE)
        ]
        minutes = np.concatenate(parts).ravel() / 60.0
    return {"values": np.where(np.isfinite(minutes), minutes, np.nan)}


def igraph(package: Path) -> dict:
    """igraph's distances, by Dijkstra."""
    import igraph

    begin, end, seconds, nodes, homes = network(package)
    with computing():
        graph = igraph.Graph(n=nodes, edges=np.column_stack([begin, end]), directed=True)
        found = graph.distances(source=homes, target=homes, weights=seconds, algorithm="dijkstra")
        minutes = np.array(found, dtype=float).ravel() / 60.0
    return {"values": np.where(np.isfinite(minutes), minutes, np.nan)}


ROWS = [
    Row(
        name="minutes between communities over roads",
        sizes=("roads-10k", "roads-1m"),
        ours=("od", "--date", DAY, "--format", "csv", "--package", "{package}", "--out", "{out}"),
        peers=(
            Peer("scipy csgraph", "rows.travel.scipy", once=True),
            Peer(
                "igraph",
                "rows.travel.igraph",
                up_to=("roads-10k",),
                because="takes nine minutes, half a second a source",
                once=True,
            ),
        ),
        read=read_ours,
    )
]
