"""The functions that a border registers in SedonaDB."""

import pytest

sedonadb = pytest.importorskip("sedonadb")
pyarrow = pytest.importorskip("pyarrow")

import marz.sedonadb  # noqa: E402


@pytest.fixture(scope="module")
def border():
    return marz.border("AFG-TJK")


@pytest.fixture(scope="module")
def db(border):
    context = sedonadb.connect()
    marz.sedonadb.register(context, border)
    return context


def rows(db, sql):
    return pyarrow.table(db.sql(sql)).to_pylist()


def test_functions_give_the_digits_of_the_method(db, border):
    near = pyarrow.table(border.nearest(lon=[68.857, 71.5531], lat=[36.729, 37.4897])).to_pylist()
    sql = "SELECT border_distance_m(p) d, border_km(p) k, border_side(p) s FROM (SELECT {} p)"
    for point, row in zip(["68.857, 36.729", "71.5531, 37.4897"], near):
        expected = [{"d": row["distance_m"], "k": row["border_km"], "s": row["side"]}]
        assert rows(db, sql.format(f"ST_Point({point})")) == expected
        assert rows(db, sql.format(f"ST_SetSRID(ST_Point({point}), 4326)")) == expected
        wkt = "POINT (" + point.replace(",", "") + ")"
        assert rows(db, sql.format(f"ST_GeogFromWKT('{wkt}')")) == expected


def test_nulls_stay_nulls_and_the_order_stays(db):
    found = rows(db, "SELECT x, border_distance_m(ST_Point(x, 37.0)) d FROM (VALUES (69.0), (NULL), (70.0)) t(x)")
    assert [row["d"] is None for row in found] == [False, True, False]


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("ST_SetSRID(ST_Point(400000, 4000000), 32642)", "epsg:32642"),
        ("ST_GeomFromWKT('LINESTRING (1 1, 2 2)')", "LineString"),
        ("3.0", "No kernel"),
    ],
)
def test_what_is_no_point_on_wgs84_is_refused(db, point, said):
    with pytest.raises(Exception, match=said):
        rows(db, f"SELECT border_distance_m({point})")


def test_a_prefix_is_a_name(border):
    with pytest.raises(marz.Error, match="prefix"):
        marz.sedonadb.register(sedonadb.connect(), border, prefix="a b")
