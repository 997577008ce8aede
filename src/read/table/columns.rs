//! The names of columns: one list of usual spellings for all that reads tables.

/// The usual spellings of the columns that every reader knows, in lower case without spaces and marks, the surest first. Columns that end with a part
/// `latitude`, `lat`, `longitude`, `lon` … behind a name of their own (`_gps_latitude`, `site-Longitude`) are known beside these.
pub const COLUMN_SPELLINGS: [(&str, &[&str]); 23] = [
    (
        "lon",
        &[
            "lon",
            "longitude",
            "long",
            "lng",
            "decimallongitude",
            "gpslongitude",
            "gpslon",
            "longitudedd",
            "londd",
            "longitudewgs84",
            "lonwgs84",
            "longitud",
            "lengtegraad",
            "länge",
            "längengrad",
            "долгота",
            "طولجغرافیایی",
            "طولالبلد",
            "خطالطول",
            "тулиҷуғрофӣ",
            "xcoord",
            "xcoordinate",
            "coordx",
            "pointx",
            "x",
        ],
    ),
    (
        "lat",
        &[
            "lat",
            "latitude",
            "lattitude",
            "decimallatitude",
            "gpslatitude",
            "gpslat",
            "latitudedd",
            "latdd",
            "latitudewgs84",
            "latwgs84",
            "latitud",
            "breite",
            "breitengrad",
            "широта",
            "عرضجغرافیایی",
            "عرضالبلد",
            "خطالعرض",
            "арзиҷуғрофӣ",
            "ycoord",
            "ycoordinate",
            "coordy",
            "pointy",
            "y",
        ],
    ),
    (
        "position",
        &[
            "position",
            "coordinates",
            "coordinate",
            "coords",
            "latlon",
            "latlong",
            "latlng",
            "latitudelongitude",
            "lonlat",
            "longlat",
            "longitudelatitude",
            "geopoint",
            "geolocation",
            "gps",
            "gpscoordinates",
            "gpslocation",
            "gpsposition",
            "mgrs",
            "mgrscoordinates",
            "gridreference",
            "wkt",
            "координаты",
            "координатаҳо",
            "مختصات",
            "الإحداثيات",
            "coordonnées",
            "coordenadas",
        ],
    ),
    ("radius_m", &["radiusm", "radius", "locationradius", "accuracym", "gpsaccuracy", "gpsprecision"]),
    ("id", &["id", "eventid", "incidentid", "recordid", "uuid", "номер"]),
    (
        "date",
        &["date", "eventdate", "incidentdate", "dateofincident", "dateofevent", "дата", "تاریخ", "سана", "التاريخ"],
    ),
    ("title", &["title", "headline"]),
    ("reported_side", &["reportedside"]),
    (
        "summary",
        &[
            "summary",
            "description",
            "narrative",
            "details",
            "eventdescription",
            "incidentdescription",
            "описание",
            "тавсиф",
            "شرح",
            "توضیحات",
            "الوصف",
            "descripción",
        ],
    ),
    (
        "category",
        &[
            "category",
            "attacktype1txt",
            "attacktype",
            "eventtype",
            "incidenttype",
            "typeofevent",
            "typeofincident",
            "категория",
            "типсобытия",
        ],
    ),
    (
        "place",
        &[
            "place",
            "city",
            "village",
            "town",
            "settlement",
            "locality",
            "placename",
            "locationname",
            "location",
            "место",
            "населённыйпункт",
            "населенныйпункт",
            "город",
            "деҳа",
            "маҳал",
            "مکان",
            "محل",
            "قریه",
            "روستا",
            "شهر",
            "القرية",
            "المدينة",
            "lieu",
            "localité",
            "lugar",
            "localidad",
        ],
    ),
    (
        "district",
        &[
            "district",
            "admin2",
            "admin2name",
            "adm2",
            "adm2name",
            "adm2en",
            "county",
            "район",
            "ноҳия",
            "ولسوالی",
            "شهرستان",
        ],
    ),
    (
        "province",
        &[
            "province",
            "provstate",
            "admin1",
            "admin1name",
            "adm1",
            "adm1name",
            "adm1en",
            "oblast",
            "provincename",
            "область",
            "провинция",
            "вилоят",
            "ولایت",
            "استان",
            "المحافظة",
        ],
    ),
    (
        "country",
        &[
            "country",
            "countrytxt",
            "countryname",
            "страна",
            "кишвар",
            "کشور",
            "pays",
            "país",
            "الدولة",
            "iso3",
            "countrycode",
        ],
    ),
    ("first", &["first", "gname", "perpetrator", "perpetratorgroup", "actor1", "sidea"]),
    ("second", &["second", "actor2", "sideb"]),
    (
        "killed",
        &[
            "killed",
            "nkill",
            "fatalities",
            "dead",
            "deaths",
            "numberkilled",
            "numberofdead",
            "numberofdeaths",
            "totalkilled",
            "peoplekilled",
            "погибшие",
            "погибло",
            "убитые",
            "убито",
            "кушташудагон",
            "کشتهها",
            "کشتهشدگان",
            "کشته",
            "القتلى",
            "tués",
            "morts",
            "muertos",
            "fallecidos",
        ],
    ),
    (
        "wounded",
        &[
            "wounded",
            "nwound",
            "injured",
            "injuries",
            "numberwounded",
            "numberinjured",
            "totalinjured",
            "peopleinjured",
            "раненые",
            "ранено",
            "маҷрӯҳон",
            "زخمیها",
            "زخمی",
            "مجروحان",
            "مجروحین",
            "الجرحى",
            "blessés",
            "heridos",
        ],
    ),
    ("source", &["source", "sources", "источник", "источники", "сарчашма", "منبع", "المصدر", "fuente"]),
    ("count", &["count", "events", "eventcount", "numberofevents", "noofevents", "totalevents"]),
    ("year", &["year", "iyear", "eventyear", "год", "сол", "سال", "السنة", "année", "año"]),
    ("month", &["month", "imonth", "eventmonth", "месяц", "моҳ", "ماه", "الشهر", "mois", "mes"]),
    ("day", &["day", "iday", "eventday", "день", "рӯз", "روز", "اليوم", "jour", "día"]),
];

/// The columns of longitude and latitude that belong together, in the spellings above and the surest first: a table may have several positions.
const PAIRS: [(&str, &str); 25] = [
    ("lon", "lat"),
    ("longitude", "latitude"),
    ("longitude", "lattitude"),
    ("long", "lat"),
    ("lng", "lat"),
    ("decimallongitude", "decimallatitude"),
    ("gpslongitude", "gpslatitude"),
    ("gpslon", "gpslat"),
    ("longitudedd", "latitudedd"),
    ("londd", "latdd"),
    ("longitudewgs84", "latitudewgs84"),
    ("lonwgs84", "latwgs84"),
    ("longitud", "latitud"),
    ("länge", "breite"),
    ("längengrad", "breitengrad"),
    ("долгота", "широта"),
    ("طولجغرافیایی", "عرضجغرافیایی"),
    ("طولالبلد", "عرضالبلد"),
    ("خطالطول", "خطالعرض"),
    ("тулиҷуғрофӣ", "арзиҷуғрофӣ"),
    ("xcoord", "ycoord"),
    ("xcoordinate", "ycoordinate"),
    ("coordx", "coordy"),
    ("pointx", "pointy"),
    ("x", "y"),
];

/// The name of a column as it is compared with those that a dataset has: trimmed, in small letters.
pub fn column(text: &str) -> String {
    text.trim().trim_start_matches('\u{feff}').to_lowercase()
}

/// The name of a column as spellings are compared: letters and digits, small, without what stands in parentheses.
pub fn plain(name: &str) -> String {
    let mut depth = 0_usize;
    let one = |c: char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0 && c.is_alphanumeric()).then_some(c)
    };
    name.trim_start_matches('\u{feff}').chars().filter_map(one).flat_map(char::to_lowercase).collect()
}

/// What a header has of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Find {
    /// One column, by its number from 0.
    One(usize),
    /// Several that have an equal claim.
    Several(Vec<usize>),
    /// None.
    Nothing,
}

impl Find {
    /// The column, where there is just one.
    #[must_use]
    pub fn one(&self) -> Option<usize> {
        match self {
            Self::One(at) => Some(*at),
            Self::Several(_) | Self::Nothing => None,
        }
    }
}

/// The column of a field in a header, by the usual spellings.
pub fn find(header: &[String], field: &str) -> Find {
    let spellings = COLUMN_SPELLINGS.iter().find(|(name, _)| *name == field).map_or(&[][..], |(_, list)| list);
    let names: Vec<String> = header.iter().map(|h| plain(h)).collect();
    let called =
        |name: &str| -> Vec<usize> { (0..names.len()).filter(|i| names.get(*i).is_some_and(|n| n == name)).collect() };
    if let "lon" | "lat" = field {
        // Never the longitude of one position and the latitude of another.
        let pairs = PAIRS.iter().map(|(lon, lat)| (called(lon), called(lat)));
        if let Some((lon, lat)) = pairs.into_iter().find(|(lon, lat)| !lon.is_empty() && !lat.is_empty()) {
            let found = if field == "lon" { lon } else { lat };
            return match found.as_slice() {
                [one] => Find::One(*one),
                _ => Find::Several(found),
            };
        }
    }
    if let Some(at) = spellings.iter().find_map(|s| names.iter().position(|n| n == s)) {
        return Find::One(at);
    }
    let last = last_parts(field);
    let ends = |name: &String| parts(name).is_some_and(|(_, end)| last.contains(&end.as_str()));
    let found: Vec<usize> = (0..header.len()).filter(|i| header.get(*i).is_some_and(&ends)).collect();
    match found.as_slice() {
        [] => Find::Nothing,
        [one] => Find::One(*one),
        _ => Find::Several(found),
    }
}

/// The last parts by which a column with a name of its own before them is known.
fn last_parts(field: &str) -> &'static [&'static str] {
    match field {
        "lat" => &["latitude", "lat"],
        "lon" => &["longitude", "lon", "lng", "long"],
        _ => &[],
    }
}

/// What stands before the last part of a name of several parts, and that part.
fn parts(name: &str) -> Option<(&str, String)> {
    let name = name.trim();
    let at = name.rfind(|c: char| !c.is_alphanumeric())?;
    let end = name.get(at..)?.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some((name.get(..at)?, end))
}

/// The column of the accuracy that a form keeps beside a position: `_gps_precision` beside `_gps_latitude`.
pub fn beside(header: &[String], lat: usize) -> Option<usize> {
    let (before, _) = parts(header.get(lat)?)?;
    let is_accuracy = |name: &String| {
        parts(name).is_some_and(|(start, end)| start == before && ["precision", "accuracy"].contains(&end.as_str()))
    };
    header.iter().position(is_accuracy).filter(|_| !before.is_empty())
}

/// Whether a header has columns of a projected system.
pub fn is_projected(header: &[String]) -> bool {
    header.iter().any(|h| ["easting", "northing", "utm"].iter().any(|w| plain(h).contains(w)))
}

/// What is said of a header with columns of a projected system and none of degrees.
pub const PROJECTED: &str = "the columns are of a projected system (easting, northing), not of WGS84 degrees";

/// What to do with them.
pub const PROJECTED_HINT: &str =
    "convert the file first, for example with: ogr2ogr -t_srs EPSG:4326 out.geojson in.csv";

/// Whether a name is a usual one of any field.
pub fn is_usual(name: &str) -> bool {
    let header = [name.to_owned()];
    COLUMN_SPELLINGS.iter().any(|(field, _)| find(&header, field) != Find::Nothing)
}

/// The name that is most like another; `None` if none is like it.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let like = |other: &str| strsim::jaro_winkler(&name, &other.to_lowercase());
    names.map(|n| (n, like(n))).filter(|(_, l)| *l > 0.7).max_by(|a, b| a.1.total_cmp(&b.1)).map(|(n, _)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_of_known_spellings() {
        let known = |field: &str, name: &str| {
            let spellings = COLUMN_SPELLINGS.iter().find(|(known, _)| *known == field).unwrap().1;
            spellings.contains(&name)
        };
        for (lon, lat) in PAIRS {
            assert!(known("lon", lon) && known("lat", lat), "{lon}, {lat}");
        }
    }

    #[test]
    fn longitude_and_latitude_are_of_one_pair() {
        let found = |header: &str| {
            let header: Vec<String> = header.split(',').map(str::to_owned).collect();
            ["lon", "lat"].map(|field| find(&header, field))
        };
        assert_eq!(found("latitude,longitude,lat,lng"), [Find::One(1), Find::One(0)]);
        assert_eq!(found("lat,lng,latitude"), [Find::One(1), Find::One(0)]);
        assert_eq!(found("lat,lon,lat,lon"), [Find::Several(vec![1, 3]), Find::Several(vec![0, 2])]);
        assert_eq!(found("latitude,x"), [Find::One(1), Find::One(0)]);
        assert_eq!(found("عرض البلد,lat,طول البلد"), [Find::One(2), Find::One(0)]);
        assert_eq!(found("_gps_latitude,_gps_longitude"), [Find::One(1), Find::One(0)]);
    }
}
