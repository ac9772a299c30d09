"""Runs one peer in a process of its own: `python -m peers.contest FUNCTION PACKAGE OUT WORDS`."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np

_computed = 0.0


@contextmanager
def computing():
    """Around what a peer does with facts in memory, up to the answer in memory."""
    global _computed
    begun = time.perf_counter()
    yield
    _computed += time.perf_counter() - begun


def computed_by(command: list[str]) -> None:
    """Runs a program that measures itself and tells its seconds as JSON."""
    global _computed
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    _computed += json.loads(told)["computing"]


def available(name: str | None) -> bool:
    """Whether a peer can be run here."""
    if name is None:
        return True
    if name == "postgis":
        folders = Path("/usr/share/postgresql").glob("*/extension/postgis.control")
        return any(folders)
    return importlib.util.find_spec(name) is not None


def main() -> None:
    function, package, out, words = sys.argv[1:]
    module, name = function.rsplit(".", 1)
    peer = getattr(importlib.import_module(f"peers.{module}"), name)
    answer = peer(Path(package), **json.loads(words))
    np.savez(out, **answer)
    print(json.dumps({"computing": _computed}))


if __name__ == "__main__":
    # numpy is built for all processors and picks its kernels by itself; a kernel forced on it from outside is no fair peer.
    assert "OPENBLAS_CORETYPE" not in os.environ
    # This file is `__main__` here and `peers.contest` to the peers, who add up their time there.
    from peers import contest

    contest.main()
