# Tajik, in Cyrillic script. CLDR has no plural rules for it in this library: those of English apply.


## How the language is written

direction = ltr
letters = U+0400-052F
digits = 0123456789
decimal-mark = ,
grouping-mark = {"\u00A0"}
grouping-from = 4
elided-before-vowel = {""}
name-fallback = ru, en
language-names = Tajik, tj, тоҷикӣ
semicolon = ;{" "}
name-ending-in-common-noun = { $name }


## Dates

date-about = тақр. { $date }
date-since = аз { $date }
date-until = то { $date }
date-from-unknown-end = аз { $date }, анҷомаш номаълум
date-to-unknown-start = то { $date }, оғозаш номаълум
first-of-month = 1
month-1 = январ
month-2 = феврал
month-3 = март
month-4 = апрел
month-5 = май
month-6 = июн
month-7 = июл
month-8 = август
month-9 = сентябр
month-10 = октябр
month-11 = ноябр
month-12 = декабр
month-of-day-1 = январи
month-of-day-2 = феврали
month-of-day-3 = марти
month-of-day-4 = апрели
month-of-day-5 = майи
month-of-day-6 = июни
month-of-day-7 = июли
month-of-day-8 = августи
month-of-day-9 = сентябри
month-of-day-10 = октябри
month-of-day-11 = ноябри
month-of-day-12 = декабри


## Lists and units

and = ва
comma = ,{" "}
km = км
metres = { $n } м
miles = мил


## Categories of incidents

category-clash = Задухӯрди мусаллаҳона
category-shelling = Тирпарронии ракета ё тӯп
category-drone-attack = Ҳамлаи дрон
category-smuggling-clash = Задухӯрд бо қочоқбарон
category-incursion = Гузариш ё вурудшавии мусаллаҳона
category-deployment = Ҷойгиркунӣ, машқ, дидбонгоҳ
category-contact = Сафар ё гуфтушунид
category-claim = Изҳорот
category-aggregate = Ҷамъи чанд ҳодиса
category-other = Дигар
category-landmine = Таркиши мина
category-air-strike = Зарбаи ҳавоӣ
category-cross-border-fire = Тирпарронӣ аз болои сарҳад
category-arrest = Боздошт
category-crossing-closed = Бастани гузаргоҳ
category-protest = Эътироз
category-abduction = Одамрабоӣ


## Facts: distance, side, place, casualties, status, grade

unnamed-border = Сарҳад
border-between = Сарҳад: { $a } – { $b }
tripoint-with = Нуқтаи сесарҳада ({ $country })
end-of-line = Охири хат
boundaries-disclaimer = Сарҳадҳо чунонанд, ки дар OpenStreetMap кашида шудаанд; ин мавқеъ дар бораи соҳибихтиёрӣ нест.
length-as-mapped = { $km } км мувофиқи OpenStreetMap, нашри { $edition }
casualties-about = тақрибан { $n }
casualties-unknown = номаълум
casualties-at-least = на кам аз { $n }
casualties-at-most = на беш аз { $n }
border-kilometre = Километри сарҳад
or-more = { $range } ё бештар
compass-north = шимол
compass-north-east = шимолу шарқ
compass-east = шарқ
compass-south-east = ҷанубу шарқ
compass-south = ҷануб
compass-south-west = ҷанубу ғарб
compass-west = ғарб
compass-north-west = шимолу ғарб
place-about-direction = тақрибан { $n } ба самти { $direction } аз { $place }
place-about = тақрибан { $n } аз { $place }
place-within = то { $n } аз { $place }
crossing-about = { $n } аз гузаргоҳи { $place }
crossing-within = то { $n } аз гузаргоҳи { $place }
place-region = Дар ҷое дар { $place }, то { $n } аз миёнаи он; ҷои дақиқ маълум нест
place-unknown = Ҷой маълум нест
status-officially-confirmed = расман тасдиқшуда
status-multiple-media = чанд манбаъ
status-one-side = танҳо як тараф ё як манбаъ
status-disputed = баҳсталаб
status-denied = радшуда
basis-gazetteer = феҳристи номҳои ҷуғрофӣ
basis-reported = координатҳо дар хабар
basis-estimate = тахмин
basis-from-border = сарҳад: бо даст дар хат ё назди он гузошта шудааст, масофааш далел нест
reliability-a = комилан боэътимод
reliability-b = одатан боэътимод
reliability-c = нисбатан боэътимод
reliability-d = одатан беэътимод
reliability-e = беэътимод
reliability-f = баҳо додан мумкин нест
credibility-1 = аз ҷониби дигарон тасдиқшуда
credibility-2 = эҳтимол дуруст
credibility-3 = мумкин дуруст
credibility-4 = шубҳанок
credibility-5 = аз эҳтимол дур
credibility-6 = баҳо додан мумкин нест
side-reported = { $side }, чунон ки хабар дода шуд
side-measured = { $side }, аз рӯи нуқта
side-uncertain = тараф номуайян
side-both = ҳар ду тараф, чунон ки хабар дода шуд
side-disputed = тарафи баҳсталаб
distance-interval-only = { $range } км (танҳо доира)
distance-with-interval = { $n } км ({ $range })
distance-exact = { $n } км
distance-about = тақрибан { $n } км
interval-alone = { $range } км
interval-up-to = то { $n }
interval-exact = дақиқ
side-left = чап
side-right = рост

## Two lines of a border

diff-title = { $a } ва { $b }
diff-subtitle = То { $d } аз ҳам дур; дар байни хатҳо { $area } км²
diff-subtitle-alone = То { $d } аз ҳам дур

## Whether a verdict holds by all lines

verdict-robust = устувор
verdict-place = ба ҷой вобаста аст
verdict-line = ба хат вобаста аст
verdict-not-judged = баҳо дода нашуд
verdict-of-views = { $verdict } ({ $list })
verdict-yes = ҳа
verdict-no = не
verdict-possible = мумкин
verdict-probability = { $verdict } (эҳтимолият { $p })
key-verdict-within = то { $d }: { $verdict }
key-verdict-side = тараф: { $verdict }
footer-views = Инчунин кашида шудааст: { $list }. Чунин хат даъво, харитаи дигар ё хати пештараро нишон медиҳад; масофа аз он чен карда намешавад.
footer-verdicts = Он ҷо ки рӯйхат масофа ва тарафро медиҳад, онҳо аз рӯи ҳамаи хатҳо ва барои ҳар ҷои дохили радиус дурустанд, агар дигар чиз гуфта нашуда бошад: ба хат вобаста аст, ба ҷой вобаста аст ё назди канда шудани хат баҳо дода нашуд.
report-verdict-within = Хулоса: то { $d }
report-verdict-side = Хулоса: тараф
report-verdicts-within = То { $d } аз рӯи ҳамаи хатҳо (ҳодисаҳое, ки ҷояшон маълум аст: { $of }): устувор { $robust }, ба ҷой вобаста { $place }, ба хат вобаста { $line }, баҳо дода нашуд { $none }.
report-verdicts-side = Тараф аз рӯи ҳамаи хатҳо (ҳодисаҳое, ки ҷояшон маълум аст: { $of }): устувор { $robust }, ба ҷой вобаста { $place }, ба хат вобаста { $line }, баҳо дода нашуд { $none }.
report-method-views = Масофа ва тараф аз рӯи хатҳои дигар низ санҷида мешаванд: { $list }. Хулоса устувор аст, агар аз рӯи ҳамаи хатҳо ва барои ҳар ҷои дохили радиус якхела бошад. Он ба ҷой вобаста аст, агар радиус ё дақиқии хат онро кушода гузорад; ба хат вобаста аст, агар хати дигар берун аз дақиқии нишондодааш хулосаи дигар диҳад. Назди канда шудани чунин хат баҳо дода намешавад.
line-not-stated = вазъ нишон дода нашудааст
line-agreed = мувофиқашуда аз ҷониби ҳар ду тараф
line-disputed = баҳсталаб
line-control-line = хати назорат, ҳамчун сарҳад мувофиқанашуда
line-armistice = хати сулҳи муваққатӣ
line-approximate = тахминӣ: муайян ё аломатгузорӣ нашудааст
not-verified = санҷида нашудааст


## Legend

legend-incidents = Ҳодисаҳо
legend-certainty = Ҷой то чӣ андоза дақиқ аст
legend-on-the-map = Дар харита
legend-hollow = Миёнхолӣ: баҳсталаб ё радшуда
legend-dead = { $list } кушта, бо ҳамлакунандагон
legend-most-dead = Беш аз { $n } кушта чун { $n } кашида шудааст
legend-highest-figure = Ҳалқаи берунӣ: баландтарин шумораи кушта
legend-none-dead = Аз кушта хабар нест
legend-unknown-dead = Шумораи куштагон номаълум
legend-radius = Радиуси ҷой: ҳодиса дар дохили он рух дод
legend-radius-beyond = Радиуси ҷой аз харита калонтар, кашида нашудааст: { $n }
legend-moved = Ба канор гузошта шуд; хат ба ҷои асл мебарад
legend-counted = Ин қадар ҳодиса якҷоя шумурда шуд, бо рангҳои навъашон
legend-cell = Катаки { $n }: мавқеъ то он яклухт карда шудааст
legend-hexagons = Шашкунҷаҳо бо паҳнои { $n }: ҳар қадар тиратар, ҳамон қадар ҳодиса дар дохил бештар; шумораашон навишта шудааст
legend-heat = Навори гармӣ: ҳар ҳодиса ба ҷойҳои имконпазираш тақсим шудааст; ҳар қадар тиратар, ҳамон қадар бештар
legend-heat-darkest = майдончаи тиратарин: { $n } ҳодиса дар { $km } сарҳад
legend-border = { $name }, бо километрҳояш
legend-border-uncertain = Ҳамон, мавқеи хат номуайян
legend-border-status = Ҳамон, { $status }
legend-border-sole-status = { $border }: { $status }
legend-between = Рангин: замини байни марз ва чунин хат
legend-contested = Замини баҳсталаб
legend-inset = Чорчӯба: дар харитаи иловагӣ калонтар кашида шудааст
inset-letter = А
legend-choropleth-incidents = Ҳодисаҳо аз рӯи вилоят
legend-choropleth-killed = Кушташудагон аз рӯи вилоят
legend-choropleth-between = Рахдор: байни ду ранг, зеро аниқ нест
legend-choropleth-first = { $head }: { $range }
legend-buffer = То { $n } аз сарҳад
legend-ring = { $n } гирди { $place }
legend-crossing = Гузаргоҳи сарҳадӣ
legend-mine = Кон
legend-journey = Сафар ба тарафи дигар, бо санааш
legend-disputed-journey = Хати канда: баҳсталаб ё радшуда
legend-see-list = Рақамҳо: ба рӯйхат нигаред
legend-grades = Баҳо: манбаъ аз A то F, хабар аз 1 то 6
legend-how-to-read = Чӣ тавр бояд хонд
legend-ranges = Хатҳо: доираи километр ва масофаи он
legend-range-only = Сутун: танҳо доираи масофа маълум аст; баландии аломат чизеро намефаҳмонад
legend-root-scale = Масофаҳо аз рӯи решаи квадратӣ, то наздикҳо аз ҳам ҷудо бошанд
legend-border-accuracy = Сарҳади ҳақиқӣ то чӣ андоза аз хат дур буда метавонад
legend-break = Сарҳад дар ҷойи дигар идома меёбад
legend-density-note = Ҳар ҳодиса ба километрҳои имконпазираш тақсим шудааст
legend-even-density = Хати канда: агар ҳама баробар тақсим мешуданд
legend-date-bar = Хат: рӯзҳое, ки ҳодиса рух дода метавонист
legend-month-share = Санаи номуайян дар ҳар моҳ бо ҳиссаи худ шумурда мешавад
legend-dead-range = Байни камтарин ва бештарин шумораҳо


## Key: the numbered list beside a map

key-heading = Чӣ рух дод, аз рӯи сана
key-regions = Танҳо минтақа маълум аст
key-casualties = кушта: { $killed }, захмӣ: { $wounded }
key-grade = баҳо { $grade }


## Scale bar, grid and projection

projection-conic = конуси конформии Ламберт, параллелҳои { $a }° ва { $b }°
projection-transverse-mercator = Меркатори кӯндаланг, меридиани марказӣ { $a }°
projection-azimuthal = азимутии баробармасоҳати Ламберт
scale-true-at = дуруст дар { $at }
north-arrow = Ш
latitude-north = { $n }° шимолӣ
latitude-south = { $n }° ҷанубӣ
longitude-east = { $n }° шарқӣ
longitude-west = { $n }° ғарбӣ


## Footer

footer-shown = { $n } ҳодиса аз { $of } нишон дода шудааст
footer-no-place =
    { $count ->
        [one] { $n } ҷой надорад
       *[other] { $n } ҷой надоранд
    }
footer-areas =
    { $count ->
        [one] { $n } танҳо минтақа дорад
       *[other] { $n } танҳо минтақа доранд
    }
footer-outside =
    { $count ->
        [one] { $n } берун аз ин харита аст
       *[other] { $n } берун аз ин харитаанд
    }
footer-data-to = Маълумот то { $date }.
selection = Интихоб: { $list }.
selection-near = то { $n } аз сарҳад
selection-km = километри сарҳад { $range }
selection-grade = баҳо { $grade } ё беҳтар
selection-box = тӯли { $west } то { $east }, арзи { $south } то { $north }
footer-coarsened = Мавқеъҳо то { $n } яклухт карда шудаанд.
footer-sources = Манбаъҳо: { $list }.
footer-projection = Проексия: { $name }; миқёс дар харита то { $n } % фарқ мекунад.
footer-edition = Нашри сарҳад: { $name }.
footer-status-whole = Хат: { $status }
footer-status = Км { $range }: { $status }
contested-by-both = Дар сарчашмаи хат, минтақаҳои соатии OpenStreetMap, он дохили канори ҳар ду кишвар аст: { $a }, { $b }. Каноре, ки хат аз он мегузарад: { $follows }.
contested-held = Онро { $holder } дар даст дорад, { $claimant } даъво мекунад.
footer-contested = Замини баҳсталаб (хаткашида): { $reason }
footer-contested-named = Замини баҳсталаб (хаткашида), { $name }: { $reason }
footer-more-reasons = Дар ҳисобот боз { $n } сабаб ҳаст.


## Figures: descriptions and headings

map-description = { $title }. Харита: { $border } ({ $left }, { $right }), { $n } ҳодиса аз { $of }: { $list }.
map-description-none = { $title }. Харита: { $border } ({ $left }, { $right }); ҳодисаҳо нишон дода нашудаанд.
map-layers = Инчунин кашида шудааст: { $list }.
map-notes = Қайдҳо дар харита: { $list }.
choropleth-incidents = Ранг: { $n } ҳодиса аз рӯи вилоят шумурда шуд
choropleth-killed = Ранг: кушташудагони { $n } ҳодиса аз рӯи вилоят шумурда шуданд
choropleth-several = { $n } аз онҳо шояд дар чанд вилоят бошад ва дар ҳар яке аз ҳеҷ то ҳама шумурда мешавад
choropleth-unknown = дар { $n } шумораи кушташудагон номаълум аст
choropleth-nowhere = боз { $n } дар ягон вилояти маълум нест
choropleth-list = Аз рӯи вилоят: { $list }.
map-inset = Харитаи иловагии { $letter } қисми онро калонтар нишон медиҳад: { $n } ҳодиса.
strip-density = Ҳодиса дар 100 км сарҳад
strip-nothing = ҳодисаи ҷойдор нест
strip-description = { $title }. { $border }, рост карда шуда: боло { $left }, поён { $right }; { $n } ҳодиса аз { $of } бо километр ва масофа: { $list }.
strip-description-none = { $title }. { $border }, рост карда шуда: боло { $left }, поён { $right }; ҳодисаҳо нишон дода нашудаанд.
strip-half = Нисфи рӯйдодҳо дар байни км { $a } ва { $b }, дар { $p } % дарозӣ воқеъ аст.
strip-width = Километри ҳодиса бо дақиқии ± { $a } км (медиана) маълум аст, номуайянтаринаш ± { $b } км.
strip-range-only = Барои { $n } ҳодиса танҳо доираи масофа маълум аст.
strip-apart = Аз дигарон ҷудо: { $list }.
timeline-by-month = Ҳодисаҳо аз рӯи моҳ
timeline-on-its-date = Ҳар яке дар санаи худ
timeline-counted-week = Аз рӯи ҳафта шумурда, бо куштагон
timeline-counted-month = Аз рӯи моҳ шумурда, бо куштагон
timeline-counted-quarter = Аз рӯи семоҳа шумурда, бо куштагон
timeline-counted-year = Аз рӯи сол шумурда, бо куштагон
timeline-cumulative-dead = Шумораи афзояндаи куштагон, бо ҳамлакунандагон
timeline-description = { $title }. Солнома: { $n } ҳодиса, аз { $from } то { $to }: { $list }.
timeline-most = Бештарин дар як моҳ: { $n }, { $month }.
timeline-dead-unknown = Шумораи куштагон номаълум.
timeline-dead = { $range } кушта, бо ҳамлакунандагон; барои { $n } ҳодиса шумора номаълум.
multiples-count = { $n } ҳодиса
multiples-description = { $title }. Харитаҳо дар як миқёс: { $border } ({ $left }, { $right }), { $n } ҳодиса аз { $of }: { $list }.
atlas-page = Саҳифаи { $n } аз { $of }: километрҳои сарҳад аз { $from } то { $to }
atlas-neighbours = идома дар { $list }
atlas-overview = Намои умумии { $n } саҳифа
atlas-off = дар ягонтои онҳо нест: { $n }
animation-description = Харитаи мутаҳаррик: { $n } кадр, аз { $from } то { $to }.
animation-paler = камранг: пештар


## Report

report-report = Гузориш
report-period = { $from } то { $to }
report-contents = Мундариҷа
report-summary = Хулоса
report-figures = Расмҳо
report-map-title = Дар куҷо рух дод
report-strip-title = Сарҳад ба хати рост: чӣ қадар наздик ва то чӣ андоза дақиқ
report-timeline-title = Кай рух дод
report-table = Ҳамаи сабтҳо
report-cards = Ҳар як сабт
report-disagreements = Ихтилофҳо ва эзоҳҳо
report-method = Усул
report-contested-ground = Замини баҳсталаб: бештар аз як кишвар онро даъво мекунад. Тарафи ҳодиса дар он баҳсталаб аст, на чап ва на рост.
report-data = Маълумот, иҷозатномаҳо, сарҳадҳо
report-lengths = Дарозии сарҳад
report-comparison = Дар муқоиса бо давраи пеш
report-counts = Шумораҳо
report-counts-note = Аз рӯи километрҳои сарҳад ҳодисаи ҷояш номуайян дар байни километрҳое, ки метавонист рӯй диҳад, тақсим карда мешавад. Сатрҳо аз порчаи аввали дорои ҳодиса то охирин мераванд, аз { $km } км; берун аз онҳо ҳодисае нест.
report-records = { $n } сабт: { $list }.
report-kind-event = { $n } ҳодиса
report-kind-contact = { $n } сафар ё гуфтушунид
report-kind-claim = { $n } изҳорот
report-kind-aggregate = { $n } ҷамъи чанд ҳодиса
report-dated = Санаҳои ҳодисаҳо аз { $from } то { $to }.
report-dead = Ҳодисаҳо: { $range } кушта аз рӯи камтарин ва бештарин шумораҳо, бо ҳамлакунандагон.
report-dead-unread = Барои { $n } ҳодиса аз { $of } манбаъ ба ҷойи шумораи куштагон матн додааст; он дар сабт аст.
report-dead-unknown = Барои { $n } ҳодиса аз { $of } касе шумораи куштагонро нагуфтааст.
report-half = Нисфи { $n } ҳодисаи дорои нуқтаи маълум назди сарҳад дар байни километрҳои { $a } ва { $b } аст, дар { $p }{"\u00A0"}% дарозӣ.
report-near = То { $d } аз сарҳад: бешубҳа { $n } ва шояд { $m } аз { $of } ҳодисаи дорои ҷой.
report-near-sure = То { $d } аз сарҳад: бешубҳа { $n } аз { $of } ҳодисаи дорои ҷой, на бештар.
report-no-position = { $n } ҳодиса аз { $of } ҷое надорад, ки чен карда шавад.
report-one-source = { $n } ҳодиса аз { $of } танҳо ба як ношир такя мекунад.
report-contested = { $n } ҳодиса аз { $of } баҳсталаб ё рад шудааст.
report-linked = Ҳодисаҳое, ки ҳамчун хабари як ҳодиса пайваст шудаанд: { $n } (ҳодисаҳои гуногун: { $m }). Ҳамаи шумораҳо ва ҷамъҳо ҳар якеро алоҳида мегиранд.
report-denied-dead = Ҳодисаҳои радшуда бо куштагон: { $n }. Онҳо дар ҳамаи шумораҳо ва ҷамъҳо ҳастанд.
report-few = { $n } ҳодиса барои сухан дар бораи тамоюл дар ин муддат кам аст.
report-length = Дарозии сарҳад аз рӯи ин хат { $km } км; дарозиҳои нашршуда аз { $a } то { $b }{"\u00A0"}км.
report-length-one = Дарозии сарҳад аз рӯи ин хат { $km } км; дарозии нашршуда { $b }{"\u00A0"}км.
report-nothing = Ягон сабт аз филтр нагузашт.
report-date = Сана
report-title = Чӣ рух дод
report-place = Ҷой
report-distance = Масофа то сарҳад
report-side = Тараф
report-killed = Кушта
report-wounded = Захмӣ
report-status = Вазъ
report-grade = Баҳо
report-not-graded = ҳанӯз баҳо дода нашудааст
report-category = Навъ
report-location = Дар куҷо
report-position = Мавқеи нуқта
report-radius = Радиуси ҷой
report-radius-none = дода нашудааст: нуқта дақиқ ҳисоб мешавад
report-basis = Асоси нуқта
report-kilometre = Километри сарҳад
report-probability = То { $d } аз сарҳад
report-actors = Кӣ иштирок дошт
report-same-event = Ҳамон ҳодиса, ки
report-sources = Манбаъҳо
report-notes = Ихтилофҳо ва эзоҳҳо
report-published-by = Ношир
report-length-notes = Эзоҳҳо
report-kilometres = Километр
report-events = Ҳодисаҳо
report-year = Сол
report-border-kilometres = Километрҳои сарҳад
report-accessed = хонда шуд { $date }
report-no-address = нишонӣ нест
report-search = Ҷустуҷӯ
report-all = ҳама
report-show = Дар расмҳо нишон деҳ
report-shown = { $n } сабт аз { $of } нишон дода шудааст
report-sort = Тартиб аз рӯи
report-earlier = Саҳифаи пеш
report-later = Саҳифаи баъд
report-map-note = Барои унвон ба аломат ишора кунед; пахш кардан онро дар ҷадвал қайд мекунад.
report-listed = { $of } сабт аз филтр гузашт. Рӯйхат ва варақаҳо { $n } сабти охиринро доранд; шумораҳо ва хулоса ҳамаро фаро мегиранд. Барои дидани ҳар сабт давраи кӯтоҳтар хоҳед (--since, --until).
report-drawn = Сабтҳо бештар аз онанд, ки харита аз ҳам ҷудо карда тавонад: { $n } сабти охирин аз { $of } кашида шудааст. Хати рости сарҳад ва ҷадвали вақт нестанд, зеро онҳо қисмро чун тамом нишон медоданд; шумораҳо аз рӯи сол ва порча ҳамаро фаро мегиранд.
report-method-distance = Масофа кӯтоҳтарин геодезикӣ дар WGS84 аз нуқта то хати сарҳад аст; ҳар порчаи хат геодезикӣ аст.
report-method-radius = Хабар ҷойро ном мебарад, на нуқтаро. Ҷои ҳақиқӣ дар дохили радиус бо эҳтимоли баробар, дар тарафе ки хабар мегӯяд, гирифта мешавад; доираи масофа ва эҳтимолиятҳо аз ҳамин бармеоянд.
report-method-border = Доира бо дақиқии хат васеъ карда шудааст: { $n }, агар порчае дигар нагӯяд. Эҳтимолият танҳо дар бораи ҷой аст, бо хат чунон ки кашида шудааст: он ҷо ки танҳо хат ҷавобро кушода мемонад, ҷавоб «мумкин» аст ва эҳтимолият надорад.
report-method-hand = Нуқтаҳое, ки бо даст дар сарҳад ё назди он гузошта шудаанд, танҳо доира доранд, на масофа.
report-method-words = Ҷойҳо бо сухан на дақиқтар аз радиус гуфта мешаванд: наздиктарин ҷои номдор ва наздиктарин гузаргоҳ то 50 км. Мавқеъҳо барои радиуси як мили баҳрӣ ва зиёда то дақиқаи камон гирд карда мешаванд; мураббаъҳои MGRS аз радиус васеътар нестанд.
report-method-events = Сафарҳо, изҳорот ва ҷамъи чанд ҳодиса дар рӯйхат ҳастанд, аммо ҳодиса шумурда намешаванд.
report-method-grade = Баҳо ду меҳвар дорад (рамзи адмиралтӣ): манбаъ аз A то F ва хабар аз 1 то 6. F ва 6 маънои онро доранд, ки баҳо додан мумкин нест.
report-licence = Иҷозатнома: { $name }.
report-edition = Нашри хат: { $name }.
report-measured = Дар ин ҷо чен карда шуд
report-disagree-intro = Ҳар сабте, ки дар он ахбор бо ҳам зид аст ё дар бораи манбаъҳояш эзоҳ дорад.
report-disagree-none = Ягон сабт ихтилоф надорад.
report-other-side = Нуқта на дар тарафест, ки хабар мегӯяд, балки дар тарафи дигар, { $d } аз хат.
report-lengths-intro = Дарозиҳои нашршудаи тамоми сарҳад дар паҳлӯи дарозии аз рӯи ин хат ченшуда. Ҳеҷ чиз ба дарозии нашршуда мувофиқ карда нашудааст.
report-compared = Ин давра, { $a }, дар паҳлӯи давраи ҳамин қадар пеш, { $b }.
report-this-period = Ин давра
report-period-before = Пеш
report-change = Фарқ
report-new = Нав дар ин давра
report-changed = Сабтҳои пешина, ки манбаи ин давра дар борааш бештар мегӯяд
report-withdrawn = Сабтҳои пешина, ки манбаи ин давра рад кардааст ё баҳсталаб мешуморад
report-changed-by = манбаъ аз { $date }
report-no-dated-source = Гуфтан мумкин нест: ягон манбаи сабтҳои пешина сана надорад.
report-none = Нест.
report-compare-few = Бо { $n } ва { $m } ҳодиса фарқ метавонад тасодуфӣ бошад (p { $p }).
report-compare-note = p: эҳтимолияти дақиқи фарқи на камтар аз ин, агар ҳар ду давра як суръат дошта бошанд.
report-compare-before = Сабтҳо аз { $date } оғоз мешаванд: давраи { $period } фаро гирифта нашудааст, ва бо он чизе муқоиса намешавад.
report-compare-part = Сабтҳо аз { $date } оғоз мешаванд: рӯзҳои пеш аз он фаро гирифта нашудаанд; дар { $period } онҳо чун рӯзҳои бе ҳодиса ҳисоб мешаванд.
report-compare-after = Сабтҳо дар { $date } ба охир мерасанд: онҳо { $n } рӯзро аз { $of } рӯзи { $period } фаро мегиранд, ва чизе муқоиса намешавад.
report-compare-part-after = Сабтҳо дар { $date } ба охир мерасанд: рӯзҳои баъд аз он шояд фаро гирифта нашудаанд; дар { $period } онҳо чун рӯзҳои бе ҳодиса ҳисоб мешаванд.
report-comparison-other = Дар муқоиса бо давраи дигар
report-compared-other = Ин давра, { $a }, дар паҳлӯи { $b }.
report-change-open = номуайян
report-change-range = аз { $a } то { $b }
report-compare-more = Ҳодисаҳо аз давраи дигар бештаранд, беш аз он ки тасодуф мефаҳмонад: { $n } ва { $m } (p { $p }). Ду давра фарқро нишон медиҳанд, на тамоюлро.
report-compare-fewer = Ҳодисаҳо аз давраи дигар камтаранд, беш аз он ки тасодуф мефаҳмонад: { $n } ва { $m } (p { $p }). Ду давра фарқро нишон медиҳанд, на тамоюлро.
report-compare-length = Дарозии давраҳо гуногун аст: шумораи кушташудагон муқоиса намешавад.
report-compare-dead-more = Мувофиқи ҳамаи рақамҳо одамони бештар кушта шудаанд: { $n } ва { $m }.
report-compare-dead-fewer = Мувофиқи ҳамаи рақамҳо одамони камтар кушта шудаанд: { $n } ва { $m }.
report-compare-dead-same = Дар ҳар ду давра шумораи кушташудагон якхела аст: { $n }.
report-compare-dead-open = Маълум нест, ки одамони бештар ё камтар кушта шудаанд: { $n } ва { $m }. Рақамҳо ба ҳам мепайванданд ё баъзеашон нестанд.
report-compare-both = Сабтҳое, ки метавонанд ба ҳар кадоме аз ду давра тааллуқ дошта бошанд: { $n }. Онҳо дар бештарини ҳар ду ҳисоб мешаванд ва дар камтарини ҳеҷ кадом.
report-month = Моҳ
report-sealed = Аз нашри охирини тасдиқшуда
report-sealed-of = Мӯҳри { $n }, нашри { $edition }. Ҳодисаҳои тамоми парванда, ки мисли вақти мӯҳр нестанд:
report-sealed-data = Ҳангоми мӯҳр маълумот то { $date }.
report-sealed-change = { $field }: { $old } → { $new }
report-sealed-no-value = ҳеҷ
report-sealed-new = Нав
report-sealed-corrected = Ислоҳшуда
report-sealed-withdrawn = Бозгирифта
kilometre-near = { $km } (назди { $place })


## Bands: shares within distances

percent = { $n }{"\u00A0"}%
percent-with-range = { $n }{"\u00A0"}% ({ $range })
bands-of-border = Масофа то сарҳад
bands-of-crossing = Масофа то гузаргоҳи наздиктарин
bands-of-post = Масофа то дидбонгоҳи сарҳадии наздиктарин
bands-of-town = Масофа то шаҳри наздиктарин
bands-within = то { $d }
bands-all = Ҳамаи ҳодисаҳо
bands-unexpected-year = Соли ғайричашмдошт
bands-dead = Куштагон, бо ҳамлакунандагон
bands-column-no-place = Бе ҷой
bands-column-toll-unknown = Шумора номаълум
bands-column-group = Гурӯҳ
bands-column-within = То
bands-column-points = Танҳо нуқтаҳо
bands-column-least = На камтар аз
bands-column-expected = Чашмдошт (90 %)
bands-column-most = На бештар аз
bands-column-of = Ҳиссаи чӣ
bands-column-up-to = { $to }, то (км)
bands-column-low = Фосилаи 90{"\u00A0"}%, аз
bands-column-high = Фосилаи 90{"\u00A0"}%, то
bands-column-expected-alone = Чашмдошт
bands-from-border = { $n } нуқта аз { $of } бо даст дар сарҳад ё назди он гузошта шудааст: худи онҳо дар бораи масофа чизе намегӯянд.
bands-dead-no-place = Куштагони ҳодисаҳое, ки ҷояшонро чен кардан нашуд ва дар ҳеҷ ҳисса нестанд: { $dead }.
bands-dead-unknown = Барои { $n } ҳодиса аз { $of } ҳодисаи дорои ҷой касе шумораи куштагонро нагуфтааст.
bands-dead-unread = Барои { $n } ҳодиса аз { $of } ҳодисаи дорои ҷой манбаъ ба ҷойи шумораи куштагон матн додааст.
bands-legend-bounds = Аз камтарин то бештарин ҳиссае, ки ҷойҳо ва шумораҳо имкон медиҳанд
bands-legend-interval = Ҳиссаи чашмдошт бо фосилаи 90{"\u00A0"}%
bands-legend-points = Танҳо нуқтаҳо, гӯё ки дақиқанд
bands-description = { $title }. { $to }: ҳиссаҳои { $n } ҳодисаи дорои ҷой.
bands-sentence = То { $d }: чашмдошт { $share }, на камтар аз { $a }, на бештар аз { $b }.
bands-sentence-points = То { $d }: чашмдошт { $share }, на камтар аз { $a }, на бештар аз { $b }; танҳо аз рӯи нуқтаҳо { $p }.
bands-nothing = ягон ҳодиса ҷой надорад
report-bands = То чӣ андоза наздик ва то чӣ андоза боэътимод
bands-note = «На камтар» ва «на бештар» дурустанд, ҳар куҷо дар дохили радиуси худ ки ҳодиса буда бошад ва шумораи куштагон дар доираи рақамҳо ҳар чӣ бошад. Фосилаи 90 % ҳодисаҳоро новобаста мегирад: барои ҳодисаҳо он дақиқ аст (тақсимоти биномиалии Пуассон), барои куштагон ва гурӯҳҳои номуайян бо озмоиши тасодуфӣ ҳисоб шудааст. Танҳо нуқтаҳо: гӯё ки ҳар нуқта дақиқ бошад.

credit-border = Сарҳад
credit-boundaries = Сарҳадҳои кишварҳо
credit-incidents = Ҳодисаҳо
credit-places = Ҷойҳо
credit-incidents-and-places = Ҳодисаҳо ва ҷойҳо
credit-provinces = Вилоятҳо
credit-lakes = Кӯлҳо
credit-rivers = Дарёҳо
credit-relief = Рельеф
credit-locator = Харитаи мавқеъ
accuracy-shared = Фарз: ҳамаи нуқтаҳои хатҳои ду кишвар яканд; касе ин хатро дар замин чен накардааст ва дар ҷойҳои дигар дарёҳо 2–5 км дур аз хати худ дида шудаанд.
accuracy-overlap = Фарз: хатҳои ду кишвар дар қисмате рӯи ҳам меоянд ва яке аз онҳо аз рӯи қоида интихоб шудааст; касе ин хатро дар замин чен накардааст ва дар ҷойҳои дигар дарёҳо 2–5 км дур аз хати худ дида шудаанд.
accuracy-other-source = Фарз: хат аз манбаъ ва соли дигар аст ва нӯгҳои он ба хатҳои ҳамсоя кӯчонида шудаанд; касе онро дар замин чен накардааст ва дар ҷойҳои дигар дарёҳо 2–5 км дур аз хати худ дида шудаанд.
accuracy-unknown = Фарз: касе нагуфтааст, ки ин хат то чӣ андоза дақиқ аст.
length-page = Саҳифа: { $country }
