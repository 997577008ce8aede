// Points to a line as Boost.Geometry measures them on the ellipsoid: the least of the distances to its segments, each by the geographic
// cross-track strategy with Vincenty's formulas. Reads "lon lat" lines of a border file, then of a points file; prints the distances, and on stderr the
// seconds of the processor that they took.
// usage: cross_track BORDER POINTS
#include <boost/geometry.hpp>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>

namespace bg = boost::geometry;
using Point = bg::model::point<double, 2, bg::cs::geographic<bg::degree>>;
using Line = bg::model::linestring<Point>;
using Spheroid = bg::srs::spheroid<double>;
using CrossTrack = bg::strategy::distance::geographic_cross_track<bg::strategy::vincenty, Spheroid, double>;

static Line read(const char* path) {
    Line points;
    std::ifstream in(path);
    for (double x, y; in >> x >> y;) points.push_back(Point(x, y));
    return points;
}

int main(int, char** files) {
    Line border = read(files[1]), points = read(files[2]);
    CrossTrack strategy(Spheroid(6378137.0, 6356752.314245179));
    std::clock_t start = std::clock();
    for (Point const& point : points) std::printf("%.6f\n", bg::distance(point, border, strategy));
    std::cerr << double(std::clock() - start) / CLOCKS_PER_SEC << "\n";
}
