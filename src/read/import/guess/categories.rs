//! What a sheet calls the kinds of its events, and the category that each means.

use crate::model::Category;

/// Beginnings of words, in small letters, by the category that they mean; the first that is found counts. All words of an entry that
/// are joined with `+` must be there.
const MEANT: [(&str, &[&str]); 13] = [
    ("cross_border_fire", &["cross+border+fire", "cross+border+shoot", "cross+border+shell"]),
    ("smuggling_clash", &["smuggl+clash", "smuggl+shoot", "smuggl+fire", "traffick+clash", "контрабанд+перестрел"]),
    ("drone_attack", &["drone", "uav", "uas", "бпла", "беспилот", "дрон", "پهپاد", "dron", "drohne"]),
    ("air_strike", &["airstrike", "air+strike", "aerial", "авиауд", "ataque+aér", "luftangriff"]),
    (
        "landmine",
        &[
            "mine",
            "landmine",
            "ied",
            "uxo",
            "explosive",
            "мина",
            "мины",
            "подрыв",
            "mina",
            "minas",
            "artefacto",
            "engin+explos",
            "ماین",
            "لغم",
        ],
    ),
    (
        "shelling",
        &[
            "shell",
            "mortar",
            "rocket",
            "artiller",
            "missile",
            "обстрел",
            "миномет",
            "миномёт",
            "ракет",
            "bombard",
            "obus",
            "راکت",
            "راکتی",
            "قصف",
        ],
    ),
    ("incursion", &["incursion", "infiltrat", "вторжен", "incursi", "проникновен"]),
    ("abduction", &["abduct", "kidnap", "hostage", "похищ", "secuestr", "sequestr", "enlèvement", "entführ", "اختطاف"]),
    ("arrest", &["arrest", "detention", "detain", "задерж", "арест", "detenci", "captura", "festnahme"]),
    ("crossing_closed", &["closure", "closed", "закрыт", "cierre", "fermeture", "schließung"]),
    ("protest", &["protest", "demonstrat", "протест", "митинг", "manifest", "احتجاج"]),
    (
        "clash",
        &[
            "clash",
            "firefight",
            "gunfight",
            "gunbattle",
            "shootout",
            "shoot",
            "skirmish",
            "exchange+fire",
            "battle",
            "fighting",
            "ambush",
            "armed+attack",
            "стычк",
            "перестрел",
            "бой",
            "столкнов",
            "enfrentamiento",
            "tiroteo",
            "tiroteio",
            "confronto",
            "attaque+armée",
            "ataque+armado",
            "combate",
            "hostigamiento",
            "emboscada",
            "affrontement",
            "fusillade",
            "accrochage",
            "gefecht",
            "schusswechsel",
            "schießerei",
            "درگیری",
            "اشتباك",
        ],
    ),
    (
        "contact",
        &[
            "meeting",
            "talks",
            "negotiat",
            "visit",
            "handover",
            "hand+over",
            "handed+over",
            "встреч",
            "переговор",
            "reunión",
            "reunion",
            "gespräch",
            "treffen",
        ],
    ),
];

/// The category that the words of a cell mean; `None` where they mean none surely.
pub fn meant(cell: &str) -> Option<Category> {
    let small = cell.to_lowercase();
    let words: Vec<&str> = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // Short words are whole ones: "mine" is no beginning of "miner".
    let has =
        |start: &str| words.iter().any(|w| if start.chars().count() <= 4 { *w == start } else { w.starts_with(start) });
    let found = MEANT.iter().find(|(_, all)| all.iter().any(|entry| entry.split('+').all(has)));
    found.and_then(|(category, _)| category.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_categories_or_none() {
        for (cell, expected) in [
            ("Shooting", Some("clash")),
            ("Exchange of fire", Some("clash")),
            ("Cross-border shooting", Some("cross_border_fire")),
            ("Shoot-out with smugglers", Some("smuggling_clash")),
            ("Rocket fire", Some("shelling")),
            ("UAV", Some("drone_attack")),
            ("IED / mine", Some("landmine")),
            ("Enfrentamiento armado", Some("clash")),
            ("Secuestro", Some("abduction")),
            ("Attaque armée", Some("clash")),
            ("Engin explosif improvisé", Some("landmine")),
            ("Confronto armado", Some("clash")),
            ("حمله راکتی", Some("shelling")),
            ("перестрелка", Some("clash")),
            ("Visit", Some("contact")),
            ("Visits", Some("contact")),
            ("Talks", Some("contact")),
            ("Handover", Some("contact")),
            ("Soldiers handed over", Some("contact")),
            ("Smuggling", None),
            ("Land dispute", None),
            ("", None),
        ] {
            assert_eq!(meant(cell).map(|c| c.as_str().to_owned()).as_deref(), expected, "{cell}");
        }
        for (category, _) in MEANT {
            let known = Category::ALL.into_iter().chain(Category::STOCK).any(|c| c.as_str() == category);
            assert!(known, "{category}");
        }
    }
}
