# English: the reference. Every other catalogue has the same messages with the same variables;
# what it lacks is taken from here.
#
# { $n } is a number as it is written; { $count } is the same number for choosing its plural form, where a message
# names it here. A message that selects with one variant alone needs no plural in English, and may in others.


## How the language is written

# ltr, or rtl for a language that is written from right to left: layouts are then mirrored.
direction = ltr
# The letters of the language, as Unicode ranges (the notation of unicode-range in CSS). A name is taken for one in this language if all its letters are among them.
letters = U+0000-024F
# The digits from zero to nine.
digits = 0123456789
decimal-mark = {"."}
# Between groups of three digits.
grouping-mark = ,
# From so many digits on thousands are set apart.
grouping-from = 4
# Short words that lose their vowel before another: with "de", what would be "de Agadir" is written "d’Agadir".
elided-before-vowel = {""}
# Where the data have no name in this language: the languages whose names its readers can read, best first.
name-fallback = en
# What people write instead of its code; used for suggestions in messages.
language-names = English
semicolon = ;{" "}
# A name whose last word is a common noun, such as "Ruzvay crossing", within a sentence.
name-ending-in-common-noun = the { $name }


## Dates

date-about = c. { $date }
date-since = since { $date }
date-until = until { $date }
date-from-unknown-end = from { $date }, end not known
date-to-unknown-start = until { $date }, beginning not known
# The first day of a month, where it is written otherwise than with its number.
first-of-month = 1
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
# Months as they stand after the number of a day.
month-of-day-1 = Jan
month-of-day-2 = Feb
month-of-day-3 = Mar
month-of-day-4 = Apr
month-of-day-5 = May
month-of-day-6 = Jun
month-of-day-7 = Jul
month-of-day-8 = Aug
month-of-day-9 = Sep
month-of-day-10 = Oct
month-of-day-11 = Nov
month-of-day-12 = Dec


## Lists and units

and = and
comma = ,{" "}
km = km
metres = { $n } m
miles = miles


## Categories of incidents

category-clash = Armed clash
category-shelling = Rockets or shelling
category-drone-attack = Drone attack
category-smuggling-clash = Clash with smugglers
category-incursion = Armed crossing or incursion
category-deployment = Deployment, drill, post
category-contact = Visit or talks
category-claim = Claim
category-aggregate = Sum of several events
category-other = Other
category-landmine = Landmine
category-air-strike = Air strike
category-cross-border-fire = Fire across the border
category-arrest = Arrest
category-crossing-closed = Crossing closed
category-protest = Protest
category-abduction = Abduction


## Facts: distance, side, place, casualties, status, grade

unnamed-border = Border
# The border of two countries; its ends; what a new dossier says of it.
border-between = { $a }–{ $b } border
tripoint-with = Tripoint with { $country }
end-of-line = End of the line
boundaries-disclaimer = Boundaries as mapped in OpenStreetMap; no position on sovereignty is implied.
length-as-mapped = { $km } km as mapped in OpenStreetMap, edition { $edition }
casualties-about = about { $n }
casualties-unknown = unknown
casualties-at-least = at least { $n }
casualties-at-most = at most { $n }
border-kilometre = Border kilometre
or-more = { $range } or more
compass-north = north
compass-north-east = north-east
compass-east = east
compass-south-east = south-east
compass-south = south
compass-south-west = south-west
compass-west = west
compass-north-west = north-west
place-about-direction = about { $n } { $direction } of { $place }
place-about = about { $n } from { $place }
place-within = within { $n } of { $place }
crossing-about = { $n } from { $place }
crossing-within = within { $n } of { $place }
place-region = Somewhere in { $place }, within { $n } of its middle; no point is known
place-unknown = No place is known
status-officially-confirmed = officially confirmed
status-multiple-media = several sources
status-one-side = one side or source alone
status-disputed = disputed
status-denied = denied
basis-gazetteer = a gazetteer
basis-reported = coordinates in a report
basis-estimate = an estimate
basis-from-border = the border: set on or beside the line by hand, so its distance is no evidence
reliability-a = completely reliable
reliability-b = usually reliable
reliability-c = fairly reliable
reliability-d = not usually reliable
reliability-e = unreliable
reliability-f = reliability cannot be judged
credibility-1 = confirmed by others
credibility-2 = probably true
credibility-3 = possibly true
credibility-4 = doubtful
credibility-5 = improbable
credibility-6 = truth cannot be judged
side-reported = { $side }, as reported
side-measured = { $side }, by the point
side-uncertain = side uncertain
side-both = both sides, as reported
side-disputed = side disputed
distance-interval-only = { $range } km (range only)
distance-with-interval = { $n } km ({ $range })
distance-exact = { $n } km
distance-about = about { $n } km
interval-alone = { $range } km
interval-up-to = up to { $n }
interval-exact = exact
side-left = left
side-right = right

## Two lines of a border

diff-title = { $a } and { $b }
diff-subtitle = Up to { $d } apart; { $area } km² between the lines
diff-subtitle-alone = Up to { $d } apart

## Whether a verdict holds by all lines

verdict-robust = robust
verdict-place = depends on the place
verdict-line = depends on the line
verdict-not-judged = not judged
verdict-of-views = { $verdict } ({ $list })
verdict-yes = yes
verdict-no = no
verdict-possible = possible
verdict-probability = { $verdict } (probability { $p })
key-verdict-within = within { $d }: { $verdict }
key-verdict-side = side: { $verdict }
footer-views = Also drawn: { $list }. Such a line shows a claim, another map or an older line; no distance is measured from it.
footer-verdicts = Where a list gives distance and side, they hold by all lines and wherever within its radius it happened, unless it says otherwise: depends on the line, depends on the place, or not judged near a gap of a line.
report-verdict-within = Verdict: within { $d }
report-verdict-side = Verdict: side
report-verdicts-within = Within { $d } by all lines ({ $of } events with a place): robust { $robust }, depends on the place { $place }, depends on the line { $line }, not judged { $none }.
report-verdicts-side = Side by all lines ({ $of } events with a place): robust { $robust }, depends on the place { $place }, depends on the line { $line }, not judged { $none }.
report-method-views = Distance and side are also judged by rival lines: { $list }. A verdict is robust if it is the same by all lines and wherever within its radius it happened. It depends on the place if the radius or the accuracy of the line leaves it open; it depends on the line if a rival line gives another verdict, beyond the accuracy stated for that line. Near a gap of a rival line it is not judged.
line-not-stated = status not stated
line-agreed = agreed on by both sides
line-disputed = disputed
line-control-line = line of control, not agreed as a border
line-armistice = armistice line
line-approximate = approximate, not delimited or not marked
not-verified = not verified


## Legend

legend-incidents = Incidents
legend-certainty = How sure is the place
legend-on-the-map = On the map
legend-hollow = Hollow: disputed or denied
legend-dead = { $list } dead, attackers included
legend-most-dead = More than { $n } dead are drawn as { $n }
legend-highest-figure = Outer ring: the highest death toll given
legend-none-dead = No dead reported
legend-unknown-dead = Number of dead unknown
legend-radius = Location radius: it happened somewhere inside
legend-radius-beyond = Location radius larger than the map, not drawn: { $n }
legend-moved = Moved aside; a line leads to the reported point
legend-counted = So many incidents counted together, in the colours of their categories
legend-cell = Cell of { $n }: the position was coarsened to it
legend-hexagons = Hexagons { $n } wide: the darker, the more incidents inside; their number stands there
legend-heat = Heat band: each incident spread over where it may have been; the darker, the more
legend-heat-darkest = the darkest field: { $n } incidents on { $km } of the border
legend-border = { $name }, with its kilometres
legend-border-uncertain = The same, position of the line uncertain
legend-border-status = The same, { $status }
legend-border-sole-status = { $border }: { $status }
legend-between = Tinted: ground between the border and such a line
legend-contested = Contested ground
legend-inset = Frame: drawn larger in the inset
inset-letter = A
legend-choropleth-incidents = Incidents by province
legend-choropleth-killed = Dead by province
legend-choropleth-between = Striped: between the two shades, as it is not certain
legend-choropleth-first = { $head }: { $range }
legend-buffer = Within { $n } of the border
legend-ring = { $n } around { $place }
legend-crossing = Border crossing
legend-mine = Mining site
legend-journey = Journey to the other side, with its date
legend-disputed-journey = Dashed: disputed or denied
legend-see-list = Numbers: see the list
legend-grades = Grade: source A to F, report 1 to 6
legend-how-to-read = How to read it
legend-ranges = Bars: the range of its kilometre and of its distance
legend-range-only = Column: only the range of the distance is known; the symbol's height on it tells nothing
legend-root-scale = Distances by their square root, so that near ones stand apart
legend-border-accuracy = How far the true border may lie from the line
legend-break = The border goes on in another place
legend-density-note = Each incident spread over the kilometres it may have had
legend-even-density = Dashed: if all were spread evenly
legend-date-bar = Bar: the days on which it may have been
legend-month-share = An uncertain date counts in each month by its share
legend-dead-range = Between the lowest and the highest figures given


## Key: the numbered list beside a map

key-heading = What happened, by date
key-regions = Only a region is known
key-casualties = killed { $killed }, wounded { $wounded }
key-grade = grade { $grade }


## Scale bar, grid and projection

projection-conic = Lambert conformal conic, parallels { $a }° and { $b }°
projection-transverse-mercator = transverse Mercator, central meridian { $a }°
projection-azimuthal = Lambert azimuthal equal-area
scale-true-at = true at { $at }
north-arrow = N
latitude-north = { $n }°N
latitude-south = { $n }°S
longitude-east = { $n }°E
longitude-west = { $n }°W


## Footer

footer-shown =
    { $count ->
       *[other] { $n } of { $of } incidents shown
    }
footer-no-place =
    { $count ->
        [one] { $n } has no place
       *[other] { $n } have no place
    }
footer-areas =
    { $count ->
        [one] { $n } has only a region
       *[other] { $n } have only a region
    }
footer-outside =
    { $count ->
        [one] { $n } lies outside this map
       *[other] { $n } lie outside this map
    }
footer-data-to = Data to { $date }.
# Which records a product is made of; the list has parts such as categories, a period, a distance.
selection = Selection: { $list }.
selection-near = up to { $n } from the border
selection-km = border kilometre { $range }
selection-grade = graded { $grade } or better
selection-box = longitude { $west } to { $east }, latitude { $south } to { $north }
footer-coarsened = Positions coarsened to { $n }.
footer-sources = Sources: { $list }.
footer-projection = Projection: { $name }; the scale varies by { $n } % over the map.
footer-edition = Border edition: { $name }.
footer-status-whole = The line: { $status }
footer-status = Km { $range }: { $status }
contested-by-both = In the source of the line, time zones of OpenStreetMap, the outlines of both { $a } and { $b } contain it; the line follows that of { $follows }.
contested-held = Held by { $holder }, claimed by { $claimant }.
footer-contested = Contested ground (hatched): { $reason }
footer-contested-named = Contested ground (hatched), { $name }: { $reason }
footer-more-reasons =
    { $count ->
        [one] { $n } more reason stands in the report.
       *[other] { $n } more reasons stand in the report.
    }


## Figures: descriptions and headings

map-description =
    { $count ->
       *[other] { $title }. Map of the { $border } between { $left } and { $right } with { $n } of { $of } incidents: { $list }.
    }
map-description-none = { $title }. Map of the { $border } between { $left } and { $right }; no incidents are drawn.
map-layers = Also drawn: { $list }.
map-notes = Notes on the map: { $list }.
choropleth-incidents =
    { $count ->
        [one] Tint: { $n } incident counted by province
       *[other] Tint: { $n } incidents counted by province
    }
choropleth-killed =
    { $count ->
        [one] Tint: the dead of { $n } incident counted by province
       *[other] Tint: the dead of { $n } incidents counted by province
    }
choropleth-several =
    { $count ->
        [one] { $n } of them may lie in another province and counts from none to all
       *[other] { $n } of them may lie in more than one province and count in each from none to all
    }
choropleth-unknown =
    { $count ->
        [one] of { $n } the number of dead is unknown
       *[other] of { $n } the number of dead is unknown
    }
choropleth-nowhere =
    { $count ->
        [one] { $n } more lies in no known province
       *[other] { $n } more lie in no known province
    }
choropleth-list = By province: { $list }.
map-inset =
    { $count ->
        [one] Inset { $letter } draws a part of it larger, with { $n } incident.
       *[other] Inset { $letter } draws a part of it larger, with { $n } incidents.
    }
strip-density = Incidents to 100 km of border
strip-nothing = no incident with a place
strip-description =
    { $count ->
       *[other] { $title }. The { $border } straightened, { $left } above and { $right } below, with { $n } of { $of } incidents at their kilometre and their distance: { $list }.
    }
strip-description-none = { $title }. The { $border } straightened, { $left } above and { $right } below; no incidents are drawn.
strip-half = Half of what happened lies between km { $a } and { $b }, on { $p } % of the length.
strip-width = The kilometre of an incident is known to ± { $a } km (median), of the least sure one to ± { $b } km.
strip-range-only =
    { $count ->
       *[other] Of { $n } of them only the range of the distance is known, no point.
    }
strip-apart = Apart from all others lie: { $list }.
timeline-by-month = Incidents by month
timeline-on-its-date = Each on its date
timeline-counted-week = Counted by week, with the dead
timeline-counted-month = Counted by month, with the dead
timeline-counted-quarter = Counted by quarter, with the dead
timeline-counted-year = Counted by year, with the dead
timeline-cumulative-dead = The dead, added up; attackers included
timeline-description =
    { $count ->
        [one] { $title }. Timeline of { $n } incident, { $from } to { $to }: { $list }.
       *[other] { $title }. Timeline of { $n } incidents, { $from } to { $to }: { $list }.
    }
timeline-most = Most in one month: { $n }, in { $month }.
timeline-dead-unknown = For no incident is a number of dead known.
timeline-dead =
    { $count ->
       *[other] { $range } dead, attackers included; for { $n } incidents no number is known.
    }
multiples-count =
    { $count ->
        [one] { $n } incident
       *[other] { $n } incidents
    }
multiples-description =
    { $count ->
       *[other] { $title }. Maps of the { $border } between { $left } and { $right }, at one scale, with { $n } of { $of } incidents: { $list }.
    }
atlas-page = Page { $n } of { $of }: border kilometres { $from } to { $to }
atlas-neighbours = continued on { $list }
atlas-overview =
    { $count ->
        [one] Overview of { $n } page
       *[other] Overview of { $n } pages
    }
atlas-off = on none of them: { $n }
animation-description = Animated: { $n } frames, from { $from } to { $to }.
animation-paler = paler: earlier


## Report

report-report = Report
report-period = { $from } to { $to }
report-contents = Contents
report-summary = Summary
report-figures = Figures
report-map-title = Where it happened
report-strip-title = The border straightened: how near, and how sure that is
report-timeline-title = When it happened
report-table = All records
report-cards = Each record
report-disagreements = Contradictions and remarks
report-method = Method
report-contested-ground = Contested ground: more than one country claims it. The side of an incident on it is disputed, neither left nor right.
report-data = Data, licences, boundaries
report-lengths = The length of the border
report-comparison = Beside the period before
report-counts = Counts
report-counts-note = By border kilometre an event of uncertain place is shared out over the kilometres where it may have been. The rows run from the first to the last stretch with an event, of { $km } km; beyond them there is none.
report-records =
    { $count ->
        [one] { $n } record: { $list }.
       *[other] { $n } records: { $list }.
    }
report-kind-event =
    { $count ->
        [one] { $n } event
       *[other] { $n } events
    }
report-kind-contact =
    { $count ->
        [one] { $n } visit or round of talks
       *[other] { $n } visits or talks
    }
report-kind-claim =
    { $count ->
        [one] { $n } statement
       *[other] { $n } statements
    }
report-kind-aggregate =
    { $count ->
        [one] { $n } sum over several events
       *[other] { $n } sums over several events
    }
report-dated = Events are dated from { $from } to { $to }.
report-dead = Events: { $range } dead by the lowest and highest figures given, attackers included.
report-dead-unread =
    { $count ->
       *[other] For { $n } of { $of } events the source gives a text for the dead that is no number; it stands with the record.
    }
report-dead-unknown =
    { $count ->
       *[other] For { $n } of { $of } events nobody gives the number of dead.
    }
report-half = Half of the { $n } events with a known point near the border lie between border kilometres { $a } and { $b }, on { $p }{"\u00A0"}% of the length.
report-near = Within { $d } of the border: surely { $n } and possibly { $m } of the { $of } events with a place.
report-near-sure = Within { $d } of the border: surely { $n } of the { $of } events with a place, and no more.
report-no-position =
    { $count ->
        [one] { $n } of { $of } events has no place that could be measured.
       *[other] { $n } of { $of } events have no place that could be measured.
    }
report-one-source =
    { $count ->
        [one] { $n } of { $of } events rests on a single publisher.
       *[other] { $n } of { $of } events rest on a single publisher.
    }
report-contested =
    { $count ->
        [one] { $n } of { $of } events is disputed or denied.
       *[other] { $n } of { $of } events are disputed or denied.
    }
report-linked = Events linked as reports of the same event: { $n } (different events: { $m }). Every count and sum takes each of them by itself.
report-denied-dead = Denied events with dead: { $n }. They are in every count and sum.
report-few =
    { $count ->
        [one] { $n } event is too little to speak of a trend within this time.
       *[other] { $n } events are too few to speak of a trend within this time.
    }
report-length = The border measures { $km }{"\u00A0"}km on this line; published lengths run from { $a } to { $b }{"\u00A0"}km.
report-length-one = The border measures { $km }{"\u00A0"}km on this line; its published length is { $b }{"\u00A0"}km.
report-nothing = No record passes the filter.
report-date = Date
report-title = What happened
report-place = Place
report-distance = Distance to the border
report-side = Side
report-killed = Killed
report-wounded = Wounded
report-status = Status
report-grade = Grade
report-not-graded = not graded yet
report-category = Kind
report-location = Where
report-position = Position of the point
report-radius = Location radius
report-radius-none = none given: the point is counted as exact
report-basis = The point rests on
report-kilometre = Border kilometre
report-probability = Within { $d }
report-actors = Who took part
report-same-event = The same event as
report-sources = Sources
report-notes = Contradictions and remarks
report-published-by = Published by
report-length-notes = Remarks
report-kilometres = Kilometres
report-events = Events
report-year = Year
report-border-kilometres = Border kilometres
report-accessed = read { $date }
report-no-address = no address
report-search = Search
report-all = all
report-show = Show on the figures
report-shown = { $n } of { $of } records shown
report-sort = Sort by
report-earlier = Previous page
report-later = Next page
report-map-note = Point at a symbol for its title; a click marks it in the table.
report-listed = { $of } records pass the filter. The list and the cards hold the latest { $n } of them; every count and the summary cover all. Ask for a shorter period (--since, --until) to see each record.
report-drawn = More records than a map can tell apart: it draws the latest { $n } of { $of }. The border straightened and the timeline are left out, since they would show a part as the whole; the counts by year and by stretch cover all.
report-method-distance = Distance is the shortest geodesic on WGS84 from the point to the border line; every edge of the line is a geodesic.
report-method-radius = A report names a place, seldom a point. The true place is taken as anywhere within the location radius, with equal chance, cut to the side that the report names; the range of the distance and the probabilities follow from that.
report-method-border = The range is widened by the accuracy of the line: { $n } unless a stretch says otherwise. A probability is about the place alone, with the line as drawn: where only the line leaves an answer open, it is possible and has no probability.
report-method-hand = Points that were set by hand on or beside the border tell only a range, never a distance.
report-method-words = Places are told in words no finer than the radius allows: the nearest named place, and the nearest crossing within 50 km. Positions are rounded to the minute of arc for a radius of a nautical mile or more; MGRS squares are no wider than the radius.
report-method-events = Visits, statements and sums over several events are listed but never counted as events.
report-method-grade = Grades have two axes (Admiralty code): the source, A to F, and the information, 1 to 6. F and 6 mean that it cannot be judged, not that it is bad.
report-licence = Licence: { $name }.
report-edition = Edition of the line: { $name }.
report-measured = Measured here
report-disagree-intro = Every record on which accounts contradict each other, or which carries a remark about its sources.
report-disagree-none = No record carries a contradiction.
report-other-side = The point lies on the other side than the report says, { $d } from the line.
report-lengths-intro = Lengths of the whole border that have been published, beside the one measured along this line. Nothing here is scaled to a published length.
report-compared = This period, { $a }, beside the period of the same length before, { $b }.
report-this-period = This period
report-period-before = Before
report-change = Difference
report-new = New in this period
report-changed = Earlier records of which a source in this period tells more
report-withdrawn = Earlier records denied or disputed by a source in this period
report-changed-by = source of { $date }
report-no-dated-source = Cannot be said: no source of the earlier records has a date.
report-none = None.
report-compare-few = With { $n } and { $m } events the difference may well be chance (p { $p }).
report-compare-note = p: the exact probability of a difference at least as large if both periods had the same rate.
report-compare-before = The records begin on { $date }: the period { $period } is not covered, and nothing is compared with it.
report-compare-part = The records begin on { $date }: the days before are not covered; in { $period } they count as days without events.
report-compare-after = The records end on { $date }: they cover { $n } of the { $of } days of { $period }, and nothing is compared.
report-compare-part-after = The records end on { $date }: the days after it may not be covered; in { $period } they count as days without events.
report-comparison-other = Beside another period
report-compared-other = This period, { $a }, beside { $b }.
report-change-open = open
report-change-range = { $a } to { $b }
report-compare-more = More events than in the other period, by more than chance would explain: { $n } and { $m } (p { $p }). Two periods show a difference, not a trend.
report-compare-fewer = Fewer events than in the other period, by more than chance would explain: { $n } and { $m } (p { $p }). Two periods show a difference, not a trend.
report-compare-length = The periods differ in length: the sums of the dead are not compared.
report-compare-dead-more = More people were killed, by every figure given: { $n } and { $m }.
report-compare-dead-fewer = Fewer people were killed, by every figure given: { $n } and { $m }.
report-compare-dead-same = As many people were killed in both periods: { $n }.
report-compare-dead-open = Whether more or fewer people were killed is open: { $n } and { $m }. The figures overlap, or some are missing.
report-compare-both = Records that may lie in either period: { $n }. They count in the most of both and in the least of neither.
report-month = Month
report-sealed = Since the last sealed edition
report-sealed-of = Seal { $n }, edition { $edition }. Incidents of the whole dossier that are not as they were sealed:
report-sealed-data = Data to { $date } when sealed.
report-sealed-change = { $field }: { $old } → { $new }
report-sealed-no-value = none
report-sealed-new = New
report-sealed-corrected = Corrected
report-sealed-withdrawn = Withdrawn
kilometre-near = { $km } (near { $place })


## Bands: shares within distances

# A share, and the same with the ends of its interval.
percent = { $n }{"\u00A0"}%
percent-with-range = { $n }{"\u00A0"}% ({ $range })
bands-of-border = Distance to the border
bands-of-crossing = Distance to the nearest border crossing
bands-of-post = Distance to the nearest border post
bands-of-town = Distance to the nearest town
bands-within = within { $d }
bands-all = All events
bands-unexpected-year = Year not expected
bands-dead = The dead, attackers included
bands-column-no-place = No place
bands-column-toll-unknown = Toll unknown
bands-column-group = Group
bands-column-within = Within
bands-column-points = Points alone
bands-column-least = At least
bands-column-expected = Expected (90 %)
bands-column-most = At most
bands-column-of = Shares of
bands-column-up-to = { $to }, up to (km)
bands-column-low = Interval of 90{"\u00A0"}%, from
bands-column-high = Interval of 90{"\u00A0"}%, to
bands-column-expected-alone = Expected
bands-from-border =
    { $count ->
        [one] { $n } of { $of } points was set on or beside the border by hand: by itself it says nothing about a distance.
       *[other] { $n } of { $of } points were set on or beside the border by hand: by themselves they say nothing about a distance.
    }
bands-dead-no-place = Dead of events without a place that could be measured, in no share: { $dead }.
bands-dead-unknown = For { $n } of { $of } events with a place nobody gives the number of dead.
bands-dead-unread = For { $n } of { $of } events with a place the source gives a text for the dead that is no number.
bands-legend-bounds = From the least to the most that places and tolls allow
bands-legend-interval = Expected share, with its interval of 90{"\u00A0"}%
bands-legend-points = The points alone, taken as exact
bands-description =
    { $count ->
        [one] { $title }. { $to }: shares of { $n } event with a place.
       *[other] { $title }. { $to }: shares of { $n } events with a place.
    }
bands-sentence = Within { $d }: { $share } to be expected, at least { $a }, at most { $b }.
bands-sentence-points = Within { $d }: { $share } to be expected, at least { $a }, at most { $b }; by the points alone { $p }.
bands-nothing = no event has a place
report-bands = How near, and how sure that is
bands-note = At least and at most hold wherever in its radius each event was and whatever the toll within its figures. The interval of 90 % takes events as independent: for events it is exact (Poisson binomial), for the dead and for groups of open membership it is drawn. Points alone: as if every point were exact.

## Words of ours that data hold in English: credits, the accuracy of the line, published lengths

credit-border = Border
credit-boundaries = Boundaries
credit-incidents = Incidents
credit-places = Places
credit-incidents-and-places = Incidents and places
credit-provinces = Provinces
credit-lakes = Lakes
credit-rivers = Rivers
credit-relief = Relief
credit-locator = Locator
accuracy-shared = Assumed: both countries' outlines share every vertex; nobody surveyed this line, and rivers were seen 2 to 5 km from theirs elsewhere.
accuracy-overlap = Assumed: the two outlines overlap over some stretch, where a rule chose one of them; nobody surveyed this line, and rivers were seen 2 to 5 km from theirs elsewhere.
accuracy-other-source = Assumed: the line is of another source and year, moved at its ends to meet its neighbours; nobody surveyed this line, and rivers were seen 2 to 5 km from theirs elsewhere.
accuracy-unknown = Assumed: nobody has said how accurate this line is.
length-page = Page: { $country }
