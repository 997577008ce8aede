"""data/basemap/provinces.geojson: the 34 provinces of Afghanistan and the 5 regions of Tajikistan.

Usage: provinces.py WORLD_MAP.gpkg OUT.geojson

WORLD_MAP.gpkg is the file world_map.gpkg of the Debian package qgis-common 3.22 (Natural Earth 10m). Provinces are told
by its column gn_name; the column name is wrong in places (two are called Parwan). The outlines are the source's own, to
5 decimals. Along the border they stray up to 0.8 km from it: cut them at the border line before drawing.
"""

import json
import subprocess
import sys

import collection

# gn_name: code (ISO 3166-2), English, Tajik, Dari, Russian; None where we are not certain.
PROVINCES = {
    "Balkh": ("AF-BAL", "Balkh", "Балх", "بلخ", "Балх"),
    "Wilayat-e Bamyan": ("AF-BAM", "Bamyan", "Бомиён", "بامیان", "Бамиан"),
    "Badghis": ("AF-BDG", "Badghis", "Бодғис", "بادغیس", "Бадгис"),
    "Badakhshan": ("AF-BDS", "Badakhshan", "Бадахшон", "بدخشان", "Бадахшан"),
    "Wilayat-e Baghlan": ("AF-BGL", "Baghlan", "Бағлон", "بغلان", "Баглан"),
    "Wilayat-e Daykundi": ("AF-DAY", "Daykundi", "Дойкундӣ", "دایکندی", "Дайкунди"),
    "Farah": ("AF-FRA", "Farah", "Фароҳ", "فراه", "Фарах"),
    "Faryab Province": ("AF-FYB", "Faryab", "Форёб", "فاریاب", "Фарьяб"),
    "Wilayat-e Ghazni": ("AF-GHA", "Ghazni", "Ғазнӣ", "غزنی", "Газни"),
    "Wilayat-e Ghor": ("AF-GHO", "Ghor", "Ғӯр", "غور", "Гор"),
    "Helmand": ("AF-HEL", "Helmand", "Ҳилманд", "هلمند", "Гильменд"),
    "Herat": ("AF-HER", "Herat", "Ҳирот", "هرات", "Герат"),
    "Wilayat-e Jowzjan": ("AF-JOW", "Jowzjan", "Ҷузҷон", "جوزجان", "Джаузджан"),
    "Wilayat-e Kabul": ("AF-KAB", "Kabul", "Кобул", "کابل", "Кабул"),
    "Kandahar": ("AF-KAN", "Kandahar", "Қандаҳор", "کندهار", "Кандагар"),
    "Wilayat-e Kapisa": ("AF-KAP", "Kapisa", "Кописо", "کاپیسا", "Каписа"),
    "Kunduz": ("AF-KDZ", "Kunduz", "Қундуз", "کندز", "Кундуз"),
    "Velayat-e Khowst": ("AF-KHO", "Khost", "Хост", "خوست", "Хост"),
    "Wilayat-e Kunar": ("AF-KNR", "Kunar", "Кунар", "کنر", "Кунар"),
    "Wilayat-e Laghman": ("AF-LAG", "Laghman", "Лағмон", "لغمان", "Лагман"),
    "Wilayat-e Logar": ("AF-LOG", "Logar", None, "لوگر", "Логар"),
    "Nangarhar": ("AF-NAN", "Nangarhar", "Нангарҳор", "ننگرهار", "Нангархар"),
    "Wilayat-e Nimroz": ("AF-NIM", "Nimroz", "Нимрӯз", "نیمروز", "Нимроз"),
    "Velayat-e Nurestan": ("AF-NUR", "Nuristan", "Нуристон", "نورستان", "Нуристан"),
    "Panjshir": ("AF-PAN", "Panjshir", "Панҷшер", "پنجشیر", "Панджшер"),
    "Parwan": ("AF-PAR", "Parwan", "Парвон", "پروان", "Парван"),
    "Wilayat-e Paktiya": ("AF-PIA", "Paktia", "Пактиё", "پکتیا", "Пактия"),
    "Wilayat-e Paktika": ("AF-PKA", "Paktika", "Пактико", "پکتیکا", "Пактика"),
    "Samangan": ("AF-SAM", "Samangan", "Самангон", "سمنگان", "Саманган"),
    "Sar-e Pul": ("AF-SAR", "Sar-e Pul", "Сари Пул", "سرپل", "Сари-Пуль"),
    "Wilayat-e Takhar": ("AF-TAK", "Takhar", "Тахор", "تخار", "Тахар"),
    "Uruzgan": ("AF-URU", "Uruzgan", None, "ارزگان", "Урузган"),
    "Wardak": ("AF-WAR", "Wardak", "Вардак", "وردک", "Вардак"),
    "Wilayat-e Zabul": ("AF-ZAB", "Zabul", "Зобул", "زابل", "Забуль"),
    "Dushanbe": ("TJ-DU", "Dushanbe", "Душанбе", "دوشنبه", "Душанбе"),
    "Viloyati Mukhtori Kuhistoni Badakhshon": (
        "TJ-GB", "Gorno-Badakhshan (GBAO)", "Кӯҳистони Бадахшон", "بدخشان کوهستانی", "Горно-Бадахшанская АО",
    ),
    "Viloyati Khatlon": ("TJ-KT", "Khatlon", "Хатлон", "ختلان", "Хатлон"),
    "Region of Republican Subordination": (
        "TJ-RA", "Districts of Republican Subordination", "Ноҳияҳои тобеи ҷумҳурӣ", "ناحیه‌های تابع جمهوری",
        "Районы республиканского подчинения",
    ),
    "Viloyati Sughd": ("TJ-SU", "Sughd", "Суғд", "سغد", "Согд"),
}


def read(package_file):
    command = ["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", package_file, "states_provinces",
               "-where", "iso_a2 IN ('AF', 'TJ')", "-lco", "COORDINATE_PRECISION=15"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["features"]


features = []
for feature in read(sys.argv[1]):
    code, *words = PROVINCES[feature["properties"]["gn_name"]]
    names = {lang: name for lang, name in zip(("en", "tg", "fa", "ru"), words) if name}
    properties = {"code": code, "country": code[:2], "names": names}
    features.append((None, properties, collection.area(feature["geometry"]["coordinates"], 5)))
assert len(features) == len(PROVINCES) == 39
features.sort(key=lambda feature: feature[1]["code"])
head = {
    "name": "Provinces of Afghanistan and regions of Tajikistan",
    "licence": "public domain",
    "attribution": "Provinces: Natural Earth",
    "source": "qgis-common 3.22, world_map.gpkg, layer states_provinces (Natural Earth 10m)",
}
collection.write(sys.argv[2], head, features)
