//! What figures say, in every language. `{name}` stands for what is filled in.

use crate::model::Category;

/// The words of one language.
#[derive(Debug)]
#[allow(missing_docs, reason = "the names and the English words say it")]
pub struct Words {
    pub months: [&'static str; 12],
    /// The months as they stand after the number of a day.
    pub months_of_day: [&'static str; 12],
    pub about: &'static str,
    pub and: &'static str,
    /// What stands between the parts of a list within a line.
    pub comma: &'static str,

    /// The categories in the order of [`Category::ALL`].
    pub categories: [&'static str; 10],
    pub incidents: &'static str,
    pub how_sure: &'static str,
    pub on_the_map: &'static str,
    pub hollow: &'static str,
    pub dead: &'static str,
    pub most_dead: &'static str,
    pub highest_figure: &'static str,
    pub none_dead: &'static str,
    pub unknown_dead: &'static str,
    pub radius: &'static str,
    pub moved: &'static str,
    pub border: &'static str,
    pub unnamed_border: &'static str,
    pub border_unsure: &'static str,
    pub crossing: &'static str,
    pub mine: &'static str,
    pub journey: &'static str,
    pub disputed_journey: &'static str,
    pub see_list: &'static str,
    pub grades: &'static str,

    pub list: &'static str,
    pub regions: &'static str,
    pub toll: &'static str,
    pub unknown: &'static str,
    pub at_least: &'static str,
    pub at_most: &'static str,
    pub from_border: &'static str,
    pub up_to_from_border: &'static str,
    pub grade: &'static str,

    pub shown: &'static str,
    /// One, and many.
    pub no_place: [&'static str; 2],
    pub areas: [&'static str; 2],
    pub outside: [&'static str; 2],
    pub data_to: &'static str,
    pub sources: &'static str,
    pub projection: &'static str,
    pub conic: &'static str,
    pub mercator: &'static str,
    pub azimuthal: &'static str,
    pub edition: &'static str,

    pub km: &'static str,
    pub miles: &'static str,
    pub true_at: &'static str,
    pub north: &'static str,
    /// Degrees of north, south, east and west.
    pub degrees: [&'static str; 4],
    pub description: &'static str,
}

impl Words {
    /// What a category is called.
    #[must_use]
    pub fn category(&self, category: Category) -> &'static str {
        let place = Category::ALL.iter().position(|c| *c == category).unwrap_or(Category::ALL.len() - 1);
        self.categories[place]
    }
}

/// A text with what stands between braces filled in.
#[must_use]
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else { break };
        out.push_str(values.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v));
        rest = tail;
    }
    out.push_str(rest);
    out
}

pub(super) static EN: Words = Words {
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    months_of_day: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    about: "c. {date}",
    and: "and",
    comma: ", ",
    categories: [
        "Armed clash",
        "Rockets or shelling",
        "Drone attack",
        "Clash with smugglers",
        "Armed crossing or incursion",
        "Deployment, drill, post",
        "Visit or talks",
        "Claim",
        "Sum of several events",
        "Other",
    ],
    incidents: "Incidents",
    how_sure: "How sure is the place",
    on_the_map: "On the map",
    hollow: "Hollow: disputed or denied",
    dead: "{list} dead, attackers included",
    most_dead: "More than {n} dead are drawn as {n}",
    highest_figure: "Outer ring: the highest death toll given",
    none_dead: "No dead reported",
    unknown_dead: "Number of dead unknown",
    radius: "Location radius: it happened somewhere inside",
    moved: "Moved aside; the thread leads to the reported spot",
    border: "{name}, with its kilometres",
    unnamed_border: "Border",
    border_unsure: "The same, position of the line uncertain",
    crossing: "Border crossing",
    mine: "Mining site",
    journey: "Journey to the other side, with its date",
    disputed_journey: "Dashed: disputed or denied",
    see_list: "Numbers: see the list",
    grades: "Grade: source A to F, report 1 to 6",
    list: "What happened, by date",
    regions: "Only a region is known",
    toll: "killed {killed}, wounded {wounded}",
    unknown: "unknown",
    at_least: "at least {n}",
    at_most: "at most {n}",
    from_border: "{range} km from the border",
    up_to_from_border: "up to {range} km from the border",
    grade: "grade {grade}",
    shown: "{n} of {of} incidents shown",
    no_place: ["{n} has no place", "{n} have no place"],
    areas: ["{n} has only a region", "{n} have only a region"],
    outside: ["{n} lies outside this map", "{n} lie outside this map"],
    data_to: "Data to {date}.",
    sources: "Sources: {list}.",
    projection: "Projection: {name}; the scale varies by {n} % over the map.",
    conic: "Lambert conformal conic, parallels {a}° and {b}°",
    mercator: "transverse Mercator, central meridian {a}°",
    azimuthal: "Lambert azimuthal equal-area",
    edition: "Border edition: {name}.",
    km: "km",
    miles: "miles",
    true_at: "true at {at}",
    north: "N",
    degrees: ["{n}°N", "{n}°S", "{n}°E", "{n}°W"],
    description: "{title}. Map of the {border} between {left} and {right} with {n} of {of} incidents: {list}.",
};

pub(super) static TG: Words = Words {
    months: ["январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"],
    months_of_day: [
        "январи",
        "феврали",
        "марти",
        "апрели",
        "майи",
        "июни",
        "июли",
        "августи",
        "сентябри",
        "октябри",
        "ноябри",
        "декабри",
    ],
    about: "тақр. {date}",
    and: "ва",
    comma: ", ",
    categories: [
        "Задухӯрди мусаллаҳона",
        "Тирпарронии ракета ё тӯп",
        "Ҳамлаи дрон",
        "Задухӯрд бо қочоқбарон",
        "Гузариш ё вурудшавии мусаллаҳона",
        "Ҷойгиркунӣ, машқ, дидбонгоҳ",
        "Сафар ё гуфтушунид",
        "Изҳорот",
        "Ҷамъи чанд ҳодиса",
        "Дигар",
    ],
    incidents: "Ҳодисаҳо",
    how_sure: "Ҷой то чӣ андоза дақиқ аст",
    on_the_map: "Дар харита",
    hollow: "Миёнхолӣ: баҳсталаб ё радшуда",
    dead: "{list} кушта, бо ҳамлакунандагон",
    most_dead: "Беш аз {n} кушта чун {n} кашида шудааст",
    highest_figure: "Ҳалқаи берунӣ: баландтарин шумораи кушта",
    none_dead: "Аз кушта хабар нест",
    unknown_dead: "Шумораи куштагон номаълум",
    radius: "Радиуси ҷой: ҳодиса дар дохили он рух дод",
    moved: "Ба канор гузошта шуд; ришта ба ҷои асл мебарад",
    border: "{name}, бо километрҳояш",
    unnamed_border: "Сарҳад",
    border_unsure: "Ҳамон, мавқеи хат номуайян",
    crossing: "Гузаргоҳи сарҳадӣ",
    mine: "Кон",
    journey: "Сафар ба тарафи дигар, бо санааш",
    disputed_journey: "Хати канда: баҳсталаб ё радшуда",
    see_list: "Рақамҳо: ба рӯйхат нигаред",
    grades: "Баҳо: манбаъ аз A то F, хабар аз 1 то 6",
    list: "Чӣ рух дод, аз рӯи сана",
    regions: "Танҳо минтақа маълум аст",
    toll: "кушта: {killed}, захмӣ: {wounded}",
    unknown: "номаълум",
    at_least: "на кам аз {n}",
    at_most: "на беш аз {n}",
    from_border: "{range} км аз сарҳад",
    up_to_from_border: "то {range} км аз сарҳад",
    grade: "баҳо {grade}",
    shown: "{n} ҳодиса аз {of} нишон дода шудааст",
    no_place: ["{n} ҷой надорад", "{n} ҷой надоранд"],
    areas: ["{n} танҳо минтақа дорад", "{n} танҳо минтақа доранд"],
    outside: ["{n} берун аз ин харита аст", "{n} берун аз ин харитаанд"],
    data_to: "Маълумот то {date}.",
    sources: "Манбаъҳо: {list}.",
    projection: "Проексия: {name}; миқёс дар харита то {n} % фарқ мекунад.",
    conic: "конуси конформии Ламберт, параллелҳои {a}° ва {b}°",
    mercator: "Меркатори кӯндаланг, меридиани марказӣ {a}°",
    azimuthal: "азимутии баробармасоҳати Ламберт",
    edition: "Нашри сарҳад: {name}.",
    km: "км",
    miles: "мил",
    true_at: "дуруст дар {at}",
    north: "Ш",
    degrees: ["{n}° шимолӣ", "{n}° ҷанубӣ", "{n}° шарқӣ", "{n}° ғарбӣ"],
    description: "{title}. Харита: {border} ({left}, {right}), {n} ҳодиса аз {of}: {list}.",
};

pub(super) static FA: Words = Words {
    months: ["جنوری", "فبروری", "مارچ", "اپریل", "می", "جون", "جولای", "اگست", "سپتمبر", "اکتوبر", "نومبر", "دسمبر"],
    months_of_day: [
        "جنوری",
        "فبروری",
        "مارچ",
        "اپریل",
        "می",
        "جون",
        "جولای",
        "اگست",
        "سپتمبر",
        "اکتوبر",
        "نومبر",
        "دسمبر",
    ],
    about: "حدود {date}",
    and: "و",
    comma: "، ",
    categories: [
        "درگیری مسلحانه",
        "راکت یا توپ‌باران",
        "حملهٔ پهپادی",
        "درگیری با قاچاقبران",
        "عبور یا نفوذ مسلحانه",
        "استقرار، تمرین، پوسته",
        "سفر یا گفت‌وگو",
        "ادعا",
        "مجموع چند رویداد",
        "دیگر",
    ],
    incidents: "رویدادها",
    how_sure: "محل چه اندازه دقیق است",
    on_the_map: "روی نقشه",
    hollow: "توخالی: مورد اختلاف یا رد شده",
    dead: "{list} کشته، به‌شمول مهاجمان",
    most_dead: "بیش از {n} کشته مانند {n} کشیده شده",
    highest_figure: "حلقهٔ بیرونی: بالاترین شمار کشته",
    none_dead: "کشته‌ای گزارش نشده",
    unknown_dead: "شمار کشته‌ها نامعلوم",
    radius: "شعاع محل: رویداد جایی درون آن رخ داده",
    moved: "کنار گذاشته شده؛ رشته به محل اصلی می‌رسد",
    border: "{name}، با کیلومترهایش",
    unnamed_border: "مرز",
    border_unsure: "همان، جای خط نامعلوم",
    crossing: "گذرگاه مرزی",
    mine: "معدن",
    journey: "سفر به طرف دیگر، با تاریخ آن",
    disputed_journey: "خط‌چین: مورد اختلاف یا رد شده",
    see_list: "شماره‌ها: فهرست را ببینید",
    grades: "درجه: منبع A تا F، خبر ۱ تا ۶",
    list: "چه رخ داد، به ترتیب تاریخ",
    regions: "تنها منطقه معلوم است",
    toll: "کشته: {killed}، زخمی: {wounded}",
    unknown: "نامعلوم",
    at_least: "دست‌کم {n}",
    at_most: "حداکثر {n}",
    from_border: "{range} کیلومتر از مرز",
    up_to_from_border: "تا {range} کیلومتر از مرز",
    grade: "درجهٔ {grade}",
    shown: "{n} رویداد از {of} نشان داده شده",
    no_place: ["{n} رویداد محل ندارد", "{n} رویداد محل ندارد"],
    areas: ["{n} رویداد تنها منطقه دارد", "{n} رویداد تنها منطقه دارد"],
    outside: ["{n} رویداد بیرون از این نقشه است", "{n} رویداد بیرون از این نقشه است"],
    data_to: "داده‌ها تا {date}.",
    sources: "منابع: {list}.",
    projection: "تصویر نقشه: {name}؛ مقیاس در نقشه تا {n} درصد فرق می‌کند.",
    conic: "مخروطی همشکل لامبرت، مدارهای \u{200E}{a}°\u{200E} و \u{200E}{b}°\u{200E}",
    mercator: "مرکاتور عرضی، نصف‌النهار مرکزی \u{200E}{a}°\u{200E}",
    azimuthal: "آزیموتی هم‌مساحت لامبرت",
    edition: "نسخهٔ خط مرز: {name}.",
    km: "کیلومتر",
    miles: "مایل",
    true_at: "درست در {at}",
    north: "شمال",
    degrees: [
        "\u{200E}{n}°\u{200E} شمالی",
        "\u{200E}{n}°\u{200E} جنوبی",
        "\u{200E}{n}°\u{200E} شرقی",
        "\u{200E}{n}°\u{200E} غربی",
    ],
    description: "{title}. نقشهٔ {border} میان {left} و {right} با {n} رویداد از {of}: {list}.",
};

pub(super) static RU: Words = Words {
    months: ["янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек."],
    months_of_day: ["янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек."],
    about: "ок. {date}",
    and: "и",
    comma: ", ",
    categories: [
        "Вооружённое столкновение",
        "Ракетный или артобстрел",
        "Атака дрона",
        "Столкновение с контрабандистами",
        "Вооружённый переход или вторжение",
        "Развёртывание, учения, застава",
        "Визит или переговоры",
        "Заявление",
        "Сумма нескольких событий",
        "Прочее",
    ],
    incidents: "События",
    how_sure: "Насколько точно место",
    on_the_map: "На карте",
    hollow: "Контур: оспаривается или опровергнуто",
    dead: "Погибших: {list}, включая нападавших",
    most_dead: "Более {n} погибших показаны как {n}",
    highest_figure: "Внешнее кольцо: наибольшее число погибших",
    none_dead: "О погибших не сообщалось",
    unknown_dead: "Число погибших неизвестно",
    radius: "Радиус места: событие произошло где-то внутри",
    moved: "Сдвинуто; нить ведёт к указанному месту",
    border: "{name} с километрами",
    unnamed_border: "Граница",
    border_unsure: "То же, положение линии неточно",
    crossing: "Пункт пропуска",
    mine: "Прииск или рудник",
    journey: "Поездка на другую сторону, с датой",
    disputed_journey: "Пунктир: оспаривается или опровергнуто",
    see_list: "Номера: см. список",
    grades: "Оценка: источник A–F, сообщение 1–6",
    list: "Что произошло, по датам",
    regions: "Известен только район",
    toll: "убито: {killed}, ранено: {wounded}",
    unknown: "неизвестно",
    at_least: "не менее {n}",
    at_most: "не более {n}",
    from_border: "{range} км от границы",
    up_to_from_border: "до {range} км от границы",
    grade: "оценка {grade}",
    shown: "Показано событий: {n} из {of}",
    no_place: ["{n} без места", "{n} без места"],
    areas: ["{n} только с районом", "{n} только с районом"],
    outside: ["{n} вне этой карты", "{n} вне этой карты"],
    data_to: "Данные по {date}.",
    sources: "Источники: {list}.",
    projection: "Проекция: {name}; масштаб меняется по карте на {n} %.",
    conic: "коническая равноугольная Ламберта, параллели {a}° и {b}°",
    mercator: "поперечная Меркатора, осевой меридиан {a}°",
    azimuthal: "равновеликая азимутальная Ламберта",
    edition: "Издание границы: {name}.",
    km: "км",
    miles: "миль",
    true_at: "верно на {at}",
    north: "С",
    degrees: ["{n}° с. ш.", "{n}° ю. ш.", "{n}° в. д.", "{n}° з. д."],
    description: "{title}. Карта: {border} ({left}, {right}), событий: {n} из {of}: {list}.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_fills_in_the_same() {
        let braces = |words: &Words| {
            let text = format!("{words:?}");
            let mut names: Vec<String> =
                text.split('{').skip(2).filter_map(|s| s.split_once('}')).map(|(n, _)| n.to_owned()).collect();
            // The rest are code points that the debugging form spells out.
            names.retain(|n| n.bytes().all(|b| b.is_ascii_lowercase()));
            names.sort();
            names
        };
        for words in [&TG, &FA, &RU] {
            assert_eq!(braces(words), braces(&EN));
        }
    }

    #[test]
    fn what_is_not_known_is_left_empty() {
        assert_eq!(fill("{n} of {of} {x}.", &[("n", "2"), ("of", "3")]), "2 of 3 .");
    }
}
