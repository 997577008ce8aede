"""Evens a shaded relief: what is left are the shadows of slopes on a ground of one grey.

The picture is darker over low land than over high, and darkest over the sea, so that it would end at a visible edge where it is not stored. Every
pixel gets its difference from the mean of the land around it; the sea gets the grey of level land.
"""

import numpy
from PIL import Image, ImageFilter

LEVEL = 215  # crates/world/src/relief.rs, src/compose/basemap.rs: what is not darker throws no shadow
SEA = 156  # the grey of the sea in the picture
AROUND = 30  # pixels: a degree
CONTRAST = 1.8
NOISE = 3  # smaller differences are those of the picture's own packing


def evened(picture):
    grey = numpy.asarray(picture, dtype=numpy.float32)
    # Level lowland is as grey as the sea and as level: specks of either are no sea.
    sea = Image.fromarray(((numpy.abs(grey - SEA) <= 1.5) * 255).astype("uint8"))
    sea = numpy.asarray(sea.filter(ImageFilter.MinFilter(5)).filter(ImageFilter.MaxFilter(7))) > 127
    land = (~sea).astype(numpy.float32)
    mean = sums(grey * land) / numpy.maximum(sums(land), 1)
    slope = grey - mean
    slope = numpy.sign(slope) * numpy.maximum(numpy.abs(slope) - NOISE, 0)
    # What is brighter than level land throws no shadow: it is level as well.
    out = numpy.clip(LEVEL + CONTRAST * slope, 0, LEVEL)
    out[sea] = LEVEL
    return Image.fromarray(out.round().astype("uint8"))


def sums(values):
    """The sum of the values around each."""
    wide = 2 * AROUND + 1
    padded = numpy.pad(values, AROUND + 1, mode="edge").astype(numpy.float64).cumsum(0).cumsum(1)
    whole = padded[wide:, wide:] - padded[:-wide, wide:] - padded[wide:, :-wide] + padded[:-wide, :-wide]
    return whole[: values.shape[0], : values.shape[1]]
