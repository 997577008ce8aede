# French.


## How the language is written

direction = ltr
letters = U+0041-005A, U+0061-007A, U+00C0, U+00C2, U+00C4, U+00C6-00CB, U+00CE-00CF, U+00D4, U+00D9, U+00DB-00DC, U+00E0, U+00E2, U+00E4, U+00E6-00EB, U+00EE-00EF, U+00F4, U+00F9, U+00FB-00FC, U+00FF, U+0152-0153, U+0178
digits = 0123456789
decimal-mark = ,
# A narrow fixed space, as before ; ! and ?; a fixed space of full width stands before a colon.
grouping-mark = {"\u202F"}
grouping-from = 4
elided-before-vowel = de
name-fallback = en
language-names = French, français
semicolon = {"\u202F"};{" "}
name-ending-in-common-noun = { $name }


## Dates

date-about = vers { $date }
date-since = depuis { $date }
date-until = jusqu’à { $date }
date-from-unknown-end = à partir de { $date }, fin inconnue
date-to-unknown-start = jusqu’à { $date }, début inconnu
first-of-month = 1er
month-1 = janv.
month-2 = févr.
month-3 = mars
month-4 = avr.
month-5 = mai
month-6 = juin
month-7 = juil.
month-8 = août
month-9 = sept.
month-10 = oct.
month-11 = nov.
month-12 = déc.
month-of-day-1 = janv.
month-of-day-2 = févr.
month-of-day-3 = mars
month-of-day-4 = avr.
month-of-day-5 = mai
month-of-day-6 = juin
month-of-day-7 = juil.
month-of-day-8 = août
month-of-day-9 = sept.
month-of-day-10 = oct.
month-of-day-11 = nov.
month-of-day-12 = déc.


## Lists and units

and = et
comma = ,{" "}
km = km
metres = { $n }{"\u00A0"}m
miles = milles


## Categories of incidents

category-clash = Affrontement armé
category-shelling = Roquettes ou tirs d’artillerie
category-drone-attack = Attaque de drone
category-smuggling-clash = Affrontement avec des contrebandiers
category-incursion = Passage armé ou incursion
category-deployment = Déploiement, exercice, poste
category-contact = Visite ou pourparlers
category-claim = Déclaration
category-aggregate = Total de plusieurs événements
category-other = Autre
category-landmine = Mine terrestre
category-air-strike = Frappe aérienne
category-cross-border-fire = Tirs à travers la frontière
category-arrest = Arrestation
category-crossing-closed = Fermeture d’un point de passage
category-protest = Manifestation
category-abduction = Enlèvement


## Facts: distance, side, place, casualties, status, grade

unnamed-border = Frontière
border-between = Frontière { $a }–{ $b }
tripoint-with = Tripoint ({ $country })
end-of-line = Fin de la ligne
boundaries-disclaimer = Frontières d’après OpenStreetMap{"\u202F"}; elles n’impliquent aucune position sur la souveraineté.
length-as-mapped = { $km }{"\u00A0"}km d’après OpenStreetMap, édition { $edition }
casualties-about = environ { $n }
casualties-unknown = inconnu
casualties-at-least = au moins { $n }
casualties-at-most = au plus { $n }
border-kilometre = Kilomètre de frontière
or-more = { $range } ou plus
compass-north = au nord
compass-north-east = au nord-est
compass-east = à l’est
compass-south-east = au sud-est
compass-south = au sud
compass-south-west = au sud-ouest
compass-west = à l’ouest
compass-north-west = au nord-ouest
place-about-direction = à environ { $n } { $direction } de { $place }
place-about = à environ { $n } de { $place }
place-within = à moins de { $n } de { $place }
crossing-about = à { $n } du point de passage { $place }
crossing-within = à moins de { $n } du point de passage { $place }
place-region = Quelque part dans la zone de { $place }, à moins de { $n } de son centre{"\u202F"}; aucun point n’est connu
place-unknown = Lieu inconnu
status-officially-confirmed = confirmé officiellement
status-multiple-media = plusieurs sources
status-one-side = une seule partie ou source
status-disputed = contesté
status-denied = démenti
basis-gazetteer = un répertoire toponymique
basis-reported = des coordonnées publiées
basis-estimate = une estimation
basis-from-border = la frontière{"\u00A0"}: placé à la main sur la ligne ou à côté, sa distance ne prouve donc rien
reliability-a = totalement fiable
reliability-b = habituellement fiable
reliability-c = assez fiable
reliability-d = habituellement peu fiable
reliability-e = non fiable
reliability-f = fiabilité impossible à évaluer
credibility-1 = confirmé par d’autres
credibility-2 = probablement vrai
credibility-3 = peut-être vrai
credibility-4 = douteux
credibility-5 = improbable
credibility-6 = véracité impossible à évaluer
side-reported = { $side }, d’après la source
side-measured = { $side }, d’après le point
side-uncertain = côté incertain
side-both = les deux côtés, d’après la source
side-disputed = côté contesté
distance-interval-only = { $range }{"\u00A0"}km (intervalle seul)
distance-with-interval = { $n }{"\u00A0"}km ({ $range })
distance-exact = { $n }{"\u00A0"}km
distance-about = environ { $n }{"\u00A0"}km
interval-alone = { $range }{"\u00A0"}km
interval-up-to = jusqu’à { $n }
interval-exact = exact
side-left = gauche
side-right = droite

## Two lines of a border

diff-title = { $a } et { $b }
diff-subtitle = Jusqu’à { $d } d’écart{"\u202F"}; { $area } km² entre les tracés
diff-subtitle-alone = Jusqu’à { $d } d’écart

## Whether a verdict holds by all lines

verdict-robust = sûr
verdict-place = dépend du lieu
verdict-line = dépend du tracé
verdict-not-judged = non évalué
verdict-of-views = { $verdict } ({ $list })
verdict-yes = oui
verdict-no = non
verdict-possible = possible
verdict-probability = { $verdict } (probabilité { $p })
key-verdict-within = à moins de { $d }{"\u00A0"}: { $verdict }
key-verdict-side = côté{"\u00A0"}: { $verdict }
footer-views = Sont aussi tracés{"\u00A0"}: { $list }. Un tel tracé montre une revendication, une autre carte ou un tracé plus ancien{"\u202F"}; aucune distance n’en est mesurée.
footer-verdicts = Là où une liste donne la distance et le côté, ils valent selon tous les tracés et en tout lieu du rayon, sauf mention contraire{"\u00A0"}: dépend du tracé, dépend du lieu, ou non évalué près d’une lacune d’un tracé.
report-verdict-within = Conclusion{"\u00A0"}: à moins de { $d }
report-verdict-side = Conclusion{"\u00A0"}: côté
report-verdicts-within = À moins de { $d } selon tous les tracés (événements localisés{"\u00A0"}: { $of }){"\u00A0"}: sûr { $robust }, dépend du lieu { $place }, dépend du tracé { $line }, non évalué { $none }.
report-verdicts-side = Côté selon tous les tracés (événements localisés{"\u00A0"}: { $of }){"\u00A0"}: sûr { $robust }, dépend du lieu { $place }, dépend du tracé { $line }, non évalué { $none }.
report-method-views = La distance et le côté sont aussi jugés selon d’autres tracés{"\u00A0"}: { $list }. Une conclusion est sûre si elle est la même selon tous les tracés et en tout lieu du rayon. Elle dépend du lieu si le rayon ou l’exactitude du tracé la laissent ouverte{"\u202F"}; elle dépend du tracé si un autre tracé en donne une autre, au-delà de l’exactitude indiquée pour lui. Près d’une lacune d’un tel tracé, elle n’est pas évaluée.
line-not-stated = statut non précisé
line-agreed = convenue entre les deux parties
line-disputed = contestée
line-control-line = ligne de contrôle, non reconnue comme frontière par accord
line-armistice = ligne d’armistice
line-approximate = approximative, non délimitée ou non démarquée
not-verified = non vérifié


## Legend

legend-incidents = Incidents
legend-certainty = Certitude du lieu
legend-on-the-map = Sur la carte
legend-hollow = Symbole vide{"\u00A0"}: contesté ou démenti
legend-dead = { $list } morts, assaillants compris
legend-most-dead = Au-delà de { $n } morts, symbole de { $n }
legend-highest-figure = Anneau extérieur{"\u00A0"}: bilan le plus élevé
legend-none-dead = Aucun mort signalé
legend-unknown-dead = Nombre de morts inconnu
legend-radius = Rayon du lieu{"\u00A0"}: l’incident a eu lieu à l’intérieur
legend-radius-beyond = Rayon du lieu plus grand que la carte, non tracé{"\u00A0"}: { $n }
legend-moved = Décalé{"\u202F"}; un trait mène au point indiqué
legend-counted = Autant d’incidents comptés ensemble, aux couleurs de leurs catégories
legend-cell = Maille de { $n }{"\u00A0"}: la position y a été arrondie
legend-hexagons = Hexagones larges de { $n }{"\u00A0"}: plus ils sont foncés, plus ils contiennent d’incidents{"\u202F"}; leur nombre y est inscrit
legend-heat = Bande de chaleur{"\u00A0"}: chaque incident est réparti sur ses lieux possibles{"\u202F"}; plus elle est foncée, plus il y en a
legend-heat-darkest = la case la plus foncée{"\u00A0"}: { $n } incidents sur { $km } de frontière
legend-border = { $name }, avec ses kilomètres
legend-border-uncertain = La même, tracé incertain
legend-border-status = La même, { $status }
legend-border-sole-status = { $border }{"\u00A0"}: { $status }
legend-between = Teinté{"\u00A0"}: terrain entre la frontière et un tel tracé
legend-contested = Territoire contesté
legend-inset = Cadre{"\u00A0"}: agrandi dans le carton
inset-letter = A
legend-choropleth-incidents = Incidents par province
legend-choropleth-killed = Morts par province
legend-choropleth-between = Rayé{"\u00A0"}: entre les deux teintes, faute de certitude
legend-choropleth-first = { $head }{"\u00A0"}: { $range }
legend-buffer = À moins de { $n } de la frontière
legend-ring = { $n } autour de { $place }
legend-crossing = Point de passage frontalier
legend-mine = Site minier
legend-journey = Déplacement de l’autre côté, avec sa date
legend-disputed-journey = Tireté{"\u00A0"}: contesté ou démenti
legend-see-list = Numéros{"\u00A0"}: voir la liste
legend-grades = Cotation{"\u00A0"}: source de A à F, information de 1 à 6
legend-how-to-read = Comment lire
legend-ranges = Barres{"\u00A0"}: intervalle du kilomètre et de la distance
legend-range-only = Colonne{"\u00A0"}: seul l’intervalle de la distance est connu{"\u202F"}; la hauteur du symbole ne dit rien
legend-root-scale = Distances selon leur racine carrée, pour séparer les plus proches
legend-border-accuracy = Écart possible entre la ligne et la frontière réelle
legend-break = La frontière reprend à un autre endroit
legend-density-note = Chaque incident est réparti sur ses kilomètres possibles
legend-even-density = Tireté{"\u00A0"}: si tous étaient répartis également
legend-date-bar = Barre{"\u00A0"}: les jours où il a pu avoir lieu
legend-month-share = Une date incertaine compte dans chaque mois pour sa part
legend-dead-range = Entre le bilan le plus bas et le plus élevé


## Key: the numbered list beside a map

key-heading = Ce qui s’est passé, par date
key-regions = Seule la région est connue
key-casualties = morts{"\u00A0"}: { $killed }, blessés{"\u00A0"}: { $wounded }
key-grade = cotation { $grade }


## Scale bar, grid and projection

projection-conic = conique conforme de Lambert, parallèles { $a }° et { $b }°
projection-transverse-mercator = Mercator transverse, méridien central { $a }°
projection-azimuthal = azimutale équivalente de Lambert
scale-true-at = exacte à { $at }
north-arrow = N
latitude-north = { $n }°{"\u00A0"}N
latitude-south = { $n }°{"\u00A0"}S
longitude-east = { $n }°{"\u00A0"}E
longitude-west = { $n }°{"\u00A0"}O


## Footer

footer-shown =
    { $count ->
        [one] { $n } incident affiché sur { $of }
       *[other] { $n } incidents affichés sur { $of }
    }
footer-no-place = { $n } sans lieu
footer-areas =
    { $count ->
        [one] { $n } situé par sa seule région
       *[other] { $n } situés par leur seule région
    }
footer-outside =
    { $count ->
        [one] { $n } situé hors de cette carte
       *[other] { $n } situés hors de cette carte
    }
footer-data-to = Données arrêtées au { $date }.
selection = Sélection{"\u00A0"}: { $list }.
selection-near = jusqu’à { $n } de la frontière
selection-km = kilomètre de frontière { $range }
selection-grade = cotation { $grade } ou meilleure
selection-box = longitude de { $west } à { $east }, latitude de { $south } à { $north }
footer-coarsened = Positions arrondies à { $n }.
footer-status-whole = La ligne{"\u00A0"}: { $status }
footer-status = Km { $range }{"\u00A0"}: { $status }
contested-by-both = Dans la source de la ligne, les fuseaux horaires d’OpenStreetMap, il est dans les contours des deux pays{"\u00A0"}: { $a }, { $b }. Contour que suit la ligne{"\u00A0"}: { $follows }.
contested-held = Tenu par{"\u00A0"}: { $holder }; revendiqué par{"\u00A0"}: { $claimant }.
footer-contested = Territoire contesté (hachuré){"\u00A0"}: { $reason }
footer-contested-named = Territoire contesté (hachuré), { $name }{"\u00A0"}: { $reason }
footer-more-reasons =
    { $count ->
        [one] { $n } autre motif figure dans le rapport.
       *[other] { $n } autres motifs figurent dans le rapport.
    }
footer-sources = Sources{"\u00A0"}: { $list }.
footer-projection = Projection { $name }{"\u202F"}; l’échelle varie de { $n }{"\u00A0"}% sur la carte.
footer-edition = Édition du tracé{"\u00A0"}: { $name }.


## Figures: descriptions and headings

map-description =
    { $count ->
        [one] { $title }. Carte{"\u00A0"}: { $border } ({ $left }, { $right }), avec { $n } incident sur { $of }{"\u00A0"}: { $list }.
       *[other] { $title }. Carte{"\u00A0"}: { $border } ({ $left }, { $right }), avec { $n } incidents sur { $of }{"\u00A0"}: { $list }.
    }
map-description-none = { $title }. Carte{"\u00A0"}: { $border } ({ $left }, { $right }), sans incidents.
map-layers = Figurent aussi{"\u00A0"}: { $list }.
map-notes = Notes sur la carte{"\u00A0"}: { $list }.
choropleth-incidents =
    { $count ->
        [one] Teinte{"\u00A0"}: { $n } incident compté par province
       *[other] Teinte{"\u00A0"}: { $n } incidents comptés par province
    }
choropleth-killed =
    { $count ->
        [one] Teinte{"\u00A0"}: morts de { $n } incident comptés par province
       *[other] Teinte{"\u00A0"}: morts de { $n } incidents comptés par province
    }
choropleth-several =
    { $count ->
        [one] { $n } d’entre eux peut se situer dans plusieurs provinces et compte dans chacune de rien à tout
       *[other] { $n } d’entre eux peuvent se situer dans plusieurs provinces et comptent dans chacune de rien à tout
    }
choropleth-unknown = pour { $n } le nombre de morts est inconnu
choropleth-nowhere =
    { $count ->
        [one] { $n } autre ne se situe dans aucune province connue
       *[other] { $n } autres ne se situent dans aucune province connue
    }
choropleth-list = Par province{"\u00A0"}: { $list }.
map-inset =
    { $count ->
        [one] Le carton { $letter } en agrandit une partie, avec { $n } incident.
       *[other] Le carton { $letter } en agrandit une partie, avec { $n } incidents.
    }
strip-density = Incidents pour 100{"\u00A0"}km de frontière
strip-nothing = aucun incident localisé
strip-description =
    { $count ->
        [one] { $title }. { $border }, redressée, { $left } en haut et { $right } en bas, avec { $n } incident sur { $of } à leur kilomètre et à leur distance{"\u00A0"}: { $list }.
       *[other] { $title }. { $border }, redressée, { $left } en haut et { $right } en bas, avec { $n } incidents sur { $of } à leur kilomètre et à leur distance{"\u00A0"}: { $list }.
    }
strip-description-none = { $title }. { $border }, redressée, { $left } en haut et { $right } en bas, sans incidents.
strip-half = La moitié des incidents se situe entre les km { $a } et { $b }, sur { $p }{"\u00A0"}% de la longueur.
strip-width = Le kilomètre d’un incident est connu à ± { $a }{"\u00A0"}km (médiane), celui du moins sûr à ± { $b }{"\u00A0"}km.
strip-range-only = Pour { $n } d’entre eux, seul l’intervalle de la distance est connu, sans aucun point.
strip-apart = À l’écart de tous les autres{"\u00A0"}: { $list }.
timeline-by-month = Incidents par mois
timeline-on-its-date = Chacun à sa date
timeline-counted-week = Comptés par semaine, avec les morts
timeline-counted-month = Comptés par mois, avec les morts
timeline-counted-quarter = Comptés par trimestre, avec les morts
timeline-counted-year = Comptés par an, avec les morts
timeline-cumulative-dead = Morts cumulés, assaillants compris
timeline-description =
    { $count ->
        [one] { $title }. Chronologie de { $n } incident, { $from } – { $to }{"\u00A0"}: { $list }.
       *[other] { $title }. Chronologie de { $n } incidents, { $from } – { $to }{"\u00A0"}: { $list }.
    }
timeline-most = Le plus grand nombre en un mois{"\u00A0"}: { $n }, en { $month }.
timeline-dead-unknown = Le nombre de morts n’est connu pour aucun incident.
timeline-dead =
    { $count ->
        [one] { $range } morts, assaillants compris{"\u202F"}; pour { $n } incident, aucun nombre n’est connu.
       *[other] { $range } morts, assaillants compris{"\u202F"}; pour { $n } incidents, aucun nombre n’est connu.
    }
multiples-count =
    { $count ->
        [one] { $n } incident
       *[other] { $n } incidents
    }
multiples-description =
    { $count ->
        [one] { $title }. Cartes à une même échelle{"\u00A0"}: { $border } ({ $left }, { $right }), avec { $n } incident sur { $of }{"\u00A0"}: { $list }.
       *[other] { $title }. Cartes à une même échelle{"\u00A0"}: { $border } ({ $left }, { $right }), avec { $n } incidents sur { $of }{"\u00A0"}: { $list }.
    }
atlas-page = Page { $n } sur { $of }{"\u00A0"}: kilomètres { $from } à { $to } de la frontière
atlas-neighbours = suite en { $list }
atlas-overview =
    { $count ->
        [one] Vue d’ensemble de { $n } page
       *[other] Vue d’ensemble de { $n } pages
    }
atlas-off = sur aucune d’elles{"\u00A0"}: { $n }
animation-description = Animation{"\u00A0"}: { $n } images, de { $from } à { $to }.
animation-paler = plus clair{"\u00A0"}: avant


## Report

report-report = Rapport
report-period = { $from } – { $to }
report-contents = Sommaire
report-summary = Résumé
report-figures = Figures
report-map-title = Où cela s’est passé
report-strip-title = La frontière redressée{"\u00A0"}: à quelle distance et avec quelle certitude
report-timeline-title = Quand cela s’est passé
report-table = Tous les enregistrements
report-cards = Chaque enregistrement
report-disagreements = Contradictions et remarques
report-method = Méthode
report-data = Données, licences, frontières
report-lengths = La longueur de la frontière
report-comparison = Comparaison avec la période précédente
report-counts = Décomptes
report-counts-note = Par kilomètre de frontière, un événement au lieu incertain est réparti sur les kilomètres où il a pu se produire. Les lignes vont du premier au dernier tronçon avec un événement, sur { $km }{"\u00A0"}km{"\u202F"}; au-delà il n’y en a aucun.
report-records =
    { $count ->
        [one] { $n } enregistrement{"\u00A0"}: { $list }.
       *[other] { $n } enregistrements{"\u00A0"}: { $list }.
    }
report-kind-event =
    { $count ->
        [one] { $n } événement
       *[other] { $n } événements
    }
report-kind-contact =
    { $count ->
        [one] { $n } visite ou pourparlers
       *[other] { $n } visites ou pourparlers
    }
report-kind-claim =
    { $count ->
        [one] { $n } déclaration
       *[other] { $n } déclarations
    }
report-kind-aggregate =
    { $count ->
        [one] { $n } total de plusieurs événements
       *[other] { $n } totaux de plusieurs événements
    }
report-dated = Événements datés{"\u00A0"}: { $from } – { $to }.
report-dead = Événements{"\u00A0"}: { $range } morts selon les bilans le plus bas et le plus élevé, assaillants compris.
report-dead-unread =
    { $count ->
        [one] Pour { $n } événement sur { $of }, la source donne pour les morts un texte qui n’est pas un nombre{"\u202F"}; il figure dans l’enregistrement.
       *[other] Pour { $n } événements sur { $of }, la source donne pour les morts un texte qui n’est pas un nombre{"\u202F"}; il figure dans l’enregistrement.
    }
report-dead-unknown =
    { $count ->
        [one] Pour { $n } événement sur { $of }, personne ne donne le nombre de morts.
       *[other] Pour { $n } événements sur { $of }, personne ne donne le nombre de morts.
    }
report-half = La moitié des { $n } événements dont le point est connu, près de la frontière, se situe entre les kilomètres de frontière { $a } et { $b }, sur { $p }{"\u00A0"}% de la longueur.
report-near = À moins de { $d } de la frontière{"\u00A0"}: certainement { $n } et peut-être { $m } des { $of } événements localisés.
report-near-sure = À moins de { $d } de la frontière{"\u00A0"}: certainement { $n } des { $of } événements localisés, et pas davantage.
report-no-position =
    { $count ->
        [one] { $n } événement sur { $of } n’a pas de lieu mesurable.
       *[other] { $n } événements sur { $of } n’ont pas de lieu mesurable.
    }
report-one-source =
    { $count ->
        [one] { $n } événement sur { $of } repose sur une seule publication.
       *[other] { $n } événements sur { $of } reposent sur une seule publication.
    }
report-contested =
    { $count ->
        [one] { $n } événement sur { $of } est contesté ou démenti.
       *[other] { $n } événements sur { $of } sont contestés ou démentis.
    }
report-linked = Événements liés comme comptes rendus d’un même événement{"\u00A0"}: { $n } (événements distincts{"\u00A0"}: { $m }). Chaque décompte et chaque somme les prend un par un.
report-denied-dead = Événements démentis avec des morts{"\u00A0"}: { $n }. Ils figurent dans tous les décomptes et sommes.
report-few =
    { $count ->
        [one] { $n } événement ne suffit pas pour parler d’une tendance sur ce temps.
       *[other] { $n } événements ne suffisent pas pour parler d’une tendance sur ce temps.
    }
report-length = La frontière mesure { $km }{"\u00A0"}km sur ce tracé{"\u202F"}; les longueurs publiées vont de { $a } à { $b }{"\u00A0"}km.
report-length-one = La frontière mesure { $km }{"\u00A0"}km sur ce tracé{"\u202F"}; la longueur publiée est de { $b }{"\u00A0"}km.
report-nothing = Aucun enregistrement ne passe le filtre.
report-date = Date
report-title = Ce qui s’est passé
report-place = Lieu
report-distance = Distance à la frontière
report-side = Côté
report-killed = Morts
report-wounded = Blessés
report-status = Statut
report-grade = Cotation
report-not-graded = pas encore coté
report-category = Type
report-location = Où
report-position = Position du point
report-radius = Rayon du lieu
report-radius-none = non indiqué{"\u00A0"}: le point est compté comme exact
report-basis = Le point repose sur
report-kilometre = Kilomètre de frontière
report-probability = À moins de { $d }
report-actors = Parties impliquées
report-same-event = Même événement que
report-sources = Sources
report-notes = Contradictions et remarques
report-published-by = Publié par
report-length-notes = Remarques
report-kilometres = Kilomètres
report-events = Événements
report-year = Année
report-border-kilometres = Kilomètres de frontière
report-accessed = consulté le { $date }
report-no-address = sans adresse
report-search = Rechercher
report-all = tous
report-show = Montrer sur les figures
report-shown = { $n } enregistrements affichés sur { $of }
report-sort = Trier par
report-earlier = Page précédente
report-later = Page suivante
report-map-note = Pointez un symbole pour lire son titre{"\u202F"}; un clic le signale dans le tableau.
report-listed = { $of } enregistrements passent le filtre. La liste et les fiches contiennent les { $n } plus récents{"\u202F"}; les décomptes et le résumé portent sur tous. Demandez une période plus courte (--since, --until) pour voir chaque enregistrement.
report-drawn = Il y a plus d’enregistrements qu’une carte ne peut en distinguer{"\u00A0"}: elle montre les { $n } plus récents sur { $of }. La frontière redressée et la chronologie sont omises, car elles montreraient une partie pour le tout{"\u202F"}; les décomptes par année et par tronçon portent sur tous.
report-method-distance = La distance est la géodésique la plus courte sur WGS84 du point à la ligne frontière{"\u202F"}; chaque segment de la ligne est une géodésique.
report-method-radius = Une source nomme un lieu, rarement un point. Le lieu réel est supposé se trouver n’importe où dans le rayon, avec une probabilité égale et du seul côté que nomme la source{"\u202F"}; l’intervalle de la distance et les probabilités en découlent.
report-method-border = L’intervalle est élargi de l’exactitude du tracé{"\u00A0"}: { $n }, sauf indication contraire pour un tronçon. La probabilité ne porte que sur le lieu, avec le tracé tel quel{"\u00A0"}: là où seul le tracé laisse la réponse ouverte, elle est «{"\u00A0"}possible{"\u00A0"}» et sans probabilité.
report-method-hand = Les points placés à la main sur la frontière ou à côté ne donnent qu’un intervalle, jamais une distance.
report-method-words = Les lieux sont décrits en mots sans plus de précision que le rayon ne le permet{"\u00A0"}: le lieu nommé le plus proche, et le point de passage le plus proche à moins de 50{"\u00A0"}km. Les positions sont arrondies à la minute d’arc si le rayon atteint un mille marin{"\u202F"}; les carrés MGRS ne sont pas plus larges que le rayon.
report-method-events = Les visites, les déclarations et les totaux de plusieurs événements sont énumérés, mais jamais comptés comme événements.
report-method-grade = La cotation a deux axes (code de l’Amirauté){"\u00A0"}: la source, de A à F, et l’information, de 1 à 6. F et 6 signifient que l’on ne peut pas juger, non que c’est mauvais.
report-licence = Licence{"\u00A0"}: { $name }.
report-edition = Édition du tracé{"\u00A0"}: { $name }.
report-measured = Mesurée ici
report-disagree-intro = Tous les enregistrements dont les versions se contredisent ou qui portent une remarque sur leurs sources.
report-disagree-none = Aucun enregistrement ne contient de contradiction.
report-other-side = Le point se trouve de l’autre côté que celui indiqué par la source, à { $d } de la ligne.
report-lengths-intro = Longueurs publiées de toute la frontière, à côté de celle qui est mesurée sur ce tracé. Rien n’est ajusté à une longueur publiée.
report-compared = Cette période, { $a }, à côté de la précédente de même durée, { $b }.
report-this-period = Cette période
report-period-before = Avant
report-change = Différence
report-new = Nouveau dans cette période
report-changed = Enregistrements antérieurs sur lesquels une source de cette période en dit plus
report-withdrawn = Enregistrements antérieurs démentis ou contestés par une source de cette période
report-changed-by = source du { $date }
report-no-dated-source = Impossible à dire{"\u00A0"}: aucune source des enregistrements antérieurs n’est datée.
report-none = Aucun.
report-compare-few = Avec { $n } et { $m } événements, la différence peut fort bien être due au hasard (p { $p }).
report-compare-note = p{"\u00A0"}: probabilité exacte d’une différence au moins aussi grande si les deux périodes avaient la même fréquence.
report-compare-before = Les enregistrements commencent le { $date }{"\u00A0"}: la période { $period } n’est pas couverte, et rien ne lui est comparé.
report-compare-part = Les enregistrements commencent le { $date }{"\u00A0"}: les jours d’avant ne sont pas couverts{"\u202F"}; dans { $period } ils comptent comme des jours sans événement.
report-compare-after = Les enregistrements s’arrêtent le { $date }{"\u00A0"}: ils couvrent { $n } des { $of } jours de { $period }, et rien n’est comparé.
report-compare-part-after = Les enregistrements s’arrêtent le { $date }{"\u00A0"}: les jours d’après ne sont peut-être pas couverts{"\u202F"}; dans { $period } ils comptent comme des jours sans événement.
report-comparison-other = Comparaison avec une autre période
report-compared-other = Cette période, { $a }, à côté de { $b }.
report-change-open = ouverte
report-change-range = de { $a } à { $b }
report-compare-more = Plus d’événements que dans l’autre période, au-delà de ce qu’expliquerait le hasard{"\u00A0"}: { $n } et { $m } (p { $p }). Deux périodes montrent une différence, pas une tendance.
report-compare-fewer = Moins d’événements que dans l’autre période, au-delà de ce qu’expliquerait le hasard{"\u00A0"}: { $n } et { $m } (p { $p }). Deux périodes montrent une différence, pas une tendance.
report-compare-length = Les périodes n’ont pas la même durée{"\u00A0"}: les sommes des morts ne sont pas comparées.
report-compare-dead-more = Plus de personnes ont été tuées, selon tous les chiffres donnés{"\u00A0"}: { $n } et { $m }.
report-compare-dead-fewer = Moins de personnes ont été tuées, selon tous les chiffres donnés{"\u00A0"}: { $n } et { $m }.
report-compare-dead-same = Autant de personnes ont été tuées dans les deux périodes{"\u00A0"}: { $n }.
report-compare-dead-open = On ne sait pas si plus ou moins de personnes ont été tuées{"\u00A0"}: { $n } et { $m }. Les chiffres se recoupent, ou il en manque.
report-compare-both = Enregistrements qui peuvent relever de l’une ou l’autre période{"\u00A0"}: { $n }. Ils comptent dans le maximum des deux et dans le minimum d’aucune.
report-month = Mois
report-sealed = Depuis la dernière édition scellée
report-sealed-of = Sceau { $n }, édition { $edition }. Incidents de tout le dossier qui ne sont plus tels qu’ils ont été scellés{"\u00A0"}:
report-sealed-data = Données arrêtées au { $date } lors du scellement.
report-sealed-change = { $field }{"\u00A0"}: { $old } → { $new }
report-sealed-no-value = néant
report-sealed-new = Nouveau
report-sealed-corrected = Corrigé
report-sealed-withdrawn = Retiré
kilometre-near = { $km } (près de { $place })
report-contested-ground = Territoire contesté{"\u00A0"}: plus d’un pays le revendique. Le côté d’un incident qui s’y produit est contesté, ni à gauche ni à droite.


## Bands: shares within distances

percent = { $n }{"\u00A0"}%
percent-with-range = { $n }{"\u00A0"}% ({ $range })
bands-of-border = Distance à la frontière
bands-of-crossing = Distance au point de passage le plus proche
bands-of-post = Distance au poste frontière le plus proche
bands-of-town = Distance à la ville la plus proche
bands-within = à moins de { $d }
bands-all = Tous les événements
bands-unexpected-year = Année inattendue
bands-dead = Les morts, assaillants compris
bands-column-no-place = Sans lieu
bands-column-toll-unknown = Bilan inconnu
bands-column-group = Groupe
bands-column-within = À moins de
bands-column-points = Points seuls
bands-column-least = Au moins
bands-column-expected = Attendu (90{"\u00A0"}%)
bands-column-most = Au plus
bands-column-of = Parts de
bands-column-up-to = { $to }, jusqu’à (km)
bands-column-low = Intervalle à 90{"\u00A0"}%, de
bands-column-high = Intervalle à 90{"\u00A0"}%, à
bands-column-expected-alone = Attendu
bands-from-border =
    { $count ->
        [one] { $n } point sur { $of } a été placé à la main sur la frontière ou à côté{"\u00A0"}: à lui seul il ne dit rien d’une distance.
       *[other] { $n } points sur { $of } ont été placés à la main sur la frontière ou à côté{"\u00A0"}: à eux seuls ils ne disent rien d’une distance.
    }
bands-dead-no-place = Morts des événements sans lieu mesurable, qui n’entrent dans aucune part{"\u00A0"}: { $dead }.
bands-dead-unknown = Sur { $of } événements localisés, personne ne donne le nombre de morts pour { $n }.
bands-dead-unread = Sur { $of } événements localisés, la source donne pour { $n } un texte qui n’est pas un nombre de morts.
bands-legend-bounds = Du minimum au maximum que permettent les lieux et les bilans
bands-legend-interval = Part attendue, avec son intervalle à 90{"\u00A0"}%
bands-legend-points = Les points seuls, comme s’ils étaient exacts
bands-description =
    { $count ->
        [one] { $title }. { $to }{"\u00A0"}: parts de { $n } événement localisé.
       *[other] { $title }. { $to }{"\u00A0"}: parts de { $n } événements localisés.
    }
bands-sentence = À moins de { $d }{"\u00A0"}: { $share } attendus, au moins { $a }, au plus { $b }.
bands-sentence-points = À moins de { $d }{"\u00A0"}: { $share } attendus, au moins { $a }, au plus { $b }{"\u202F"}; d’après les points seuls { $p }.
bands-nothing = aucun événement n’a de lieu
report-bands = À quelle distance, et avec quelle certitude
bands-note = Le minimum et le maximum valent où que chaque événement ait eu lieu dans son rayon et quel que soit le bilan entre ses chiffres. L’intervalle à 90{"\u00A0"}% suppose les événements indépendants{"\u00A0"}: il est exact pour les événements (loi Poisson-binomiale), simulé pour les morts et pour les groupes d’appartenance ouverte. Points seuls{"\u00A0"}: comme si chaque point était exact.

credit-border = Frontière
credit-boundaries = Limites
credit-incidents = Incidents
credit-places = Lieux
credit-incidents-and-places = Incidents et lieux
credit-provinces = Provinces
credit-lakes = Lacs
credit-rivers = Cours d’eau
credit-relief = Relief
credit-locator = Carte de situation
accuracy-shared = Hypothèse{"\u00A0"}: les contours des deux pays ont tous leurs sommets en commun{"\u202F"}; personne n’a levé cette ligne sur le terrain, et ailleurs des cours d’eau ont été vus à 2 à 5{"\u00A0"}km des leurs.
accuracy-overlap = Hypothèse{"\u00A0"}: les deux contours se recouvrent sur un tronçon, où une règle a choisi l’un d’eux{"\u202F"}; personne n’a levé cette ligne sur le terrain, et ailleurs des cours d’eau ont été vus à 2 à 5{"\u00A0"}km des leurs.
accuracy-other-source = Hypothèse{"\u00A0"}: la ligne provient d’une autre source et d’une autre année, ses extrémités ayant été déplacées pour rejoindre ses voisines{"\u202F"}; personne ne l’a levée sur le terrain, et ailleurs des cours d’eau ont été vus à 2 à 5{"\u00A0"}km des leurs.
accuracy-unknown = Hypothèse{"\u00A0"}: personne n’a indiqué la précision de cette ligne.
length-page = Page{"\u00A0"}: { $country }
