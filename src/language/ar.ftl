# Arabic. Digits are the European ones, which readers in the Maghreb and in the Mashriq know alike; months are those of CLDR for Arabic
# (يناير، فبراير), which readers everywhere know. A dossier's own languages/ar.ftl can have the digits ٠١٢٣٤٥٦٧٨٩ or the months of the Levant.


## How the language is written

direction = rtl
letters = U+0621-063A, U+0640-0652
digits = 0123456789
decimal-mark = {"."}
grouping-mark = ,
grouping-from = 4
elided-before-vowel = {""}
name-fallback = en
language-names = Arabic, العربية, عربي
semicolon = ؛{" "}
name-ending-in-common-noun = { $name }


## Dates

date-about = حوالي { $date }
date-since = منذ { $date }
date-until = حتى { $date }
date-from-unknown-end = من { $date }، والنهاية غير معروفة
date-to-unknown-start = حتى { $date }، والبداية غير معروفة
first-of-month = 1
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
month-of-day-1 = يناير
month-of-day-2 = فبراير
month-of-day-3 = مارس
month-of-day-4 = أبريل
month-of-day-5 = مايو
month-of-day-6 = يونيو
month-of-day-7 = يوليو
month-of-day-8 = أغسطس
month-of-day-9 = سبتمبر
month-of-day-10 = أكتوبر
month-of-day-11 = نوفمبر
month-of-day-12 = ديسمبر


## Lists and units

and = و
comma = ،{" "}
km = كم
metres = { $n } م
miles = ميل


## Categories of incidents

category-clash = اشتباك مسلح
category-shelling = صواريخ أو قصف مدفعي
category-drone-attack = هجوم بطائرة مسيّرة
category-smuggling-clash = اشتباك مع مهربين
category-incursion = عبور مسلح أو توغل
category-deployment = انتشار أو مناورة أو نقطة عسكرية
category-contact = زيارة أو محادثات
category-claim = ادعاء
category-aggregate = مجموع عدة أحداث
category-other = غير ذلك
category-landmine = لغم أرضي
category-air-strike = غارة جوية
category-cross-border-fire = إطلاق نار عبر الحدود
category-arrest = توقيف
category-crossing-closed = إغلاق معبر
category-protest = احتجاج
category-abduction = اختطاف


## Facts: distance, side, place, casualties, status, grade

unnamed-border = الحدود
border-between = الحدود بين { $a } و{ $b }
tripoint-with = نقطة الحدود الثلاثية مع { $country }
end-of-line = نهاية الخط
boundaries-disclaimer = الحدود كما هي مرسومة في OpenStreetMap؛ ولا تنطوي على أي موقف بشأن السيادة.
length-as-mapped = { $km } كم وفق OpenStreetMap، الإصدار { $edition }
casualties-about = نحو { $n }
casualties-unknown = غير معروف
casualties-at-least = { $n } على الأقل
casualties-at-most = { $n } على الأكثر
border-kilometre = كيلومتر الحدود
or-more = { $range } أو أكثر
compass-north = شمال
compass-north-east = شمال شرق
compass-east = شرق
compass-south-east = جنوب شرق
compass-south = جنوب
compass-south-west = جنوب غرب
compass-west = غرب
compass-north-west = شمال غرب
place-about-direction = على بعد نحو { $n } { $direction } { $place }
place-about = على بعد نحو { $n } من { $place }
place-within = ضمن { $n } من { $place }
crossing-about = على بعد { $n } من معبر { $place }
crossing-within = ضمن { $n } من معبر { $place }
place-region = في مكان ما من { $place }، ضمن { $n } من وسطها؛ ولا نقطة معروفة
place-unknown = المكان غير معروف
status-officially-confirmed = مؤكد رسميًا
status-multiple-media = عدة مصادر
status-one-side = طرف أو مصدر واحد فقط
status-disputed = محل خلاف
status-denied = منفي
basis-gazetteer = معجم جغرافي
basis-reported = إحداثيات في تقرير
basis-estimate = تقدير
basis-from-border = الحدود: وُضعت النقطة يدويًا على الخط أو بجانبه، فلا دلالة لمسافتها
reliability-a = موثوق تمامًا
reliability-b = موثوق عادةً
reliability-c = موثوق إلى حد ما
reliability-d = غير موثوق عادةً
reliability-e = غير موثوق
reliability-f = لا يمكن الحكم على الموثوقية
credibility-1 = مؤكد من جهات أخرى
credibility-2 = صحيح على الأرجح
credibility-3 = ربما صحيح
credibility-4 = مشكوك فيه
credibility-5 = مستبعد
credibility-6 = لا يمكن الحكم على الصحة
side-reported = { $side }، بحسب التقرير
side-measured = { $side }، بحسب النقطة
side-uncertain = الجانب غير مؤكد
side-both = الجانبان، بحسب التقرير
side-disputed = الجانب متنازع عليه
distance-interval-only = { $range } كم (المجال فقط)
distance-with-interval = { $n } كم ({ $range })
distance-exact = { $n } كم
distance-about = نحو { $n } كم
interval-alone = { $range } كم
interval-up-to = حتى { $n }
interval-exact = دقيق
side-left = اليسار
side-right = اليمين

## Two lines of a border

diff-title = { $a } و{ $b }
diff-subtitle = تباعد يصل إلى { $d }؛ وبين الخطين { $area } كم²
diff-subtitle-alone = تباعد يصل إلى { $d }

## Whether a verdict holds by all lines

verdict-robust = ثابت
verdict-place = يتوقف على المكان
verdict-line = يتوقف على الخط
verdict-not-judged = لم يُقيَّم
verdict-of-views = { $verdict } ({ $list })
verdict-yes = نعم
verdict-no = لا
verdict-possible = ممكن
verdict-probability = { $verdict } (الاحتمال { $p })
key-verdict-within = ضمن { $d }: { $verdict }
key-verdict-side = الجانب: { $verdict }
footer-views = رُسم أيضًا: { $list }. يُظهر مثل هذا الخط مطالبةً أو خريطةً أخرى أو خطًا أقدم؛ ولا تُقاس منه أي مسافة.
footer-verdicts = حيث تذكر القائمة المسافة والجانب فهما صحيحان بحسب جميع الخطوط وأينما وقع الحدث ضمن نصف القطر، ما لم يُذكر غير ذلك: يتوقف على الخط، أو يتوقف على المكان، أو لم يُقيَّم قرب فجوة في خط.
report-verdict-within = الحكم: ضمن { $d }
report-verdict-side = الحكم: الجانب
report-verdicts-within = ضمن { $d } بحسب جميع الخطوط (الأحداث ذات المكان: { $of }): ثابت { $robust }، يتوقف على المكان { $place }، يتوقف على الخط { $line }، لم يُقيَّم { $none }.
report-verdicts-side = الجانب بحسب جميع الخطوط (الأحداث ذات المكان: { $of }): ثابت { $robust }، يتوقف على المكان { $place }، يتوقف على الخط { $line }، لم يُقيَّم { $none }.
report-method-views = تُختبر المسافة والجانب أيضًا بحسب خطوط أخرى: { $list }. يكون الحكم ثابتًا إذا كان واحدًا بحسب جميع الخطوط وأينما وقع الحدث ضمن نصف القطر. ويتوقف على المكان إذا تركه نصف القطر أو دقة الخط مفتوحًا، ويتوقف على الخط إذا أعطى خط آخر حكمًا مختلفًا يتجاوز الدقة المذكورة له. وقرب فجوة في مثل هذا الخط لا يُقيَّم.
line-not-stated = الوضع غير مذكور
line-agreed = متفق عليه بين الطرفين
line-disputed = متنازع عليه
line-control-line = خط مراقبة، غير متفق عليه كحدود
line-armistice = خط هدنة
line-approximate = تقريبي، غير محدد أو غير معلَّم على الأرض
not-verified = لم يُتحقق منه


## Legend

legend-incidents = الحوادث
legend-certainty = مدى التأكد من المكان
legend-on-the-map = على الخريطة
legend-hollow = مفرّغ: محل خلاف أو منفي
legend-dead = القتلى: { $list }، بمن فيهم المهاجمون
legend-most-dead = ما زاد على { $n } من القتلى يُرسم مثل { $n }
legend-highest-figure = الحلقة الخارجية: أعلى حصيلة للقتلى
legend-none-dead = لم يُبلَّغ عن قتلى
legend-unknown-dead = عدد القتلى غير معروف
legend-radius = نصف قطر المكان: وقع الحادث في موضع ما داخله
legend-radius-beyond = نصف قطر المكان أكبر من الخريطة، لم يُرسم: { $n }
legend-moved = أُزيح جانبًا؛ وخط يصله بالنقطة الأصلية
legend-counted = هذا العدد من الحوادث محسوب معًا بألوان فئاته
legend-cell = خلية { $n }: قُرّب الموقع إليها
legend-hexagons = مسدسات عرضها { $n }: كلما اشتد لونها كثرت الحوادث داخلها، وعددها مكتوب فيها
legend-heat = شريط الكثافة: وُزّع كل حادث على مواضعه الممكنة؛ وكلما اشتد اللون كثرت الحوادث
legend-heat-darkest = أغمق خانة: { $n } حادث على { $km } من الحدود
legend-border = { $name }، مع كيلومتراتها
legend-border-uncertain = نفسها، وموضع الخط غير مؤكد
legend-border-status = الخط نفسه، { $status }
legend-border-sole-status = { $border }: { $status }
legend-between = ملوَّن: الأرض بين الحدود ومثل هذا الخط
legend-contested = أرض متنازع عليها
legend-inset = إطار: مكبَّر في الخريطة الملحقة
inset-letter = أ
legend-choropleth-incidents = الحوادث بحسب الولاية
legend-choropleth-killed = القتلى بحسب الولاية
legend-choropleth-between = مخطط: بين اللونين، إذ ليس مؤكدًا
legend-choropleth-first = { $head }: { $range }
legend-buffer = ضمن { $n } من الحدود
legend-ring = { $n } حول { $place }
legend-crossing = معبر حدودي
legend-mine = موقع تعدين
legend-journey = رحلة إلى الجانب الآخر، مع تاريخها
legend-disputed-journey = خط متقطع: محل خلاف أو منفي
legend-see-list = الأرقام: انظر القائمة
legend-grades = التقييم: المصدر من A إلى F، والمعلومة من 1 إلى 6
legend-how-to-read = كيف يُقرأ
legend-ranges = الأشرطة: مجال الكيلومتر ومجال المسافة
legend-range-only = عمود: لا يُعرف إلا مجال المسافة؛ ولا دلالة لارتفاع الرمز عليه
legend-root-scale = المسافات بجذرها التربيعي، كي تتمايز القريبة
legend-border-accuracy = مدى ابتعاد الحدود الحقيقية عن الخط
legend-break = تستمر الحدود في مكان آخر
legend-density-note = وُزّع كل حادث على كيلومتراته الممكنة
legend-even-density = خط متقطع: لو توزعت كلها بالتساوي
legend-date-bar = شريط: الأيام التي قد يكون وقع فيها
legend-month-share = التاريخ غير المؤكد يُحسب في كل شهر بحصته
legend-dead-range = بين أدنى الحصائل وأعلاها


## Key: the numbered list beside a map

key-heading = ما حدث، بحسب التاريخ
key-regions = لا تُعرف إلا المنطقة
key-casualties = القتلى: { $killed }، الجرحى: { $wounded }
key-grade = التقييم { $grade }


## Scale bar, grid and projection

projection-conic = لامبرت المخروطي المطابق، خطا العرض {"\u200E"}{ $a }°{"\u200E"} و{"\u200E"}{ $b }°{"\u200E"}
projection-transverse-mercator = مركاتور المستعرض، خط الطول المركزي {"\u200E"}{ $a }°{"\u200E"}
projection-azimuthal = لامبرت السمتي المتساوي المساحات
scale-true-at = صحيح عند { $at }
north-arrow = شمال
latitude-north = {"\u200E"}{ $n }°{"\u200E"} شمالًا
latitude-south = {"\u200E"}{ $n }°{"\u200E"} جنوبًا
longitude-east = {"\u200E"}{ $n }°{"\u200E"} شرقًا
longitude-west = {"\u200E"}{ $n }°{"\u200E"} غربًا


## Footer

footer-shown =
    { $count ->
        [zero] لا حوادث معروضة من أصل { $of }
        [one] حادث واحد معروض من أصل { $of }
        [two] حادثان معروضان من أصل { $of }
        [few] { $n } حوادث معروضة من أصل { $of }
        [many] { $n } حادثًا معروضًا من أصل { $of }
       *[other] { $n } حادث معروض من أصل { $of }
    }
footer-no-place =
    { $count ->
        [zero] لا حادث بلا مكان
        [one] حادث واحد بلا مكان
        [two] حادثان بلا مكان
        [few] { $n } حوادث بلا مكان
        [many] { $n } حادثًا بلا مكان
       *[other] { $n } حادث بلا مكان
    }
footer-areas =
    { $count ->
        [zero] لا حادث عُرفت منطقته وحدها
        [one] حادث واحد عُرفت منطقته وحدها
        [two] حادثان عُرفت منطقتهما وحدها
        [few] { $n } حوادث عُرفت منطقتها وحدها
        [many] { $n } حادثًا عُرفت منطقته وحدها
       *[other] { $n } حادث عُرفت منطقته وحدها
    }
footer-outside =
    { $count ->
        [zero] لا حادث خارج هذه الخريطة
        [one] حادث واحد خارج هذه الخريطة
        [two] حادثان خارج هذه الخريطة
        [few] { $n } حوادث خارج هذه الخريطة
        [many] { $n } حادثًا خارج هذه الخريطة
       *[other] { $n } حادث خارج هذه الخريطة
    }
footer-data-to = البيانات حتى { $date }.
selection = الاختيار: { $list }.
selection-near = حتى { $n } من الحدود
selection-km = كيلومتر الحدود { $range }
selection-grade = بتقييم { $grade } أو أفضل
selection-box = خط الطول من { $west } إلى { $east }، خط العرض من { $south } إلى { $north }
footer-coarsened = المواقع مقرّبة إلى { $n }.
footer-status-whole = الخط: { $status }
footer-status = الكيلومترات { $range }: { $status }
contested-by-both = في مصدر الخط، وهو المناطق الزمنية في OpenStreetMap، تقع داخل حدّي البلدين كليهما: { $a }، { $b }. والحدّ الذي يتبعه الخط: { $follows }.
contested-held = الأرض في يد { $holder }، ويطالب بها { $claimant }.
footer-contested = أرض متنازع عليها (مظللة بخطوط): { $reason }
footer-contested-named = أرض متنازع عليها (مظللة بخطوط)، { $name }: { $reason }
footer-more-reasons =
    { $count ->
        [zero] لا أسباب أخرى في التقرير.
        [one] سبب آخر واحد مذكور في التقرير.
        [two] سببان آخران مذكوران في التقرير.
        [few] { $n } أسباب أخرى مذكورة في التقرير.
        [many] { $n } سببًا آخر مذكورًا في التقرير.
       *[other] { $n } سبب آخر مذكور في التقرير.
    }
footer-sources = المصادر: { $list }.
footer-projection = الإسقاط: { $name }؛ ويتغير المقياس على الخريطة بنسبة {"\u200E"}{ $n }%{"\u200E"}.
footer-edition = إصدار خط الحدود: { $name }.


## Figures: descriptions and headings

map-description = { $title }. خريطة: { $border } ({ $left }، { $right })، وعليها { $n } من أصل { $of } من الحوادث: { $list }.
map-description-none = { $title }. خريطة: { $border } ({ $left }، { $right })، بلا حوادث.
map-layers = يظهر أيضًا: { $list }.
map-notes = ملاحظات على الخريطة: { $list }.
choropleth-incidents =
    { $count ->
        [zero] اللون: لا حوادث معدودة بحسب الولاية
        [one] اللون: حادث واحد معدود بحسب الولاية
        [two] اللون: حادثان معدودان بحسب الولاية
        [few] اللون: { $n } حوادث معدودة بحسب الولاية
        [many] اللون: { $n } حادثًا معدودًا بحسب الولاية
       *[other] اللون: { $n } حادث معدود بحسب الولاية
    }
choropleth-killed =
    { $count ->
        [zero] اللون: قتلى بحسب الولاية، بلا حوادث
        [one] اللون: قتلى حادث واحد بحسب الولاية
        [two] اللون: قتلى حادثين بحسب الولاية
        [few] اللون: قتلى { $n } حوادث بحسب الولاية
        [many] اللون: قتلى { $n } حادثًا بحسب الولاية
       *[other] اللون: قتلى { $n } حادث بحسب الولاية
    }
choropleth-several =
    { $count ->
        [zero] لا شيء منها في أكثر من ولاية
        [one] واحد منها قد يقع في أكثر من ولاية ويُعد في كل منها من لا شيء إلى الكل
        [two] اثنان منها قد يقعان في أكثر من ولاية ويُعدان في كل منها من لا شيء إلى الكل
        [few] { $n } منها قد تقع في أكثر من ولاية وتُعد في كل منها من لا شيء إلى الكل
        [many] { $n } منها قد تقع في أكثر من ولاية وتُعد في كل منها من لا شيء إلى الكل
       *[other] { $n } منها قد تقع في أكثر من ولاية وتُعد في كل منها من لا شيء إلى الكل
    }
choropleth-unknown =
    { $count ->
        [zero] عدد القتلى معروف في كلها
        [one] عدد القتلى مجهول في حادث واحد
        [two] عدد القتلى مجهول في حادثين
        [few] عدد القتلى مجهول في { $n } حوادث
        [many] عدد القتلى مجهول في { $n } حادثًا
       *[other] عدد القتلى مجهول في { $n } حادث
    }
choropleth-nowhere =
    { $count ->
        [zero] لا حادث خارج الولايات المعروفة
        [one] حادث آخر ليس في أي ولاية معروفة
        [two] حادثان آخران ليسا في أي ولاية معروفة
        [few] { $n } حوادث أخرى ليست في أي ولاية معروفة
        [many] { $n } حادثًا آخر ليس في أي ولاية معروفة
       *[other] { $n } حادث آخر ليس في أي ولاية معروفة
    }
choropleth-list = بحسب الولاية: { $list }.
map-inset =
    { $count ->
        [zero] الخريطة الملحقة { $letter } تكبّر جزءًا منها، بلا حوادث.
        [one] الخريطة الملحقة { $letter } تكبّر جزءًا منها، فيه حادث واحد.
        [two] الخريطة الملحقة { $letter } تكبّر جزءًا منها، فيه حادثان.
        [few] الخريطة الملحقة { $letter } تكبّر جزءًا منها، فيه { $n } حوادث.
        [many] الخريطة الملحقة { $letter } تكبّر جزءًا منها، فيه { $n } حادثًا.
       *[other] الخريطة الملحقة { $letter } تكبّر جزءًا منها، فيه { $n } حادث.
    }
strip-density = عدد الحوادث لكل 100 كم من الحدود
strip-nothing = لا حادث معروف المكان
strip-description = { $title }. { $border } بعد تقويمها، { $left } في الأعلى و{ $right } في الأسفل، وعليها { $n } من أصل { $of } من الحوادث عند كيلومترها ومسافتها: { $list }.
strip-description-none = { $title }. { $border } بعد تقويمها، { $left } في الأعلى و{ $right } في الأسفل، بلا حوادث.
strip-half = يقع نصف الحوادث بين الكيلومترين { $a } و{ $b }، على { $p }% من الطول.
strip-width = يُعرف كيلومتر الحادث بدقة ± { $a } كم (الوسيط)، وأقلها تأكدًا بدقة ± { $b } كم.
strip-range-only =
    { $count ->
        [zero] لكل منها نقطة معروفة.
        [one] حادث واحد منها لا يُعرف إلا مجال مسافته، بلا نقطة.
        [two] حادثان منها لا يُعرف إلا مجال مسافتهما، بلا نقطة.
        [few] { $n } حوادث منها لا يُعرف إلا مجال مسافتها، بلا نقطة.
        [many] { $n } حادثًا منها لا يُعرف إلا مجال مسافته، بلا نقطة.
       *[other] { $n } حادث منها لا يُعرف إلا مجال مسافته، بلا نقطة.
    }
strip-apart = بعيدًا عن سائرها: { $list }.
timeline-by-month = الحوادث بحسب الشهر
timeline-on-its-date = كل حادث في تاريخه
timeline-counted-week = محسوبة بحسب الأسبوع، مع القتلى
timeline-counted-month = محسوبة بحسب الشهر، مع القتلى
timeline-counted-quarter = محسوبة بحسب الربع، مع القتلى
timeline-counted-year = محسوبة بحسب السنة، مع القتلى
timeline-cumulative-dead = القتلى تراكميًا، بمن فيهم المهاجمون
timeline-description = { $title }. تسلسل زمني لعدد { $n } من الحوادث، من { $from } إلى { $to }: { $list }.
timeline-most = أكبر عدد في شهر واحد: { $n }، في { $month }.
timeline-dead-unknown = لا يُعرف عدد القتلى لأي حادث.
timeline-dead =
    { $count ->
        [zero] القتلى: { $range }، بمن فيهم المهاجمون.
        [one] القتلى: { $range }، بمن فيهم المهاجمون؛ والعدد غير معروف لحادث واحد.
        [two] القتلى: { $range }، بمن فيهم المهاجمون؛ والعدد غير معروف لحادثين.
        [few] القتلى: { $range }، بمن فيهم المهاجمون؛ والعدد غير معروف لعدد { $n } حوادث.
        [many] القتلى: { $range }، بمن فيهم المهاجمون؛ والعدد غير معروف لعدد { $n } حادثًا.
       *[other] القتلى: { $range }، بمن فيهم المهاجمون؛ والعدد غير معروف لعدد { $n } حادث.
    }
multiples-count =
    { $count ->
        [zero] لا حوادث
        [one] حادث واحد
        [two] حادثان
        [few] { $n } حوادث
        [many] { $n } حادثًا
       *[other] { $n } حادث
    }
multiples-description = { $title }. خرائط بمقياس واحد: { $border } ({ $left }، { $right })، وعليها { $n } من أصل { $of } من الحوادث: { $list }.
atlas-page = الصفحة { $n } من { $of }: كيلومترات الحدود من { $from } إلى { $to }
atlas-neighbours = تتمة في { $list }
atlas-overview = نظرة عامة على { $n } من الصفحات
atlas-off = ليست في أي منها: { $n }
animation-description = خريطة متحركة: { $n } من الصور، من { $from } إلى { $to }.
animation-paler = أفتح: سابقًا


## Report

report-report = تقرير
report-period = من { $from } إلى { $to }
report-contents = المحتويات
report-summary = ملخص
report-figures = الأشكال
report-map-title = أين حدث
report-strip-title = الحدود على خط مستقيم: مدى القرب ومدى التأكد
report-timeline-title = متى حدث
report-table = جميع السجلات
report-cards = كل سجل على حدة
report-disagreements = تناقضات وملاحظات
report-method = المنهج
report-data = البيانات والتراخيص والحدود
report-lengths = طول الحدود
report-comparison = بالمقارنة مع الفترة السابقة
report-counts = الأعداد
report-counts-note = بحسب كيلومترات الحدود يُقسّم الحدث غير المؤكد المكان على الكيلومترات التي قد يكون وقع فيها. تمتد الصفوف من أول قطاع فيه حدث إلى آخر قطاع، من { $km } كم؛ ولا حدث خارجها.
report-records =
    { $count ->
        [zero] لا سجلات؛ { $list }.
        [one] سجل واحد؛ { $list }.
        [two] سجلان؛ { $list }.
        [few] { $n } سجلات؛ { $list }.
        [many] { $n } سجلًا؛ { $list }.
       *[other] { $n } سجل؛ { $list }.
    }
report-kind-event = الأحداث: { $n }
report-kind-contact = الزيارات أو المحادثات: { $n }
report-kind-claim = التصريحات: { $n }
report-kind-aggregate = مجاميع عدة أحداث: { $n }
report-dated = تواريخ الأحداث من { $from } إلى { $to }.
report-dead = الأحداث: القتلى { $range } بحسب أدنى الحصائل وأعلاها، بمن فيهم المهاجمون.
report-dead-unread = في { $n } من أصل { $of } من الأحداث يورد المصدر للقتلى نصًا ليس عددًا؛ وهو مذكور مع السجل.
report-dead-unknown =
    { $count ->
        [zero] لكل حدث من أصل { $of } عدد مذكور للقتلى.
        [one] في حدث واحد من أصل { $of } لا يذكر أحد عدد القتلى.
        [two] في حدثين من أصل { $of } لا يذكر أحد عدد القتلى.
        [few] في { $n } أحداث من أصل { $of } لا يذكر أحد عدد القتلى.
        [many] في { $n } حدثًا من أصل { $of } لا يذكر أحد عدد القتلى.
       *[other] في { $n } حدث من أصل { $of } لا يذكر أحد عدد القتلى.
    }
report-half = يقع نصف الأحداث المعروفة النقطة قرب الحدود (وعددها { $n }) بين كيلومتري الحدود { $a } و{ $b }، على { $p }% من الطول.
report-near = ضمن { $d } من الحدود: { $n } على وجه اليقين، وربما { $m }، من أصل { $of } من الأحداث المعروفة المكان.
report-near-sure = ضمن { $d } من الحدود: { $n } على وجه اليقين من أصل { $of } من الأحداث المعروفة المكان، لا أكثر.
report-no-position =
    { $count ->
        [zero] لكل حدث من أصل { $of } مكان يمكن قياسه.
        [one] حدث واحد من أصل { $of } لا مكان له يمكن قياسه.
        [two] حدثان من أصل { $of } لا مكان لهما يمكن قياسه.
        [few] { $n } أحداث من أصل { $of } لا مكان لها يمكن قياسه.
        [many] { $n } حدثًا من أصل { $of } لا مكان له يمكن قياسه.
       *[other] { $n } حدث من أصل { $of } لا مكان له يمكن قياسه.
    }
report-one-source =
    { $count ->
        [zero] لا حدث من أصل { $of } يستند إلى ناشر واحد.
        [one] حدث واحد من أصل { $of } يستند إلى ناشر واحد.
        [two] حدثان من أصل { $of } يستند كل منهما إلى ناشر واحد.
        [few] { $n } أحداث من أصل { $of } يستند كل منها إلى ناشر واحد.
        [many] { $n } حدثًا من أصل { $of } يستند كل منها إلى ناشر واحد.
       *[other] { $n } حدث من أصل { $of } يستند كل منها إلى ناشر واحد.
    }
report-contested =
    { $count ->
        [zero] لا حدث من أصل { $of } محل خلاف أو منفي.
        [one] حدث واحد من أصل { $of } محل خلاف أو منفي.
        [two] حدثان من أصل { $of } محل خلاف أو منفيان.
        [few] { $n } أحداث من أصل { $of } محل خلاف أو منفية.
        [many] { $n } حدثًا من أصل { $of } محل خلاف أو منفية.
       *[other] { $n } حدث من أصل { $of } محل خلاف أو منفية.
    }
report-linked = الأحداث المرتبطة بوصفها تقارير عن حدث واحد: { $n } (الأحداث المختلفة: { $m }). تأخذ الأعداد والمجاميع كلًّا منها على حدة.
report-denied-dead = الأحداث المنفية التي فيها قتلى: { $n }. وهي داخلة في كل الأعداد والمجاميع.
report-few =
    { $count ->
        [zero] لا أحداث يمكن معها الحديث عن اتجاه في هذه المدة.
        [one] حدث واحد لا يكفي للحديث عن اتجاه في هذه المدة.
        [two] حدثان لا يكفيان للحديث عن اتجاه في هذه المدة.
        [few] { $n } أحداث لا تكفي للحديث عن اتجاه في هذه المدة.
        [many] { $n } حدثًا لا تكفي للحديث عن اتجاه في هذه المدة.
       *[other] { $n } حدث لا تكفي للحديث عن اتجاه في هذه المدة.
    }
report-length = طول الحدود على هذا الخط { $km } كم؛ وتتراوح الأطوال المنشورة بين { $a } و{ $b } كم.
report-length-one = طول الحدود على هذا الخط { $km } كم؛ والطول المنشور { $b } كم.
report-nothing = لا سجل يجتاز التصفية.
report-date = التاريخ
report-title = ما حدث
report-place = المكان
report-distance = المسافة إلى الحدود
report-side = الجانب
report-killed = القتلى
report-wounded = الجرحى
report-status = الحالة
report-grade = التقييم
report-not-graded = لم يُقيَّم بعد
report-category = النوع
report-location = أين
report-position = موقع النقطة
report-radius = نصف قطر المكان
report-radius-none = غير مذكور: تُعدّ النقطة دقيقة
report-basis = أساس النقطة
report-kilometre = كيلومتر الحدود
report-probability = ضمن { $d }
report-actors = المشاركون
report-same-event = الحدث نفسه مع
report-sources = المصادر
report-notes = تناقضات وملاحظات
report-published-by = الناشر
report-length-notes = ملاحظات
report-kilometres = الكيلومترات
report-events = الأحداث
report-year = السنة
report-border-kilometres = كيلومترات الحدود
report-accessed = اطُّلع عليه في { $date }
report-no-address = بلا عنوان
report-search = بحث
report-all = الكل
report-show = إظهار على الأشكال
report-shown = السجلات المعروضة: { $n } من أصل { $of }
report-sort = ترتيب بحسب
report-earlier = الصفحة السابقة
report-later = الصفحة التالية
report-map-note = أشر إلى رمز لقراءة عنوانه؛ والنقر عليه يبرزه في الجدول.
report-listed = يجتاز التصفية { $of } من السجلات. تضم القائمة والبطاقات أحدث { $n } منها؛ أما الأعداد والملخص فتشملها كلها. اطلب فترة أقصر (--since, --until) لترى كل سجل.
report-drawn = السجلات أكثر مما تستطيع خريطة أن تميّزه: فهي ترسم أحدث { $n } من أصل { $of }. وقد حُذف شكل الحدود على خط مستقيم والتسلسل الزمني لأنهما يُظهران الجزء كأنه الكل؛ أما الأعداد بحسب السنة والقطاع فتشملها كلها.
report-method-distance = المسافة هي أقصر خط جيوديسي على WGS84 من النقطة إلى خط الحدود؛ وكل ضلع من الخط جيوديسي.
report-method-radius = يسمي التقرير مكانًا، ونادرًا ما يعطي نقطة. يُفترض أن المكان الحقيقي في أي موضع داخل نصف القطر باحتمال متساوٍ، وفي الجانب الذي يسميه التقرير وحده؛ ومن ذلك مجال المسافة والاحتمالات.
report-method-border = وُسّع المجال بمقدار دقة الخط: { $n }، ما لم يُذكر غير ذلك لقطاع منه. يتعلق الاحتمال بالمكان وحده، مع الخط كما هو مرسوم: حيث يترك الخط وحده الجواب مفتوحًا يكون «ممكنًا» وبلا احتمال.
report-method-hand = النقاط الموضوعة يدويًا على الحدود أو بجانبها لا تعطي إلا مجالًا، ولا تعطي مسافة أبدًا.
report-method-words = توصف الأماكن بكلمات لا تزيد دقتها على ما يسمح به نصف القطر: أقرب مكان مسمى، وأقرب معبر ضمن 50 كم. وتُقرّب المواقع إلى دقيقة قوسية إذا بلغ نصف القطر ميلًا بحريًا أو أكثر؛ ومربعات MGRS ليست أعرض من نصف القطر.
report-method-events = تُسرد الزيارات والتصريحات ومجاميع عدة أحداث، لكنها لا تُحسب أحداثًا.
report-method-grade = للتقييم محوران (رمز الأميرالية): المصدر من A إلى F، والمعلومة من 1 إلى 6. وF و6 يعنيان أنه لا يمكن الحكم، لا أن الأمر سيئ.
report-licence = الترخيص: { $name }.
report-edition = إصدار الخط: { $name }.
report-measured = المقيس هنا
report-disagree-intro = كل سجل تتناقض فيه الروايات أو يحمل ملاحظة على مصادره.
report-disagree-none = لا تناقض في أي سجل.
report-other-side = تقع النقطة في غير الجانب الذي يذكره التقرير، على بعد { $d } من الخط.
report-lengths-intro = الأطوال المنشورة للحدود كلها إلى جانب الطول المقيس على هذا الخط. ولا يُضبط شيء هنا على طول منشور.
report-compared = هذه الفترة، { $a }، إلى جانب الفترة السابقة المساوية لها، { $b }.
report-this-period = هذه الفترة
report-period-before = قبلها
report-change = الفرق
report-new = جديد في هذه الفترة
report-changed = سجلات سابقة يقول عنها مصدر في هذه الفترة المزيد
report-withdrawn = سجلات سابقة نفاها أو شكك فيها مصدر في هذه الفترة
report-changed-by = مصدر بتاريخ { $date }
report-no-dated-source = لا يمكن القول: لا تاريخ لأي مصدر من مصادر السجلات السابقة.
report-none = لا شيء.
report-compare-few = مع { $n } و{ $m } من الأحداث قد يكون الفرق مصادفة (p { $p }).
report-compare-note = p: الاحتمال الدقيق لفرق لا يقل عن هذا لو كان المعدل نفسه في الفترتين.
report-compare-before = تبدأ السجلات في { $date }: الفترة { $period } غير مغطاة، ولا يقارن بها شيء.
report-compare-part = تبدأ السجلات في { $date }: الأيام السابقة غير مغطاة، وتُحسب في { $period } أيامًا بلا أحداث.
report-compare-after = تنتهي السجلات في { $date }: تغطي { $n } من { $of } أيام { $period }، ولا يقارن شيء.
report-compare-part-after = تنتهي السجلات في { $date }: قد لا تكون الأيام التالية مغطاة، وتُحسب في { $period } أيامًا بلا أحداث.
report-comparison-other = بالمقارنة مع فترة أخرى
report-compared-other = هذه الفترة، { $a }، إلى جانب { $b }.
report-change-open = غير محسوم
report-change-range = من { $a } إلى { $b }
report-compare-more = أحداث أكثر من الفترة الأخرى، بما يفوق ما تفسره المصادفة: { $n } و{ $m } (p { $p }). الفترتان تُظهران فرقًا لا اتجاهًا.
report-compare-fewer = أحداث أقل من الفترة الأخرى، بما يفوق ما تفسره المصادفة: { $n } و{ $m } (p { $p }). الفترتان تُظهران فرقًا لا اتجاهًا.
report-compare-length = الفترتان مختلفتا الطول: لا يقارن مجموع القتلى.
report-compare-dead-more = قُتل عدد أكبر من الناس بحسب كل الأرقام: { $n } و{ $m }.
report-compare-dead-fewer = قُتل عدد أقل من الناس بحسب كل الأرقام: { $n } و{ $m }.
report-compare-dead-same = قُتل العدد نفسه في الفترتين: { $n }.
report-compare-dead-open = لا يُعرف أقُتل عدد أكبر أم أقل: { $n } و{ $m }. الأرقام تتداخل أو ينقص بعضها.
report-compare-both = سجلات قد تقع في أي من الفترتين: { $n }. تُحسب في أكثر كل منهما ولا تُحسب في أقل أي منهما.
report-month = الشهر
report-sealed = منذ آخر نسخة مختومة
report-sealed-of = الختم { $n }، النسخة { $edition }. حوادث الملف كله التي ليست كما خُتمت:
report-sealed-data = البيانات عند الختم حتى { $date }.
report-sealed-change = { $field }: { $old } ← { $new }
report-sealed-no-value = لا شيء
report-sealed-new = جديد
report-sealed-corrected = مصحَّح
report-sealed-withdrawn = مسحوب
kilometre-near = { $km } (قرب { $place })
report-contested-ground = أرض متنازع عليها: تطالب بها أكثر من دولة واحدة. وجانب الحادث الواقع فيها متنازع عليه، لا يسار ولا يمين.


## Bands: shares within distances

percent = {"\u200E"}{ $n }%{"\u200E"}
percent-with-range = {"\u200E"}{ $n }%{"\u200E"} {"\u200F"}({ $range })
bands-of-border = المسافة إلى الحدود
bands-of-crossing = المسافة إلى أقرب معبر حدودي
bands-of-post = المسافة إلى أقرب مركز حدودي
bands-of-town = المسافة إلى أقرب مدينة
bands-within = ضمن { $d }
bands-all = كل الأحداث
bands-unexpected-year = سنة غير متوقعة
bands-dead = القتلى، بمن فيهم المهاجمون
bands-column-no-place = بلا مكان
bands-column-toll-unknown = العدد غير معروف
bands-column-group = المجموعة
bands-column-within = ضمن
bands-column-points = النقاط وحدها
bands-column-least = على الأقل
bands-column-expected = المتوقع ({"\u200E"}90%{"\u200E"})
bands-column-most = على الأكثر
bands-column-of = حصص
bands-column-up-to = { $to }، حتى (كم)
bands-column-low = مجال {"\u200E"}90%{"\u200E"}، من
bands-column-high = مجال {"\u200E"}90%{"\u200E"}، إلى
bands-column-expected-alone = المتوقع
bands-from-border =
    { $count ->
        [zero] لم توضع أي نقطة من أصل { $of } يدويًا على الحدود أو بجانبها.
        [one] وُضعت نقطة واحدة من أصل { $of } يدويًا على الحدود أو بجانبها: ولا تدل بذاتها على مسافة.
        [two] وُضعت نقطتان من أصل { $of } يدويًا على الحدود أو بجانبها: ولا تدلان بذاتهما على مسافة.
        [few] وُضعت { $n } نقاط من أصل { $of } يدويًا على الحدود أو بجانبها: ولا تدل بذاتها على مسافة.
        [many] وُضعت { $n } نقطة من أصل { $of } يدويًا على الحدود أو بجانبها: ولا تدل بذاتها على مسافة.
       *[other] وُضعت { $n } نقطة من أصل { $of } يدويًا على الحدود أو بجانبها: ولا تدل بذاتها على مسافة.
    }
bands-dead-no-place = قتلى الأحداث التي لا مكان لها يمكن قياسه، ولا يدخلون في أي حصة: { $dead }.
bands-dead-unknown = في { $n } من أصل { $of } من الأحداث المعروفة المكان لا يذكر أحد عدد القتلى.
bands-dead-unread = في { $n } من أصل { $of } من الأحداث المعروفة المكان يورد المصدر للقتلى نصًا ليس عددًا.
bands-legend-bounds = من أقل ما تسمح به الأماكن وأعداد القتلى إلى أكثره
bands-legend-interval = الحصة المتوقعة، مع مجالها بنسبة {"\u200E"}90%{"\u200E"}
bands-legend-points = النقاط وحدها، كأنها دقيقة
bands-description = { $title }. { $to }: حصص { $n } من الأحداث المعروفة المكان.
bands-sentence = ضمن { $d }: المتوقع { $share }، على الأقل { $a }، على الأكثر { $b }.
bands-sentence-points = ضمن { $d }: المتوقع { $share }، على الأقل { $a }، على الأكثر { $b }؛ وبحسب النقاط وحدها { $p }.
bands-nothing = لا حدث له مكان
report-bands = كم القرب، وما مدى التأكد منه
bands-note = «على الأقل» و«على الأكثر» صحيحان أينما كان كل حدث داخل نصف قطره ومهما كان عدد القتلى بين أرقامه. ومجال {"\u200E"}90%{"\u200E"} يفترض استقلال الأحداث: فهو دقيق للأحداث (توزيع بواسون ذو الحدين)، ومحاكى للقتلى وللمجموعات غير المؤكدة الانتماء. النقاط وحدها: كأن كل نقطة دقيقة.

credit-border = خط الحدود
credit-boundaries = حدود الدول
credit-incidents = الحوادث
credit-places = الأماكن
credit-incidents-and-places = الحوادث والأماكن
credit-provinces = الولايات
credit-lakes = البحيرات
credit-rivers = الأنهار
credit-relief = التضاريس
credit-locator = خريطة الموقع
accuracy-shared = افتراض: حدّا البلدين يشتركان في كل النقاط؛ لم يمسح أحد هذا الخط ميدانيًا، وقد رُصدت أنهار في أماكن أخرى على بعد 2 إلى 5 كم من خطوطها.
accuracy-overlap = افتراض: يتداخل حدّا البلدين في جزء من الخط اختير فيه أحدهما وفق قاعدة؛ لم يمسح أحد هذا الخط ميدانيًا، وقد رُصدت أنهار في أماكن أخرى على بعد 2 إلى 5 كم من خطوطها.
accuracy-other-source = افتراض: الخط من مصدر آخر وسنة أخرى، ونُقل طرفاه ليلتقيا بالخطوط المجاورة؛ لم يمسحه أحد ميدانيًا، وقد رُصدت أنهار في أماكن أخرى على بعد 2 إلى 5 كم من خطوطها.
accuracy-unknown = افتراض: لم يذكر أحد مدى دقة هذا الخط.
length-page = صفحة: { $country }
