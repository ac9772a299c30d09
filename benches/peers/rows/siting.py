"""Ten places among candidates: least travel, the shortest longest journey, most people within an hour."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from ..contest import computing
from ..row import Peer, Row

COUNT = 10
LIMIT_MINUTES = 60.0
# Every fifth community is a candidate.
EVERY = 5
# How long a peer may look for a proof.
PATIENCE_SECONDS = 300.0
# Kilometres an hour over straight lines where a package says nothing else.
KMH = 60.0


def candidates(package: Path) -> str:
    """Candidates as one word of the command."""
    ids = pd.read_csv(package / "communities.csv", usecols=["id"])["id"].sort_values()
    return ",".join(ids.iloc[::EVERY])


def read_ours(_package: Path, out: Path) -> dict:
    """What the choice comes to; and on the side how sure that is."""
    answer = json.loads(out.read_text())
    proof = answer["proof"]
    print(f"evenreach: {answer['status']}, gap {proof['gap']}, {proof['nodes']} nodes")
    return {"values": np.array([proof["objective"]], dtype=float)}


def costs(package: Path):
    """Minutes to the second between communities and candidates, and people."""
    from pyproj import Geod

    table = pd.read_csv(package / "communities.csv").sort_values("id", ignore_index=True)
    chosen = table.iloc[::EVERY]
    shape = (len(table), len(chosen))
    lon, lat = (np.broadcast_to(table[name].to_numpy()[:, None], shape) for name in ("lon", "lat"))
    to_lon, to_lat = (np.broadcast_to(chosen[name].to_numpy(), shape) for name in ("lon", "lat"))
    _, _, metres = Geod(ellps="WGS84").inv(lon.ravel(), lat.ravel(), to_lon.ravel(), to_lat.ravel())
    seconds = np.floor(metres.reshape(shape) / 1000.0 / KMH * 3600.0 + 0.5)
    return seconds / 60.0, table["population"].to_numpy(dtype=float)


def spopt(package: Path, kind: str) -> dict:
    """PySAL spopt, with HiGHS."""
    import pulp
    from spopt.locate import MCLP, PCenter, PMedian

    minutes, people = costs(package)
    solver = pulp.HiGHS(msg=False, timeLimit=PATIENCE_SECONDS)
    with computing():
        if kind == "mean_travel":
            model = PMedian.from_cost_matrix(minutes, people, p_facilities=COUNT)
        elif kind == "worst_travel":
            model = PCenter.from_cost_matrix(minutes, p_facilities=COUNT)
        else:
            model = MCLP.from_cost_matrix(minutes, people, service_radius=LIMIT_MINUTES, p_facilities=COUNT)
        model = model.solve(solver)
        value = pulp.value(model.problem.objective)
    return {"values": np.array([value], dtype=float)}


def highs(package: Path, kind: str) -> dict:
    """HiGHS alone, on the same program with assignments relaxed."""
    import highspy
    from scipy.sparse import coo_matrix

    minutes, people = costs(package)
    rows, places = minutes.shape
    with computing():
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("time_limit", PATIENCE_SECONDS)
        if kind == "coverage":
            near = minutes <= LIMIT_MINUTES
            row, place = np.nonzero(near)
            costs_of = np.concatenate([np.zeros(places), people])
            entries = [np.ones(len(row)), np.ones(rows), np.ones(places)]
            at = [row, np.arange(rows), np.full(places, rows)]
            of = [place, places + np.arange(rows), np.arange(places)]
            low, high = np.concatenate([np.ones(rows), [COUNT]]), np.concatenate([np.full(rows, np.inf), [COUNT]])
        else:
            pairs = rows * places
            row, place = np.divmod(np.arange(pairs), places)
            costs_of = np.concatenate([np.zeros(places), (people[:, None] * minutes).ravel()])
            # Served once; served by what is open; so many are open.
            entries = [np.ones(pairs), -np.ones(pairs), np.ones(pairs), np.ones(places)]
            at = [row, rows + np.arange(pairs), rows + np.arange(pairs), np.full(places, rows + pairs)]
            of = [places + np.arange(pairs), places + np.arange(pairs), place, np.arange(places)]
            low = np.concatenate([np.ones(rows), np.zeros(pairs), [COUNT]])
            high = np.concatenate([np.ones(rows), np.full(pairs, np.inf), [COUNT]])
        columns = len(costs_of)
        matrix = coo_matrix(
            (np.concatenate(entries), (np.concatenate(at), np.concatenate(of))), shape=(len(low), columns)
        ).tocsr()
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = columns, len(low)
        program.col_cost_ = costs_of
        program.col_lower_, program.col_upper_ = np.zeros(columns), np.ones(columns)
        program.row_lower_, program.row_upper_ = low, high
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_, program.a_matrix_.index_ = matrix.indptr, matrix.indices
        program.a_matrix_.value_ = matrix.data
        kinds = [highspy.HighsVarType.kInteger] * places
        program.integrality_ = kinds + [highspy.HighsVarType.kContinuous] * (columns - places)
        solver.passModel(program)
        solver.run()
        value = solver.getInfo().objective_function_value
    if kind == "coverage":
        value = people.sum() - value
    return {"values": np.array([value], dtype=float)}


def row(name: str, kind: str, peers: tuple[Peer, ...]) -> Row:
    """One objective."""
    words = ("siting", "--service-type", "counselling", "--from-nothing", "--objective", kind, "--count", str(COUNT))
    rest = ("--within-minutes", "60", "--ties", "1", "--work", "4000", "--candidates", "{candidates}", "--format", "json")
    return Row(
        name=name,
        sizes=("siting-1k", "siting-5k"),
        ours=(*words, *rest, "--package", "{package}", "--out", "{out}"),
        peers=peers,
        read=read_ours,
        words={"kind": kind},
        candidates=candidates,
    )


SMALL = ("siting-1k",)

ROWS = [
    row(
        "ten places with the least travel",
        "mean_travel",
        (
            Peer("HiGHS", "rows.siting.highs", up_to=SMALL, because="finds no bound in five minutes", once=True),
            Peer("PySAL spopt", "rows.siting.spopt", up_to=SMALL, because="finds no bound in five minutes", once=True),
        ),
    ),
    row(
        "ten places with the shortest longest journey",
        "worst_travel",
        (Peer("PySAL spopt", "rows.siting.spopt", up_to=SMALL, because="takes minutes at a fifth of it", once=True),),
    ),
    row(
        "ten places with most people within an hour",
        "coverage",
        (Peer("HiGHS", "rows.siting.highs", once=True), Peer("PySAL spopt", "rows.siting.spopt", once=True)),
    ),
]
