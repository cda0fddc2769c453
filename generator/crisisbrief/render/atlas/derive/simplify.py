"""Lines with fewer corners: Visvalingam's way, which takes out the corner that changes the least area first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush

Point = tuple[float, float]


def kept(weights: Sequence[float], least: Callable[[int], float], *, fewest: int = 2) -> list[int]:
    """The corners whose weight reaches what `least` asks of each, and at least `fewest` of the heaviest."""
    stay = [corner for corner, weight in enumerate(weights) if weight >= least(corner)]
    if len(stay) < min(fewest, len(weights)):
        heaviest = sorted(range(len(weights)), key=lambda corner: (-weights[corner], corner))
        stay = sorted(heaviest[:fewest])
    return stay


def areas(line: Sequence[Point]) -> list[float]:
    """Of each corner the area that goes with it when all lesser corners are gone; infinite at the ends."""
    last = len(line) - 1
    found = [float("inf")] * len(line)
    before, after = list(range(-1, last)), list(range(1, last + 2))
    heap = [(_triangle(line, corner - 1, corner, corner + 1), corner) for corner in range(1, last)]
    for area, corner in heap:
        found[corner] = area
    heapify(heap)
    gone = bytearray(len(line))
    largest = 0.0
    while heap:
        area, corner = heappop(heap)
        if gone[corner] or area != found[corner]:
            continue
        gone[corner] = 1
        # a corner that is left over must not weigh less than one that went before it
        largest = found[corner] = max(largest, area)
        left, right = before[corner], after[corner]
        after[left], before[right] = right, left
        for each in (left, right):
            if 0 < each < last:
                found[each] = _triangle(line, before[each], each, after[each])
                heappush(heap, (found[each], each))
    return found


def _triangle(line: Sequence[Point], a: int, b: int, c: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = line[a], line[b], line[c]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
