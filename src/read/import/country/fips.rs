//! The country codes of FIPS 10-4, which GDELT uses: two letters like those of ISO 3166-1, and often those of another country.

/// Every code of FIPS 10-4 with the country (ISO 3166-1 alpha-2) that it means, sorted.
///
/// The standard of the United States (withdrawn in 2008, kept up as GEC until 2014), as GeoNames has it; `RB` and `YI` are codes
/// of Serbia that the standard gave up and GDELT still writes. Islands without a code of their own stand with their state.
/// Left out are codes of waters, of the Paracel and Spratly Islands, and of states that are no more.
#[rustfmt::skip]
pub const FIPS: [(&str, &str); 270] = [
    ("AA", "AW"), ("AC", "AG"), ("AE", "AE"), ("AF", "AF"), ("AG", "DZ"), ("AJ", "AZ"), ("AL", "AL"), ("AM", "AM"),
    ("AN", "AD"), ("AO", "AO"), ("AQ", "AS"), ("AR", "AR"), ("AS", "AU"), ("AT", "AU"), ("AU", "AT"), ("AV", "AI"),
    ("AX", "GB"), ("AY", "AQ"), ("BA", "BH"), ("BB", "BB"), ("BC", "BW"), ("BD", "BM"), ("BE", "BE"), ("BF", "BS"),
    ("BG", "BD"), ("BH", "BZ"), ("BK", "BA"), ("BL", "BO"), ("BM", "MM"), ("BN", "BJ"), ("BO", "BY"), ("BP", "SB"),
    ("BQ", "UM"), ("BR", "BR"), ("BS", "TF"), ("BT", "BT"), ("BU", "BG"), ("BV", "BV"), ("BX", "BN"), ("BY", "BI"),
    ("CA", "CA"), ("CB", "KH"), ("CD", "TD"), ("CE", "LK"), ("CF", "CG"), ("CG", "CD"), ("CH", "CN"), ("CI", "CL"),
    ("CJ", "KY"), ("CK", "CC"), ("CM", "CM"), ("CN", "KM"), ("CO", "CO"), ("CQ", "MP"), ("CR", "AU"), ("CS", "CR"),
    ("CT", "CF"), ("CU", "CU"), ("CV", "CV"), ("CW", "CK"), ("CY", "CY"), ("DA", "DK"), ("DJ", "DJ"), ("DO", "DM"),
    ("DQ", "UM"), ("DR", "DO"), ("DX", "GB"), ("EC", "EC"), ("EG", "EG"), ("EI", "IE"), ("EK", "GQ"), ("EN", "EE"),
    ("ER", "ER"), ("ES", "SV"), ("ET", "ET"), ("EU", "TF"), ("EZ", "CZ"), ("FG", "GF"), ("FI", "FI"), ("FJ", "FJ"),
    ("FK", "FK"), ("FM", "FM"), ("FO", "FO"), ("FP", "PF"), ("FQ", "UM"), ("FR", "FR"), ("FS", "TF"), ("GA", "GM"),
    ("GB", "GA"), ("GG", "GE"), ("GH", "GH"), ("GI", "GI"), ("GJ", "GD"), ("GK", "GG"), ("GL", "GL"), ("GM", "DE"),
    ("GO", "TF"), ("GP", "GP"), ("GQ", "GU"), ("GR", "GR"), ("GT", "GT"), ("GV", "GN"), ("GY", "GY"), ("GZ", "PS"),
    ("HA", "HT"), ("HK", "HK"), ("HM", "HM"), ("HO", "HN"), ("HQ", "UM"), ("HR", "HR"), ("HU", "HU"), ("IC", "IS"),
    ("ID", "ID"), ("IM", "IM"), ("IN", "IN"), ("IO", "IO"), ("IP", "FR"), ("IR", "IR"), ("IS", "IL"), ("IT", "IT"),
    ("IV", "CI"), ("IZ", "IQ"), ("JA", "JP"), ("JE", "JE"), ("JM", "JM"), ("JN", "SJ"), ("JO", "JO"), ("JQ", "UM"),
    ("JU", "TF"), ("KE", "KE"), ("KG", "KG"), ("KN", "KP"), ("KQ", "UM"), ("KR", "KI"), ("KS", "KR"), ("KT", "CX"),
    ("KU", "KW"), ("KV", "XK"), ("KZ", "KZ"), ("LA", "LA"), ("LE", "LB"), ("LG", "LV"), ("LH", "LT"), ("LI", "LR"),
    ("LO", "SK"), ("LQ", "UM"), ("LS", "LI"), ("LT", "LS"), ("LU", "LU"), ("LY", "LY"), ("MA", "MG"), ("MB", "MQ"),
    ("MC", "MO"), ("MD", "MD"), ("MF", "YT"), ("MG", "MN"), ("MH", "MS"), ("MI", "MW"), ("MJ", "ME"), ("MK", "MK"),
    ("ML", "ML"), ("MN", "MC"), ("MO", "MA"), ("MP", "MU"), ("MQ", "UM"), ("MR", "MR"), ("MT", "MT"), ("MU", "OM"),
    ("MV", "MV"), ("MX", "MX"), ("MY", "MY"), ("MZ", "MZ"), ("NC", "NC"), ("NE", "NU"), ("NF", "NF"), ("NG", "NE"),
    ("NH", "VU"), ("NI", "NG"), ("NL", "NL"), ("NN", "SX"), ("NO", "NO"), ("NP", "NP"), ("NR", "NR"), ("NS", "SR"),
    ("NU", "NI"), ("NZ", "NZ"), ("OD", "SS"), ("PA", "PY"), ("PC", "PN"), ("PE", "PE"), ("PK", "PK"), ("PL", "PL"),
    ("PM", "PA"), ("PO", "PT"), ("PP", "PG"), ("PS", "PW"), ("PU", "GW"), ("QA", "QA"), ("RB", "RS"), ("RE", "RE"),
    ("RI", "RS"), ("RM", "MH"), ("RN", "MF"), ("RO", "RO"), ("RP", "PH"), ("RQ", "PR"), ("RS", "RU"), ("RW", "RW"),
    ("SA", "SA"), ("SB", "PM"), ("SC", "KN"), ("SE", "SC"), ("SF", "ZA"), ("SG", "SN"), ("SH", "SH"), ("SI", "SI"),
    ("SL", "SL"), ("SM", "SM"), ("SN", "SG"), ("SO", "SO"), ("SP", "ES"), ("ST", "LC"), ("SU", "SD"), ("SV", "SJ"),
    ("SW", "SE"), ("SX", "GS"), ("SY", "SY"), ("SZ", "CH"), ("TB", "BL"), ("TD", "TT"), ("TE", "TF"), ("TH", "TH"),
    ("TI", "TJ"), ("TK", "TC"), ("TL", "TK"), ("TN", "TO"), ("TO", "TG"), ("TP", "ST"), ("TS", "TN"), ("TT", "TL"),
    ("TU", "TR"), ("TV", "TV"), ("TW", "TW"), ("TX", "TM"), ("TZ", "TZ"), ("UC", "CW"), ("UG", "UG"), ("UK", "GB"),
    ("UP", "UA"), ("US", "US"), ("UV", "BF"), ("UY", "UY"), ("UZ", "UZ"), ("VC", "VC"), ("VE", "VE"), ("VI", "VG"),
    ("VM", "VN"), ("VQ", "VI"), ("VT", "VA"), ("WA", "NA"), ("WE", "PS"), ("WF", "WF"), ("WI", "EH"), ("WQ", "UM"),
    ("WS", "WS"), ("WZ", "SZ"), ("YI", "RS"), ("YM", "YE"), ("ZA", "ZM"), ("ZI", "ZW"),
];

/// The country of a code of FIPS 10-4; `None` if there is no such code. A code is never read as one of ISO 3166-1.
#[must_use]
pub fn of_fips(code: &str) -> Option<&'static str> {
    let code = code.trim().to_uppercase();
    let at = FIPS.binary_search_by(|(fips, _)| (*fips).cmp(code.as_str())).ok()?;
    FIPS.get(at).map(|(_, iso)| *iso)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::import::country::of_name;

    #[test]
    fn codes_mean_what_the_standard_says() {
        for (fips, iso) in [
            ("BG", "BD"),
            ("NI", "NG"),
            ("AU", "AT"),
            ("GG", "GE"),
            ("NG", "NE"),
            ("TI", "TJ"),
            ("AF", "AF"),
            ("TX", "TM"),
            ("CH", "CN"),
            ("SZ", "CH"),
            ("WZ", "SZ"),
            ("GM", "DE"),
            ("GA", "GM"),
            ("GB", "GA"),
            ("RS", "RU"),
            ("RI", "RS"),
            ("KV", "XK"),
            ("OD", "SS"),
            ("WE", "PS"),
            ("GZ", "PS"),
            ("tu", "TR"),
            ("CG", "CD"),
            ("CF", "CG"),
            ("CT", "CF"),
        ] {
            assert_eq!(of_fips(fips), Some(iso), "{fips}");
        }
        // Codes of ISO 3166-1 that FIPS does not have: not the countries that ISO calls so.
        for code in ["TJ", "UA", "DE", "PF", "OC", "XX", "", "TJK"] {
            assert_eq!(of_fips(code), None, "{code}");
        }
    }

    #[test]
    fn every_code_stands_once_and_means_a_country() {
        assert!(FIPS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(FIPS.iter().all(|(_, iso)| of_name(iso) == Some(iso)));
        // Without a FIPS code: Åland and the Caribbean Netherlands.
        let without = super::super::lines(super::super::NAMES).filter_map(|l| l.get(..2));
        let without: Vec<&str> = without.filter(|iso| !FIPS.iter().any(|(_, to)| to == iso)).collect();
        assert_eq!(without, ["AX", "BQ"]);
    }
}
