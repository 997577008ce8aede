# Spanish. Decimal comma, as in Spain and most of South America; where a point is usual (Mexico, Central America), a dossier's own
# languages/es.ftl can say so.


## How the language is written

direction = ltr
letters = U+0041-005A, U+0061-007A, U+00C1, U+00C9, U+00CD, U+00D1, U+00D3, U+00DA, U+00DC, U+00E1, U+00E9, U+00ED, U+00F1, U+00F3, U+00FA, U+00FC
digits = 0123456789
decimal-mark = ,
# A fixed space, from five digits on (Ortografía of the RAE, and BIPM).
grouping-mark = {"\u00A0"}
grouping-from = 5
elided-before-vowel = {""}
name-fallback = en
language-names = Spanish, español, castellano
semicolon = ;{" "}
name-ending-in-common-noun = { $name }


## Dates

date-about = hacia { $date }
date-since = desde { $date }
date-until = hasta { $date }
date-from-unknown-end = desde { $date }, fin desconocido
date-to-unknown-start = hasta { $date }, comienzo desconocido
first-of-month = 1
month-1 = ene
month-2 = feb
month-3 = mar
month-4 = abr
month-5 = may
month-6 = jun
month-7 = jul
month-8 = ago
month-9 = sept
month-10 = oct
month-11 = nov
month-12 = dic
month-of-day-1 = ene
month-of-day-2 = feb
month-of-day-3 = mar
month-of-day-4 = abr
month-of-day-5 = may
month-of-day-6 = jun
month-of-day-7 = jul
month-of-day-8 = ago
month-of-day-9 = sept
month-of-day-10 = oct
month-of-day-11 = nov
month-of-day-12 = dic


## Lists and units

and = y
comma = ,{" "}
km = km
metres = { $n }{"\u00A0"}m
miles = millas


## Categories of incidents

category-clash = Enfrentamiento armado
category-shelling = Cohetes o artillería
category-drone-attack = Ataque con dron
category-smuggling-clash = Enfrentamiento con contrabandistas
category-incursion = Cruce armado o incursión
category-deployment = Despliegue, maniobras, puesto
category-contact = Visita o conversaciones
category-claim = Declaración
category-aggregate = Suma de varios eventos
category-other = Otros
category-landmine = Mina terrestre
category-air-strike = Ataque aéreo
category-cross-border-fire = Disparos a través de la frontera
category-arrest = Detención
category-crossing-closed = Cierre de paso fronterizo
category-protest = Protesta
category-abduction = Secuestro


## Facts: distance, side, place, casualties, status, grade

unnamed-border = Frontera
border-between = Frontera { $a }–{ $b }
tripoint-with = Punto trifronterizo con { $country }
end-of-line = Final de la línea
boundaries-disclaimer = Límites según OpenStreetMap; no implican posición alguna sobre la soberanía.
length-as-mapped = { $km } km según OpenStreetMap, edición { $edition }
casualties-about = unos { $n }
casualties-unknown = se desconoce
casualties-at-least = al menos { $n }
casualties-at-most = como máximo { $n }
border-kilometre = Kilómetro de frontera
or-more = { $range } o más
compass-north = norte
compass-north-east = noreste
compass-east = este
compass-south-east = sureste
compass-south = sur
compass-south-west = suroeste
compass-west = oeste
compass-north-west = noroeste
place-about-direction = a unos { $n } al { $direction } de { $place }
place-about = a unos { $n } de { $place }
place-within = a menos de { $n } de { $place }
crossing-about = a { $n } del paso fronterizo { $place }
crossing-within = a menos de { $n } del paso fronterizo { $place }
place-region = En algún lugar de { $place }, a menos de { $n } de su centro; no se conoce ningún punto
place-unknown = No se conoce el lugar
status-officially-confirmed = confirmado oficialmente
status-multiple-media = varias fuentes
status-one-side = una sola parte o fuente
status-disputed = controvertido
status-denied = desmentido
basis-gazetteer = un nomenclátor
basis-reported = coordenadas de un informe
basis-estimate = una estimación
basis-from-border = la frontera: situado a mano sobre la línea o junto a ella, por lo que su distancia no prueba nada
reliability-a = totalmente fiable
reliability-b = normalmente fiable
reliability-c = bastante fiable
reliability-d = normalmente no fiable
reliability-e = no fiable
reliability-f = no se puede juzgar la fiabilidad
credibility-1 = confirmado por otros
credibility-2 = probablemente cierto
credibility-3 = posiblemente cierto
credibility-4 = dudoso
credibility-5 = improbable
credibility-6 = no se puede juzgar la veracidad
side-reported = { $side }, según el informe
side-measured = { $side }, según el punto
side-uncertain = lado incierto
side-both = ambos lados, según el informe
side-disputed = lado en disputa
distance-interval-only = { $range } km (solo intervalo)
distance-with-interval = { $n } km ({ $range })
distance-exact = { $n } km
distance-about = unos { $n } km
interval-alone = { $range } km
interval-up-to = hasta { $n }
interval-exact = exacto
side-left = izquierda
side-right = derecha

## Two lines of a border

diff-title = { $a } y { $b }
diff-subtitle = Hasta { $d } de separación; { $area } km² entre las líneas
diff-subtitle-alone = Hasta { $d } de separación

## Whether a verdict holds by all lines

verdict-robust = firme
verdict-place = depende del lugar
verdict-line = depende de la línea
verdict-not-judged = no evaluado
verdict-of-views = { $verdict } ({ $list })
verdict-yes = sí
verdict-no = no
verdict-possible = posible
verdict-probability = { $verdict } (probabilidad { $p })
key-verdict-within = a menos de { $d }: { $verdict }
key-verdict-side = lado: { $verdict }
footer-views = También se dibuja: { $list }. Esa línea muestra una reivindicación, otro mapa o un trazado anterior; desde ella no se mide ninguna distancia.
footer-verdicts = Donde una lista da distancia y lado, valen según todas las líneas y en cualquier lugar dentro del radio, salvo que diga otra cosa: depende de la línea, depende del lugar, o no evaluado cerca de un hueco de una línea.
report-verdict-within = Conclusión: a menos de { $d }
report-verdict-side = Conclusión: lado
report-verdicts-within = A menos de { $d } según todas las líneas (sucesos con lugar: { $of }): firme { $robust }, depende del lugar { $place }, depende de la línea { $line }, no evaluado { $none }.
report-verdicts-side = Lado según todas las líneas (sucesos con lugar: { $of }): firme { $robust }, depende del lugar { $place }, depende de la línea { $line }, no evaluado { $none }.
report-method-views = La distancia y el lado se juzgan también según otras líneas: { $list }. Una conclusión es firme si es la misma según todas las líneas y en cualquier lugar dentro del radio. Depende del lugar si el radio o la exactitud de la línea la dejan abierta; depende de la línea si otra línea da otra conclusión, más allá de la exactitud que se indica para ella. Cerca de un hueco de una de esas líneas no se evalúa.
line-not-stated = estatus no indicado
line-agreed = acordada por ambas partes
line-disputed = en disputa
line-control-line = línea de control, no acordada como frontera
line-armistice = línea de armisticio
line-approximate = aproximada, sin delimitar o sin demarcar
not-verified = sin verificar


## Legend

legend-incidents = Incidentes
legend-certainty = Certeza del lugar
legend-on-the-map = En el mapa
legend-hollow = Hueco: controvertido o desmentido
legend-dead = { $list } muertos, incluidos los atacantes
legend-most-dead = Más de { $n } muertos se dibujan como { $n }
legend-highest-figure = Anillo exterior: la mayor cifra de muertos
legend-none-dead = Sin muertos según los informes
legend-unknown-dead = Número de muertos desconocido
legend-radius = Radio del lugar: ocurrió en algún punto de su interior
legend-radius-beyond = Radio del lugar mayor que el mapa, no dibujado: { $n }
legend-moved = Desplazado; una línea lleva al punto indicado
legend-counted = Tantos incidentes contados juntos, en los colores de sus categorías
legend-cell = Celda de { $n }: la posición se redondeó a ella
legend-hexagons = Hexágonos de { $n } de ancho: cuanto más oscuros, más incidentes dentro; su número figura en ellos
legend-heat = Banda de calor: cada incidente se reparte entre los lugares posibles; cuanto más oscura, más incidentes
legend-heat-darkest = el campo más oscuro: { $n } incidentes en { $km } de frontera
legend-border = { $name }, con sus kilómetros
legend-border-uncertain = La misma, posición incierta de la línea
legend-border-status = La misma, { $status }
legend-border-sole-status = { $border }: { $status }
legend-between = Coloreado: terreno entre la frontera y esa línea
legend-contested = Territorio en disputa
legend-inset = Recuadro: ampliado en el mapa inserto
inset-letter = A
legend-choropleth-incidents = Incidentes por provincia
legend-choropleth-killed = Muertos por provincia
legend-choropleth-between = A rayas: entre los dos tonos, pues no es seguro
legend-choropleth-first = { $head }: { $range }
legend-buffer = A menos de { $n } de la frontera
legend-ring = { $n } alrededor de { $place }
legend-crossing = Paso fronterizo
legend-mine = Explotación minera
legend-journey = Viaje al otro lado, con su fecha
legend-disputed-journey = Discontinua: controvertido o desmentido
legend-see-list = Números: véase la lista
legend-grades = Grado: fuente de A a F, información de 1 a 6
legend-how-to-read = Cómo se lee
legend-ranges = Barras: intervalo de su kilómetro y de su distancia
legend-range-only = Columna: solo se conoce el intervalo de la distancia; la altura del símbolo no dice nada
legend-root-scale = Distancias según su raíz cuadrada, para separar las cercanas
legend-border-accuracy = Cuánto puede distar de la línea la frontera real
legend-break = La frontera continúa en otro lugar
legend-density-note = Cada incidente se reparte entre los kilómetros posibles
legend-even-density = Discontinua: si todos se repartieran por igual
legend-date-bar = Barra: los días en que pudo ocurrir
legend-month-share = Una fecha incierta cuenta en cada mes según su parte
legend-dead-range = Entre la menor y la mayor cifra dada


## Key: the numbered list beside a map

key-heading = Qué ocurrió, por fechas
key-regions = Solo se conoce la región
key-casualties = muertos: { $killed }, heridos: { $wounded }
key-grade = grado { $grade }


## Scale bar, grid and projection

projection-conic = cónica conforme de Lambert, paralelos { $a }° y { $b }°
projection-transverse-mercator = transversa de Mercator, meridiano central { $a }°
projection-azimuthal = azimutal equivalente de Lambert
scale-true-at = exacta en { $at }
north-arrow = N
latitude-north = { $n }° N
latitude-south = { $n }° S
longitude-east = { $n }° E
longitude-west = { $n }° O


## Footer

footer-shown =
    { $count ->
        [one] { $n } de { $of } incidentes mostrado
       *[other] { $n } de { $of } incidentes mostrados
    }
footer-no-place = { $n } sin lugar
footer-areas = { $n } solo con región
footer-outside = { $n } fuera de este mapa
footer-data-to = Datos hasta { $date }.
selection = Selección: { $list }.
selection-near = hasta { $n } de la frontera
selection-km = kilómetro de frontera { $range }
selection-grade = grado { $grade } o mejor
selection-box = longitud de { $west } a { $east }, latitud de { $south } a { $north }
footer-coarsened = Posiciones redondeadas a { $n }.
footer-status-whole = La línea: { $status }
footer-status = Km { $range }: { $status }
contested-by-both = En la fuente de la línea, las zonas horarias de OpenStreetMap, está en los contornos de ambos países: { $a }, { $b }. El contorno que sigue la línea: { $follows }.
contested-held = En poder de { $holder }; lo reclama { $claimant }.
footer-contested = Territorio en disputa (rayado): { $reason }
footer-contested-named = Territorio en disputa (rayado), { $name }: { $reason }
footer-more-reasons =
    { $count ->
        [one] En el informe consta { $n } motivo más.
       *[other] En el informe constan { $n } motivos más.
    }
footer-sources = Fuentes: { $list }.
footer-projection = Proyección { $name }; la escala varía un { $n }{"\u00A0"}% en el mapa.
footer-edition = Edición de la línea fronteriza: { $name }.


## Figures: descriptions and headings

map-description = { $title }. Mapa: { $border } ({ $left }, { $right }), con { $n } de { $of } incidentes: { $list }.
map-description-none = { $title }. Mapa: { $border } ({ $left }, { $right }), sin incidentes.
map-layers = También se muestra: { $list }.
map-notes = Notas en el mapa: { $list }.
choropleth-incidents =
    { $count ->
        [one] Tono: { $n } incidente contado por provincia
       *[other] Tono: { $n } incidentes contados por provincia
    }
choropleth-killed =
    { $count ->
        [one] Tono: muertos de { $n } incidente contados por provincia
       *[other] Tono: muertos de { $n } incidentes contados por provincia
    }
choropleth-several =
    { $count ->
        [one] { $n } de ellos puede estar en más de una provincia y cuenta en cada una de ninguno a todos
       *[other] { $n } de ellos pueden estar en más de una provincia y cuentan en cada una de ninguno a todos
    }
choropleth-unknown = de { $n } no se conoce el número de muertos
choropleth-nowhere =
    { $count ->
        [one] { $n } más no está en ninguna provincia conocida
       *[other] { $n } más no están en ninguna provincia conocida
    }
choropleth-list = Por provincia: { $list }.
map-inset =
    { $count ->
        [one] El mapa inserto { $letter } amplía una parte, con { $n } incidente.
       *[other] El mapa inserto { $letter } amplía una parte, con { $n } incidentes.
    }
strip-density = Incidentes por cada 100{"\u00A0"}km de frontera
strip-nothing = ningún incidente con lugar conocido
strip-description = { $title }. { $border }, enderezada, con { $left } arriba y { $right } abajo, y { $n } de { $of } incidentes en su kilómetro y a su distancia: { $list }.
strip-description-none = { $title }. { $border }, enderezada, con { $left } arriba y { $right } abajo, sin incidentes.
strip-half = La mitad de lo ocurrido queda entre los km { $a } y { $b }, en el { $p }{"\u00A0"}% de la longitud.
strip-width = El kilómetro de un incidente se conoce con ± { $a } km (mediana); el del menos seguro, con ± { $b } km.
strip-range-only = De { $n } de ellos solo se conoce el intervalo de la distancia, ningún punto.
strip-apart = Apartados de todos los demás: { $list }.
timeline-by-month = Incidentes por mes
timeline-on-its-date = Cada uno en su fecha
timeline-counted-week = Contados por semana, con los muertos
timeline-counted-month = Contados por mes, con los muertos
timeline-counted-quarter = Contados por trimestre, con los muertos
timeline-counted-year = Contados por año, con los muertos
timeline-cumulative-dead = Muertos acumulados, incluidos los atacantes
timeline-description =
    { $count ->
        [one] { $title }. Cronología de { $n } incidente, de { $from } a { $to }: { $list }.
       *[other] { $title }. Cronología de { $n } incidentes, de { $from } a { $to }: { $list }.
    }
timeline-most = El mayor número en un mes: { $n }, en { $month }.
timeline-dead-unknown = De ningún incidente se conoce el número de muertos.
timeline-dead =
    { $count ->
        [one] { $range } muertos, incluidos los atacantes; de { $n } incidente se desconoce el número.
       *[other] { $range } muertos, incluidos los atacantes; de { $n } incidentes se desconoce el número.
    }
multiples-count =
    { $count ->
        [one] { $n } incidente
       *[other] { $n } incidentes
    }
multiples-description = { $title }. Mapas a una misma escala: { $border } ({ $left }, { $right }), con { $n } de { $of } incidentes: { $list }.
atlas-page = Página { $n } de { $of }: kilómetros { $from } a { $to } de la frontera
atlas-neighbours = continúa en { $list }
atlas-overview =
    { $count ->
        [one] Vista general de { $n } página
       *[other] Vista general de { $n } páginas
    }
atlas-off = en ninguna de ellas: { $n }
animation-description = Animación: { $n } imágenes, de { $from } a { $to }.
animation-paler = más claro: antes


## Report

report-report = Informe
report-period = { $from } – { $to }
report-contents = Contenido
report-summary = Resumen
report-figures = Figuras
report-map-title = Dónde ocurrió
report-strip-title = La frontera enderezada: a qué distancia y con qué certeza
report-timeline-title = Cuándo ocurrió
report-table = Todos los registros
report-cards = Cada registro
report-disagreements = Contradicciones y observaciones
report-method = Método
report-data = Datos, licencias, límites
report-lengths = La longitud de la frontera
report-comparison = Comparación con el período anterior
report-counts = Recuentos
report-counts-note = Por kilómetro de frontera, un evento de lugar incierto se reparte entre los kilómetros donde pudo ocurrir. Las filas van del primer al último tramo con un evento, de { $km } km; fuera de ellos no hay ninguno.
report-records =
    { $count ->
        [one] { $n } registro: { $list }.
       *[other] { $n } registros: { $list }.
    }
report-kind-event =
    { $count ->
        [one] { $n } evento
       *[other] { $n } eventos
    }
report-kind-contact =
    { $count ->
        [one] { $n } visita o conversaciones
       *[other] { $n } visitas o conversaciones
    }
report-kind-claim =
    { $count ->
        [one] { $n } declaración
       *[other] { $n } declaraciones
    }
report-kind-aggregate =
    { $count ->
        [one] { $n } suma de varios eventos
       *[other] { $n } sumas de varios eventos
    }
report-dated = Los eventos están fechados entre { $from } y { $to }.
report-dead = Eventos: { $range } muertos según las cifras menor y mayor, incluidos los atacantes.
report-dead-unread = En { $n } de { $of } eventos la fuente da para los muertos un texto que no es un número; figura en el registro.
report-dead-unknown = En { $n } de { $of } eventos nadie da el número de muertos.
report-half = La mitad de los { $n } eventos con punto conocido cerca de la frontera queda entre los kilómetros de frontera { $a } y { $b }, en el { $p }{"\u00A0"}% de la longitud.
report-near = A menos de { $d } de la frontera: con seguridad { $n } y posiblemente { $m } de los { $of } eventos con lugar.
report-near-sure = A menos de { $d } de la frontera: con seguridad { $n } de los { $of } eventos con lugar, y no más.
report-no-position =
    { $count ->
        [one] { $n } de { $of } eventos no tiene un lugar que pueda medirse.
       *[other] { $n } de { $of } eventos no tienen un lugar que pueda medirse.
    }
report-one-source =
    { $count ->
        [one] { $n } de { $of } eventos se apoya en un solo medio.
       *[other] { $n } de { $of } eventos se apoyan en un solo medio.
    }
report-contested =
    { $count ->
        [one] { $n } de { $of } eventos es controvertido o desmentido.
       *[other] { $n } de { $of } eventos son controvertidos o desmentidos.
    }
report-linked = Eventos vinculados como informes de un mismo evento: { $n } (eventos distintos: { $m }). Cada recuento y cada suma los toma uno por uno.
report-denied-dead = Eventos desmentidos con muertos: { $n }. Están en todos los recuentos y sumas.
report-few =
    { $count ->
        [one] { $n } evento es muy poco para hablar de una tendencia en este tiempo.
       *[other] { $n } eventos son muy pocos para hablar de una tendencia en este tiempo.
    }
report-length = La frontera mide { $km }{"\u00A0"}km en esta línea; las longitudes publicadas van de { $a } a { $b }{"\u00A0"}km.
report-length-one = La frontera mide { $km }{"\u00A0"}km en esta línea; la longitud publicada es de { $b }{"\u00A0"}km.
report-nothing = Ningún registro pasa el filtro.
report-date = Fecha
report-title = Qué ocurrió
report-place = Lugar
report-distance = Distancia a la frontera
report-side = Lado
report-killed = Muertos
report-wounded = Heridos
report-status = Estado
report-grade = Grado
report-not-graded = sin graduar todavía
report-category = Tipo
report-location = Dónde
report-position = Posición del punto
report-radius = Radio del lugar
report-radius-none = no indicado: el punto se toma como exacto
report-basis = El punto se apoya en
report-kilometre = Kilómetro de frontera
report-probability = A menos de { $d }
report-actors = Quién participó
report-same-event = El mismo evento que
report-sources = Fuentes
report-notes = Contradicciones y observaciones
report-published-by = Publicado por
report-length-notes = Observaciones
report-kilometres = Kilómetros
report-events = Eventos
report-year = Año
report-border-kilometres = Kilómetros de frontera
report-accessed = leído el { $date }
report-no-address = sin dirección
report-search = Buscar
report-all = todos
report-show = Mostrar en las figuras
report-shown = { $n } de { $of } registros mostrados
report-sort = Ordenar por
report-earlier = Página anterior
report-later = Página siguiente
report-map-note = Señale un símbolo para ver su título; un clic lo marca en la tabla.
report-listed = { $of } registros pasan el filtro. La lista y las fichas contienen los { $n } más recientes; los recuentos y el resumen abarcan todos. Pida un período más corto (--since, --until) para ver cada registro.
report-drawn = Hay más registros de los que un mapa puede distinguir: dibuja los { $n } más recientes de { $of }. Se omiten la frontera enderezada y la cronología, que mostrarían una parte como si fuera el todo; los recuentos por año y por tramo abarcan todos.
report-method-distance = La distancia es la geodésica más corta sobre WGS84 del punto a la línea fronteriza; cada arista de la línea es una geodésica.
report-method-radius = Un informe nombra un lugar, rara vez un punto. Se supone que el lugar real es cualquiera dentro del radio, con igual probabilidad y solo en el lado que nombra el informe; de ahí resultan el intervalo de la distancia y las probabilidades.
report-method-border = El intervalo se amplía con la exactitud de la línea: { $n }, salvo que un tramo indique otra cosa. La probabilidad se refiere solo al lugar, con la línea tal como está trazada: donde solo la línea deja abierta la respuesta, esta es «posible» y sin probabilidad.
report-method-hand = Los puntos situados a mano sobre la frontera o junto a ella solo dan un intervalo, nunca una distancia.
report-method-words = Los lugares se describen con palabras no más precisas de lo que permite el radio: el lugar con nombre más próximo y el paso fronterizo más próximo a menos de 50 km. Las posiciones se redondean al minuto de arco si el radio es de una milla náutica o más; los cuadrados MGRS no son más anchos que el radio.
report-method-events = Las visitas, las declaraciones y las sumas de varios eventos se enumeran, pero nunca se cuentan como eventos.
report-method-grade = Los grados tienen dos ejes (código del Almirantazgo): la fuente, de A a F, y la información, de 1 a 6. F y 6 significan que no se puede juzgar, no que sea mala.
report-licence = Licencia: { $name }.
report-edition = Edición de la línea: { $name }.
report-measured = Medida aquí
report-disagree-intro = Todos los registros en los que las versiones se contradicen o que llevan una observación sobre sus fuentes.
report-disagree-none = Ningún registro contiene contradicciones.
report-other-side = El punto está en el lado contrario al que indica el informe, a { $d } de la línea.
report-lengths-intro = Longitudes publicadas de toda la frontera, junto a la medida en esta línea. Nada se ajusta aquí a una longitud publicada.
report-compared = Este período, { $a }, junto al anterior de la misma duración, { $b }.
report-this-period = Este período
report-period-before = Antes
report-change = Diferencia
report-new = Nuevo en este período
report-changed = Registros anteriores de los que una fuente de este período dice más
report-withdrawn = Registros anteriores desmentidos o puestos en duda por una fuente de este período
report-changed-by = fuente del { $date }
report-no-dated-source = No se puede decir: ninguna fuente de los registros anteriores tiene fecha.
report-none = Ninguno.
report-compare-few = Con { $n } y { $m } eventos la diferencia bien puede deberse al azar (p { $p }).
report-compare-note = p: probabilidad exacta de una diferencia al menos igual de grande si ambos períodos tuvieran la misma frecuencia.
report-compare-before = Los registros empiezan el { $date }: el período { $period } no está cubierto y no se compara nada con él.
report-compare-part = Los registros empiezan el { $date }: los días anteriores no están cubiertos; en { $period } cuentan como días sin eventos.
report-compare-after = Los registros terminan el { $date }: cubren { $n } de los { $of } días de { $period } y no se compara nada.
report-compare-part-after = Los registros terminan el { $date }: los días posteriores quizá no estén cubiertos; en { $period } cuentan como días sin eventos.
report-comparison-other = Comparación con otro período
report-compared-other = Este período, { $a }, junto a { $b }.
report-change-open = abierta
report-change-range = de { $a } a { $b }
report-compare-more = Más eventos que en el otro período, más de lo que explicaría el azar: { $n } y { $m } (p { $p }). Dos períodos muestran una diferencia, no una tendencia.
report-compare-fewer = Menos eventos que en el otro período, más de lo que explicaría el azar: { $n } y { $m } (p { $p }). Dos períodos muestran una diferencia, no una tendencia.
report-compare-length = Los períodos tienen distinta duración: las sumas de muertos no se comparan.
report-compare-dead-more = Murieron más personas, según todas las cifras dadas: { $n } y { $m }.
report-compare-dead-fewer = Murieron menos personas, según todas las cifras dadas: { $n } y { $m }.
report-compare-dead-same = Murieron tantas personas en ambos períodos: { $n }.
report-compare-dead-open = Queda abierto si murieron más o menos personas: { $n } y { $m }. Las cifras se solapan o faltan algunas.
report-compare-both = Registros que pueden caer en cualquiera de los dos períodos: { $n }. Cuentan en el máximo de ambos y en el mínimo de ninguno.
report-month = Mes
report-sealed = Desde la última edición sellada
report-sealed-of = Sello { $n }, edición { $edition }. Incidentes de todo el expediente que no están como se sellaron:
report-sealed-data = Datos hasta el { $date } al sellar.
report-sealed-change = { $field }: { $old } → { $new }
report-sealed-no-value = nada
report-sealed-new = Nuevo
report-sealed-corrected = Corregido
report-sealed-withdrawn = Retirado
kilometre-near = { $km } (cerca de { $place })
report-contested-ground = Territorio en disputa: más de un país lo reclama. El lado de un incidente ocurrido en él está en disputa: ni izquierda ni derecha.


## Bands: shares within distances

percent = { $n }{"\u00A0"}%
percent-with-range = { $n }{"\u00A0"}% ({ $range })
bands-of-border = Distancia a la frontera
bands-of-crossing = Distancia al paso fronterizo más próximo
bands-of-post = Distancia al puesto fronterizo más próximo
bands-of-town = Distancia a la ciudad más próxima
bands-within = a menos de { $d }
bands-all = Todos los eventos
bands-unexpected-year = Año no esperado
bands-dead = Los muertos, incluidos los atacantes
bands-column-no-place = Sin lugar
bands-column-toll-unknown = Número desconocido
bands-column-group = Grupo
bands-column-within = A menos de
bands-column-points = Solo puntos
bands-column-least = Como mínimo
bands-column-expected = Esperado (90{"\u00A0"}%)
bands-column-most = Como máximo
bands-column-of = Proporciones de
bands-column-up-to = { $to }, hasta (km)
bands-column-low = Intervalo del 90{"\u00A0"}%, desde
bands-column-high = Intervalo del 90{"\u00A0"}%, hasta
bands-column-expected-alone = Esperado
bands-from-border =
    { $count ->
        [one] { $n } de { $of } puntos se situó a mano sobre la frontera o junto a ella: por sí solo no dice nada de una distancia.
       *[other] { $n } de { $of } puntos se situaron a mano sobre la frontera o junto a ella: por sí solos no dicen nada de una distancia.
    }
bands-dead-no-place = Muertos de eventos sin un lugar que pueda medirse, no incluidos en ninguna proporción: { $dead }.
bands-dead-unknown = En { $n } de { $of } eventos con lugar nadie da el número de muertos.
bands-dead-unread = En { $n } de { $of } eventos con lugar la fuente da para los muertos un texto que no es un número.
bands-legend-bounds = Del mínimo al máximo que permiten los lugares y los números de muertos
bands-legend-interval = Proporción esperada, con su intervalo del 90{"\u00A0"}%
bands-legend-points = Solo los puntos, como si fueran exactos
bands-description =
    { $count ->
        [one] { $title }. { $to }: proporciones de { $n } evento con lugar.
       *[other] { $title }. { $to }: proporciones de { $n } eventos con lugar.
    }
bands-sentence = A menos de { $d }: se espera { $share }, como mínimo { $a }, como máximo { $b }.
bands-sentence-points = A menos de { $d }: se espera { $share }, como mínimo { $a }, como máximo { $b }; solo por los puntos { $p }.
bands-nothing = ningún evento tiene lugar
report-bands = A qué distancia y con qué certeza
bands-note = El mínimo y el máximo valen dondequiera que haya ocurrido cada evento dentro de su radio y sea cual sea el número de muertos entre sus cifras. El intervalo del 90{"\u00A0"}% supone eventos independientes: para los eventos es exacto (binomial de Poisson); para los muertos y los grupos de pertenencia abierta se simula. Solo puntos: como si cada punto fuera exacto.

credit-border = Frontera
credit-boundaries = Límites
credit-incidents = Incidentes
credit-places = Lugares
credit-incidents-and-places = Incidentes y lugares
credit-provinces = Provincias
credit-lakes = Lagos
credit-rivers = Ríos
credit-relief = Relieve
credit-locator = Mapa de situación
accuracy-shared = Supuesto: los contornos de ambos países comparten todos los vértices; nadie ha medido esta línea sobre el terreno, y en otros lugares se han visto ríos a entre 2 y 5{"\u00A0"}km de los suyos.
accuracy-overlap = Supuesto: los dos contornos se superponen en algún tramo, donde una regla eligió uno de ellos; nadie ha medido esta línea sobre el terreno, y en otros lugares se han visto ríos a entre 2 y 5{"\u00A0"}km de los suyos.
accuracy-other-source = Supuesto: la línea procede de otra fuente y otro año, y se movieron sus extremos para unirla a las vecinas; nadie la ha medido sobre el terreno, y en otros lugares se han visto ríos a entre 2 y 5{"\u00A0"}km de los suyos.
accuracy-unknown = Supuesto: nadie ha dicho cuán exacta es esta línea.
length-page = Página: { $country }
