"""Writers of zip, tar.gz and 7z archives that lie wherever they are told to."""

import gzip
import io
import lzma
import struct
import tarfile
import zlib

LINK, FIFO, DEVICE, FILE, FOLDER = 0o120777, 0o010644, 0o020666, 0o100644, 0o040755


class Zip:
    """Entries as they are given: nothing is checked, nothing made to agree."""

    def __init__(self):
        self.body = b""
        self.directory = b""
        self.count = 0

    def add(
        self, name, data=b"data", *, mode=FILE, flags=0, method=0, packed=None, crc=None, size=None,
        extra=b"", central_name=None, offset=None, packed_size=None, system=3,
    ):
        name = name if isinstance(name, bytes) else name.encode()
        if not name.isascii() and flags == 0 and central_name is None and extra == b"":
            flags = 0x800
        if packed is None:
            packed = data
            if method == 8:
                packer = zlib.compressobj(9, zlib.DEFLATED, -15)
                packed = packer.compress(data) + packer.flush()
        crc = zlib.crc32(data) if crc is None else crc
        size = len(data) if size is None else size
        packed_size = len(packed) if packed_size is None else packed_size
        head = struct.pack("<HHHHHIII", 20, flags, method, 0, 0x5A21, crc, packed_size, size)
        central = central_name if central_name is not None else name
        self.directory += (
            b"PK\x01\x02" + bytes([20, system]) + head
            + struct.pack("<HHHHHII", len(central), len(extra), 0, 0, 0, mode << 16,
                          len(self.body) if offset is None else offset)
            + central + extra
        )
        if offset is None:
            self.body += (
                b"PK\x03\x04" + head + struct.pack("<HH", len(name), len(extra)) + name + extra
                + packed
            )
        self.count += 1
        return self

    def bytes(self, comment=b"", large=False):
        count = min(self.count, 0xFFFF)
        if large:
            start = len(self.body)
            end = start + len(self.directory)
            return self.body + self.directory + b"PK\x06\x06" + struct.pack(
                "<QHHIIQQQQ", 44, 45, 45, 0, 0, self.count, self.count, len(self.directory), start
            ) + b"PK\x06\x07" + struct.pack("<IQI", 0, end, 1) + b"PK\x05\x06" + struct.pack(
                "<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0
            )
        return self.body + self.directory + b"PK\x05\x06" + struct.pack(
            "<HHHHIIH", 0, 0, count, count, len(self.directory), len(self.body), len(comment)
        ) + comment


def unicode_path(raw, text, crc=None):
    """Info-ZIP's extra field 0x7075: the name in UTF-8 beside the raw one."""
    text = text.encode()
    crc = zlib.crc32(raw) if crc is None else crc
    return struct.pack("<HHBI", 0x7075, 5 + len(text), 1, crc) + text


def tar(*members, level=9):
    """Members are (name, data) or a tarfile.TarInfo, or (TarInfo, data), or raw bytes."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for member in members:
            if isinstance(member, bytes):
                archive.fileobj.write(member)
                archive.offset += len(member)
                continue
            info, data = member if isinstance(member, tuple) else (member, None)
            if isinstance(info, str):
                info = tarfile.TarInfo(info)
            if data is not None:
                info.size = len(data)
            archive.addfile(info, io.BytesIO(data) if data is not None else None)
    return gzip.compress(out.getvalue(), level, mtime=0)


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = target
    return info


def raw_header(name, size=0, kind=b"0", linkname=b"", data=b""):
    """One ustar header as bytes; `name` may hold anything."""
    header = bytearray(512)
    header[0:100] = name[:100].ljust(100, b"\0")
    header[100:108] = b"0000644\0"
    header[108:124] = b"0000000\0" * 2
    if size < 8**11:
        header[124:136] = b"%011o\0" % size
    else:
        header[124:136] = b"\x80" + size.to_bytes(11, "big")
    header[136:148] = b"00000000000\0"
    header[148:156] = b" " * 8
    header[156:157] = kind
    header[157:257] = linkname[:100].ljust(100, b"\0")
    header[257:265] = b"ustar\x0000"
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + data + b"\0" * (-len(data) % 512)


def pax(records, kind=b"x"):
    """A pax extended header of (key, value) records."""
    body = b""
    for key, value in records:
        line = b" " + key.encode() + b"=" + value + b"\n"
        length = len(line) + 1
        while len(str(length)) + len(line) != length:
            length += 1
        body += str(length).encode() + line
    return raw_header(b"pax", len(body), kind, data=body)


def number(value):
    """7z's variable-length integer."""
    for extra in range(9):
        if value < 1 << (7 * (extra + 1)) or extra == 8:
            high = value >> (8 * extra)
            mask = 0xFF if extra == 8 else (0xFF << (8 - extra)) & 0xFF
            return bytes([(mask | high) & 0xFF]) + (value & ((1 << (8 * extra)) - 1)).to_bytes(
                extra, "little")
    raise ValueError(value)


def seven_zip(entries, *, coder=b"\x01\x00", pack=None, size=None, crc=True, count=None):
    """A 7z of (name, data, mode) entries in one folder of streams, header not compressed.

    `coder` is the folder's only coder; 01 00 is "copy".
    """
    data = b"".join(data for _, data, mode in entries if mode & 0o170000 != FOLDER)
    packed = data if pack is None else pack
    sizes = [len(data) for _, data, mode in entries if mode & 0o170000 != FOLDER and data]
    streams = b""
    if sizes:
        streams = b"\x04\x06" + number(0) + number(1) + b"\x09" + number(len(packed)) + b"\x00"
        streams += b"\x07\x0b" + number(1) + b"\x00" + number(1) + coder
        streams += b"\x0c" + number(len(data) if size is None else size) + b"\x00"
        streams += b"\x08"
        if len(sizes) != 1:
            streams += b"\x0d" + number(len(sizes))
            streams += b"\x09" + b"".join(number(value) for value in sizes[:-1])
        start = 0
        streams += b"\x0a\x01"
        for value in sizes:
            checksum = zlib.crc32(data[start : start + value]) ^ (0 if crc else 1)
            streams += struct.pack("<I", checksum)
            start += value
        streams += b"\x00\x00"
    files = b"\x05" + number(len(entries) if count is None else count)
    empty = [not data for _, data, _ in entries]
    if any(empty):
        bits = bytearray((len(empty) + 7) // 8)
        for index, is_empty in enumerate(empty):
            bits[index // 8] |= (0x80 >> index % 8) if is_empty else 0
        files += b"\x0e" + number(len(bits)) + bytes(bits)
        plain = [mode & 0o170000 != FOLDER for (_, data, mode) in entries if not data]
        bits = bytearray((len(plain) + 7) // 8)
        for index, is_file in enumerate(plain):
            bits[index // 8] |= (0x80 >> index % 8) if is_file else 0
        files += b"\x0f" + number(len(bits)) + bytes(bits)
    names = b"\x00" + b"".join(
        (name if isinstance(name, bytes) else name.encode("utf-16-le")) + b"\0\0"
        for name, _, _ in entries)
    files += b"\x11" + number(len(names)) + names
    attributes = b"\x01\x00" + b"".join(
        struct.pack("<I", mode << 16 | 0x8000 | (0x10 if mode & 0o170000 == FOLDER else 0))
        for _, _, mode in entries)
    files += b"\x15" + number(len(attributes)) + attributes + b"\x00"
    header = b"\x01" + streams + files + b"\x00"
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + packed + header


def lzma_coder(data, dictionary):
    """(coder, packed) of LZMA1 with a dictionary size that need not be true."""
    properties = [{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16}]
    packed = lzma.compress(data, format=lzma.FORMAT_RAW, filters=properties)
    return b"\x23\x03\x01\x01" + number(5) + b"\x5d" + struct.pack("<I", dictionary), packed
