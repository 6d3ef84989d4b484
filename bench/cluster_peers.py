"""What groups news into stories elsewhere, measured in the same run: each takes rows and gives groups of their ids.

Rows are ``{id, published, title, text, story}``. A threshold is, for each peer, the one best for it on AllSides and
ECB+ together, chosen on the very sets that are measured: in their favour.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from math import exp, log, sqrt
from typing import Any

Row = dict[str, Any]
Groups = list[list[str]]
Peer = Callable[[Sequence[Row]], Groups]
Vector = dict[str, float]

SINGLE_PASS, AVERAGE_LINK, JACCARD = 0.24, 0.22, 0.3
_SAME_KEYS, _INDEXED, _NEAR = 12, 25, 50
"""Of an article the heaviest words by which it finds clusters, and how many of those that share most are looked at."""
_FADES_IN, _FADES_TO = 30.0, 0.5
"""Days in which a cosine falls to 1/e, and what is left of it however long the time."""
_WORD = re.compile(r"\w+")


def single_pass(rows: Sequence[Row], threshold: float = SINGLE_PASS) -> Groups:
    """TF-IDF, by day: an article joins the cluster with the nearest mean vector, or opens one. Cosines fade in time."""
    members: list[list[str]] = []
    last: list[str | None] = []
    sums: list[Vector] = []
    norms: list[float] = []
    index: dict[str, set[int]] = defaultdict(set)
    for row, vector in _by_day(rows, _tf_idf(rows)):
        heaviest = _heaviest(vector, _INDEXED)
        shared = Counter(cluster for word in heaviest for cluster in index.get(word, ()))
        dots = {
            c: sum(value * sums[c][word] for word, value in vector.items() if word in sums[c])
            for c in sorted(shared, key=lambda c: (-shared[c], -c))[:_NEAR]
        }
        near = [(dot / norms[c] * _fade(row["published"], last[c]), -c) for c, dot in dots.items()]
        best = -max(near)[1] if near and max(near)[0] >= threshold else len(members)
        if best == len(members):
            last.append(None)
            members.append([])
            sums.append({})
            norms.append(1.0)
        members[best].append(row["id"])
        last[best] = row["published"] or last[best]
        for word in heaviest:
            index[word].add(best)
        for word, value in vector.items():
            sums[best][word] = sums[best].get(word, 0.0) + value
        norms[best] = sqrt(sum(value * value for value in sums[best].values()))
    return members


def average_link(rows: Sequence[Row], threshold: float = AVERAGE_LINK) -> Groups:
    """TF-IDF, agglomeration of all pairs by mean cosine (scipy): cost and memory grow with the square. Cosines fade."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.sparse import csr_matrix
    from scipy.spatial.distance import squareform

    vectors = _tf_idf(rows)
    numbers: dict[str, int] = {}
    where, words, values = [], [], []
    for number, vector in enumerate(vectors):
        for word, value in vector.items():
            where.append(number)
            words.append(numbers.setdefault(word, len(numbers)))
            values.append(value)
    matrix = csr_matrix((np.array(values, np.float32), (where, words)), shape=(len(rows), len(numbers)))
    alike = (matrix @ matrix.T).toarray()
    days = np.array([_day(row["published"]) or np.nan for row in rows], np.float32)
    for number, day in enumerate(days):
        alike[number] *= np.nan_to_num(np.clip(np.exp(-np.abs(days - day) / _FADES_IN), _FADES_TO, 1), nan=1.0)
    apart = np.clip(1 - alike, 0, None)
    np.fill_diagonal(apart, 0)
    labels = fcluster(linkage(squareform(apart, checks=False), "average"), 1 - threshold, "distance")
    found: dict[int, list[str]] = defaultdict(list)
    for row, label in zip(rows, labels.tolist(), strict=True):
        found[label].append(row["id"])
    return list(found.values())


def minhash(rows: Sequence[Row], threshold: float = JACCARD) -> Groups:
    """datasketch: MinHash of 128 permutations over sequences of three words, LSH at the threshold, components."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    parent = {row["id"]: row["id"] for row in rows}

    def root(doc: str) -> str:
        while parent[doc] != doc:
            parent[doc] = doc = parent[parent[doc]]
        return doc

    for row in rows:
        sketch = MinHash(num_perm=128)
        words = _words(row)
        sketch.update_batch(sorted({" ".join(words[at : at + 3]).encode() for at in range(len(words))}))
        for other in lsh.query(sketch):
            parent[root(other)] = root(row["id"])
        lsh.insert(row["id"], sketch)
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[root(row["id"])].append(row["id"])
    return list(found.values())


def streaming(rows: Sequence[Row], threshold: float = 0.0) -> Groups:
    """Miranda, Znotins, Cohen and Barzdins, "Multilingual clustering of streaming news", EMNLP 2018, in one language.

    Each article meets the clusters: cosines of TF-IDF sub-vectors (words, names and both, of title, body and both)
    with the cluster's mean, and Gaussian similarity in days to its oldest, newest and mean time; a linear model ranks
    the clusters and a second says whether to join the best. Ours here: words and capitalised words stand for the
    paper's tokens, lemmas and entities; the fifty clusters that share most of an article's twelve heaviest words are
    met, where the paper meets all; and both models are one logistic regression, fitted on every second story of the
    very stream that is measured (the paper trains two SVMs on a labelled part of its own).
    """
    return _Streaming(rows).groups(threshold)


class _Cluster:
    """The members of a cluster and, for each view of the text, the sum of their vectors and its length."""

    def __init__(self, views: int) -> None:
        self.days: list[int] = []
        self.members: list[int] = []
        self.sums: list[Vector] = [{} for _ in range(views)]
        self.norms = [0.0] * views

    def take(self, number: int, vectors: Sequence[Vector], day: int | None) -> None:
        self.members.append(number)
        if day is not None:
            self.days.append(day)
        for view, vector in enumerate(vectors):
            total = self.sums[view]
            for word, value in vector.items():
                total[word] = total.get(word, 0.0) + value
            self.norms[view] = sqrt(sum(value * value for value in total.values()))

    def shown(self, vectors: Sequence[Vector], day: int | None) -> list[float]:
        cosines = [
            sum(value * total[word] for word, value in vector.items() if word in total) / norm if norm else 0.0
            for vector, total, norm in zip(vectors, self.sums, self.norms, strict=True)
        ]
        times = [1.0, 1.0, 1.0]
        if day is not None and self.days:
            around = (min(self.days), max(self.days), sum(self.days) / len(self.days))
            times = [exp(-((day - other) ** 2) / (2 * 3.0**2)) for other in around]
        return [*cosines, *times, 1.0]


class _Streaming:
    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        texts = [[row["title"] or "" for row in rows], [row["text"] for row in rows]]
        texts.append([f"{title}\n{text}" for title, text in zip(*texts, strict=True)])
        names = re.compile(r"\b[A-Z]\w+")
        views = [
            _weighted([[word.lower() for word in pattern.findall(text)] for text in part])
            for part in texts
            for pattern in (_WORD, names)
        ]
        self.vectors = [[view[number] for view in views] for number in range(len(rows))]
        self.keys = [_heaviest(of[4]) for of in self.vectors]
        self.days = [date.fromisoformat(row["published"]).toordinal() if row["published"] else None for row in rows]
        self.order = sorted(range(len(rows)), key=lambda number: (rows[number]["published"] or "", rows[number]["id"]))

    def groups(self, threshold: float) -> Groups:
        weights = self._fitted()
        clusters: list[_Cluster] = []
        index: dict[str, set[int]] = defaultdict(set)
        for number in self.order:
            vectors, day = self.vectors[number], self.days[number]
            shared = Counter(cluster for word in self.keys[number] for cluster in index.get(word, ()))
            scored = [
                (sum(a * b for a, b in zip(weights, clusters[near].shown(vectors, day), strict=True)), -near)
                for near in sorted(shared, key=lambda cluster: (-shared[cluster], -cluster))[:_NEAR]
            ]
            best = -max(scored)[1] if scored and max(scored)[0] > threshold else len(clusters)
            if best == len(clusters):
                clusters.append(_Cluster(len(vectors)))
            clusters[best].take(number, vectors, day)
            for word in self.keys[number]:
                index[word].add(best)
        return [[self.rows[number]["id"] for number in cluster.members] for cluster in clusters]

    def _fitted(self) -> list[float]:
        """Logistic regression on every second story, in the order of their names."""
        import numpy as np
        from scipy.optimize import minimize

        half = set(sorted({row["story"] for row in self.rows if row["story"]})[::2])
        clusters: dict[str, _Cluster] = {}
        shown, same = [], []
        for number in self.order:
            story = self.rows[number]["story"]
            if story not in half:
                continue
            keys, vectors, day = set(self.keys[number]), self.vectors[number], self.days[number]
            for other, cluster in clusters.items():
                if other == story or keys & set(self.keys[cluster.members[0]]):
                    shown.append(cluster.shown(vectors, day))
                    same.append(other == story)
            clusters.setdefault(story, _Cluster(len(vectors))).take(number, vectors, day)
        x, y = np.array(shown), np.array(same, float)

        def loss(w: Any) -> Any:
            z = x @ w
            return np.mean(np.logaddexp(0, z) - y * z) + 1e-4 * w @ w, x.T @ (1 / (1 + np.exp(-z)) - y) / len(
                y
            ) + 2e-4 * w

        solved: Any = minimize(loss, np.zeros(x.shape[1]), jac=True)
        return [float(value) for value in solved.x]


PEERS: dict[str, Peer] = {
    "TF-IDF single pass": single_pass,
    "TF-IDF average link": average_link,
    "datasketch MinHash-LSH": minhash,
    "Miranda et al. 2018": streaming,
}


def _day(published: str | None) -> int | None:
    return date.fromisoformat(published).toordinal() if published else None


def _fade(one: str | None, two: str | None) -> float:
    a, b = _day(one), _day(two)
    return 1.0 if a is None or b is None else max(_FADES_TO, exp(-abs(a - b) / _FADES_IN))


def _heaviest(vector: Vector, most: int = _SAME_KEYS) -> list[str]:
    return sorted(vector, key=lambda word: (-vector[word], word))[:most]


def _words(row: Row) -> list[str]:
    return [word.lower() for word in _WORD.findall(f"{row['title'] or ''} {row['text']}")]


def _tf_idf(rows: Sequence[Row]) -> list[Vector]:
    return _weighted([_words(row) for row in rows])


def _weighted(texts: Sequence[Sequence[str]]) -> list[Vector]:
    held = Counter(word for words in texts for word in set(words))
    vectors = []
    for words in texts:
        vector = {word: (1 + log(n)) * log(len(texts) / held[word]) for word, n in Counter(words).items()}
        norm = sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({word: value / norm for word, value in vector.items() if value})
    return vectors


def _by_day(rows: Sequence[Row], vectors: Sequence[Vector]) -> list[tuple[Row, Vector]]:
    order = sorted(range(len(rows)), key=lambda number: (rows[number]["published"] or "", rows[number]["id"]))
    return [(rows[number], vectors[number]) for number in order]
