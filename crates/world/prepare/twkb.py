"""TWKB (Tiny Well-Known Binary), as far as the packed layers need it, and the file of frames they stand in."""

import struct

import zstandard

LINES, AREAS = 5, 6  # MultiLineString, MultiPolygon


def zigzag(value):
    return value * 2 if value >= 0 else -value * 2 - 1


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def encode(kind, shapes, digits):
    """Lines, or areas as lists of rings; positions are rounded to so many digits, and what rounding makes equal is one vertex."""
    out = bytearray([zigzag(digits) << 4 | kind, 0])
    last = [0, 0]

    def positions(line):
        points = [(round(lon * 10**digits), round(lat * 10**digits)) for lon, lat in line]
        points = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
        out.extend(varint(len(points)))
        for point in points:
            for axis in (0, 1):
                out.extend(varint(zigzag(point[axis] - last[axis])))
                last[axis] = point[axis]

    out += varint(len(shapes))
    for shape in shapes:
        if kind == LINES:
            positions(shape)
        else:
            out += varint(len(shape))
            for ring in shape:
                positions(ring)
    return bytes(out)


def write_frames(path, frames):
    """A count, the ends of the frames counted from the end of this head (all 32-bit little-endian), then each frame packed by zstd."""
    packer = zstandard.ZstdCompressor(level=19, write_checksum=False)
    packed = [packer.compress(frame) for frame in frames]
    ends, end = [], 0
    for frame in packed:
        end += len(frame)
        ends.append(end)
    with open(path, "wb") as file:
        file.write(struct.pack(f"<{len(ends) + 1}I", len(ends), *ends))
        file.write(b"".join(packed))
    return end
