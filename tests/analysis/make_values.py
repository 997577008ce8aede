"""Densities, spreads and the test for hot stretches, computed in Python by the code of tests/outside/check_analysis.

    python3 tests/analysis/make_values.py > tests/analysis/values.json      # from the root; some minutes

What stands there was never computed by marz: other nearest points, another rule for discs, other random numbers.
"""

import importlib.machinery
import importlib.util
import json
import math
import random
import sys

loader = importlib.machinery.SourceFileLoader("check_analysis", "tests/outside/check_analysis")
spec = importlib.util.spec_from_loader("check_analysis", loader)
sys.dont_write_bytecode = True
check = importlib.util.module_from_spec(spec)
loader.exec_module(check)

DRAWS = 2999
POSTS = 270
KERNEL_KM, HOT_KERNEL_KM = 20.0, 50.0


def posts_of(length, count):
    return [length * i / count for i in range(count + 1)]


def known_profile():
    """The density of given places: nothing is sampled, so it is exact."""
    length, half = 300.0, 25.0
    places = [[0.0, 1.0], [3.0, 0.5], [10.0, 0.25], [120.0, 1.0], [131.5, 2.0], [287.0, 0.75], [300.0, 1.0]]
    check.LENGTH = length
    posts = posts_of(length, 600)
    values = check.density([(km, w) for km, w in places], posts, half)
    return {
        "length_km": length,
        "half_km": half,
        "places": places,
        "per_100_km": [[posts[i], values[i]] for i in range(0, 601, 20)],
    }


def main():
    length = check.LENGTH
    features = json.load(open("data/incidents.geojson"))["features"]
    events = [f for f in features if f["properties"]["category"] in check.ARMED and f["geometry"]]
    found = [check.kilometres(f) for f in events]
    posts = posts_of(length, POSTS)
    places = [(km, 1 / len(all_km)) for all_km in found for km in all_km]
    density = check.density(places, posts, KERNEL_KM)

    spreads = []
    for all_km in found:
        mean = sum(all_km) / len(all_km)
        spreads.append((mean, math.sqrt(3 * sum((km - mean) ** 2 for km in all_km) / len(all_km))))
    fine = posts_of(length, 540)

    def peak(list_):
        pieces = []
        for middle, half in list_:
            low, high = max(0.0, middle - half), min(length, middle + half)
            count = max(1, int((high - low) / 5))
            pieces += [(low + (high - low) * (i + 0.5) / count, 1 / count) for i in range(count)]
        return max(check.density(pieces, fine, HOT_KERNEL_KM))

    rng = random.Random(7)
    peaks = sorted(peak([(rng.random() * length, half) for _, half in spreads]) for _ in range(DRAWS))
    own = peak(spreads)
    values = {
        "length_km": round(length, 4),
        "kernel_km": KERNEL_KM,
        "density_per_100_km": [[round(km, 3), round(v, 4)] for km, v in zip(posts, density)],
        "spreads": {
            f["id"]: {"middle_km": round(m, 3), "half_km": round(h, 3)} for f, (m, h) in zip(events, spreads)
        },
        "hot": {
            "half_width_km": HOT_KERNEL_KM,
            "draws": DRAWS,
            "threshold_per_100_km": round(peaks[DRAWS - (DRAWS + 1) // 20], 4),
            "peak_per_100_km": round(own, 4),
            "p": (1 + sum(x >= own for x in peaks)) / (DRAWS + 1),
        },
        "known_profile": known_profile(),
    }
    rows = (f"{json.dumps(key)}: {json.dumps(value)}" for key, value in values.items())
    print("{" + ",\n".join(rows) + "}")


main()
