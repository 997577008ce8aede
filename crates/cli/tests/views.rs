//! Rival lines: every verdict that another line changes is marked, and none else; drawn on figures, and named in what is written.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::Path;
use std::process::Output;

use marz::Dossier;
use marz::dossier::{AskedBorder, view_lines};
use marz::measure::{
    BorderKilometres, GeodesicLine, Judgements, Proximity, Robustness, Side, SidePolygons, UncertainPoint, direct,
    distance_m,
};
use marz::measured::MeasureContext;
use marz::model::{Border, LonLat, View};
use marz::recipe::Length;
use serde_json::{Value, json};

mod support;

use support::dice::Dice;
use support::{dossier, marz, text};

/// A border of one accuracy, as its file or code has it.
fn border(asked: &str) -> Border {
    let mut border = match asked {
        "" => Dossier::embedded().unwrap().case().border.clone(),
        code => AskedBorder::from(Path::new(code)).load().unwrap().border.unwrap(),
    };
    border.facts.stretches.clear();
    border
}

/// The same line moved by so many metres, without what lies between two kilometres.
fn moved(own: &Border, (east_m, north_m): (f64, f64), without_km: Option<(f64, f64)>) -> Border {
    let line = GeodesicLine::from(own);
    let length_km = line.length_m() / 1000.0;
    let kept = match without_km {
        Some((from, to)) => [line.substring_km(0.0, from), line.substring_km(to, length_km)].concat(),
        None => own.parts().to_vec(),
    };
    let vertex = |at: &LonLat| {
        let degree_m = 111_195.0;
        LonLat::new(at.lon() + east_m / (degree_m * at.lat().to_radians().cos()), at.lat() + north_m / degree_m)
            .unwrap()
    };
    let parts = kept.iter().map(|part| part.iter().map(vertex).collect()).collect();
    Border::new(String::new(), parts, own.facts.clone()).unwrap()
}

/// Points on either side of a border, up to 25 km from it, with radii of 0 to 8 km.
fn points(line: &GeodesicLine, dice: &mut Dice, count: usize) -> Vec<UncertainPoint> {
    let length_m = line.length_m() as u64;
    let mut all = Vec::new();
    while all.len() < count {
        let (at, _) = line.at_km(dice.below(length_m) as f64 / 1000.0).unwrap();
        let mut around = || (dice.below(50_000) as f64 - 25_000.0) / 111_195.0;
        let Ok(at) = LonLat::new(at.lon() + around(), at.lat() + around()) else { continue };
        let radius_m = [0.0, 500.0, 3_000.0, 8_000.0][dice.below(4) as usize];
        all.push(UncertainPoint::new(at).radius_m(radius_m));
    }
    all
}

fn limits() -> Vec<Length> {
    ["2km", "5km", "20km"].map(|l| l.parse().unwrap()).to_vec()
}

/// What the points are by one line alone.
fn alone(border: &Border, points: &[UncertainPoint]) -> Vec<Proximity> {
    let (line, polygons) = (GeodesicLine::from(border), SidePolygons::default());
    let context = MeasureContext::new(border, &line, &polygons).within(&limits());
    context.measure_points(points).into_iter().map(|(p, _)| p).collect()
}

fn judged(border: &Border, views: &[View], points: &[UncertainPoint]) -> Vec<Judgements> {
    let (line, polygons) = (GeodesicLine::from(border), SidePolygons::default());
    let lines = view_lines(views, (border, &line)).unwrap();
    let context = MeasureContext::new(border, &line, &polygons).within(&limits()).seen_by(&lines);
    context.measure_points(points).into_iter().map(|(p, _)| *p.judgements.unwrap()).collect()
}

/// The side by brute force: whether the whole disc, as wide as the line is unsure, lies on one side. `None` where that is a matter of metres.
fn side((border, line): (&Border, &GeodesicLine), p: &Proximity, at: &UncertainPoint) -> Option<&'static str> {
    let reach_m = p.radius_m.unwrap_or(0.0) + p.border_accuracy_m;
    if (p.nearest.distance_m - reach_m).abs() < 30.0 {
        return None;
    }
    let middle: LonLat = at.point.try_into().unwrap();
    let rim = (0..360).map(|degrees| line.nearest(direct(middle, f64::from(degrees), reach_m).0).side);
    let sides: Vec<Side> = rim.collect();
    let all = |side: Side| sides.iter().all(|s| *s == side);
    // A narrow bend may reach between two of them.
    let is_inside =
        |v: &LonLat| (v.lat() - middle.lat()).abs() * 110_000.0 < reach_m && distance_m(*v, middle) < reach_m;
    match () {
        () if sides.contains(&Side::Unknown) => None,
        () if border.parts().iter().flatten().any(is_inside) => Some("open"),
        () if all(Side::Left) => Some("left"),
        () if all(Side::Right) => Some("right"),
        () => Some("open"),
    }
}

const BORDERS: [&str; 3] = ["", "KHM-THA", "SRB-XKX"];
const SHIFTS: [(f64, f64); 4] = [(0.0, 500.0), (800.0, -600.0), (-1_500.0, 1_300.0), (3_000.0, 4_000.0)];

/// A view for each shift, and what each line says by itself.
#[test]
fn what_another_line_changes_is_marked_and_nothing_else() {
    let mut dice = Dice(7);
    let (mut by_line, mut by_place, mut robust) = (0, 0, 0);
    for asked in BORDERS {
        let own = border(asked);
        let line = GeodesicLine::from(&own);
        let points = points(&line, &mut dice, 300);
        let views: Vec<Border> = SHIFTS.iter().map(|shift| moved(&own, *shift, None)).collect();
        let judgements =
            judged(&own, &views.iter().map(|v| View::of(v.clone(), "v", Some(0.0))).collect::<Vec<_>>(), &points);
        let by_own = alone(&own, &points);
        let by_view: Vec<Vec<Proximity>> = views.iter().map(|view| alone(view, &points)).collect();
        let lines: Vec<GeodesicLine> = views.iter().map(GeodesicLine::from).collect();
        for (n, judgement) in judgements.iter().enumerate() {
            let at: LonLat = points[n].point.try_into().unwrap();
            let is_near_end = own.end_positions().unwrap().iter().any(|end| distance_m(*end, at) < 45_000.0);
            for (i, within) in by_own[n].within.iter().enumerate() {
                let (answer, found) = (by_own[n].verdict(within), judgement.within[i].clone());
                // At the two ends a shifted line does not reach as far: there nothing is judged.
                if found.robustness == Robustness::NotJudged {
                    assert!(is_near_end, "{asked} {n}");
                    continue;
                }
                // Nor do all of them say something there.
                let differing: Vec<usize> = (0..views.len())
                    .filter(|v| by_view[*v][n].verdict(&by_view[*v][n].within[i]) != answer)
                    .filter(|v| found.views.contains(v) || !is_near_end)
                    .collect();
                assert_eq!(found.views, differing, "{asked} {n} {i}: {answer}");
                let expected = match (differing.is_empty(), answer) {
                    (false, _) => Robustness::DependsOnLine,
                    (true, "possible") => Robustness::DependsOnPlace,
                    (true, _) => Robustness::Robust,
                };
                assert_eq!(found.robustness, expected);
                match expected {
                    Robustness::DependsOnLine => by_line += 1,
                    Robustness::DependsOnPlace => by_place += 1,
                    _ => robust += 1,
                }
            }
            if judgement.side.robustness != Robustness::NotJudged
                && let Some(answer) = side((&own, &line), &by_own[n], &points[n])
            {
                for (v, other) in lines.iter().enumerate() {
                    if let Some(other) = side((&views[v], other), &by_view[v][n], &points[n]) {
                        let (is_marked, is_other) = (judgement.side.views.contains(&v), other != answer);
                        let is_right = is_marked == is_other || (is_near_end && !is_marked);
                        assert!(is_right, "{asked} {n} view {v}: {answer} {other}");
                    }
                }
            }
        }
    }
    assert!(by_line > 300 && by_place > 300 && robust > 300, "{by_line} {by_place} {robust}");
}

/// A line with a hole: what the whole line changes is marked or not judged; far from the hole all is as by the whole line.
#[test]
fn near_a_gap_nothing_is_judged() {
    let mut dice = Dice(11);
    let (mut marked, mut not_judged) = (0, 0);
    for asked in BORDERS {
        let own = border(asked);
        let line = GeodesicLine::from(&own);
        let third = line.length_m() / 3_000.0;
        for shift in SHIFTS {
            let points = points(&line, &mut dice, 200);
            let (whole, holed) = (moved(&own, shift, None), moved(&own, shift, Some((third, third * 1.2))));
            let view = |border: &Border| [View::of(border.clone(), "v", Some(0.0))];
            let (by_whole, by_holed) = (judged(&own, &view(&whole), &points), judged(&own, &view(&holed), &points));
            let by_own = alone(&own, &points);
            let hole: Vec<Vec<LonLat>> = line.substring_km(third, third * 1.2);
            let hole = GeodesicLine::from(&Border::new(String::new(), hole, own.facts.clone()).unwrap());
            for (n, (w, h)) in by_whole.iter().zip(&by_holed).enumerate() {
                let all = |j: &Judgements| [j.within.clone(), vec![j.side.clone()]].concat();
                for (w, h) in all(w).iter().zip(all(h)) {
                    marked += usize::from(w.robustness == Robustness::DependsOnLine);
                    // The whole line is one of those that may have been in the hole: what is judged holds by it.
                    if h.robustness != Robustness::NotJudged {
                        assert_eq!(*w, h, "{asked} {n}: {shift:?}");
                    }
                    let far_m = hole.nearest(points[n].point).distance_m;
                    if far_m > 20_000.0 + 2.0 * 8_000.0 + 2.0 * 5_000.0 + 2_000.0 + by_own[n].nearest.distance_m {
                        assert_eq!(*w, h, "{asked} {n}: {far_m}");
                    }
                    not_judged += usize::from(h.robustness == Robustness::NotJudged && w.robustness != h.robustness);
                }
            }
        }
    }
    assert!(marked > 100 && not_judged > 50, "{marked} {not_judged}");
}

#[test]
fn a_view_changes_nothing_within_its_accuracy() {
    let own = border("");
    let points = points(&GeodesicLine::from(&own), &mut Dice(3), 300);
    let shifted = moved(&own, (600.0, 800.0), None);
    let changed = |accuracy_m: f64| {
        let all = judged(&own, &[View::of(shifted.clone(), "v", Some(accuracy_m))], &points);
        all.iter()
            .flat_map(|j| j.within.iter().chain([&j.side]))
            .filter(|j| j.robustness == Robustness::DependsOnLine)
            .count()
    };
    let by_accuracy = [0.0, 500.0, 1_010.0].map(changed);
    assert!(by_accuracy[0] > by_accuracy[1] && by_accuracy[1] > 0 && by_accuracy[2] == 0, "{by_accuracy:?}");
}

/// A dossier whose border runs 33 km farther north by a claim.
fn claimed() -> tempfile::TempDir {
    let folder = dossier();
    let mut claim: Value =
        serde_json::from_slice(&fs::read(folder.path().join("data/border.geojson")).unwrap()).unwrap();
    let feature = &mut claim["features"][0];
    for at in feature["geometry"]["coordinates"].as_array_mut().unwrap() {
        at[1] = json!(at[1].as_f64().unwrap() + 0.3);
    }
    feature["properties"] = json!({"name": "The claim", "attribution": "Claim: A. Mapper"});
    fs::write(folder.path().join("claim.geojson"), claim.to_string()).unwrap();
    folder
}

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = marz(folder, args);
    (status.code().unwrap(), text(&stdout), text(&stderr))
}

#[test]
fn columns_of_views_come_last_and_only_with_views() {
    let folder = claimed();
    let here = folder.path();
    let (_, without, _) = run(here, &["measure", "--format", "csv", "--within", "5km"]);
    let args = ["measure", "--format", "csv", "--within", "5km", "--view", "claim.geojson"];
    let (code, with, said) = run(here, &args);
    assert_eq!(code, 0, "{said}");
    // After them comes the edition of the data alone.
    for (plain, more) in without.lines().zip(with.lines()) {
        let (plain, edition) = plain.rsplit_once(',').unwrap();
        assert!(more.starts_with(plain) && more.ends_with(edition), "{more}");
    }
    let head = ",within_5km_robustness,side_robustness,differing_views,edition";
    assert!(with.lines().next().unwrap().ends_with(head), "{with}");
    assert!(with.contains(",depends_on_line,") && with.contains(",The claim"), "{with}");
    // In marz.toml it says the same.
    let manifest = fs::read_to_string(here.join("marz.toml")).unwrap();
    fs::write(here.join("marz.toml"), format!("{manifest}[[views]]\nfile = 'claim.geojson'\n")).unwrap();
    let (_, of_manifest, _) = run(here, &["measure", "--format", "csv", "--within", "5km"]);
    let cells = |table: &str| -> Vec<String> {
        table.lines().filter_map(|row| row.rsplit_once(',')).map(|(row, _edition)| row.to_owned()).collect()
    };
    assert_eq!(cells(&of_manifest), cells(&with));
    let (_, exported, _) = run(here, &["export", "--to", "geojson", "--within", "5km"]);
    let exported: Value = serde_json::from_str(&exported).unwrap();
    assert_eq!(exported["features"][1]["properties"]["differing_views"], "The claim", "{}", exported["features"][1]);
    let (_, table, _) = run(here, &["measure", "--within", "5km"]);
    assert!(table.contains("within 5km, by all lines") && table.contains("depends on the line"), "{table}");
    // A view of a file of points, and of another border.
    fs::write(here.join("p.csv"), "id,lon,lat\na,69.0,37.4\n").unwrap();
    let (_, points, _) = run(here, &["measure", "p.csv", "--format", "csv"]);
    assert!(points.contains("side_robustness") && points.contains("depends_on_line"), "{points}");
    let (_, other, _) = run(here, &["measure", "--border", "claim.geojson", "--format", "csv"]);
    assert!(!other.contains("robustness"), "a view is a rival of the dossier's own border: {other}");
}

#[test]
fn figures_and_reports_name_the_views() {
    let folder = claimed();
    let here = folder.path();
    let manifest = fs::read_to_string(here.join("marz.toml")).unwrap();
    let own = format!(
        "within = ['5km']\n{manifest}[[views]]\nname = {{ en = 'The claim', ru = 'Притязание' }}\nfile = 'claim.geojson'\n"
    );
    fs::write(here.join("marz.toml"), own).unwrap();
    let map = ["map", "overview", "--output", "m.svg", "--caption", "m.txt", "--whole-border"];
    fs::create_dir(here.join("maps")).unwrap();
    fs::write(here.join("maps/overview.toml"), "title = 'A map'\n[show]\nkey = true\n").unwrap();
    let (code, _, said) = run(here, &map);
    assert_eq!(code, 0, "{said}");
    let (svg, caption) =
        (fs::read_to_string(here.join("m.svg")).unwrap(), fs::read_to_string(here.join("m.txt")).unwrap());
    assert!(svg.contains("id=\"views\"") && svg.contains("depends"), "drawn, and in the key");
    assert!(caption.contains("Also drawn: The claim.") && caption.contains("Claim: A. Mapper"), "{caption}");
    for (lang, sentence, verdict) in [
        ("ru", "Также показано: Притязание", "зависит от линии"),
        ("tg", "Инчунин кашида шудааст", "ба хат вобаста аст"),
        ("fa", "نیز رسم شده", "وابسته به خط"),
        ("es", "También se dibuja", "depende de la línea"),
        ("fr", "Sont aussi tracés", "dépend du tracé"),
        ("ar", "رُسم أيضًا", "يتوقف على الخط"),
    ] {
        assert_eq!(run(here, &[&map[..], &["--lang", lang]].concat()).0, 0);
        assert!(fs::read_to_string(here.join("m.txt")).unwrap().contains(sentence), "{lang}");
        assert_eq!(run(here, &["report", "--output", "r.html", "--lang", lang]).0, 0);
        let report = fs::read_to_string(here.join("r.html")).unwrap();
        assert!(report.contains(verdict), "{lang}");
    }
    let (code, _, said) = run(here, &["report", "--format", "md", "--output", "r.md"]);
    assert_eq!(code, 0, "{said}");
    let report = fs::read_to_string(here.join("r.md")).unwrap();
    assert!(report.contains("Side by all lines (") && report.contains("depends on the line (The claim)"), "{report}");
    assert!(report.contains("Distance and side are also judged by rival lines: The claim."), "{report}");
}

#[test]
fn a_line_elsewhere_is_no_view() {
    let folder = claimed();
    let here = folder.path();
    for (view, expected) in [
        ("KHM-THA", "is no line of this border: the two lines are two different borders"),
        ("none.geojson", "cannot read none.geojson"),
        ("far.geojson", "is no line of this border: the two lines do not overlap: they come as near as"),
    ] {
        let far = json!({"type": "LineString", "coordinates": [[10, 50], [12, 50]]});
        fs::write(here.join("far.geojson"), far.to_string()).unwrap();
        for args in [&["measure"][..], &["map", "overview", "--output", "x.svg"], &["export", "--to", "csv"]] {
            let (code, out, said) = run(here, &[args, &["--view", view]].concat());
            let is_map = args[0] == "map";
            assert!(
                code == 2 && out.is_empty() && (said.contains(expected) || is_map),
                "{args:?} {view}: {code} {said}"
            );
        }
    }
    let (code, out, said) = run(here, &["measure", "--border", "world", "--view", "claim.geojson"]);
    assert!(code == 2 && out.is_empty() && said.contains("--view takes lines beside one border"), "{code} {said}");
    let manifest = fs::read_to_string(here.join("marz.toml")).unwrap();
    fs::write(here.join("marz.toml"), format!("{manifest}[[views]]\nfile = 'far.geojson'\n")).unwrap();
    let (code, out, said) = run(here, &["check"]);
    assert!(code == 1 && out.contains("the view is no line of this border"), "{code} {out} {said}");
    for (view, expected) in [
        ("name = 'x'", "neither file nor code: expected one of them"),
        ("file = 'claim.geojson'\ncode = 'AFG-TJK'", "both file and code"),
        ("file = 'claim.geojson'\naccuracy_m = -1", "views[0].accuracy_m: -1"),
        ("file = '../claim.geojson'", "a path inside the dossier"),
    ] {
        fs::write(here.join("marz.toml"), format!("{manifest}[[views]]\n{view}\n")).unwrap();
        let (code, _, said) = run(here, &["check"]);
        assert!(code == 2 && said.contains(expected), "{view}: {code} {said}");
    }
}
