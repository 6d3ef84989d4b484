"""A bulk run on a Ray cluster of two nodes whose workers and nodes are killed while it runs, against one left in peace.

    python -m bench.bulk --pages 20000 --folder out/bulk

Pages come from :mod:`bench.generated`. Both nodes are on this machine, each with a raylet and workers of its own. In
the map that reads pages a worker is killed and then the second node; in the join on keys the node; in the join that
brings stories together the node and then a worker. All kills are SIGKILL; a node that is gone is replaced. At the end
every file must be the same, byte for byte, as ``--engine local`` wrote, and no shard that was done was done again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import generated, results

PORT = 7411
KILLS = (
    ("readings", 0.15, 0, "worker"),
    ("readings", 0.4, 0, "node"),
    ("candidates", 0.0, 2, "node"),
    ("answers", 0.0, 3, "node"),
    ("answers", 0.3, 0, "worker"),
)
"""Stage, share of its shards that are done, seconds to wait then, and what is killed. Nothing of a join is done while
its rows are brought together."""
_ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "RAY_TQDM": "0",
    "RAY_worker_niceness": "0",
}


def log(said: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {said}", flush=True)


# ------------------------------------------------------------------------------------------------ the cluster


class Node:
    """A node of the cluster: ``ray start --block`` and all that it starts."""

    def __init__(self, name: str, *options: str) -> None:
        self.name = name
        command = [str(Path(sys.executable).with_name("ray")), "start", *options, "--num-cpus=1", "--block"]
        self.log = open(f"{os.environ['READOUT_BULK_LOGS']}/{name}.log", "wb")  # noqa: PTH123, SIM115 - as long as the node
        self.process = subprocess.Popen(
            [*command, "--object-store-memory=300000000", "--disable-usage-stats"],
            stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True, env=os.environ | _ENVIRONMENT,
        )  # fmt: skip

    def processes(self) -> dict[int, str]:
        """The processes of this node: those of the session in which it was started."""
        return {pid: command for pid, session, command in _processes() if session == self.process.pid}

    def worker(self) -> tuple[int, str] | None:
        """A process that does tasks at this moment: the one that has used most of the processor."""
        found = {
            pid: command
            for pid, command in self.processes().items()
            if "udf_worker" in command or "daft.execution" in command or "UDFActor" in command
        }
        pid = max(found, key=_ticks, default=None)
        return (pid, found[pid]) if pid is not None else None

    def kill(self) -> int:
        """SIGKILL to every process of the node, the raylet first, so that it can mend nothing; how many there were."""
        gone = self.processes()
        for pid in sorted(gone, key=lambda one: "raylet/raylet" not in gone[one]):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        self.log.close()
        return len(gone)


def _processes() -> Iterator[tuple[int, int, str]]:
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                pid = int(path.name)
                yield (
                    pid,
                    os.getsid(pid),
                    (path / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"),
                )
            except (OSError, ProcessLookupError):
                continue


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return -1
    return int(fields[11]) + int(fields[12])


@contextmanager
def cluster(folder: Path) -> Iterator[list[Node]]:
    """A head without work beside the driver, and a second node; whatever is there at the end is ended."""
    os.environ["READOUT_BULK_LOGS"] = str(folder)
    nodes = [Node("head", "--head", f"--port={PORT}", "--include-dashboard=false")]
    try:
        time.sleep(8)
        nodes.append(joined("second"))
        time.sleep(6)
        yield nodes
    finally:
        for node in reversed(nodes):
            if node.process.poll() is None:
                node.kill()
        current = Path("/tmp/ray/ray_current_cluster")  # where Ray notes which cluster runs here; a killed one cannot
        if current.exists() and current.read_text(encoding="utf-8").endswith(f":{PORT}"):
            current.unlink()


def joined(name: str) -> Node:
    return Node(name, f"--address=127.0.0.1:{PORT}")


# --------------------------------------------------------------------------------------------------- the runs


def run(
    folder: Path, out: Path, engine: str, workers: int | None, told: Callable[[str, int, int], None]
) -> dict[str, Any]:
    """``readout run`` in a process of its own: seconds by stage, processor seconds, and the highest memory in MB."""
    command = [
        sys.executable,
        "-c",
        "from readout.cli import main; main()",
        "run",
        str(folder),
        "--out",
        str(out),
        "--engine",
        engine,
    ]
    command += ["--workers", str(workers)] if workers else []
    begun = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent: dict[str, float] = {}
    environment = os.environ | _ENVIRONMENT | {"RAY_ADDRESS": f"127.0.0.1:{PORT}"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stderr is not None
        last = begun
        tail = []
        for line in child.stderr:
            words = line.split()
            if len(words) == 4 and words[2] == "of":
                stage, done, of = words[0], int(words[1].replace(",", "")), int(words[3].replace(",", ""))
                now = time.monotonic()
                spent[stage] = round(spent.get(stage, 0.0) + now - last, 1)
                last = now
                told(stage, done, of)
            else:
                tail.append(line)
    if child.returncode:
        raise SystemExit(f"{engine}: exit code {child.returncode}\n{''.join(tail[-30:])}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": round(time.monotonic() - begun, 1),
        "seconds by stage": spent,
        "processor seconds": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
        "memory of the largest process, MB": round(after.ru_maxrss / 1024),
    }


class Killer:
    """Kills as the run goes on: told how far it is, it does what is due."""

    def __init__(self, nodes: list[Node], out: Path) -> None:
        self.nodes = nodes
        self.out = out
        self.finished: dict[Path, int] = {}
        self.done: set[tuple[str, float, int, str]] = set()
        self.kills: list[str] = []

    def told(self, stage: str, done: int, of: int) -> None:
        log(f"{stage} {done} of {of}")
        for kill in KILLS:
            where, share, wait, what = kill
            if kill not in self.done and stage == where and share * of <= done < of:
                time.sleep(wait)
                if (self._worker if what == "worker" else self._node)(stage, done, of):
                    self.done.add(kill)

    def _worker(self, stage: str, done: int, of: int) -> bool:
        for node in self.nodes:
            found = node.worker()
            if found is not None:
                os.kill(found[0], signal.SIGKILL)
                self._said(f"killed the worker {found[0]} on the node {node.name!r} in {stage}, {done} of {of} done")
                return True
        return False

    def _node(self, stage: str, done: int, of: int) -> bool:
        node = self.nodes[-1]
        count = node.kill()
        self._said(f"killed the node {node.name!r}, {count} processes, in {stage}, {done} of {of} done")
        self.nodes[-1] = joined(f"{stage}-replacement")
        log(f"started the node {self.nodes[-1].name!r}")
        return True

    def again(self) -> int:
        """How many shards that had been done at a kill were done once more afterwards."""
        return sum(path.stat().st_mtime_ns != changed for path, changed in self.finished.items())

    def _said(self, what: str) -> None:
        for path in (self.out / "_work" / "done").rglob("*.json"):
            self.finished.setdefault(path, path.stat().st_mtime_ns)
        self.kills.append(what)
        log(what)


def files(out: Path) -> dict[str, str]:
    """The files below ``out``, by name, each with a hash of its bytes."""
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def differences(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


# ------------------------------------------------------------------------------------------------ the answers


def quality(out: Path, gold: Path) -> dict[str, float]:
    """How well the stories of a run agree with what was invented, and the share of copies found to be of one text."""
    from pyarrow import dataset

    truth = {one["url"]: one for one in map(json.loads, gold.read_text(encoding="utf-8").splitlines())}
    lineage = dataset.dataset(out / "lineage", format="parquet").to_table(columns=["story", "lineage", "url"])
    rows = lineage.to_pylist()
    stories = [(row["story"], truth[row["url"]]["story"]) for row in rows]
    texts = [(f"{row['story']} {row['lineage']}", truth[row["url"]]["version"]) for row in rows]
    return agreement("stories", stories) | {"copies found": agreement("texts", texts)["texts, pairwise recall"]}


def agreement(name: str, pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """F1 over pairs of articles and B3 F1, of (answer, truth) of each article."""
    told, true, both = Counter(a for a, _ in pairs), Counter(b for _, b in pairs), Counter(pairs)
    right = sum(n * (n - 1) for n in both.values())
    precision = right / max(1, sum(n * (n - 1) for n in told.values()))
    recall = right / max(1, sum(n * (n - 1) for n in true.values()))
    own = sum(n * n / told[a] for (a, _), n in both.items()) / len(pairs)
    whole = sum(n * n / true[b] for (_, b), n in both.items()) / len(pairs)
    return {
        f"{name}, pairwise F1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        f"{name}, pairwise precision": round(precision, 3),
        f"{name}, pairwise recall": round(recall, 3),
        f"{name}, B3 F1": round(2 * own * whole / (own + whole), 3),
        f"{name}, told": len(told),
        f"{name}, true": len(true),
    }


def main() -> None:
    """Make the pages, run in peace and under fire, compare every byte, and write down what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, default=Path("out/bulk"))
    parser.add_argument("--workers", type=int, default=1, help="processes of the run in peace")
    parser.add_argument("--only", choices=["local", "ray", "compare"], help="a part of it; the others must be there")
    parser.add_argument("--write", action="store_true", help="put the figures into results.json")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # the cluster is ended too
    folder: Path = given.folder.absolute()
    pages = folder / "pages"
    if not pages.exists():
        generated.write(pages, given.pages, files=16)
    os.environ.setdefault("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    if given.only in (None, "local"):
        told = run(pages, folder / "local", "local", given.workers, lambda *said: log("{} {} of {}".format(*said)))
        _keep(folder / "local.json", told)
    if given.only in (None, "ray"):
        with cluster(folder) as nodes:
            killer = Killer(nodes, folder / "ray")
            told = run(pages, folder / "ray", "ray", None, killer.told)
        _keep(folder / "ray.json", told | {"kills": killer.kills, "shards done again": killer.again()})
    if given.only in (None, "compare"):
        alone, fired = files(folder / "local"), files(folder / "ray")
        different = differences(alone, fired)
        log(f"{len(alone)} files, {len(different)} of them differ: {different[:5]}")
        figures = {
            "pages": given.pages,
            "one process": json.loads((folder / "local.json").read_text(encoding="utf-8")),
            "two nodes, under fire": json.loads((folder / "ray.json").read_text(encoding="utf-8")),
            "files": len(alone),
            "files that differ": len(different),
            "bytes": sum(path.stat().st_size for path in (folder / "local").rglob("*") if path.is_file()),
            "quality": quality(folder / "local", folder / "pages-gold.jsonl"),
        }
        print(json.dumps(figures, indent=2))
        if given.write:
            results.write("bulk", figures)
        if different:
            raise SystemExit("the answers are not the same")


def _keep(path: Path, figures: dict[str, Any]) -> None:
    path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    log(json.dumps(figures))


if __name__ == "__main__":
    main()
