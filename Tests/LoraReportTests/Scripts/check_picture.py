"""Reads a PNG with nothing but the format's rules and zlib: check_picture.py FILE WIDTH HEIGHT"""

import struct
import sys
import zlib

path, width, height = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
data = open(path, "rb").read()
assert data[:8] == b"\x89PNG\r\n\x1a\n", "not a PNG"
chunks, place = [], 8
while place < len(data):
    length, = struct.unpack(">I", data[place:place + 4])
    kind, content = data[place + 4:place + 8], data[place + 8:place + 8 + length]
    check, = struct.unpack(">I", data[place + 8 + length:place + 12 + length])
    assert zlib.crc32(kind + content) == check, f"the sum of {kind} is wrong"
    chunks.append((kind, content))
    place += 12 + length
assert [kind for kind, _ in chunks] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"], chunks
header = struct.unpack(">IIBBBBB", chunks[0][1])
assert header == (width, height, 8, 3, 0, 0, 0), header
rows = zlib.decompress(chunks[2][1])
assert len(rows) == (width + 1) * height, len(rows)
assert all(rows[row * (width + 1)] == 0 for row in range(height)), "an unknown filter"
assert max(rows) < len(chunks[1][1]) // 3, "an index beyond the palette"
assert len(set(rows)) > 8, "nothing is drawn"
