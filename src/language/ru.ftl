# Russian.


## How the language is written

direction = ltr
letters = U+0410-044F, U+0401, U+0451
digits = 0123456789
decimal-mark = ,
grouping-mark = {"\u00A0"}
grouping-from = 4
elided-before-vowel = {""}
name-fallback = en
language-names = Russian, русский
semicolon = ;{" "}
name-ending-in-common-noun = { $name }


## Dates

date-about = ок. { $date }
date-since = с { $date }
date-until = до { $date }
date-from-unknown-end = с { $date }, конец неизвестен
date-to-unknown-start = до { $date }, начало неизвестно
first-of-month = 1
month-1 = янв.
month-2 = февр.
month-3 = март
month-4 = апр.
month-5 = май
month-6 = июнь
month-7 = июль
month-8 = авг.
month-9 = сент.
month-10 = окт.
month-11 = нояб.
month-12 = дек.
month-of-day-1 = янв.
month-of-day-2 = февр.
month-of-day-3 = марта
month-of-day-4 = апр.
month-of-day-5 = мая
month-of-day-6 = июня
month-of-day-7 = июля
month-of-day-8 = авг.
month-of-day-9 = сент.
month-of-day-10 = окт.
month-of-day-11 = нояб.
month-of-day-12 = дек.


## Lists and units

and = и
comma = ,{" "}
km = км
metres = { $n } м
miles = миль


## Categories of incidents

category-clash = Вооружённое столкновение
category-shelling = Ракетный или артобстрел
category-drone-attack = Атака дрона
category-smuggling-clash = Столкновение с контрабандистами
category-incursion = Вооружённый переход или вторжение
category-deployment = Развёртывание, учения, застава
category-contact = Визит или переговоры
category-claim = Заявление
category-aggregate = Сумма нескольких событий
category-other = Прочее
category-landmine = Подрыв на мине
category-air-strike = Авиаудар
category-cross-border-fire = Обстрел через границу
category-arrest = Задержание
category-crossing-closed = Закрытие перехода
category-protest = Протест
category-abduction = Похищение


## Facts: distance, side, place, casualties, status, grade

unnamed-border = Граница
border-between = Граница { $a } – { $b }
tripoint-with = Стык трёх границ ({ $country })
end-of-line = Конец линии
boundaries-disclaimer = Границы даны так, как они нанесены в OpenStreetMap; это не выражает позиции о суверенитете.
length-as-mapped = { $km } км по данным OpenStreetMap, издание { $edition }
casualties-about = около { $n }
casualties-unknown = неизвестно
casualties-at-least = не менее { $n }
casualties-at-most = не более { $n }
border-kilometre = Километр границы
or-more = { $range } или более
compass-north = северу
compass-north-east = северо-востоку
compass-east = востоку
compass-south-east = юго-востоку
compass-south = югу
compass-south-west = юго-западу
compass-west = западу
compass-north-west = северо-западу
place-about-direction = около { $n } к { $direction } от пункта { $place }
place-about = около { $n } от пункта { $place }
place-within = в пределах { $n } от пункта { $place }
crossing-about = { $n } от пункта пропуска { $place }
crossing-within = в пределах { $n } от пункта пропуска { $place }
place-region = Где-то в районе: { $place }, в пределах { $n } от его середины; точное место неизвестно
place-unknown = Место неизвестно
status-officially-confirmed = официально подтверждено
status-multiple-media = несколько источников
status-one-side = только одна сторона или один источник
status-disputed = оспаривается
status-denied = опровергнуто
basis-gazetteer = географический справочник
basis-reported = координаты в сообщении
basis-estimate = приблизительная оценка
basis-from-border = граница: точка поставлена вручную на линии или возле неё, её расстояние ничего не доказывает
reliability-a = полностью надёжен
reliability-b = обычно надёжен
reliability-c = довольно надёжен
reliability-d = обычно ненадёжен
reliability-e = ненадёжен
reliability-f = надёжность оценить нельзя
credibility-1 = подтверждено другими
credibility-2 = вероятно верно
credibility-3 = возможно верно
credibility-4 = сомнительно
credibility-5 = маловероятно
credibility-6 = достоверность оценить нельзя
side-reported = { $side }, по сообщению
side-measured = { $side }, по точке
side-uncertain = сторона неясна
side-both = обе стороны, по сообщению
side-disputed = сторона спорна
distance-interval-only = { $range } км (только пределы)
distance-with-interval = { $n } км ({ $range })
distance-exact = { $n } км
distance-about = около { $n } км
interval-alone = { $range } км
interval-up-to = до { $n }
interval-exact = точно
side-left = слева
side-right = справа

## Two lines of a border

diff-title = { $a } и { $b }
diff-subtitle = Расходятся на расстояние до { $d }; между линиями { $area } км²
diff-subtitle-alone = Расходятся на расстояние до { $d }

## Whether a verdict holds by all lines

verdict-robust = надёжно
verdict-place = зависит от места
verdict-line = зависит от линии
verdict-not-judged = не оценивается
verdict-of-views = { $verdict } ({ $list })
verdict-yes = да
verdict-no = нет
verdict-possible = возможно
verdict-probability = { $verdict } (вероятность { $p })
key-verdict-within = не далее { $d }: { $verdict }
key-verdict-side = сторона: { $verdict }
footer-views = Также показано: { $list }. Такая линия показывает притязание, другую карту или прежнюю линию; расстояния от неё не измеряются.
footer-verdicts = Где в списке даны расстояние и сторона, они верны для всех линий и для любого места в пределах радиуса, если не сказано иное: зависит от линии, зависит от места или не оценивается вблизи разрыва линии.
report-verdict-within = Вывод: не далее { $d }
report-verdict-side = Вывод: сторона
report-verdicts-within = Не далее { $d } по всем линиям (событий с местом: { $of }): надёжно { $robust }, зависит от места { $place }, зависит от линии { $line }, не оценивается { $none }.
report-verdicts-side = Сторона по всем линиям (событий с местом: { $of }): надёжно { $robust }, зависит от места { $place }, зависит от линии { $line }, не оценивается { $none }.
report-method-views = Расстояние и сторона проверяются и по другим линиям: { $list }. Вывод надёжен, если он одинаков по всем линиям и для любого места в пределах радиуса. Он зависит от места, если радиус или точность линии оставляют его открытым; он зависит от линии, если другая линия даёт иной вывод сверх указанной для неё точности. Вблизи разрыва такой линии вывод не оценивается.
line-not-stated = статус не указан
line-agreed = согласована обеими сторонами
line-disputed = оспаривается
line-control-line = линия контроля, не согласованная как граница
line-armistice = линия перемирия
line-approximate = положение приблизительно: не делимитирована или не обозначена
not-verified = не проверено


## Legend

legend-incidents = События
legend-certainty = Насколько точно место
legend-on-the-map = На карте
legend-hollow = Контур: оспаривается или опровергнуто
legend-dead = Погибших: { $list }, включая нападавших
legend-most-dead = Более { $n } погибших показаны как { $n }
legend-highest-figure = Внешнее кольцо: наибольшее число погибших
legend-none-dead = О погибших не сообщалось
legend-unknown-dead = Число погибших неизвестно
legend-radius = Радиус места: событие произошло где-то внутри
legend-radius-beyond = Радиус места больше карты, не показан: { $n }
legend-moved = Сдвинуто; линия ведёт к указанному месту
legend-counted = Столько событий сочтено вместе, в цветах их видов
legend-cell = Клетка { $n }: положение огрублено до неё
legend-hexagons = Шестиугольники шириной { $n }: чем темнее, тем больше событий внутри; их число указано
legend-heat = Тепловая полоса: каждое событие распределено по возможным местам; чем темнее, тем больше
legend-heat-darkest = самое тёмное поле: событий { $n } на { $km } границы
legend-border = { $name } с километрами
legend-border-uncertain = То же, положение линии неточно
legend-border-status = То же, { $status }
legend-border-sole-status = { $border }: { $status }
legend-between = Тонировано: земля между границей и такой линией
legend-contested = Спорная территория
legend-inset = Рамка: показано крупнее на врезке
inset-letter = А
legend-choropleth-incidents = События по провинциям
legend-choropleth-killed = Погибшие по провинциям
legend-choropleth-between = Полосы: между двумя оттенками, точно не известно
legend-choropleth-first = { $head }: { $range }
legend-buffer = До { $n } от границы
legend-ring = { $n } вокруг: { $place }
legend-crossing = Пункт пропуска
legend-mine = Прииск или рудник
legend-journey = Поездка на другую сторону, с датой
legend-disputed-journey = Пунктир: оспаривается или опровергнуто
legend-see-list = Номера: см. список
legend-grades = Оценка: источник A–F, сообщение 1–6
legend-how-to-read = Как читать
legend-ranges = Отрезки: пределы километра и расстояния
legend-range-only = Столбик: известны лишь пределы расстояния; высота знака ничего не значит
legend-root-scale = Расстояния по квадратному корню, чтобы близкие не слились
legend-border-accuracy = Насколько граница может отстоять от линии
legend-break = Граница продолжается в другом месте
legend-density-note = Каждое событие распределено по возможным километрам
legend-even-density = Пунктир: при равномерном распределении
legend-date-bar = Полоса: дни, в которые это могло случиться
legend-month-share = Неточная дата входит в каждый месяц своей долей
legend-dead-range = Между наименьшими и наибольшими числами


## Key: the numbered list beside a map

key-heading = Что произошло, по датам
key-regions = Известен только район
key-casualties = убито: { $killed }, ранено: { $wounded }
key-grade = оценка { $grade }


## Scale bar, grid and projection

projection-conic = коническая равноугольная Ламберта, параллели { $a }° и { $b }°
projection-transverse-mercator = поперечная Меркатора, осевой меридиан { $a }°
projection-azimuthal = равновеликая азимутальная Ламберта
scale-true-at = верно на { $at }
north-arrow = С
latitude-north = { $n }° с. ш.
latitude-south = { $n }° ю. ш.
longitude-east = { $n }° в. д.
longitude-west = { $n }° з. д.


## Footer

footer-shown = Показано событий: { $n } из { $of }
footer-no-place = { $n } без места
footer-areas = { $n } только с районом
footer-outside = { $n } вне этой карты
footer-data-to = Данные по { $date }.
selection = Отбор: { $list }.
selection-near = до { $n } от границы
selection-km = километр границы { $range }
selection-grade = оценка { $grade } или лучше
selection-box = долгота от { $west } до { $east }, широта от { $south } до { $north }
footer-coarsened = Положения огрублены до { $n }.
footer-sources = Источники: { $list }.
footer-projection = Проекция: { $name }; масштаб меняется по карте на { $n } %.
footer-edition = Издание границы: { $name }.
footer-status-whole = Линия: { $status }
footer-status = Км { $range }: { $status }
contested-by-both = В источнике линии, часовых поясах OpenStreetMap, эта территория входит в контуры обеих стран: { $a }, { $b }. Контур, по которому идёт линия: { $follows }.
contested-held = Под контролем: { $holder }; притязает: { $claimant }.
footer-contested = Спорная территория (штриховка): { $reason }
footer-contested-named = Спорная территория (штриховка), { $name }: { $reason }
footer-more-reasons = В отчёте ещё причин: { $n }.


## Figures: descriptions and headings

map-description = { $title }. Карта: { $border } ({ $left }, { $right }), событий: { $n } из { $of }: { $list }.
map-description-none = { $title }. Карта: { $border } ({ $left }, { $right }); событий на ней нет.
map-layers = Также показано: { $list }.
map-notes = Пометки на карте: { $list }.
choropleth-incidents = Оттенок: по провинциям подсчитано событий: { $n }
choropleth-killed = Оттенок: погибшие по провинциям, событий: { $n }
choropleth-several = из них могли быть в нескольких провинциях и считаются в каждой от нуля до всех: { $n }
choropleth-unknown = число погибших неизвестно: { $n }
choropleth-nowhere = вне известных провинций: { $n }
choropleth-list = По провинциям: { $list }.
map-inset = Врезка { $letter } показывает часть карты крупнее, событий: { $n }.
strip-density = Событий на 100 км границы
strip-nothing = нет событий с известным местом
strip-description = { $title }. { $border }, выпрямлена: { $left } сверху, { $right } снизу; событий: { $n } из { $of }, по километру и расстоянию: { $list }.
strip-description-none = { $title }. { $border }, выпрямлена: { $left } сверху, { $right } снизу; событий на ней нет.
strip-half = Половина событий лежит между км { $a } и { $b }, на { $p } % длины.
strip-width = Километр события известен с точностью ± { $a } км (медиана), наименее точный ± { $b } км.
strip-range-only = Для { $n } известны лишь пределы расстояния.
strip-apart = Отдельно от всех: { $list }.
timeline-by-month = События по месяцам
timeline-on-its-date = Каждое в свою дату
timeline-counted-week = Сочтены по неделям, с числом погибших
timeline-counted-month = Сочтены по месяцам, с числом погибших
timeline-counted-quarter = Сочтены по кварталам, с числом погибших
timeline-counted-year = Сочтены по годам, с числом погибших
timeline-cumulative-dead = Погибшие нарастающим итогом, включая нападавших
timeline-description = { $title }. Хронология: событий { $n }, { $from } – { $to }: { $list }.
timeline-most = Больше всего за месяц: { $n }, { $month }.
timeline-dead-unknown = Число погибших неизвестно.
timeline-dead = Погибших: { $range }, включая нападавших; для { $n } событий число неизвестно.
multiples-count = событий: { $n }
multiples-description = { $title }. Карты в одном масштабе: { $border } ({ $left }, { $right }), событий: { $n } из { $of }: { $list }.
atlas-page = Страница { $n } из { $of }: километры границы с { $from } по { $to }
atlas-neighbours = продолжение: { $list }
atlas-overview = Обзор, страниц: { $n }
atlas-off = ни на одной из них: { $n }
animation-description = Анимация, кадров: { $n }, с { $from } по { $to }.
animation-paler = бледнее: раньше


## Report

report-report = Отчёт
report-period = { $from } – { $to }
report-contents = Содержание
report-summary = Кратко
report-figures = Рисунки
report-map-title = Где это произошло
report-strip-title = Граница, выпрямленная в линию: как близко и насколько точно
report-timeline-title = Когда это произошло
report-table = Все записи
report-cards = Каждая запись
report-disagreements = Противоречия и примечания
report-method = Метод
report-contested-ground = Спорная территория: на неё притязает более одной страны. Сторона инцидента на ней спорна, ни левая, ни правая.
report-data = Данные, лицензии, границы
report-lengths = Длина границы
report-comparison = В сравнении с предыдущим периодом
report-counts = Подсчёты
report-counts-note = По километрам границы событие с неточным местом делится между километрами, где оно могло быть. Строки идут от первого до последнего участка с событием, из { $km } км; за ними событий нет.
report-records = Записей: { $n }; { $list }.
report-kind-event = событий: { $n }
report-kind-contact = визитов и переговоров: { $n }
report-kind-claim = заявлений: { $n }
report-kind-aggregate = сумм нескольких событий: { $n }
report-dated = Даты событий: от { $from } до { $to }.
report-dead = События: погибших { $range } по наименьшим и наибольшим данным, включая нападавших.
report-dead-unread = Для { $n } из { $of } событий источник вместо числа погибших даёт текст; он стоит в записи.
report-dead-unknown = Для { $n } из { $of } событий никто не называет числа погибших.
report-half = Половина из { $n } событий с известной точкой вблизи границы лежит между километрами границы { $a } и { $b }, на { $p }{"\u00A0"}% длины.
report-near = Не далее { $d } от границы: наверняка { $n } и возможно { $m } из { $of } событий с известным местом.
report-near-sure = Не далее { $d } от границы: наверняка { $n } из { $of } событий с известным местом, и не более.
report-no-position = У { $n } из { $of } событий нет места, которое можно измерить.
report-one-source = { $n } из { $of } событий опираются на единственное издание.
report-contested = { $n } из { $of } событий оспариваются или опровергнуты.
report-linked = События, связанные как сообщения об одном и том же: { $n } (разных событий: { $m }). Все подсчёты и суммы берут каждое отдельно.
report-denied-dead = Опровергнутые события с погибшими: { $n }. Они входят во все подсчёты и суммы.
report-few = Событий: { $n }. Этого мало, чтобы говорить о тенденции за это время.
report-length = Длина границы по этой линии { $km } км; опубликованные длины от { $a } до { $b }{"\u00A0"}км.
report-length-one = Длина границы по этой линии { $km } км; опубликованная длина { $b }{"\u00A0"}км.
report-nothing = Ни одна запись не прошла отбор.
report-date = Дата
report-title = Что произошло
report-place = Место
report-distance = Расстояние до границы
report-side = Сторона
report-killed = Погибло
report-wounded = Ранено
report-status = Статус
report-grade = Оценка
report-not-graded = ещё не оценено
report-category = Вид
report-location = Где
report-position = Положение точки
report-radius = Радиус места
report-radius-none = не указан: точка считается точной
report-basis = На чём основана точка
report-kilometre = Километр границы
report-probability = Не далее { $d }
report-actors = Кто участвовал
report-same-event = То же событие, что и
report-sources = Источники
report-notes = Противоречия и примечания
report-published-by = Издание
report-length-notes = Примечания
report-kilometres = Километры
report-events = События
report-year = Год
report-border-kilometres = Километры границы
report-accessed = прочитано { $date }
report-no-address = без адреса
report-search = Поиск
report-all = все
report-show = Показать на рисунках
report-shown = Показано записей: { $n } из { $of }
report-sort = Упорядочить:
report-earlier = Предыдущая страница
report-later = Следующая страница
report-map-note = Наведите на знак, чтобы увидеть заголовок; щелчок отмечает его в таблице.
report-listed = Отбор прошли { $of } записей. В списке и карточках последние { $n } из них; подсчёты и краткое изложение охватывают все. Чтобы увидеть каждую запись, задайте более короткий период (--since, --until).
report-drawn = Записей больше, чем может различимо показать карта: на ней последние { $n } из { $of }. Выпрямленная граница и хронология опущены, потому что показали бы часть как целое; подсчёты по годам и участкам охватывают все.
report-method-distance = Расстояние — кратчайшая геодезическая на WGS84 от точки до линии границы; каждое звено линии — геодезическая.
report-method-radius = Сообщение называет место, редко точку. Истинное место принимается равновероятным в пределах радиуса, с той стороны, которую называет сообщение; отсюда пределы расстояния и вероятности.
report-method-border = Пределы расширены на точность линии: { $n }, если участок не говорит иного. Вероятность относится только к месту, при линии как она проведена: где ответ оставляет открытым одна линия, он «возможно» и без вероятности.
report-method-hand = Точки, поставленные вручную на границе или возле неё, дают только пределы, но не расстояние.
report-method-words = Места названы словами не точнее, чем позволяет радиус: ближайшее названное место и ближайший пункт пропуска не далее 50 км. Положения округлены до минуты дуги при радиусе от морской мили; квадраты MGRS не шире радиуса.
report-method-events = Визиты, заявления и суммы нескольких событий перечислены, но событиями не считаются.
report-method-grade = У оценки две оси (код Адмиралтейства): источник от A до F и сведения от 1 до 6. F и 6 значат, что судить нельзя, а не что плохо.
report-licence = Лицензия: { $name }.
report-edition = Редакция линии: { $name }.
report-measured = Измерено здесь
report-disagree-intro = Все записи, в которых сообщения противоречат друг другу или есть примечание об источниках.
report-disagree-none = Ни в одной записи нет противоречий.
report-other-side = Точка лежит не на той стороне, которую называет сообщение: { $d } от линии.
report-lengths-intro = Опубликованные длины всей границы рядом с длиной, измеренной по этой линии. Ничто здесь не подогнано под опубликованную длину.
report-compared = Этот период, { $a }, рядом с таким же предыдущим, { $b }.
report-this-period = Этот период
report-period-before = До него
report-change = Разница
report-new = Новое за этот период
report-changed = Прежние записи, о которых источник этого периода сообщает больше
report-withdrawn = Прежние записи, опровергнутые или оспоренные источником этого периода
report-changed-by = источник от { $date }
report-no-dated-source = Сказать нельзя: ни у одного источника прежних записей нет даты.
report-none = Нет.
report-compare-few = При { $n } и { $m } событиях разница вполне может быть случайной (p { $p }).
report-compare-note = p: точная вероятность разницы не меньше этой, если бы частота в обоих периодах была одна.
report-compare-before = Записи начинаются с { $date }: период { $period } ими не охвачен, и с ним ничего не сравнивается.
report-compare-part = Записи начинаются с { $date }: более ранние дни ими не охвачены; в периоде { $period } они считаются днями без событий.
report-compare-after = Записи кончаются { $date }: они охватывают дней { $n } из { $of } в периоде { $period }, и ничего не сравнивается.
report-compare-part-after = Записи кончаются { $date }: более поздние дни могут быть ими не охвачены; в периоде { $period } они считаются днями без событий.
report-comparison-other = В сравнении с другим периодом
report-compared-other = Этот период, { $a }, рядом с другим, { $b }.
report-change-open = неясна
report-change-range = от { $a } до { $b }
report-compare-more = Событий больше, чем в другом периоде, и разница больше, чем объяснил бы случай: { $n } и { $m } (p { $p }). Два периода показывают разницу, а не тенденцию.
report-compare-fewer = Событий меньше, чем в другом периоде, и разница больше, чем объяснил бы случай: { $n } и { $m } (p { $p }). Два периода показывают разницу, а не тенденцию.
report-compare-length = Периоды разной длины: суммы погибших не сравниваются.
report-compare-dead-more = Погибло больше людей, по всем приведённым данным: { $n } и { $m }.
report-compare-dead-fewer = Погибло меньше людей, по всем приведённым данным: { $n } и { $m }.
report-compare-dead-same = В обоих периодах погибло одинаковое число людей: { $n }.
report-compare-dead-open = Больше или меньше людей погибло, неясно: { $n } и { $m }. Данные пересекаются, или некоторых нет.
report-compare-both = Записи, которые могут относиться к любому из двух периодов: { $n }. Они входят в наибольшее число обоих и в наименьшее ни одного.
report-month = Месяц
report-sealed = С последнего заверенного издания
report-sealed-of = Печать { $n }, издание { $edition }. Инциденты всего досье, которые теперь не такие, как были заверены:
report-sealed-data = При заверении данные были по { $date }.
report-sealed-change = { $field }: { $old } → { $new }
report-sealed-no-value = нет
report-sealed-new = Новые
report-sealed-corrected = Исправленные
report-sealed-withdrawn = Снятые
kilometre-near = { $km } (около: { $place })


## Bands: shares within distances

percent = { $n }{"\u00A0"}%
percent-with-range = { $n }{"\u00A0"}% ({ $range })
bands-of-border = Расстояние до границы
bands-of-crossing = Расстояние до ближайшего пункта пропуска
bands-of-post = Расстояние до ближайшей заставы
bands-of-town = Расстояние до ближайшего города
bands-within = не далее { $d }
bands-all = Все события
bands-unexpected-year = Неожиданный год
bands-dead = Погибшие, включая нападавших
bands-column-no-place = Без места
bands-column-toll-unknown = Число неизвестно
bands-column-group = Группа
bands-column-within = Не далее
bands-column-points = Только точки
bands-column-least = Не менее
bands-column-expected = Ожидается (90 %)
bands-column-most = Не более
bands-column-of = Доли чего
bands-column-up-to = { $to }, до (км)
bands-column-low = Интервал 90{"\u00A0"}%, от
bands-column-high = Интервал 90{"\u00A0"}%, до
bands-column-expected-alone = Ожидается
bands-from-border = Точек, поставленных вручную на границе или возле неё: { $n } из { $of }; сами по себе они ничего не говорят о расстоянии.
bands-dead-no-place = Погибшие в событиях без места, которое можно измерить; они не входят ни в одну долю: { $dead }.
bands-dead-unknown = Для { $n } из { $of } событий с известным местом никто не называет числа погибших.
bands-dead-unread = Для { $n } из { $of } событий с известным местом источник вместо числа погибших даёт текст.
bands-legend-bounds = От наименьшей до наибольшей доли, возможной при данных местах и числах погибших
bands-legend-interval = Ожидаемая доля с её интервалом 90{"\u00A0"}%
bands-legend-points = Только точки, как если бы они были точны
bands-description =
    { $count ->
        [one] { $title }. { $to }: доли { $n } события с известным местом.
       *[other] { $title }. { $to }: доли { $n } событий с известным местом.
    }
bands-sentence = Не далее { $d }: ожидается { $share }, не менее { $a }, не более { $b }.
bands-sentence-points = Не далее { $d }: ожидается { $share }, не менее { $a }, не более { $b }; только по точкам { $p }.
bands-nothing = ни у одного события нет места
report-bands = Как близко и насколько это достоверно
bands-note = «Не менее» и «не более» верны, где бы в пределах своего радиуса ни было каждое событие и каким бы ни было число погибших в пределах названных чисел. Интервал 90 % считает события независимыми: для событий он точен (обобщённое биномиальное распределение Пуассона), для погибших и для групп с неясной принадлежностью получен случайным моделированием. Только точки: как если бы каждая точка была точна.

credit-border = Граница
credit-boundaries = Границы стран
credit-incidents = Инциденты
credit-places = Места
credit-incidents-and-places = Инциденты и места
credit-provinces = Провинции
credit-lakes = Озёра
credit-rivers = Реки
credit-relief = Рельеф
credit-locator = Обзорная карта
accuracy-shared = Допущение: у контуров обеих стран все вершины общие; эту линию никто не снимал на местности, а в других местах реки лежали в 2–5 км от нанесённых.
accuracy-overlap = Допущение: контуры двух стран местами перекрываются, и один из них выбран по правилу; эту линию никто не снимал на местности, а в других местах реки лежали в 2–5 км от нанесённых.
accuracy-other-source = Допущение: линия взята из другого источника и другого года, её концы сдвинуты к соседним линиям; её никто не снимал на местности, а в других местах реки лежали в 2–5 км от нанесённых.
accuracy-unknown = Допущение: никто не указал точность этой линии.
length-page = Страница: { $country }
