# Dari and Persian, with the Gregorian months as they are named in Dari.


## How the language is written

direction = rtl
letters = U+0600-06FF
digits = ۰۱۲۳۴۵۶۷۸۹
decimal-mark = ٫
grouping-mark = ٬
grouping-from = 4
elided-before-vowel = {""}
name-fallback = en
language-names = Dari, Persian, Farsi, فارسی, دری
semicolon = ؛{" "}
name-ending-in-common-noun = { $name }


## Dates

date-about = حدود { $date }
date-since = از { $date } به بعد
date-until = تا { $date }
date-from-unknown-end = از { $date }، پایان نامعلوم
date-to-unknown-start = تا { $date }، آغاز نامعلوم
first-of-month = 1
month-1 = جنوری
month-2 = فبروری
month-3 = مارچ
month-4 = اپریل
month-5 = می
month-6 = جون
month-7 = جولای
month-8 = اگست
month-9 = سپتمبر
month-10 = اکتوبر
month-11 = نومبر
month-12 = دسمبر
month-of-day-1 = جنوری
month-of-day-2 = فبروری
month-of-day-3 = مارچ
month-of-day-4 = اپریل
month-of-day-5 = می
month-of-day-6 = جون
month-of-day-7 = جولای
month-of-day-8 = اگست
month-of-day-9 = سپتمبر
month-of-day-10 = اکتوبر
month-of-day-11 = نومبر
month-of-day-12 = دسمبر


## Lists and units

and = و
comma = ،{" "}
km = کیلومتر
metres = { $n } متر
miles = مایل


## Categories of incidents

category-clash = درگیری مسلحانه
category-shelling = راکت یا توپ‌باران
category-drone-attack = حملهٔ پهپادی
category-smuggling-clash = درگیری با قاچاقبران
category-incursion = عبور یا نفوذ مسلحانه
category-deployment = استقرار، تمرین، پوسته
category-contact = سفر یا گفت‌وگو
category-claim = ادعا
category-aggregate = مجموع چند رویداد
category-other = دیگر
category-landmine = انفجار مین
category-air-strike = حملهٔ هوایی
category-cross-border-fire = تیراندازی از آن سوی مرز
category-arrest = بازداشت
category-crossing-closed = بسته شدن گذرگاه
category-protest = اعتراض
category-abduction = آدم‌ربایی


## Facts: distance, side, place, casualties, status, grade

unnamed-border = مرز
border-between = مرز { $a } و { $b }
tripoint-with = نقطهٔ سه‌مرزی با { $country }
end-of-line = پایان خط
boundaries-disclaimer = مرزها چنان است که در OpenStreetMap کشیده شده؛ این به معنای موضعی دربارهٔ حاکمیت نیست.
length-as-mapped = { $km } کیلومتر بر پایهٔ OpenStreetMap، ویرایش { $edition }
casualties-about = حدود { $n }
casualties-unknown = نامعلوم
casualties-at-least = دست‌کم { $n }
casualties-at-most = حداکثر { $n }
border-kilometre = کیلومتر مرز
or-more = { $range } یا بیشتر
compass-north = شمال
compass-north-east = شمال شرق
compass-east = شرق
compass-south-east = جنوب شرق
compass-south = جنوب
compass-south-west = جنوب غرب
compass-west = غرب
compass-north-west = شمال غرب
place-about-direction = حدود { $n } در { $direction } { $place }
place-about = حدود { $n } از { $place }
place-within = تا { $n } از { $place }
crossing-about = { $n } از گذرگاه { $place }
crossing-within = تا { $n } از گذرگاه { $place }
place-region = جایی در { $place }، تا { $n } از میانهٔ آن؛ نقطهٔ دقیق معلوم نیست
place-unknown = جای آن معلوم نیست
status-officially-confirmed = رسماً تأییدشده
status-multiple-media = چند منبع
status-one-side = تنها یک طرف یا یک منبع
status-disputed = مورد اختلاف
status-denied = ردشده
basis-gazetteer = فرهنگ جغرافیایی
basis-reported = مختصات در گزارش
basis-estimate = برآورد
basis-from-border = مرز: با دست بر خط یا کنار آن گذاشته شده و فاصلهٔ آن دلیل نیست
reliability-a = کاملاً معتبر
reliability-b = معمولاً معتبر
reliability-c = نسبتاً معتبر
reliability-d = معمولاً نامعتبر
reliability-e = نامعتبر
reliability-f = اعتبار سنجیدنی نیست
credibility-1 = تأییدشده از دیگران
credibility-2 = احتمالاً درست
credibility-3 = شاید درست
credibility-4 = مشکوک
credibility-5 = نامحتمل
credibility-6 = درستی سنجیدنی نیست
side-reported = { $side }، چنان که گزارش شده
side-measured = { $side }، بر پایهٔ نقطه
side-uncertain = طرف نامعلوم
side-both = هر دو طرف، چنان که گزارش شده
side-disputed = طرف مورد اختلاف
distance-interval-only = { $range } کیلومتر (تنها دامنه)
distance-with-interval = { $n } کیلومتر ({ $range })
distance-exact = { $n } کیلومتر
distance-about = حدود { $n } کیلومتر
interval-alone = { $range } کیلومتر
interval-up-to = تا { $n }
interval-exact = دقیق
side-left = چپ
side-right = راست

## Two lines of a border

diff-title = { $a } و { $b }
diff-subtitle = تا { $d } دور از هم؛ میان دو خط { $area } کیلومتر مربع
diff-subtitle-alone = تا { $d } دور از هم

## Whether a verdict holds by all lines

verdict-robust = استوار
verdict-place = وابسته به جای رویداد
verdict-line = وابسته به خط
verdict-not-judged = داوری نشده
verdict-of-views = { $verdict } ({ $list })
verdict-yes = بلی
verdict-no = نه
verdict-possible = ممکن
verdict-probability = { $verdict } (احتمال { $p })
key-verdict-within = تا { $d }: { $verdict }
key-verdict-side = طرف: { $verdict }
footer-views = نیز رسم شده: { $list }. چنین خطی یک ادعا، نقشه‌ای دیگر یا خطی پیشین را نشان می‌دهد؛ هیچ فاصله‌ای از آن اندازه گرفته نمی‌شود.
footer-verdicts = آنجا که فهرست فاصله و طرف را می‌دهد، اینها بر پایهٔ همهٔ خط‌ها و برای هر جا در درون شعاع درست است، مگر آنکه چیز دیگری نوشته باشد: وابسته به خط، وابسته به جای رویداد، یا نزدیک بریدگی یک خط داوری نشده.
report-verdict-within = نتیجه: تا { $d }
report-verdict-side = نتیجه: طرف
report-verdicts-within = تا { $d } بر پایهٔ همهٔ خط‌ها (رویدادهای دارای جا: { $of }): استوار { $robust }، وابسته به جا { $place }، وابسته به خط { $line }، داوری نشده { $none }.
report-verdicts-side = طرف بر پایهٔ همهٔ خط‌ها (رویدادهای دارای جا: { $of }): استوار { $robust }، وابسته به جا { $place }، وابسته به خط { $line }، داوری نشده { $none }.
report-method-views = فاصله و طرف با خط‌های دیگر نیز سنجیده می‌شود: { $list }. نتیجه استوار است اگر بر پایهٔ همهٔ خط‌ها و برای هر جا در درون شعاع یکسان باشد. وابسته به جا است اگر شعاع یا دقت خط آن را باز بگذارد؛ وابسته به خط است اگر خط دیگری، بیش از دقتی که برای آن گفته شده، نتیجهٔ دیگری بدهد. نزدیک بریدگی چنین خطی داوری نمی‌شود.
line-not-stated = وضعیت ذکر نشده
line-agreed = مورد توافق هر دو طرف
line-disputed = مورد اختلاف
line-control-line = خط کنترل، نه مرز مورد توافق
line-armistice = خط ترک مخاصمه
line-approximate = تقریبی؛ تحدید یا علامت‌گذاری نشده
not-verified = بررسی‌نشده


## Legend

legend-incidents = رویدادها
legend-certainty = محل چه اندازه دقیق است
legend-on-the-map = روی نقشه
legend-hollow = توخالی: مورد اختلاف یا رد شده
legend-dead = { $list } کشته، به‌شمول مهاجمان
legend-most-dead = بیش از { $n } کشته مانند { $n } کشیده شده
legend-highest-figure = حلقهٔ بیرونی: بالاترین شمار کشته
legend-none-dead = کشته‌ای گزارش نشده
legend-unknown-dead = شمار کشته‌ها نامعلوم
legend-radius = شعاع محل: رویداد جایی درون آن رخ داده
legend-radius-beyond = شعاع محل بزرگ‌تر از نقشه، کشیده نشده: { $n }
legend-moved = کنار گذاشته شده؛ خط به محل اصلی می‌رسد
legend-counted = این تعداد رویداد با هم شمرده شده، به رنگ گونه‌هایشان
legend-cell = خانهٔ { $n }: موقعیت تا آن گرد شده است
legend-hexagons = شش‌ضلعی‌هایی به پهنای { $n }: هرچه تیره‌تر، رویداد درون آن بیشتر؛ شمارشان نوشته شده
legend-heat = نوار گرما: هر رویداد بر جاهای ممکن آن پخش شده؛ هرچه تیره‌تر، بیشتر
legend-heat-darkest = تیره‌ترین خانه: { $n } رویداد در { $km } از مرز
legend-border = { $name }، با کیلومترهایش
legend-border-uncertain = همان، جای خط نامعلوم
legend-border-status = همان، { $status }
legend-border-sole-status = { $border }: { $status }
legend-between = رنگی: زمین میان مرز و چنین خطی
legend-contested = سرزمین مورد اختلاف
legend-inset = کادر: در نقشهٔ الحاقی بزرگ‌تر کشیده شده
inset-letter = الف
legend-choropleth-incidents = رویدادها به تفکیک ولایت
legend-choropleth-killed = کشته‌شدگان به تفکیک ولایت
legend-choropleth-between = راه‌راه: میان دو رنگ، چون قطعی نیست
legend-choropleth-first = { $head }: { $range }
legend-buffer = تا { $n } از مرز
legend-ring = { $n } گرداگرد { $place }
legend-crossing = گذرگاه مرزی
legend-mine = معدن
legend-journey = سفر به طرف دیگر، با تاریخ آن
legend-disputed-journey = خط‌چین: مورد اختلاف یا رد شده
legend-see-list = شماره‌ها: فهرست را ببینید
legend-grades = درجه: منبع A تا F، خبر ۱ تا ۶
legend-how-to-read = چگونه خوانده شود
legend-ranges = خط‌ها: دامنهٔ کیلومتر و فاصلهٔ آن
legend-range-only = ستون: تنها دامنهٔ فاصله معلوم است؛ بلندی نشانه چیزی نمی‌گوید
legend-root-scale = فاصله‌ها به جذر، تا نزدیک‌ها از هم جدا باشند
legend-border-accuracy = مرز واقعی تا این اندازه می‌تواند از خط دور باشد
legend-break = مرز در جای دیگری ادامه می‌یابد
legend-density-note = هر رویداد بر کیلومترهای ممکن آن پخش شده
legend-even-density = خط‌چین: اگر همه یکسان پخش می‌بود
legend-date-bar = خط: روزهایی که رویداد ممکن است رخ داده باشد
legend-month-share = تاریخ نامعلوم در هر ماه به سهم آن شمرده می‌شود
legend-dead-range = میان کمترین و بیشترین شمارها


## Key: the numbered list beside a map

key-heading = چه رخ داد، به ترتیب تاریخ
key-regions = تنها منطقه معلوم است
key-casualties = کشته: { $killed }، زخمی: { $wounded }
key-grade = درجهٔ { $grade }


## Scale bar, grid and projection

projection-conic = مخروطی همشکل لامبرت، مدارهای {"\u200E"}{ $a }°{"\u200E"} و {"\u200E"}{ $b }°{"\u200E"}
projection-transverse-mercator = مرکاتور عرضی، نصف‌النهار مرکزی {"\u200E"}{ $a }°{"\u200E"}
projection-azimuthal = آزیموتی هم‌مساحت لامبرت
scale-true-at = درست در { $at }
north-arrow = شمال
latitude-north = {"\u200E"}{ $n }°{"\u200E"} شمالی
latitude-south = {"\u200E"}{ $n }°{"\u200E"} جنوبی
longitude-east = {"\u200E"}{ $n }°{"\u200E"} شرقی
longitude-west = {"\u200E"}{ $n }°{"\u200E"} غربی


## Footer

footer-shown = { $n } رویداد از { $of } نشان داده شده
footer-no-place = { $n } رویداد محل ندارد
footer-areas = { $n } رویداد تنها منطقه دارد
footer-outside = { $n } رویداد بیرون از این نقشه است
footer-data-to = داده‌ها تا { $date }.
selection = گزینش: { $list }.
selection-near = تا { $n } از مرز
selection-km = کیلومتر مرز { $range }
selection-grade = درجهٔ { $grade } یا بهتر
selection-box = طول { $west } تا { $east }، عرض { $south } تا { $north }
footer-coarsened = موقعیت‌ها تا { $n } گرد شده‌اند.
footer-sources = منابع: { $list }.
footer-projection = تصویر نقشه: { $name }؛ مقیاس در نقشه تا { $n } درصد فرق می‌کند.
footer-edition = نسخهٔ خط مرز: { $name }.
footer-status-whole = خط: { $status }
footer-status = کیلومتر { $range }: { $status }
contested-by-both = در منبع خط، مناطق زمانی OpenStreetMap، این زمین درون لبه هر دو کشور است: { $a }، { $b }. لبه‌ای که خط از آن پیروی می‌کند: { $follows }.
contested-held = این زمین در دست { $holder } است و { $claimant } مدعی آن است.
footer-contested = سرزمین مورد اختلاف (هاشورخورده): { $reason }
footer-contested-named = سرزمین مورد اختلاف (هاشورخورده)، { $name }: { $reason }
footer-more-reasons = { $n } دلیل دیگر در گزارش آمده است.


## Figures: descriptions and headings

map-description = { $title }. نقشهٔ { $border } میان { $left } و { $right } با { $n } رویداد از { $of }: { $list }.
map-description-none = { $title }. نقشهٔ { $border } میان { $left } و { $right }؛ رویدادی رسم نشده است.
map-layers = همچنین کشیده شده: { $list }.
map-notes = یادداشت‌های روی نقشه: { $list }.
choropleth-incidents = رنگ: { $n } رویداد به تفکیک ولایت شمرده شده
choropleth-killed = رنگ: کشته‌شدگان { $n } رویداد به تفکیک ولایت شمرده شده
choropleth-several = { $n } مورد شاید در بیش از یک ولایت باشد و در هر کدام از هیچ تا همه شمرده می‌شود
choropleth-unknown = در { $n } مورد شمار کشته‌شدگان نامعلوم است
choropleth-nowhere = { $n } مورد دیگر در هیچ ولایت شناخته‌شده نیست
choropleth-list = به تفکیک ولایت: { $list }.
map-inset = نقشهٔ الحاقی { $letter } بخشی از آن را بزرگ‌تر نشان می‌دهد، با { $n } رویداد.
strip-density = رویداد در ۱۰۰ کیلومتر مرز
strip-nothing = رویدادی با محل معلوم نیست
strip-description = { $title }. { $border }، راست‌شده: { $left } در بالا و { $right } در پایین، با { $n } رویداد از { $of } در کیلومتر و فاصلهٔ آن: { $list }.
strip-description-none = { $title }. { $border }، راست‌شده: { $left } در بالا و { $right } در پایین؛ رویدادی رسم نشده است.
strip-half = نیمی از رویدادها میان کیلومتر { $a } و { $b } است، در { $p } درصد درازا.
strip-width = کیلومتر هر رویداد تا ± { $a } کیلومتر معلوم است (میانه)، نامطمئن‌ترین تا ± { $b } کیلومتر.
strip-range-only = از { $n } رویداد تنها دامنهٔ فاصله معلوم است.
strip-apart = جدا از همه: { $list }.
timeline-by-month = رویدادها به ماه
timeline-on-its-date = هر یک در تاریخ خود
timeline-counted-week = شمرده به هفته، با کشته‌ها
timeline-counted-month = شمرده به ماه، با کشته‌ها
timeline-counted-quarter = شمرده به سه‌ماهه، با کشته‌ها
timeline-counted-year = شمرده به سال، با کشته‌ها
timeline-cumulative-dead = کشته‌ها رویهم، به‌شمول مهاجمان
timeline-description = { $title }. خط زمان { $n } رویداد، از { $from } تا { $to }: { $list }.
timeline-most = بیشترین در یک ماه: { $n }، در { $month }.
timeline-dead-unknown = شمار کشته‌ها نامعلوم است.
timeline-dead = { $range } کشته، به‌شمول مهاجمان؛ برای { $n } رویداد شمار نامعلوم است.
multiples-count = { $n } رویداد
multiples-description = { $title }. نقشه‌های { $border } میان { $left } و { $right } به یک مقیاس، با { $n } رویداد از { $of }: { $list }.
atlas-page = صفحهٔ { $n } از { $of }: کیلومتر { $from } تا { $to } مرز
atlas-neighbours = ادامه در { $list }
atlas-overview = نمای کلی { $n } صفحه
atlas-off = در هیچ‌یک از آن‌ها: { $n }
animation-description = نقشهٔ متحرک: { $n } تصویر، از { $from } تا { $to }.
animation-paler = کم‌رنگ: پیش‌تر


## Report

report-report = گزارش
report-period = { $from } تا { $to }
report-contents = فهرست
report-summary = خلاصه
report-figures = شکل‌ها
report-map-title = کجا رخ داد
report-strip-title = مرز بر خط راست: چه اندازه نزدیک و چه اندازه مطمئن
report-timeline-title = چه وقت رخ داد
report-table = همهٔ ثبت‌ها
report-cards = هر ثبت
report-disagreements = تناقض‌ها و یادداشت‌ها
report-method = روش
report-contested-ground = سرزمین مورد اختلاف: بیش از یک کشور مدعی آن است. طرف رویداد در آن مورد اختلاف است، نه چپ و نه راست.
report-data = داده‌ها، اجازه‌نامه‌ها، مرزها
report-lengths = درازای مرز
report-comparison = در کنار دورهٔ پیش
report-counts = شمارها
report-counts-note = به کیلومتر مرز، رویدادی که جایش نامعلوم است میان کیلومترهایی که شاید در آن‌ها بوده بخش می‌شود. سطرها از نخستین تا واپسین پارهٔ دارای رویداد است، از { $km } کیلومتر؛ بیرون از آن‌ها رویدادی نیست.
report-records = { $n } ثبت: { $list }.
report-kind-event = { $n } رویداد
report-kind-contact = { $n } سفر یا گفت‌وگو
report-kind-claim = { $n } اظهارنظر
report-kind-aggregate = { $n } جمع چند رویداد
report-dated = تاریخ رویدادها از { $from } تا { $to } است.
report-dead = رویدادها: { $range } کشته بر پایهٔ کمترین و بیشترین رقم‌ها، با مهاجمان.
report-dead-unread = برای { $n } رویداد از { $of } منبع به جای شمار کشته‌ها متنی داده است که در گزارش آن آمده است.
report-dead-unknown = برای { $n } رویداد از { $of } هیچ‌کس شمار کشته‌ها را نگفته است.
report-half = نیمی از { $n } رویداد دارای نقطهٔ معلوم نزدیک مرز میان کیلومترهای { $a } و { $b } مرز است، بر { $p }٪ درازا.
report-near = تا { $d } از مرز: بی‌گمان { $n } و شاید { $m } از { $of } رویداد دارای جای.
report-near-sure = تا { $d } از مرز: بی‌گمان { $n } از { $of } رویداد دارای جای، و نه بیشتر.
report-no-position = { $n } رویداد از { $of } جایی ندارد که بتوان سنجید.
report-one-source = { $n } رویداد از { $of } تنها بر یک ناشر تکیه دارد.
report-contested = { $n } رویداد از { $of } مورد اختلاف یا رد شده است.
report-linked = رویدادهایی که به‌عنوان گزارش‌های یک رویداد به هم پیوسته‌اند: { $n } (رویدادهای متفاوت: { $m }). همهٔ شمارها و جمع‌ها هر یک را جداگانه می‌گیرند.
report-denied-dead = رویدادهای ردشده با کشته: { $n }. این‌ها در همهٔ شمارها و جمع‌ها هستند.
report-few = { $n } رویداد برای سخن از روند در این مدت کم است.
report-length = مرز بر این خط { $km } کیلومتر است؛ درازاهای منتشرشده از { $a } تا { $b } کیلومتر.
report-length-one = مرز بر این خط { $km } کیلومتر است؛ درازای منتشرشده { $b } کیلومتر است.
report-nothing = هیچ ثبتی از صافی نگذشت.
report-date = تاریخ
report-title = چه رخ داد
report-place = جای
report-distance = فاصله تا مرز
report-side = طرف
report-killed = کشته
report-wounded = زخمی
report-status = وضعیت
report-grade = درجه
report-not-graded = هنوز درجه داده نشده
report-category = نوع
report-location = کجا
report-position = موقعیت نقطه
report-radius = شعاع جای
report-radius-none = گفته نشده: نقطه دقیق گرفته می‌شود
report-basis = پایهٔ نقطه
report-kilometre = کیلومتر مرز
report-probability = تا { $d } از مرز
report-actors = شرکت‌کنندگان
report-same-event = همان رویدادِ
report-sources = منابع
report-notes = تناقض‌ها و یادداشت‌ها
report-published-by = ناشر
report-length-notes = یادداشت‌ها
report-kilometres = کیلومتر
report-events = رویدادها
report-year = سال
report-border-kilometres = کیلومترهای مرز
report-accessed = خوانده‌شده { $date }
report-no-address = بدون نشانی
report-search = جست‌وجو
report-all = همه
report-show = نشان بده در شکل‌ها
report-shown = { $n } ثبت از { $of } نشان داده شده
report-sort = ترتیب بر پایهٔ
report-earlier = صفحهٔ پیش
report-later = صفحهٔ بعد
report-map-note = برای عنوان به نشانه اشاره کنید؛ فشردن، آن را در جدول نشان می‌دهد.
report-listed = { $of } ثبت از صافی گذشت. فهرست و برگه‌ها { $n } ثبت آخر را دارند؛ شمارها و خلاصه همه را در بر می‌گیرند. برای دیدن هر ثبت دورهٔ کوتاه‌تر بخواهید (--since, --until).
report-drawn = ثبت‌ها بیش از آن است که نقشه از هم جدا کند: { $n } ثبت آخر از { $of } کشیده شده است. مرز بر خط راست و خط زمان نیامده، زیرا بخش را چون همه نشان می‌داد؛ شمارها بر پایهٔ سال و پاره همه را در بر می‌گیرد.
report-method-distance = فاصله کوتاه‌ترین ژئودزیک WGS84 از نقطه تا خط مرز است؛ هر پارهٔ خط ژئودزیک است.
report-method-radius = گزارش جایی را نام می‌برد، به‌ندرت نقطه‌ای را. جای واقعی هر جای درون شعاع با احتمال برابر گرفته می‌شود، بریده به طرفی که گزارش می‌گوید؛ دامنهٔ فاصله و احتمال‌ها از آن برمی‌آید.
report-method-border = دامنه به اندازهٔ دقت خط گسترده شده است: { $n }، مگر آن که پاره‌ای دیگر بگوید. احتمال تنها دربارهٔ جای رویداد است، با خط چنان که کشیده شده: آن‌جا که تنها خط پاسخ را باز می‌گذارد، پاسخ «ممکن» است و احتمالی ندارد.
report-method-hand = نقطه‌هایی که با دست بر مرز یا کنار آن گذاشته شده تنها دامنه دارند، نه فاصله.
report-method-words = جای‌ها با سخن نه دقیق‌تر از شعاع گفته می‌شود: نزدیک‌ترین جای نام‌دار و نزدیک‌ترین گذرگاه تا ۵۰ کیلومتر. موقعیت‌ها برای شعاع یک میل دریایی و بیشتر تا دقیقهٔ قوس گرد می‌شود؛ مربع‌های MGRS از شعاع پهن‌تر نیست.
report-method-events = سفرها، اظهارات و جمع چند رویداد در فهرست هست ولی رویداد شمرده نمی‌شود.
report-method-grade = درجه دو محور دارد (رمز دریاسالاری): منبع از A تا F و خبر از 1 تا 6. F و 6 یعنی سنجیدنی نیست، نه بد است.
report-licence = اجازه‌نامه: { $name }.
report-edition = ویرایش خط: { $name }.
report-measured = سنجیده در این جا
report-disagree-intro = هر ثبتی که روایت‌ها در آن با هم نمی‌خواند یا یادداشتی دربارهٔ منابع دارد.
report-disagree-none = هیچ ثبتی تناقض ندارد.
report-other-side = نقطه در طرفی جز آن است که گزارش می‌گوید، { $d } از خط.
report-lengths-intro = درازاهای منتشرشدهٔ همهٔ مرز در کنار درازای سنجیده بر این خط. هیچ چیز با درازای منتشرشده برابر نشده است.
report-compared = این دوره، { $a }، در کنار دورهٔ هم‌اندازهٔ پیش، { $b }.
report-this-period = این دوره
report-period-before = پیش
report-change = تفاوت
report-new = نو در این دوره
report-changed = ثبت‌های پیشین که منبعی در این دوره بیشتر می‌گوید
report-withdrawn = ثبت‌های پیشین که منبعی در این دوره رد کرده یا مورد اختلاف دانسته
report-changed-by = منبع { $date }
report-no-dated-source = نمی‌توان گفت: هیچ منبع ثبت‌های پیشین تاریخ ندارد.
report-none = هیچ.
report-compare-few = با { $n } و { $m } رویداد، تفاوت می‌تواند تصادف باشد (p { $p }).
report-compare-note = p: احتمال دقیق تفاوتی دست‌کم به این بزرگی اگر هر دو دوره یک نرخ داشت.
report-compare-before = ثبت‌ها از { $date } آغاز می‌شود: دورهٔ { $period } پوشش داده نشده و چیزی با آن مقایسه نمی‌شود.
report-compare-part = ثبت‌ها از { $date } آغاز می‌شود: روزهای پیش از آن پوشش داده نشده؛ در { $period } چون روزهای بی‌رویداد شمرده می‌شود.
report-compare-after = ثبت‌ها در { $date } پایان می‌یابد: { $n } روز از { $of } روز { $period } را پوشش می‌دهد و چیزی مقایسه نمی‌شود.
report-compare-part-after = ثبت‌ها در { $date } پایان می‌یابد: روزهای پس از آن شاید پوشش داده نشده باشد؛ در { $period } چون روزهای بی‌رویداد شمرده می‌شود.
report-comparison-other = در کنار دوره‌ای دیگر
report-compared-other = این دوره، { $a }، در کنار { $b }.
report-change-open = نامعلوم
report-change-range = { $a } تا { $b }
report-compare-more = رویدادها بیش از دورهٔ دیگر است، بیش از آنچه تصادف توضیح دهد: { $n } و { $m } (p { $p }). دو دوره تفاوت را نشان می‌دهد، نه روند را.
report-compare-fewer = رویدادها کمتر از دورهٔ دیگر است، بیش از آنچه تصادف توضیح دهد: { $n } و { $m } (p { $p }). دو دوره تفاوت را نشان می‌دهد، نه روند را.
report-compare-length = درازای دوره‌ها یکسان نیست: شمار کشته‌ها مقایسه نمی‌شود.
report-compare-dead-more = به همهٔ رقم‌های داده‌شده، کسان بیشتری کشته شدند: { $n } و { $m }.
report-compare-dead-fewer = به همهٔ رقم‌های داده‌شده، کسان کمتری کشته شدند: { $n } و { $m }.
report-compare-dead-same = در هر دو دوره به یک شمار کشته شدند: { $n }.
report-compare-dead-open = روشن نیست که کسان بیشتری کشته شدند یا کمتری: { $n } و { $m }. رقم‌ها هم‌پوشانی دارند یا برخی نیست.
report-compare-both = ثبت‌هایی که می‌تواند از هر یک از دو دوره باشد: { $n }. در بیشینهٔ هر دو و در کمینهٔ هیچ‌کدام شمرده می‌شود.
report-month = ماه
report-sealed = از آخرین نسخهٔ مهرشده
report-sealed-of = مهر { $n }، نسخهٔ { $edition }. رخدادهای همهٔ پرونده که چنان‌که مهر شد نیست:
report-sealed-data = داده‌ها هنگام مهر تا { $date }.
report-sealed-change = { $field }: { $old } ← { $new }
report-sealed-no-value = هیچ
report-sealed-new = نو
report-sealed-corrected = اصلاح‌شده
report-sealed-withdrawn = پس‌گرفته
kilometre-near = { $km } (نزدیک { $place })


## Bands: shares within distances

percent = { $n }٪
percent-with-range = { $n }٪ ({ $range })
bands-of-border = فاصله تا مرز
bands-of-crossing = فاصله تا نزدیک‌ترین گذرگاه
bands-of-post = فاصله تا نزدیک‌ترین پاسگاه مرزی
bands-of-town = فاصله تا نزدیک‌ترین شهر
bands-within = تا { $d }
bands-all = همهٔ رویدادها
bands-unexpected-year = سال نامنتظر
bands-dead = کشته‌ها، به‌شمول مهاجمان
bands-column-no-place = بدون جای
bands-column-toll-unknown = شمار نامعلوم
bands-column-group = گروه
bands-column-within = تا
bands-column-points = تنها نقطه‌ها
bands-column-least = دست‌کم
bands-column-expected = مورد انتظار (۹۰٪)
bands-column-most = دست‌بالا
bands-column-of = سهم از
bands-column-up-to = { $to }، حداکثر (کیلومتر)
bands-column-low = بازهٔ ۹۰٪، از
bands-column-high = بازهٔ ۹۰٪، تا
bands-column-expected-alone = مورد انتظار
bands-from-border = { $n } نقطه از { $of } با دست بر مرز یا کنار آن گذاشته شده است: خود آن‌ها دربارهٔ فاصله چیزی نمی‌گویند.
bands-dead-no-place = کشته‌های رویدادهایی که جایشان سنجیده نشد و در هیچ سهمی نیستند: { $dead }.
bands-dead-unknown = برای { $n } رویداد از { $of } رویداد دارای جای هیچ‌کس شمار کشته‌ها را نگفته است.
bands-dead-unread = برای { $n } رویداد از { $of } رویداد دارای جای منبع به جای شمار کشته‌ها متنی داده است.
bands-legend-bounds = از کمترین تا بیشترین سهمی که جای‌ها و شمار کشته‌ها روا می‌دارد
bands-legend-interval = سهم مورد انتظار با بازهٔ ۹۰٪
bands-legend-points = تنها نقطه‌ها، چنان که دقیق باشند
bands-description = { $title }. { $to }: سهم‌های { $n } رویداد دارای جای.
bands-sentence = تا { $d }: مورد انتظار { $share }، دست‌کم { $a }، دست‌بالا { $b }.
bands-sentence-points = تا { $d }: مورد انتظار { $share }، دست‌کم { $a }، دست‌بالا { $b }؛ تنها بر پایهٔ نقطه‌ها { $p }.
bands-nothing = هیچ رویدادی جای ندارد
report-bands = چه اندازه نزدیک و چه اندازه مطمئن
bands-note = «دست‌کم» و «دست‌بالا» درست است، هر رویداد در هر جای درون شعاعش که بوده باشد و شمار کشته‌ها هر چه در میان رقم‌های آن باشد. بازهٔ ۹۰٪ رویدادها را مستقل می‌گیرد: برای رویدادها دقیق است (دوجمله‌ای پواسون)، برای کشته‌ها و گروه‌هایی که تعلق به آن‌ها نامعلوم است با شبیه‌سازی به دست آمده است. تنها نقطه‌ها: چنان که هر نقطه دقیق باشد.

credit-border = خط مرز
credit-boundaries = مرزهای کشورها
credit-incidents = رخدادها
credit-places = مکان‌ها
credit-incidents-and-places = رخدادها و مکان‌ها
credit-provinces = ولایت‌ها
credit-lakes = دریاچه‌ها
credit-rivers = رودها
credit-relief = پستی و بلندی
credit-locator = نقشهٔ موقعیت
accuracy-shared = فرض: همهٔ رأس‌های دو مرز کشوری یکی است؛ کسی این خط را روی زمین نپیموده است و در جاهای دیگر رودها ۲ تا ۵ کیلومتر دورتر از خط خود دیده شده‌اند.
accuracy-overlap = فرض: دو مرز کشوری در بخشی روی هم می‌افتند و یکی با قاعده‌ای برگزیده شده است؛ کسی این خط را روی زمین نپیموده است و در جاهای دیگر رودها ۲ تا ۵ کیلومتر دورتر از خط خود دیده شده‌اند.
accuracy-other-source = فرض: خط از منبع و سال دیگری است و سرهای آن جابه‌جا شده تا به خط‌های همسایه برسد؛ کسی آن را روی زمین نپیموده است و در جاهای دیگر رودها ۲ تا ۵ کیلومتر دورتر از خط خود دیده شده‌اند.
accuracy-unknown = فرض: کسی نگفته است که این خط چه اندازه دقیق است.
length-page = صفحه: { $country }
