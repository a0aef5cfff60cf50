"""Faces become unit grids with their 15-digit codes, and adjacent unit grids become duty grids."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from .mesh import Face, neighbours
from .names import numeral

ROW = 100.0
PER_DUTY = 80
Graph = Mapping[int, set[int]]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A face with its codes; `name` is the duty grid's."""

    code: str
    duty_code: str
    face: Face


def number(faces: list[Face], street_names: Mapping[str, str]) -> tuple[list[Numbered], dict[str, str]]:
    """All faces with codes, in the order of codes, and the names of the duty grids by code."""
    graph = adjacency(faces)
    members: dict[str, list[int]] = defaultdict(list)
    for k, face in enumerate(faces):
        members[face.community.code].append(k)
    found: list[Numbered] = []
    names: dict[str, str] = {}
    for community in sorted(members):
        codes = sequence(faces, members[community], community)
        for part in _parts(faces, members[community], graph):
            duty = _new_duty(names, community[:9], street_names)
            found += [Numbered(codes[k], duty, faces[k]) for k in part]
    return sorted(found, key=lambda cell: cell.code), names


def sequence(faces: list[Face], members: list[int], community: str) -> dict[int, str]:
    """Codes by reading order: rows of 100 m from the north, from west to east in a row."""
    middles = {k: faces[k].flat.centroid for k in members}
    top = max(middle.y for middle in middles.values())
    order = sorted(members, key=lambda k: (int((top - middles[k].y) // ROW), middles[k].x))
    return {k: f"{community}{n:03d}" for n, k in enumerate(order, 1)}


def adjacency(faces: list[Face]) -> Graph:
    """Faces of one community that share an edge."""
    graph: dict[int, set[int]] = defaultdict(set)
    for a, b, _ in neighbours(np.array([face.shape for face in faces])):
        if faces[a].community.code == faces[b].community.code:
            graph[a].add(b)
            graph[b].add(a)
    return graph


def _parts(faces: list[Face], members: list[int], graph: Graph) -> list[list[int]]:
    """The community in connected parts of about PER_DUTY grids, cut across its longer side."""
    count = max(1, round(len(members) / PER_DUTY))
    if count == 1:
        return [members]
    points = np.array([faces[k].flat.centroid.coords[0] for k in members])
    axis = int(np.argmax(np.ptp(points, axis=0)))
    rank = {k: float(point[axis]) for k, point in zip(members, points, strict=True)}
    first = _grow(rank, graph, len(members) // count)
    rest = _islands(set(members) - first, graph)
    first |= set().union(*rest[1:])
    return [sorted(first), *_parts(faces, sorted(rest[0]), graph)]


def _grow(rank: dict[int, float], graph: Graph, size: int) -> set[int]:
    """`size` connected members, taken from the low end of `rank`."""
    start = min(rank, key=rank.__getitem__)
    edge, taken = [(rank[start], start)], {start}
    grown: set[int] = set()
    while edge and len(grown) < size:
        _, k = heapq.heappop(edge)
        grown.add(k)
        for near in sorted(graph[k] & rank.keys() - taken):
            taken.add(near)
            heapq.heappush(edge, (rank[near], near))
    return grown


def _islands(members: set[int], graph: Graph) -> list[set[int]]:
    """The connected parts of `members`, largest first."""
    found = []
    while members:
        island, edge = set(), [min(members)]
        while edge:
            k = edge.pop()
            if k not in island:
                island.add(k)
                edge += graph[k] & members
        members = members - island
        found.append(island)
    return sorted(found, key=lambda island: (-len(island), min(island)))


def _new_duty(names: dict[str, str], street: str, street_names: Mapping[str, str]) -> str:
    n = 1 + sum(code.startswith(street) for code in names)
    code = f"{street}Z{n:02d}"
    names[code] = f"{street_names[street]}第{numeral(n)}责任网格"
    return code


def union(cells: list[Numbered]) -> BaseGeometry:
    return shapely.coverage_union_all([cell.face.shape for cell in cells])
