"""Asks Evenreach and its peers the same of the same files in turn, and prints one table."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .contest import available
from .programs import EVENREACH, ROOT, measure
from .row import SIZES, Peer, Row
from .rows import FAMILIES
from .rows import inequality

CACHE = ROOT / ".cache" / "peers-data"
# Past this a run is ended and the table says so.
PATIENCE_SECONDS = 1800


@dataclass
class Runs:
    """What was seen of one program."""

    name: str
    whole: list[float] = field(default_factory=list)
    computing: list[float] = field(default_factory=list)
    peak_kib: int = 0
    fault: str = ""


def environment() -> dict[str, str]:
    """As it is, but for a kernel that this machine may force upon numpy."""
    forced = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "EVENREACH_DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if name not in forced}
    return kept | {"PYTHONPATH": str(ROOT / "benches")}


def run(command: list[str], seen: Runs) -> bool:
    """Runs a command in a process of its own and notes time and memory."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        told, said = process.communicate(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        seen.fault = f"ended after {PATIENCE_SECONDS} s"
        return False
    whole = time.perf_counter() - begun
    if process.returncode != 0:
        last = [line for line in said.splitlines() if line.strip()][-1:]
        seen.fault = last[0][:160] if last else f"exit status {process.returncode}"
        return False
    seen.whole.append(whole)
    # Told by the program around the command, see `with_peak`.
    peak, *_ = [line for line in said.splitlines() if line.startswith("peak KiB ")][-1:] or ["peak KiB 0"]
    seen.peak_kib = max(seen.peak_kib, int(peak.rsplit(" ", 1)[1]))
    if told.strip().startswith("{"):
        seen.computing.append(json.loads(told.strip().splitlines()[-1])["computing"])
    return True


# Runs a command and tells the greatest resident set of it and of what it started.
AROUND = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print("peak KiB", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""


def with_peak(command: list[str]) -> list[str]:
    """The command with its peak told at the end. The interpreter around it takes two hundredths of a second."""
    return [sys.executable, "-S", "-c", AROUND, *command]


def package_of(row: Row, size: str) -> Path:
    """The files of a size, made where they are not there yet."""
    folder = CACHE / (f"numbers-{size}" if row.numbers else size)
    done = folder / "done"
    if done.exists():
        return folder
    print(f"making {folder.name}", file=sys.stderr)
    if row.numbers:
        inequality.write(folder, row.numbers[size])
    else:
        words = ["cargo", "bench", "--locked", "--quiet", "--bench", "generate", "--", *SIZES[size], "--out", str(folder)]
        subprocess.run(words, cwd=ROOT, check=True)
    done.touch()
    return folder


def ours(row: Row, package: Path, out: Path) -> list[str]:
    """How Evenreach is asked."""
    candidates = row.candidates(package) if row.candidates else ""
    words = [word.format(package=package, out=out, candidates=candidates) for word in row.ours]
    if row.measure:
        return [*measure(), *words] if measure() else []
    return [str(EVENREACH), "analyse", *words]


def theirs(peer: Peer, package: Path, out: Path, words: dict) -> list[str]:
    """How a peer is asked."""
    command = [sys.executable, "-m", "peers.contest", peer.function, str(package), str(out), json.dumps(words)]
    return [str(ROOT / "scripts/test-postgres"), *command] if peer.needs == "postgis" else command


def apart(one: dict, other: dict) -> str:
    """How far two answers are apart."""
    found, expected = np.asarray(one["values"], dtype=float), np.asarray(other["values"], dtype=float)
    if found.shape != expected.shape:
        return f"{found.size} values, not {expected.size}"
    both = np.isfinite(found) & np.isfinite(expected)
    alone = int((np.isfinite(found) != np.isfinite(expected)).sum())
    off = np.abs(found[both] - expected[both])
    greatest = off.max(initial=0.0)
    scale = np.maximum(np.abs(found[both]), np.abs(expected[both]))
    relative = np.divide(off, scale, out=np.zeros_like(off), where=scale > 0.0).max(initial=0.0)
    words = f"{greatest:.1e}, {relative:.1e} relative"
    if alone:
        words += f"; {alone} only in one"
    if "ids" in one and "ids" in other:
        words += f"; {int((one['ids'] != other['ids']).sum())} other services"
    return words


def seconds(all_runs: list[float]) -> str:
    """The median."""
    return f"{statistics.median(all_runs):.2f}" if all_runs else "-"


def contest(row: Row, size: str, runs: int) -> list[str]:
    """Paired runs of one question at one size, as lines of the table."""
    package = package_of(row, size)
    here = Runs("evenreach")
    peers = [(peer, Runs(peer.name)) for peer in row.peers]
    for peer, seen in peers:
        if not available(peer.needs):
            seen.fault = f"{peer.needs} is not installed"
        elif peer.up_to is not None and size not in peer.up_to:
            seen.fault = f"not run: {peer.because}"
    out_ours = CACHE / "out-ours"
    if not ours(row, package, out_ours):
        here.fault = "there is no bench of that name"
    outs = {peer.name: CACHE / f"out-{at}.npz" for at, (peer, _) in enumerate(peers)}
    for at in range(runs):
        turns = [(here, ours(row, package, out_ours))]
        for peer, seen in peers:
            if not seen.fault and (at == 0 or not peer.once):
                turns.append((seen, theirs(peer, package, outs[peer.name], row.words)))
        # Whoever goes first finds the files cold or the processor cool.
        for seen, command in turns if at % 2 == 0 else reversed(turns):
            if not seen.fault:
                run(with_peak(command), seen)
    lines = [line(row, size, here, here, "")]
    answer = None if here.fault else row.read(package, out_ours)
    for peer, seen in peers:
        agreement = ""
        if answer is not None and not seen.fault:
            agreement = apart(answer, dict(np.load(outs[peer.name])))
        lines.append(line(row, size, seen, here, agreement))
    return lines


def line(row: Row, size: str, seen: Runs, here: Runs, agreement: str) -> str:
    """One line of the table."""
    cells = [row.name, size, seen.name]
    if seen.fault:
        return "| " + " | ".join([*cells, seen.fault, "", "", "", "", ""]) + " |"

    def ratio(theirs: list[float], mine: list[float]) -> str:
        if seen is here or here.fault or not theirs:
            return ""
        return f"{statistics.median(theirs) / statistics.median(mine):.1f}"

    cells += [seconds(seen.whole), seconds(seen.computing), f"{seen.peak_kib / 1024:.0f}"]
    cells += [ratio(seen.whole, here.whole), ratio(seen.computing, here.computing or here.whole), agreement]
    return "| " + " | ".join(cells) + " |"


HEADER = [
    "| question | size | program | whole run, s | computing alone, s | peak, MiB | times ours | computing alone, times ours | apart at most |",
    "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |",
]


def main() -> None:
    parser = argparse.ArgumentParser(prog="peers", description=__doc__)
    parser.add_argument("--only", action="append", choices=sorted(FAMILIES), help="a family of rows; may be repeated")
    parser.add_argument("--row", help="only rows whose name has this in it")
    parser.add_argument("--size", action="append", help="a size; may be repeated")
    parser.add_argument("--runs", type=int, default=3, help="paired runs")
    parser.add_argument("--out", type=Path, help="file for the table, beside the terminal")
    words = parser.parse_args()
    CACHE.mkdir(parents=True, exist_ok=True)
    table = list(HEADER)
    print("\n".join(table), flush=True)
    for family in words.only or FAMILIES:
        for row in FAMILIES[family]:
            for size in row.sizes:
                if (words.row and words.row not in row.name) or (words.size and size not in words.size):
                    continue
                lines = contest(row, size, words.runs)
                print("\n".join(lines), flush=True)
                table += lines
                if words.out:
                    words.out.write_text("\n".join(table) + "\n")


main()
