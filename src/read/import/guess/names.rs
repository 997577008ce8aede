//! What the name of a column says it holds, beyond the usual spellings that every reader knows.

use crate::model::Coding;
use crate::read::table::{COLUMN_SPELLINGS, Find, find, plain_name};

/// The name is the field's own, or a usual spelling of it.
pub const USUAL: u32 = 100;

/// A part of the name is a word of the field.
pub const PART: u32 = 60;

/// What columns of a field are called: whole names as spellings are compared, beginnings of words, and beginnings of words that say
/// it is something else.
struct Called {
    field: &'static str,
    whole: &'static [&'static str],
    words: &'static [&'static str],
    not: &'static [&'static str],
}

const fn called(
    field: &'static str,
    whole: &'static [&'static str],
    words: &'static [&'static str],
    not: &'static [&'static str],
) -> Called {
    Called { field, whole, words, not }
}

const CALLED: [Called; 25] = [
    called(
        "id",
        &[
            "ref",
            "refno",
            "reference",
            "code",
            "eventcode",
            "caseno",
            "casenumber",
            "case",
            "incidentno",
            "réf",
            "référence",
            "referencia",
            "referência",
            "código",
            "codigo",
            "folio",
            "aktenzeichen",
            "kennung",
            "шифр",
            "код",
            "شناسه",
            "المعرف",
        ],
        &[],
        &[],
    ),
    called(
        "date",
        &[
            "datum",
            "fecha",
            "data",
            "when",
            "wann",
            "day",
            "jour",
            "tarih",
            "datetime",
            "incidentdatetime",
            "datadoincidente",
            "datadoevento",
            "datadaocorrência",
            "datadofato",
            "datadellevento",
            "dataincidente",
            "dataevento",
            "quando",
            "quand",
            "cuándo",
            "cuando",
            "когда",
        ],
        &["date", "datum", "fecha", "дата", "сана", "تاریخ", "تاريخ", "التاريخ"],
        &[
            "report",
            "publi",
            "source",
            "entry",
            "entered",
            "updat",
            "creat",
            "access",
            "modif",
            "registr",
            "сообщ",
            "ingres",
        ],
    ),
    called(
        "title",
        &[
            "event",
            "incident",
            "what",
            "whathappened",
            "eventtitle",
            "incidenttitle",
            "shortdescription",
            "evento",
            "incidente",
            "hecho",
            "quepasó",
            "quésucedió",
            "événement",
            "ereignis",
            "vorfall",
            "washappened",
            "событие",
            "происшествие",
            "название",
            "ҳодиса",
            "رویداد",
            "واقعه",
            "الحدث",
            "queocorreu",
            "oqueaconteceu",
            "acontecimento",
            "fait",
            "faits",
            "hechos",
            "fato",
        ],
        &["title", "headline", "titel", "titul", "títul", "titre", "заголов", "عنوان", "intitulé"],
        &["source", "article"],
    ),
    called(
        "summary",
        &[
            "text",
            "detalle",
            "detalles",
            "resumen",
            "résumé",
            "zusammenfassung",
            "account",
            "подробности",
            "relato",
            "relatos",
            "récit",
            "exposé",
            "شرححادثه",
            "شرحرویداد",
            "خلاصه",
            "وصفالحادث",
            "ملخص",
        ],
        &["descri", "summar", "narrat", "detail", "описан", "beschreib", "тавсиф", "resum", "résum"],
        &["source", "short", "intitul"],
    ),
    called(
        "category",
        &[
            "type",
            "kind",
            "class",
            "art",
            "tipo",
            "typ",
            "тип",
            "вид",
            "نوع",
            "نوعالحادث",
            "نوعالحدث",
            "نوعحادثه",
            "نوعرویداد",
            "naturedelincident",
            "naturedelévénement",
            "naturedelévènement",
            "naturedesfaits",
            "naturalezadelhecho",
            "naturalezadelincidente",
            "naturezadoincidente",
            "naturezadaocorrência",
            "nature",
            "naturaleza",
            "natureza",
            "modalidad",
            "modalidade",
            "modalité",
            "видпроисшествия",
            "видинцидента",
            "видсобытия",
            "artdesvorfalls",
            "artdesereignisses",
        ],
        &["categor", "categ", "catég", "kategor", "категор", "type", "tipo"],
        &[
            "weapon", "source", "target", "location", "place", "actor", "arma", "road", "herid", "bless", "injur",
            "wound", "lésion", "lesion", "arme", "سلاح", "هدف", "مصدر",
        ],
    ),
    called(
        "place",
        &[
            "where",
            "site",
            "sitio",
            "ort",
            "wo",
            "endroit",
            "ubicación",
            "ubicacion",
            "пункт",
            "ҷой",
            "محل حادثه",
            "local",
            "localdoincidente",
            "localdofato",
            "vereda",
            "caserío",
            "corregimiento",
            "povoado",
            "aldeia",
            "местособытия",
            "местопроисшествия",
            "местоинцидента",
            "محلحادثه",
            "مکانحادثه",
            "مكانالحادث",
            "موقعالحادث",
            "الموقع",
            "المكان",
        ],
        &[
            "village",
            "place",
            "town",
            "settlement",
            "localit",
            "locat",
            "lugar",
            "населен",
            "селен",
            "кишлак",
            "ortschaft",
            "lieu",
        ],
        &["type", "precision", "accuracy", "lat", "lon", "code", "id", "source"],
    ),
    called(
        "district",
        &[
            "municipio",
            "municipios",
            "distrito",
            "distritos",
            "cantón",
            "canton",
            "municipality",
            "bezirk",
            "rayon",
            "raion",
            "município",
            "municípios",
            "commune",
            "communes",
            "cercle",
            "préfecture",
            "arrondissement",
            "landkreis",
            "kreis",
            "gemeinde",
            "concelho",
            "المديرية",
            "القضاء",
            "المنطقة",
        ],
        &[],
        &[],
    ),
    called(
        "province",
        &[
            "provincia",
            "departamento",
            "estado",
            "région",
            "region",
            "state",
            "governorate",
            "wilaya",
            "viloyat",
            "département",
            "provincias",
            "departamentos",
            "estados",
            "provinces",
            "régions",
            "départements",
            "regions",
            "states",
            "província",
            "províncias",
            "провинции",
            "области",
            "регион",
            "вилоятҳо",
            "ولایات",
            "ولایتها",
            "استانها",
            "المحافظات",
            "الولاية",
            "الولايات",
            "المقاطعة",
            "provinz",
            "provinzen",
            "bundesland",
            "gouvernorat",
            "wilayah",
        ],
        &["provinc", "oblast", "област"],
        &[],
    ),
    called("country", &["nation", "land", "ülke", "staat"], &["country", "país", "стран"], &["code", "source"]),
    called("lon", &[], &["longitud", "долгот", "längengrad"], &[]),
    called("lat", &[], &["latitud", "широт", "breitengrad"], &[]),
    called(
        "position",
        &["latlongitude", "koordinaten", "coordenada", "coordonnee"],
        &["coord", "koord", "gps", "коорд", "position", "координ"],
        &["accuracy", "precision", "source", "quality"],
    ),
    called("radius_m", &[], &["radius", "accuracy", "uncertain", "радиус", "radio"], &["source"]),
    called(
        "first",
        &[
            "actor",
            "actors",
            "attacker",
            "attackers",
            "perpetrators",
            "partya",
            "side1",
            "initiator",
            "grupo",
            "group",
            "groups",
            "actores",
            "grupos",
            "grupoarmado",
            "gruposarmados",
            "participantes",
            "acteur",
            "acteurs",
            "groupe",
            "groupes",
            "ator",
            "atores",
            "участник",
            "участники",
            "иштирокчиён",
            "عاملان",
            "گروهها",
            "الأطراف",
            "الفاعلون",
            "الجهات",
            // The bare word is as often who wrote the record.
            "auteursprésumés",
            "presuntosautores",
            "supostosautores",
            "täter",
            "исполнители",
            "нападавшие",
            "المنفذون",
        ],
        &[],
        &[],
    ),
    called("second", &["opponent", "opponents", "partyb", "side2", "otherside"], &[], &[]),
    called(
        "killed",
        &["kia", "deathtoll", "mortos", "ölü", "qtemuertos", "óbitos", "obitos"],
        &[
            "killed",
            "dead",
            "death",
            "fatal",
            "погиб",
            "убит",
            "muert",
            "fallecid",
            "morts",
            "tués",
            "tote",
            "getöt",
            "کشته",
            "قتل",
            "décès",
            "décéd",
            "القتل",
            "قتيل",
        ],
        &["wound", "injur", "ранен", "herid", "bless", "verletz", "name", "date", "source", "cause", "live"],
    ),
    called(
        "wounded",
        &["wia", "feridos", "feriti", "yaralı"],
        &[
            "wound",
            "injur",
            "ранен",
            "herid",
            "bless",
            "verletz",
            "verwund",
            "زخم",
            "جرح",
            "ferid",
            "الجرح",
            "المصاب",
            "مصاب",
            "جريح",
        ],
        &["killed", "dead", "death", "name", "date", "source"],
    ),
    called(
        "status",
        &["verification", "confirmation", "статус", "statut", "eventstatus", "confirmed", "reliabilityofevent"],
        &["verif", "confirm", "подтвержд"],
        &["border", "source", "dead", "death", "killed", "wounded", "injured", "date", "by"],
    ),
    called("grade", &["admiralty", "admiraltygrade", "reliability", "rating"], &[], &[]),
    called(
        "source",
        &[
            "quelle",
            "quellen",
            "fuentes",
            "reportedby",
            "saidby",
            "medium",
            "media",
            "outlet",
            "newspaper",
            "fonte",
            "kaynak",
        ],
        &["source", "fuente", "источник", "quelle", "منبع", "manba", "fonte", "المصدر"],
        &["url", "link", "date", "title", "type", "reliab", "grade"],
    ),
    called("source_title", &["articletitle", "titleofsource", "sourceheadline"], &[], &[]),
    called(
        "source_url",
        &["url", "link", "links", "weblink", "sourcelink", "enlace", "lien", "ссылка", "لینک", "رابط"],
        &["url", "link", "enlace", "ссыл"],
        &[],
    ),
    called(
        "source_date",
        &[
            "dateofsource",
            "publicationdate",
            "datepublished",
            "reportdate",
            "datereported",
            "reportedon",
            "dateofreport",
        ],
        &[],
        &[],
    ),
    called(
        "note",
        &[
            "notes",
            "remark",
            "remarks",
            "comment",
            "comments",
            "notas",
            "nota",
            "observaciones",
            "bemerkung",
            "bemerkungen",
            "anmerkung",
            "примечание",
            "примечания",
            "комментарий",
            "remarque",
            "remarques",
            "observations",
            "یادداشت",
            "ملاحظات",
            "observação",
            "observações",
        ],
        &[],
        &[],
    ),
    called("side", &["sideofborder", "borderside"], &[], &[]),
];

/// How much a name speaks for a field, to 100; 0 where it does not. `Dead (civilians)` may be a part of a toll, and claims as part of a name.
pub fn claim(field: &str, name: &str) -> u32 {
    let is_part = ["killed", "wounded"].contains(&field) && name.contains(['(', '[']);
    // Departamento / Estado: two words for one thing.
    let each = || name.split(['/', '|']).map(|part| whole_claim(field, part)).min();
    let claim = match whole_claim(field, name) {
        0 if name.contains(['/', '|']) => each().unwrap_or(0),
        claim => claim,
    };
    if is_part { claim.min(PART) } else { claim }
}

fn whole_claim(field: &str, name: &str) -> u32 {
    let whole = plain_name(name);
    if whole.is_empty() {
        return 0;
    }
    let own = Coding::FIELDS.iter().any(|(known, _)| *known == field && plain_name(known) == whole);
    let spellings = COLUMN_SPELLINGS.iter().find(|(known, _)| *known == field).map_or(&[][..], |(_, list)| list);
    if let Some(at) = spellings.iter().position(|spelling| *spelling == whole) {
        return USUAL - u32::try_from(at.min(20)).unwrap_or(20);
    }
    if own {
        return USUAL;
    }
    let is_found = ["lon", "lat"].contains(&field) && find(&[name.to_owned()], field) != Find::Nothing;
    let Some(called) = CALLED.iter().find(|called| called.field == field) else { return if is_found { 80 } else { 0 } };
    if called.whole.contains(&whole.as_str()) {
        return 85;
    }
    if is_found {
        return 80;
    }
    let small = name.to_lowercase();
    let words = || small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let begins = |with: &[&str]| words().any(|word| with.iter().any(|start| word.starts_with(start)));
    if begins(called.words) && !begins(called.not) { PART } else { 0 }
}

/// Whether a column is called as one of dates, positions or numbers of people: what cannot be read of it is still no text of its own.
pub fn is_measure(name: &str) -> bool {
    ["date", "position", "lon", "lat", "killed", "wounded"].iter().any(|field| claim(field, name) > 0)
}

/// Whether any field is called so.
pub fn is_known(name: &str) -> bool {
    Coding::FIELDS.iter().any(|(field, _)| claim(field, name) > 0)
}

/// The field that a person means by a word: its name, or what a column of it may be called; `None` if there is none.
pub fn field_of(text: &str) -> Option<&'static str> {
    let named = text.trim().to_lowercase().replace([' ', '-'], "_");
    let own = Coding::FIELDS.iter().map(|(field, _)| *field).find(|field| *field == named);
    let best = || {
        let claims = Coding::FIELDS.iter().map(|(field, _)| (*field, claim(field, text)));
        claims.filter(|(_, claim)| *claim > 0).max_by_key(|(_, claim)| *claim).map(|(field, _)| field)
    };
    own.or_else(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_several_languages_are_known() {
        for (name, field) in [
            ("Datum", "date"),
            ("Date of the incident", "date"),
            ("Fecha del hecho", "date"),
            ("No. of people killed", "killed"),
            ("Muertos (civiles)", "killed"),
            ("Погибло", "killed"),
            ("Heridos", "wounded"),
            ("GPS coordinates", "position"),
            ("What happened?", "title"),
            ("Type of incident", "category"),
            ("Link", "source_url"),
            ("Fuente", "source"),
            ("Municipio", "district"),
            ("Remarks", "note"),
            ("Date reported", "source_date"),
            ("tote", "killed"),
            ("Departamento / Estado", "province"),
            ("Provincias", "province"),
            ("Actores", "first"),
            ("Réf.", "id"),
            ("Nature de l'incident", "category"),
            ("Naturaleza del hecho", "category"),
            ("Lieu de l’incident", "place"),
            ("Data do incidente", "date"),
            ("Município", "district"),
            ("Óbitos", "killed"),
            ("محل حادثه", "place"),
            ("عدد القتلى", "killed"),
            ("نوع الحادث", "category"),
            ("Участники", "first"),
            ("الأطراف", "first"),
        ] {
            assert_eq!(field_of(name), Some(field), "{name}");
        }
        for name in ["Entered by", "Team", "", "42", "shots fired at"] {
            assert!(!is_known(name), "{name}");
        }
        assert_eq!(claim("date", "Date of publication"), 0);
        assert_eq!(claim("killed", "Muertos / heridos"), 0);
        assert_eq!(claim("killed", "killed or wounded"), 0);
        assert_eq!((claim("killed", "Dead (civilians)"), claim("killed", "Killed")), (PART, USUAL));
    }
}
