# Thai: the words of a map's legend, key, scale bar and footer. No native speaker has read it.

## How the language is written

direction = ltr
letters = U+0E00-0E7F
digits = 0123456789
decimal-mark = {"."}
grouping-mark = ,
name-fallback = en
language-names = Thai, ไทย, ภาษาไทย
semicolon = ;{" "}
name-ending-in-common-noun = { $name }

## Dates

date-about = ประมาณ { $date }
month-1 = ม.ค.
month-2 = ก.พ.
month-3 = มี.ค.
month-4 = เม.ย.
month-5 = พ.ค.
month-6 = มิ.ย.
month-7 = ก.ค.
month-8 = ส.ค.
month-9 = ก.ย.
month-10 = ต.ค.
month-11 = พ.ย.
month-12 = ธ.ค.
month-of-day-1 = ม.ค.
month-of-day-2 = ก.พ.
month-of-day-3 = มี.ค.
month-of-day-4 = เม.ย.
month-of-day-5 = พ.ค.
month-of-day-6 = มิ.ย.
month-of-day-7 = ก.ค.
month-of-day-8 = ส.ค.
month-of-day-9 = ก.ย.
month-of-day-10 = ต.ค.
month-of-day-11 = พ.ย.
month-of-day-12 = ธ.ค.

## Lists and units

and = และ
comma = ,{" "}
km = กม.
metres = { $n } ม.
miles = ไมล์

## Categories of incidents

category-clash = การปะทะด้วยอาวุธ
category-shelling = การยิงจรวดหรือปืนใหญ่
category-drone-attack = การโจมตีด้วยโดรน
category-smuggling-clash = การปะทะกับผู้ลักลอบขนของ
category-incursion = การข้ามแดนหรือรุกล้ำด้วยอาวุธ
category-deployment = การวางกำลัง การฝึก หรือฐาน
category-contact = การเยือนหรือการเจรจา
category-claim = คำกล่าวอ้าง
category-aggregate = ผลรวมของหลายเหตุการณ์
category-other = อื่น ๆ

## Facts

distance-interval-only = { $range } กม. (ทราบเพียงช่วง)
distance-with-interval = { $n } กม. ({ $range })
distance-exact = { $n } กม.
distance-about = ประมาณ { $n } กม.
interval-alone = { $range } กม.
interval-up-to = ไม่เกิน { $n }
interval-exact = แน่นอน
side-reported = { $side } ตามรายงาน
side-measured = { $side } ตามตำแหน่งจุด
side-uncertain = ไม่แน่ชัดว่าฝั่งใด
side-both = ทั้งสองฝั่ง ตามรายงาน
side-left = ซ้าย
side-right = ขวา
casualties-unknown = ไม่ทราบ
casualties-at-least = อย่างน้อย { $n }
casualties-at-most = ไม่เกิน { $n }
border-kilometre = กิโลเมตรชายแดน
unnamed-border = ชายแดน
or-more = { $range } หรือมากกว่า

## Legend

legend-incidents = เหตุการณ์
legend-certainty = ความแม่นยำของสถานที่
legend-on-the-map = บนแผนที่
legend-hollow = โปร่ง: มีข้อโต้แย้งหรือถูกปฏิเสธ
legend-dead = ผู้เสียชีวิต { $list } คน รวมผู้โจมตี
legend-most-dead = ผู้เสียชีวิตเกิน { $n } คนแสดงเท่ากับ { $n }
legend-highest-figure = วงนอก: จำนวนผู้เสียชีวิตสูงสุดที่มีการรายงาน
legend-none-dead = ไม่มีรายงานผู้เสียชีวิต
legend-unknown-dead = ไม่ทราบจำนวนผู้เสียชีวิต
legend-radius = รัศมีของสถานที่: เกิดขึ้นภายในวงนี้
legend-moved = เลื่อนออกข้าง เส้นชี้ไปยังจุดที่รายงาน
legend-border = { $name } พร้อมหลักกิโลเมตร
legend-border-uncertain = เช่นเดียวกัน ตำแหน่งของเส้นไม่แน่ชัด
legend-crossing = จุดผ่านแดน
legend-mine = เหมือง
legend-journey = การเดินทางไปอีกฝั่ง พร้อมวันที่
legend-disputed-journey = เส้นประ: มีข้อโต้แย้งหรือถูกปฏิเสธ
legend-see-list = ตัวเลข: ดูรายการ
legend-grades = ระดับ: แหล่งข่าว A ถึง F, ข่าว 1 ถึง 6
legend-how-to-read = วิธีอ่าน

## Key

key-heading = เหตุการณ์ตามวันที่
key-regions = ทราบเพียงพื้นที่
key-casualties = เสียชีวิต { $killed }, บาดเจ็บ { $wounded }
key-grade = ระดับ { $grade }

## Scale bar, grid and projection

scale-true-at = ถูกต้องที่ { $at }
north-arrow = น
latitude-north = { $n }° เหนือ
latitude-south = { $n }° ใต้
longitude-east = { $n }° ตะวันออก
longitude-west = { $n }° ตะวันตก
projection-conic = กรวยคงรูปของลัมแบร์ต เส้นขนาน { $a }° และ { $b }°
projection-transverse-mercator = เมอร์เคเตอร์ตามขวาง เมริเดียนกลาง { $a }°
projection-azimuthal = แอซิมัทพื้นที่เท่าของลัมแบร์ต

## Footer

footer-shown = แสดง { $n } จาก { $of } เหตุการณ์
footer-no-place = { $n } ไม่มีสถานที่
footer-areas = { $n } ทราบเพียงพื้นที่
footer-outside = { $n } อยู่นอกแผนที่นี้
footer-data-to = ข้อมูลถึง { $date }
footer-coarsened = ตำแหน่งปัดเป็น { $n }
footer-sources = แหล่งที่มา: { $list }
footer-projection = เส้นโครงแผนที่: { $name }; มาตราส่วนต่างกัน { $n } % ทั่วแผนที่
footer-edition = ฉบับของเส้นชายแดน: { $name }

## Figures

map-description = { $title } แผนที่ { $border } ระหว่าง { $left } และ { $right } มี { $n } จาก { $of } เหตุการณ์: { $list }
