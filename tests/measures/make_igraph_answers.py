"""Write igraph_answers.json: what python-igraph says of one seeded graph.

    pip install igraph==1.0.0 numpy
    python tests/measures/make_igraph_answers.py

igraph is under the GPL: it is no dependency of auxilia, only its answers are kept.
"""

from __future__ import annotations

import json
from pathlib import Path

import igraph
import numpy as np

SEED, ACTORS, TIES = 20, 25, 140


def main() -> None:
    rng = np.random.default_rng(SEED)
    pairs = [(i, j) for i in range(ACTORS) for j in range(ACTORS) if i != j]
    chosen = sorted(rng.choice(len(pairs), TIES, replace=False).tolist())
    edges = [pairs[number] for number in chosen]
    weight = np.round(rng.lognormal(2, 1, TIES), 3).tolist()
    group = rng.integers(0, 4, ACTORS).tolist()
    graph = igraph.Graph(ACTORS, edges, directed=True)
    answers = {
        "igraph": igraph.__version__,
        "edges": edges,
        "weight": weight,
        "group": group,
        "modularity": graph.modularity(group, weights=weight, directed=True),
        "constraint": graph.constraint(weights=weight),
        "reciprocity": graph.reciprocity(),
        "transitive_triples": transitive_triples(graph),
    }
    Path(__file__).with_name("igraph_answers.json").write_text(json.dumps(answers) + "\n", "utf-8")


def transitive_triples(graph: igraph.Graph) -> int:
    """Ways in which the transitive triangle lies in the graph, other ties between the three allowed."""
    pattern = igraph.Graph(3, [(0, 1), (1, 2), (0, 2)], directed=True)
    return len(graph.get_subisomorphisms_vf2(pattern))


if __name__ == "__main__":
    main()
