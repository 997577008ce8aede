use super::*;

fn as_read(text: &str, rules: &DateRules<'_>) -> Result<String, String> {
    read(text, rules).map(|read| read.date.as_str().to_owned()).map_err(|why| why.message)
}

#[test]
fn every_form_of_the_handbook_is_what_it_says() {
    for (form, text, expected) in FORMS {
        assert_eq!(as_read(text, &DateRules::default()).as_deref(), Ok(expected), "{form}");
    }
}

#[test]
fn every_form_means_its_day() {
    let days = "2025-08-24 00:00:00.000|2025-08-24T00:00:00|20250824|24 August 2025|24 Aug 2025|August 24, 2025|24.08.2025\
        |24.8.2025|24. 8. 2025|24. 08. 2025|2025. 8. 24.|24/08/2025|8/24/2025|08/24/25|24/08/25|24.08.25|24-08-2025|2025/08/24|2025/8/24\
        |2025.08.24|2025-8-24|45893|45893.0|24-Aug-2025|24-Aug-25|24 Aug 25|August 24, 25|24/Aug/2025|24.Aug.2025|2025-Aug-24\
        |2025 Aug 24|Sunday, August 24, 2025|Sun 24 Aug 2025|Sunday, 24 August 2025|24th August 2025|24 August, 2025\
        |the 24th of August 2025|24. August 2025|Sonntag, 24. August 2025|24 августа 2025|24 августа 2025 г.|24 авг. 2025\
        |воскресенье, 24 августа 2025 года|24-го августа 2025|24 августи 2025|24 августи соли 2025|якшанбе, 24 августи 2025\
        |24 août 2025|dimanche 24 août 2025|24 aout 2025|24 de agosto de 2025|domingo, 24 de agosto de 2025|24-ago-25\
        |۲۴ اوت ۲۰۲۵|۲۴ اگست ۲۰۲۵|یکشنبه ۲۴ اگست ۲۰۲۵|٢٤ أغسطس ٢٠٢٥|٢٤ آب ٢٠٢٥|\u{200f}٢٤‏/٠٨‏/٢٠٢٥|۲۰۲۵/۰۸/۲۴|24 ağustos 2025\
        |24\u{a0}August\u{a0}2025|24–08–2025|24 - 08 - 2025|2025年8月24日|2025년 8월 24일|２０２５-０８-２４|24 Aug '25\
        |۱۴۰۴-۰۶-۰۲=solar|1404/6/2=solar|02.06.1404=solar|2 سنبله 1404|۲ شهریور ۱۴۰۴|2 sunbula 1404|24/8/2025 0:00|mar. 24 août 2025|Aug 24 2025|2025-08-24 12:00:00 AM";
    for row in days.split('|') {
        let (text, calendar) = match row.split_once('=') {
            Some((text, _)) => (text, DateCalendar::SolarHijri),
            None => (row, DateCalendar::Gregorian),
        };
        let rules = DateRules { calendar, ..DateRules::default() };
        assert_eq!(as_read(text, &rules).as_deref(), Ok("2025-08-24"), "{text}");
    }
}

#[test]
fn other_forms_mean_what_they_say() {
    let table = "2025-08=2025-08|August 2025=2025-08|Aug 2025=2025-08|Aug. 2025=2025-08|август 2025=2025-08|августи 2025=2025-08\
        |08/2025=2025-08|8.2025=2025-08|2025/08=2025-08|2025/8=2025-08|202508=2025-08|2025年8月=2025-08|agosto de 2025=2025-08|2025=2025\
        |9-May-20=2020-05-09|1-Jan-30=1930-01-01|31-Dec-29=2029-12-31|01-January-2025=2025-01-01|5 мая 2025=2025-05-05\
        |2025-08-24T22:30:00+05:00=2025-08-24T22:30:00+05:00|2025-08-24 22:30Z=2025-08-24T22:30Z|2025-08-24 22:30:15=2025-08-24T22:30:15\
        |24/08/2025 13:45=2025-08-24T13:45|24/08/2025 1:45 PM=2025-08-24T13:45|8/24/2025 1:45:30 p.m.=2025-08-24T13:45:30\
        |24.08.2025, 13:45=2025-08-24T13:45|45893.5=2025-08-24T12:00|45893.999999=2025-08-25|24 Aug 2025 10:00 UTC=2025-08-24T10:00Z\
        |2025-08-24 to 2025-08-26=2025-08-24/2025-08-26|2025-08-24 - 2025-08-26=2025-08-24/2025-08-26\
        |24.08.2025 - 26.08.2025=2025-08-24/2025-08-26|24.08.2025–26.08.2025=2025-08-24/2025-08-26|24.-26.08.2025=2025-08-24/2025-08-26\
        |24-26.08.2025=2025-08-24/2025-08-26|24.08-26.08.2025=2025-08-24/2025-08-26|12 March 2025 - 14 March 2025=2025-03-12/2025-03-14\
        |24–26 August 2025=2025-08-24/2025-08-26|24/25 August 2025=2025-08-24/2025-08-25|August 24-26, 2025=2025-08-24/2025-08-26\
        |24 August - 2 September 2025=2025-08-24/2025-09-02|Aug 24 - Sep 2, 2025=2025-08-24/2025-09-02|с 24 по 26 августа 2025=2025-08-24/2025-08-26\
        |between 24 and 26 August 2025=2025-08-24/2025-08-26|8/24/2025-8/26/2025=2025-08-24/2025-08-26|Jan-Mar 2025=2025-01/2025-03\
        |28 Dec 2024 - 3 Jan 2025=2024-12-28/2025-01-03|2024-2025=2024/2025|du 24 au 26 août 2025=2025-08-24/2025-08-26\
        |۲۴ تا ۲۶ اوت ۲۰۲۵=2025-08-24/2025-08-26|من ٢٤ إلى ٢٦ أغسطس ٢٠٢٥=2025-08-24/2025-08-26|2025-08-24 13:00-15:00=2025-08-24T13:00/2025-08-24T15:00\
        |24 or 26 August 2025=2025-08-24?/2025-08-26?|24 или 26 августа 2025=2025-08-24?/2025-08-26?|c. 2021=2021~|около 2021=2021~\
        |approx. 24 August 2025=2025-08-24~|~24.08.2025=2025-08-24~|24.08.2025?=2025-08-24?|probably 24 Aug 2025=2025-08-24?\
        |early August 2025=2025-08-01~/2025-08-10~|mid-August 2025=2025-08-11~/2025-08-20~|late Feb 2024=2024-02-21~/2024-02-29~\
        |Q3 2025=2025-07/2025-09|2025-Q3=2025-07/2025-09|2025-W34=2025-08-18/2025-08-24|2026-W53=2026-12-28/2027-01-03\
        |24/08/2025 10:30 م=2025-08-24T22:30|24/08/2025 10:30م=2025-08-24T22:30|٢٤/٠٨/٢٠٢٥ ١٠:٣٠ ص=2025-08-24T10:30|24/08/2025 12:30 ص=2025-08-24T00:30\
        |24 أغسطس 2025 م 10:30 م=2025-08-24T22:30|10:30 م 24/08/2025 م=2025-08-24T22:30|24 أغسطس 2025م=2025-08-24|2025م=2025|24/08/2025 م=2025-08-24\
        |۲۰۲۵/۰۸/۲۴ ۱۰:۳۰ ب.ظ=2025-08-24T22:30|۲۰۲۵/۰۸/۲۴ ۱۰:۳۰ ق.ظ.=2025-08-24T10:30|24/8/2025 10:30 p. m.=2025-08-24T22:30\
        |24/8/2025 10:30 a. m.=2025-08-24T10:30|24/8/2025 10:30 p.m.=2025-08-24T22:30|۲۰۲۵/۰۸/۲۴ ۱۰:۳۰ بعد از ظهر=2025-08-24T22:30\
        |2 سنبله 1404 ه.ش=2025-08-24|۱۴۰۴/۰۶/۰۲ هجری شمسی=2025-08-24|24 اوت 2025 میلادی=2025-08-24|24 August 2025 CE=2025-08-24\
        |from 24-26 August 2025=2025-08-24/2025-08-26|from 24 to 26 August 2025=2025-08-24/2025-08-26|24 من أغسطس 2025=2025-08-24\
        |del 24 al 26 de agosto de 2025=2025-08-24/2025-08-26|vom 24. bis 26. August 2025=2025-08-24/2025-08-26|/2025-08-24=/2025-08-24\
        |Sunday 3/8/2025=2025-08-03|Saturday 3/8/2025=2025-03-08|Sunday 24 - Tuesday 26 August 2025=2025-08-24/2025-08-26\
        |24.08.2025 10.30=2025-08-24T10:30|24 August 2025 10.30=2025-08-24T10:30|24/08/2025 10 h 30=2025-08-24T10:30\
        |24 août 2025, 10h30=2025-08-24T10:30|dim. 24 août 2025 à 10 h 30=2025-08-24T10:30|24/08/2025 a 10:30=2025-08-24T10:30\
        |24/08/2025 10:00 a 12:00=2025-08-24T10:00/2025-08-24T12:00|24 août 2025 9 h=2025-08-24T09:00|Aug-25=2025-08|август 25=2025-08|Dec 30=1930-12|45893,5=2025-08-24T12:00\
        |20250824T101500=2025-08-24T10:15|20250824T101530Z=2025-08-24T10:15:30Z|20250824T1015+0500=2025-08-24T10:15+05:00\
        |2025-08-24..2025-08-26=2025-08-24/2025-08-26|24..26 August 2025=2025-08-24/2025-08-26|beginning of August 2025=2025-08-01~/2025-08-10~\
        |end of August 2025=2025-08-21~/2025-08-31~|начало августа 2025=2025-08-01~/2025-08-10~|конец августа 2025 г.=2025-08-21~/2025-08-31~\
        |اواخر اوت ۲۰۲۵=2025-08-21~/2025-08-31~|mi-août 2025=2025-08-11~/2025-08-20~|fin août 2025=2025-08-21~/2025-08-31~\
        |summer 2025=2025-22|лето 2025=2025-22|2025 autumn=2025-23|весной 2025 года=2025-21|تابستان ۲۰۲۵=2025-22|été 2025=2025-22\
        |Week 34 2025=2025-08-18/2025-08-24|2025 W34=2025-08-18/2025-08-24|W34 2025=2025-08-18/2025-08-24|34. KW 2025=2025-08-18/2025-08-24\
        |неделя 34, 2025=2025-08-18/2025-08-24|08.2025=2025-08|13/09/35=1935-09-13\
        |2025-08-24/..=2025-08-24/..|202X=202X|2025-21=2025-21|سنبله ۱۴۰۴=2025-08-23/2025-09-22|0025-08-24=0025-08-24";
    for row in table.split('|') {
        let (text, expected) = row.split_once('=').unwrap();
        assert_eq!(as_read(text, &DateRules::default()).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_no_date_or_several_is_refused() {
    let table = "|3/8/2025|03-08-2025|3/8/25|25-08-24|31.02.2025|30 Feb 2025|31-Feb-2025|32-Aug-2025|yesterday|12|20251399|0/0/2025|24 August\
        |24.08|24 August 2025 or later|after 24 August 2025|before 2025|24 Aug 2025 and later|2025-13-01|2025-20-01\
        |1404-06-02|1404/06/02|02.06.1404|1404|31 حوت 1404|30 اسفند 1404|24 Augustt 2025|24 Juli August 2025|24, 25 and 26 August 2025\
        |26-24 August 2025|26.08.2025 - 24.08.2025|2025-08-24 25:00|2025-08-24 10:61|24/08/2025 13:45 PM|10:00|August 2025 10:00\
        |24 Aug 125|24 Aug 5|Sept 2024-25|45893.5.1|99999|2025-W54|2025-Q5|24 Aug 2025 10:00 EST|24 Aug 2025; 26 Aug 2025|24 8 2025\
        |2025-08-24 or so|lunedi|today|2025-8|2025--08-24|24.08/2025|#REF!|24 2025|mid 24 August 2025|early 2025|28 December - 3 January 2025\
        |1/2/3 2025|2025-06-31|24 August 2025 x|5 o'clock|June 31, 2025|2025-08-24T|T10:00|24..08..2025\
        |from 24 August 2025|с 24 августа 2025 г.|du 24 août 2025|از 24 اوت 2025|аз 24 август 2025|من ٢٤ أغسطس ٢٠٢٥|vom 24. August 2025\
        |- 24 August 2025|-24 August 2025|/24 August 2025|24 August 2025 -|24 August 2025/|between 24 August 2025|/ 24.08.2025|..1984|1984..\
        |[..1984]|2025.1|2025.10|2025.12|10.202|25.8.24.|1446هـ|12/02/1446 هـ|1404 هـ|1404 ق|2 سنبله 2025|24 August 1404 ش\
        |22:30 م 24/08/2025|10:30 24/08/2025 م|م 24/08/2025 10:30|24/08/2025 10 م|2004-06?-11|2004-?06|156u-12-25|196u|156X-12-25|{1960,1961}\
        |[1667,1668]|1950S2|Y17E7|Y2025|Y-0044|2004-06-~01/2004-06-~20|early August to late August 2025|early August - 2 September 2025\
        |mid August to September 2025|Aug 5|24 Aug 10:00|Mon Aug 25|Week 54 2025|Week 2025|winter 2025|summer|mid summer 2025|summer 1404\
        |24 August 2025 to 10:30|24.08.2025 25.30|24.08.2025 10.75|24.08.2025 10.30.15|20250824T2500|20250824T101|24 August 2025 9h75|Monday Tuesday|45,893|4589,5";
    for text in table.split('|') {
        if text == "2025-8" {
            // A month without its zero behind a dash is one all the same.
            assert_eq!(as_read(text, &DateRules::default()).as_deref(), Ok("2025-08"));
            continue;
        }
        let read = as_read(text, &DateRules::default());
        assert!(read.is_err(), "{text}: {read:?}");
    }
    let hint = |text| read(text, &DateRules::default()).unwrap_err().hint.unwrap_or_default();
    assert!(hint("1404-06-02").contains("solar-hijri") && hint("2 06 1404").is_empty());
    assert!(hint("3/8/2025").contains("date_order"));
}

#[test]
fn the_order_and_the_zone_are_those_of_the_mapping_and_the_dossier() {
    let order = |order| DateRules { order: Some(order), ..DateRules::default() };
    assert_eq!(as_read("3/8/2025", &order(DateOrder::DayFirst)).as_deref(), Ok("2025-08-03"));
    assert_eq!(as_read("3/8/2025", &order(DateOrder::MonthFirst)).as_deref(), Ok("2025-03-08"));
    assert_eq!(as_read("25-08-24", &order(DateOrder::DayFirst)).as_deref(), Ok("2024-08-25"));
    assert_eq!(as_read("3/8/2025 - 5/8/2025", &order(DateOrder::DayFirst)).as_deref(), Ok("2025-08-03/2025-08-05"));
    let zone = Zone::named("Asia/Karachi").unwrap();
    let rules = DateRules { zone: Some(&zone), ..DateRules::default() };
    let late = read("2025-08-24T23:30Z", &rules).unwrap();
    assert_eq!((late.date.as_str(), late.keeps_text, late.remarks.len()), ("2025-08-25T04:30+05:00", true, 0));
    assert_eq!(as_read("24/08/2025 11:30 PM +00:00", &rules).as_deref(), Ok("2025-08-25T04:30+05:00"));
    let left = read("2025-08-24T23:30Z", &DateRules::default()).unwrap();
    assert_eq!((left.date.as_str(), left.keeps_text, left.remarks.len()), ("2025-08-24T23:30Z", true, 1));
    let west = Zone::named("America/Bogota").unwrap();
    let midnight = read("2025-08-24T00:00:00Z", &DateRules { zone: Some(&west), ..DateRules::default() }).unwrap();
    assert_eq!((midnight.date.days(), midnight.remarks.len()), ((20_323, 20_323), 1));
    let solar = DateRules { calendar: DateCalendar::SolarHijri, ..DateRules::default() };
    assert_eq!(as_read("1403-12-30", &solar).as_deref(), Ok("2025-03-20"));
    assert_eq!(as_read("1404", &solar).as_deref(), Ok("2025-03-21/2026-03-20"));
    assert!(as_read("1404-12-30", &solar).is_err() && as_read("1404-13-01", &solar).is_err());
    let mixed = read("2025-08-24T10:00", &solar).unwrap();
    assert_eq!(mixed.date.as_str(), "2025-08-24T10:00");
}

#[test]
fn columns_of_their_own_make_a_date() {
    let of = |year: &str, month: &str, day: &str| {
        let part = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
        of_parts(part(year), part(month), part(day))
    };
    for (year, month, day, expected) in [
        ("2025", "8", "24", "2025-08-24"),
        ("2025", "8", "0", "2025-08"),
        ("2025", "0", "0", "2025"),
        ("2025.0", "8.0", "", "2025-08"),
        ("2025", "August", "24", "2025-08-24"),
        ("2025", "", "", "2025"),
        ("25", "8", "24", "2025-08-24"),
        ("30", "8", "", "1930-08"),
    ] {
        assert_eq!(of(year, month, day), Some(Ok(expected.to_owned())));
    }
    for (year, month, day) in [
        ("2025", "0", "24"),
        ("x", "8", "24"),
        ("2025", "Augst", "1"),
        ("2025", "8", "-9"),
        ("2025", "21", ""),
        ("2025", "8", "32"),
        ("5", "8", "24"),
        ("202", "8", "24"),
        ("0", "8", "24"),
        ("0000", "8", ""),
    ] {
        assert!(of(year, month, day).is_some_and(|read| read.is_err()), "{year} {month} {day}");
    }
    assert_eq!((of("0", "0", "0"), of("0", "", "")), (None, None));
    assert_eq!(of("", "8", "24"), None);
}

#[test]
fn an_order_that_is_given_is_obeyed_and_checked() {
    for (order, text, expected) in [
        (DateOrder::DayFirst, "13/9/2025", Some("2025-09-13")),
        (DateOrder::DayFirst, "9/13/2025", None),
        (DateOrder::DayFirst, "8.9.2025", Some("2025-09-08")),
        (DateOrder::DayFirst, "25/08/24", Some("2024-08-25")),
        (DateOrder::DayFirst, "2025-08-24", Some("2025-08-24")),
        (DateOrder::DayFirst, "2025/8/24", Some("2025-08-24")),
        (DateOrder::MonthFirst, "9/13/2025", Some("2025-09-13")),
        (DateOrder::MonthFirst, "13/9/2025", None),
        (DateOrder::MonthFirst, "8.9.2025", Some("2025-08-09")),
        (DateOrder::MonthFirst, "24.08.2025", None),
        (DateOrder::MonthFirst, "24 August 2025", Some("2025-08-24")),
        (DateOrder::MonthFirst, "8/24-8/26/2025", Some("2025-08-24/2025-08-26")),
        (DateOrder::YearFirst, "25/08/24", Some("2025-08-24")),
        (DateOrder::YearFirst, "25-08-24", Some("2025-08-24")),
        (DateOrder::YearFirst, "25.08.24", Some("2025-08-24")),
        (DateOrder::YearFirst, "25. 8. 24.", Some("2025-08-24")),
        (DateOrder::YearFirst, "25-Aug-24", Some("2025-08-24")),
        (DateOrder::YearFirst, "3/8/2025", None),
        (DateOrder::YearFirst, "25/13/24", None),
        (DateOrder::YearFirst, "2025-08-24", Some("2025-08-24")),
    ] {
        let read = as_read(text, &DateRules { order: Some(order), ..DateRules::default() });
        assert_eq!(read.as_deref().ok(), expected, "{order:?} {text}: {read:?}");
        let names = ["day_first", "month_first", "year_first"];
        assert!(
            read.is_ok() || names.iter().any(|name| read.as_ref().unwrap_err().contains(name)) || text == "25/13/24"
        );
    }
}

#[test]
fn what_somebody_should_look_at_is_said() {
    for (text, date, words) in [
        ("Monday 24 August 2025", "2025-08-24", "2025-08-24 is a Sunday, and the cell says Monday"),
        ("понедельник, 24 августа 2025", "2025-08-24", "is a Sunday, and the cell says Monday"),
        ("دوشنبه ۲ سنبله ۱۴۰۴", "2025-08-24", "is a Sunday, and the cell says Monday"),
        ("lundi 24 août 2025", "2025-08-24", "is a Sunday, and the cell says Monday"),
        ("Mon 24.08.2025 10:30", "2025-08-24T10:30", "is a Sunday, and the cell says Monday"),
        ("Monday 24 - Tuesday 26 August 2025", "2025-08-24/2025-08-26", "the cell says Monday and Tuesday"),
        ("25/08/24", "2024-08-25", "could be either end"),
        ("24/08/25", "2025-08-24", "could be either end"),
        ("Aug-25", "2025-08", "was a day of the month meant"),
        ("Sunday 24 August 2025", "2025-08-24", ""),
        ("якшанбе, 24 августи 2025", "2025-08-24", ""),
        ("Sunday 24 to 26 August 2025", "2025-08-24/2025-08-26", ""),
        ("08/24/25", "2025-08-24", ""),
        ("13/09/35", "1935-09-13", ""),
        ("24.08.25", "2025-08-24", ""),
        ("Monday, August 2025", "2025-08", ""),
    ] {
        let read = read(text, &DateRules::default()).unwrap_or_else(|why| panic!("{text}: {}", why.message));
        let said: Vec<&str> = read.remarks.iter().map(|r| r.message.as_str()).collect();
        assert_eq!(read.date.as_str(), date, "{text}");
        assert!(if words.is_empty() { said.is_empty() } else { said.join("; ").contains(words) }, "{text}: {said:?}");
    }
    // A day of the week that leaves day and month open, or fits neither.
    assert!(as_read("Wednesday 3/8/2025", &DateRules::default()).is_err());
    let why = |text| read(text, &DateRules::default()).unwrap_err();
    for text in ["2004-06?-11", "2004-?06", "156u-12-25", "196u", "{1960,1961}", "Y17E7"] {
        assert!(why(text).message.contains("level 2 is not read"), "{text}: {}", why(text).message);
    }
    assert!(why("Y2025").message.contains("without it: 2025"));
    assert!(
        why("1446هـ").message.contains("by the sun or by the moon") && why("1446 ق").message.contains("lunar Hijri")
    );
    assert!(why("from 24 August 2025").hint.is_some_and(|hint| hint.contains("2025-08-24/..")));
}

#[test]
fn bare_numbers_are_days_from_the_epoch_of_their_workbook() {
    // The two counts of ECMA-376, part 1, 18.17.4: 1,462 days apart.
    for (number, is_1904) in [("45893", false), ("44431", true), ("44431,5", true)] {
        let read = read(number, &DateRules { is_1904, ..DateRules::default() }).unwrap();
        assert_eq!(read.date.as_str().get(..10), Some("2025-08-24"), "{number}");
    }
}

#[test]
fn a_date_is_typed_as_it_stands_in_cells() {
    let zone = Zone::named("Asia/Karachi").unwrap();
    for (text, expected) in [
        ("24.08.2025", "2025-08-24"),
        ("August 2025", "2025-08"),
        ("24 or 26 August 2025", "2025-08-24?/2025-08-26?"),
        ("2025-08-24/2025-08-26", "2025-08-24/2025-08-26"),
        ("2025-08-24T23:30Z", "2025-08-25T04:30+05:00"),
        ("2025~", "2025~"),
    ] {
        assert_eq!(typed(text, Some(&zone)).map(|d| d.date.as_str().to_owned()).as_deref(), Ok(expected), "{text}");
    }
    let kept = typed("24 or 26 August 2025", None).unwrap().original;
    assert_eq!(kept.get("date").map(String::as_str), Some("24 or 26 August 2025"));
    assert!(typed("2025-08-24T23:30Z", None).unwrap().remarks[0].contains("stays as it is written"));
    assert!(typed("Monday 24 August 2025", None).unwrap().remarks[0].contains("is a Sunday"));
    for text in ["", "yesterday", "3/8/2025", "2004-06?-11", "1404-06-02", "from 24 August 2025"] {
        assert!(typed(text, None).is_err(), "{text}");
    }
}

#[test]
fn the_short_way_of_a_day_is_that_of_the_reader() {
    for text in [
        "2025-08-24",
        "2024-02-29",
        "2025-02-29",
        "2025-13-01",
        "1404-06-02",
        "2025-08-24 ",
        "0025-08-24",
        "2025-08-2４",
    ] {
        let short = calendar_day(text).map(|date| date.as_str().to_owned());
        // A space in front leads around it.
        let long = read(&format!(" {text}"), &DateRules::default()).map(|read| read.date.as_str().to_owned());
        assert!(short.is_none() || short == long.ok(), "{text}: {short:?}");
    }
    assert_eq!(calendar_day("2025-08-24 00:00:00.000").unwrap().as_str(), "2025-08-24");
    assert!(calendar_day("2025-08-24 10:30:00").is_none() && calendar_day("2025-02-29").is_none());
}

#[test]
fn quarters_halves_and_nights_are_read_in_the_languages_of_offices() {
    let table = "T1 2025=2025-01/2025-03|T1-2025=2025-01/2025-03|2025-T1=2025-01/2025-03|1T2025=2025-01/2025-03|1T 2025=2025-01/2025-03\
        |1er trimestre 2025=2025-01/2025-03|1er trim. 2025=2025-01/2025-03|2e trimestre 2025=2025-04/2025-06|2ème trimestre 2025=2025-04/2025-06\
        |premier trimestre 2025=2025-01/2025-03|1º trimestre de 2025=2025-01/2025-03|1° trimestre 2025=2025-01/2025-03\
        |primer trimestre de 2025=2025-01/2025-03|3er trimestre del 2025=2025-07/2025-09|IV trimestre 2025=2025-10/2025-12\
        |4º trimestre de 2025=2025-10/2025-12|quarto trimestre de 2025=2025-10/2025-12|Q3/2025=2025-07/2025-09|3. Quartal 2025=2025-07/2025-09\
        |III квартал 2025 г.=2025-07/2025-09|3-й квартал 2025 года=2025-07/2025-09|третий квартал 2025=2025-07/2025-09\
        |2nd quarter of 2025=2025-04/2025-06|سه‌ماهه اول ۲۰۲۵=2025-01/2025-03|الربع الأول 2025=2025-01/2025-03|الربع الثاني من عام 2025=2025-04/2025-06\
        |1er semestre 2025=2025-01/2025-06|S2 2025=2025-07/2025-12|H1 2025=2025-01/2025-06|2-е полугодие 2025=2025-07/2025-12\
        |nuit du 9 au 10 février 2025=2025-02-09/2025-02-10|Nuit du 28 février au 1er mars 2025=2025-02-28/2025-03-01\
        |dans la nuit du 9 au 10 février 2025=2025-02-09/2025-02-10|en la noche del 9 al 10 de febrero de 2025=2025-02-09/2025-02-10\
        |night of 9-10 February 2025=2025-02-09/2025-02-10|night of 9 to 10 Feb 2025=2025-02-09/2025-02-10\
        |в ночь с 9 на 10 февраля 2025=2025-02-09/2025-02-10|Nacht vom 9. auf den 10. Februar 2025=2025-02-09/2025-02-10\
        |noite de 9 para 10 de fevereiro de 2025=2025-02-09/2025-02-10";
    for row in table.split('|') {
        let (text, expected) = row.split_once('=').unwrap();
        assert_eq!(as_read(text, &DateRules::default()).as_deref(), Ok(expected), "{text}");
    }
    assert!(read("nuit du 9 au 10 février 2025", &DateRules::default()).unwrap().keeps_text);
    for text in [
        "T5 2025",
        "T1 25",
        "1T25",
        "S3 2025",
        "trimestre 2025",
        "T1 T2 2025",
        "T1 1404",
        "nuit du 9 février 2025",
        "nuit du 9 au 12 février 2025",
    ] {
        assert!(read(text, &DateRules::default()).is_err(), "{text}: {:?}", read(text, &DateRules::default()));
    }
}
