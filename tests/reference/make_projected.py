"""Makes `src/project/epsg_amended.txt` and `tests/reference/projected_codes.csv` from PROJ's database of EPSG.

    python3 -m venv v && v/bin/pip install pyproj numpy
    v/bin/python tests/reference/make_projected.py ~/.cargo/registry/src/*/crs-definitions-0.6.0/src/defs.rs

A code is amended where the string of crs-definitions is missing, needs a grid, or lies 10 m or more off what PROJ computes without grids.
Each amended line is checked by PROJ itself; where none agrees the code is refused. The table has for every code a position and where
PROJ puts it by the PROJ string that is used, x to the east and y to the north, in metres; the codes of POTSDAM and REFUSED have no row.
"""
import collections
import math
import re
import sys
import warnings

import pyproj
from pyproj.aoi import AreaOfInterest
from pyproj.database import query_crs_info
from pyproj.enums import PJType
from pyproj.transformer import TransformerGroup

warnings.simplefilter("ignore")
pyproj.network.set_network_enabled(False)
WGS84 = "+proj=longlat +datum=WGS84 +no_defs +type=crs"
# The least difference that is amended, in metres: less is seen on no map.
SEEN_M = 10.0
GRIDS = ("gridshift", "defmodel", "molobadekas", "geogoffset")
# Codes that the renderer's library computes otherwise than PROJ: it has no authalic spheres and names of datums with shifts of its own.
REFUSED = {3973, 3974, 3975, 5520, 5680, 9311, 31267, 31268, 31277, 31278, 31279}
# Its datum of Potsdam is of an older edition than PROJ's: the shift is written out.
POTSDAM = {5678, 31464, 31468}


def helmerts(crs, area, cache={}):
    """The shifts of a geodetic system to WGS84 by parameters, the best first: seven parameters and the accuracy in metres."""
    key = (crs.to_wkt(), area)
    if key in cache:
        return cache[key]
    out = []
    for t in TransformerGroup(crs, 4326, always_xy=True, area_of_interest=AreaOfInterest(*area)).transformers:
        text = t.definition
        steps = [s for s in re.split(r"\bstep\b", text) if "proj=helmert" in s]
        is_ballpark = "allpark" in t.description
        if any(g in text for g in GRIDS) or is_ballpark or len(steps) > 1 or any(re.search(r"\binv\b", s) for s in steps):
            continue
        values = [0.0] * 7
        if steps:
            p = dict(re.findall(r"(\w+)=([^\s]+)", steps[0]))
            if any(float(p.get(k, 0)) for k in ("dx", "dy", "dz", "drx", "dry", "drz", "ds")):
                continue
            turn = -1.0 if p.get("convention") == "coordinate_frame" else 1.0
            values = [float(p.get(k, 0)) * (turn if k[0] == "r" else 1.0) for k in ("x", "y", "z", "rx", "ry", "rz", "s")]
        out.append((values, t.accuracy if t.accuracy is not None and t.accuracy >= 0 else None))
    cache[key] = out
    return out


def bare(text, drop):
    return " ".join(w for w in text.split() if not w.startswith(drop))


def placed(text, points):
    """Where PROJ puts positions by a PROJ string in metres; None if it cannot."""
    try:
        t = pyproj.Transformer.from_crs(WGS84, bare(text, ("+units", "+to_meter", "+axis", "+type")) + " +units=m +type=crs", always_xy=True)
        found = [t.transform(*p) for p in points]
    except Exception:
        return None
    return found if all(math.isfinite(v) for p in found for v in p) else None


def off(a, b):
    """How far two systems are apart at most; the axes of the second may be any."""
    ways = [(i, j, s, t) for i, j in ((0, 1), (1, 0)) for s in (1, -1) for t in (1, -1)]
    return min(max(math.hypot(p[0] - s * q[i], p[1] - t * q[j]) for p, q in zip(a, b)) for i, j, s, t in ways)


def is_old(crs):
    """Whether a datum is none of those that agree with WGS84 to a metre or two, or are spheres by convention."""
    e = crs.ellipsoid
    return not (e.semi_major_metre == 6378137.0 or e.inverse_flattening == 0 or "nspecified" in crs.name or "Hughes" in crs.name)


def main():
    source = open(sys.argv[1], encoding="utf-8").read()
    table = {int(m[1]): m[2] for m in re.finditer(r'^EPSG_\w+\|(\d+)\|"([^"]*)"\|', source, re.M)}
    infos = {int(i.code): i for i in query_crs_info("EPSG", PJType.PROJECTED_CRS, allow_deprecated=True) if i.area_of_use}
    amended, rows, counts = [], [], collections.Counter()
    for code, info in sorted(infos.items()):
        a = info.area_of_use
        wide = (a.east - a.west) % 360 or 360.0
        lon, lat = a.west + 0.4 * wide, a.south + 0.4 * (a.north - a.south)
        at = [(round((x + 540) % 360 - 180, 4), round(y, 4)) for x, y in ((lon, lat), (lon + 0.1 * wide, lat), (lon, lat + 0.1 * (a.north - a.south)))]
        area = (a.west, a.south, a.east, a.north)
        try:
            crs = pyproj.CRS(code)
            unit = crs.axis_info[0].unit_conversion_factor
            t = pyproj.Transformer.from_crs(4326, code, always_xy=True)
            truth = [tuple(v * unit for v in t.transform(*p)) for p in at]
            if not all(math.isfinite(v) for p in truth for v in p):
                raise ValueError("infinite")
            # A ballpark transformation leaves the shift out.
            is_ballpark = "allpark" in t.get_last_used_operation().description
        except Exception:
            truth, is_ballpark = None, False
        known = table.get(code)
        needs_grid = known and ("+nadgrids" in known and "@null" not in known or "+datum=NAD27" in known)
        found = known and truth and not needs_grid and placed(known, at)
        line = None
        as_it_is = found if found and off(found, truth) < SEEN_M else None
        if code in REFUSED or code in POTSDAM:
            line = f"{code}"
            if code in POTSDAM:
                text = known.replace("+datum=potsdam", "+ellps=bessel +towgs84=612.4,77,440.2,-0.054,0.057,-2.797,2.55")
                line = f"{code} - {text}"
            counts["refused" if code in REFUSED else "amended"] += 1
            amended.append(line)
        elif as_it_is and not (is_ballpark and is_old(pyproj.CRS(code).geodetic_crs)):
            counts["as it is"] += 1
        else:
            line, found = f"{code}", None
            try:
                plain = bare(pyproj.CRS(code).to_proj4(), ("+datum", "+towgs84", "+nadgrids", "+units", "+to_meter", "+axis", "+type", "+no_defs", "+vunits", "+geoidgrids"))
                ellipsoid = pyproj.CRS(code).geodetic_crs.ellipsoid
                if "+ellps" not in plain and "+a=" not in plain and "+R=" not in plain:
                    plain += f" +a={ellipsoid.semi_major_metre:.10g} +rf={ellipsoid.inverse_flattening:.12g}" if ellipsoid.inverse_flattening else f" +R={ellipsoid.semi_major_metre:.10g}"
                for values, accuracy in helmerts(pyproj.CRS(code).geodetic_crs, area):
                    text = f"{plain} +towgs84={','.join(f'{v:.8g}' for v in values)}"
                    found = placed(text, at)
                    good = 1.0 if not needs_grid else 100.0
                    is_known = accuracy is not None and accuracy <= 100.0
                    if is_ballpark and is_known:
                        good = 1000.0
                    if found and truth and off(found, truth) < max(good, accuracy or 0.0):
                        is_stated = is_known and (accuracy >= SEEN_M or needs_grid or is_ballpark)
                        stated = f"{accuracy:g}" if is_stated else "-"
                        line = f"{code} {stated} {text}"
                        break
                    found = None
            except Exception as e:
                counts[f"not: {type(e).__name__}"] += 1
            if as_it_is and not found:
                # Nobody has published a shift: such datums lie up to about a kilometre off.
                line, found = f"{code} 1000 {known}", as_it_is
            counts["amended" if found else "refused"] += 1
            amended.append(line)
        if found:
            (x, y), (lon, lat) = found[0], at[0]
            rows.append(f"{code},{lon:g},{lat:g},{x:.2f},{y:.2f}")
    open("src/project/epsg_amended.txt", "w").write("\n".join(amended) + "\n")
    head = f"# PROJ {pyproj.proj_version_str}; code,lon,lat,x_m,y_m"
    open("tests/reference/projected_codes.csv", "w").write("\n".join([head, *rows]) + "\n")
    print(dict(counts), len(rows))


main()
