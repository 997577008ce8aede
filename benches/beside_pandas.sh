#!/usr/bin/env bash
# A world file of a million rows in the layout of UCDP GED, filtered to what lies within 50 km of the border: marz in one pass,
# beside pandas and shapely doing the same (reading four columns, a box around the border first).
# usage: benches/beside_pandas.sh target/release/marz [ROWS]      (needs python3 with pandas and geopandas, and GNU time)
set -euo pipefail
marz=$(realpath "$1")
rows=${2:-1000000}
border=$(realpath "$(dirname "$0")/../data/border.geojson")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 - "$rows" <<'PY'
import csv, random, sys
random.seed(5)
names = """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id
dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date
source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country
country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob""".split()
out = csv.writer(open("ged.csv", "w", newline="", encoding="utf-8"))
out.writerow(names)
for i in range(int(sys.argv[1])):
    lon, lat = round(random.uniform(-20, 110), 6), round(random.uniform(-35, 60), 6)
    day = f"{random.randint(1990, 2025)}-{random.randint(1, 12):02}-{random.randint(1, 28):02} 00:00:00.000"
    row = dict.fromkeys(names, "")
    row.update(id=i, relid=f"X-{i}", year=day[:4], active_year=1, code_status="Clear", type_of_violence=random.randint(1, 3),
               conflict_name="Invented: Government", dyad_name="Government - Group", side_a="Government", side_b="Group",
               number_of_sources=2, source_article='"Invented Agency, ""A headline, with commas; and more""";Another', source_office="Agency",
               source_headline="A headline, with commas", where_prec=random.randint(1, 5), where_coordinates=f"place {i % 977}",
               where_description="between two villages, in a valley", adm_1="Province", adm_2="District", latitude=lat, longitude=lon,
               geom_wkt=f"POINT ({lon} {lat})", priogrid_gid=1, country="Afghanistan", country_id=700, region="Asia", event_clarity=1,
               date_prec=1, date_start=day, date_end=day, deaths_a=1, deaths_b=0, deaths_civilians=0, deaths_unknown=0, best=1, high=2, low=1,
               gwnoa=700)
    out.writerow(row.values())
PY
cat > pandas_way.py <<'PY'
import geopandas, pandas, sys
line = geopandas.read_file(sys.argv[1]).to_crs(32642)
rows = pandas.read_csv("ged.csv", usecols=["id", "longitude", "latitude", "date_start", "best"])
west, south, east, north = line.to_crs(4326).total_bounds
rows = rows[rows.longitude.between(west - 1, east + 1) & rows.latitude.between(south - 1, north + 1)]
points = geopandas.GeoDataFrame(rows, geometry=geopandas.points_from_xy(rows.longitude, rows.latitude), crs=4326).to_crs(32642)
near = points[points.distance(line.union_all() if hasattr(line, "union_all") else line.unary_union) <= 50_000]
near.to_crs(4326).to_file("near_pandas.geojson", driver="GeoJSON")
print(len(near))
PY
echo "$rows rows, $(du -m ged.csv | cut -f1) MB"
echo
echo "| what | seconds | MB | rows near |"
echo "|---|---:|---:|---:|"
timed() { # NAME COMMAND…: the run with the median time of three
    local name=$1
    shift
    rm -f times
    for _ in 1 2 3; do
        /usr/bin/time -f "%e %M" -a -o times "$@" > out.txt 2> err.txt
    done
    sort -n times | awk -v name="$name" 'NR==2{printf "| %s | %.1f | %.0f |", name, $1, $2/1000}'
}
timed "marz import ucdp --near 50km" "$marz" import ucdp ged.csv --border "$border" --near 50km --output near.geojson
echo " $(grep -c '"type":"Feature",' near.geojson) |"
timed "pandas and geopandas" python3 pandas_way.py "$border"
echo " $(cat out.txt) |"
