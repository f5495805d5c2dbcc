"""Writes archives that nobody should unpack as they are, and prints what must become of each.

    hostile.py FOLDER BAIT

BAIT is an absolute folder that some of them try to write into. Prints one JSON list of
{name, words} for those to be refused (`words` stand in the reason) and {name, files} for those that
may be unpacked, with the files that may then be there.
"""

import gzip
import json
import lzma
import os
import sys
import tarfile
import zlib

from forge import (
    DEVICE, FIFO, FILE, FOLDER, LINK, Zip, lzma_coder, pax, raw_header, seven_zip, special, tar,
    unicode_path,
)

FOLDER_PATH, BAIT = sys.argv[1:]
cases = []


def put(name, content):
    with open(os.path.join(FOLDER_PATH, name), "wb") as file:
        file.write(content.bytes() if isinstance(content, Zip) else content)


def refused(name, words, content):
    add(name, content, {"words": words})


def unpacked(name, files, content):
    add(name, content, {"files": files})


def add(name, content, verdict):
    put(name, content)
    cases.append({"name": name, **verdict})
    for other, packed in repacked(name, content):
        put(other, packed)
        cases.append({"name": other, **verdict})


def repacked(name, content):
    """The same tar in xz, and as it is."""
    stem, ending, _ = name.partition(".tar.gz")
    if not ending:
        return
    try:
        plain = gzip.decompress(content)
    except (EOFError, OSError):
        return
    if plain[257:262] == b"ustar":
        yield stem + ".tar.xz", lzma.compress(plain)
        # What is not packed is no bomb.
        if "bomb" not in stem:
            yield stem + ".tar", plain


# Out of the folder by name.
for label, name in {
    "parent": "../evil.txt",
    "deep-parent": "a/b/../../../evil.txt",
    "windows-parent": "..\\evil.txt",
    "mixed-parent": "a\\../..\\evil.txt",
    "inner-parent": "a/../b.txt",
}.items():
    refused(f"zip-{label}.zip", "leads out", Zip().add("good.txt").add(name))
    refused(f"tar-{label}.tar.gz", "leads out", tar(("good.txt", b"1"), (name, b"2")))
    refused(f"7z-{label}.7z", "leads out", seven_zip([("good.txt", b"1", FILE), (name, b"2", FILE)]))
for label, name in {
    "absolute": f"{BAIT}/evil.txt",
    "double-slash": f"/{BAIT}/evil.txt",
    "drive": "C:/evil.txt",
    "drive-relative": "C:evil.txt",
    "share": "\\\\server\\share\\evil.txt",
}.items():
    refused(f"zip-{label}.zip", "absolute", Zip().add(name))
    refused(f"tar-{label}.tgz", "absolute", tar((name, b"2")))
refused("7z-absolute.7z", "absolute", seven_zip([(f"{BAIT}/evil.txt", b"2", FILE)]))
refused("zip-parent-folder.zip", "leads out", Zip().add("../", b"", mode=FOLDER).add("a.txt"))
refused("tar-parent-folder.tar.gz", "leads out", tar(special("..", tarfile.DIRTYPE), ("a", b"1")))

# Links, then a file through them.
refused("zip-link.zip", "is a link", Zip().add("out", BAIT.encode(), mode=LINK).add("out/evil.txt"))
refused("zip-link-same-name.zip", "is a link", Zip().add("x", f"{BAIT}/evil".encode(), mode=LINK).add("x"))
refused("tar-link.tar.gz", "is a link", tar(special("out", tarfile.SYMTYPE, BAIT), ("out/evil.txt", b"x")))
refused("tar-link-inside.tar.gz", "is a link", tar(("a", b"1"), special("b", tarfile.SYMTYPE, "a")))
refused("tar-link-parent.tar.gz", "is a link", tar(special("b", tarfile.SYMTYPE, ".."), ("b/evil", b"1")))
refused("tar-hard-link.tar.gz", "is a link", tar(special("shadow", tarfile.LNKTYPE, "/etc/passwd")))
refused("tar-hard-link-inside.tar.gz", "is a link", tar(("a", b"1"), special("b", tarfile.LNKTYPE, "a")))
refused("7z-link.7z", "is a link", seven_zip([("out", BAIT.encode(), LINK), ("out/evil", b"x", FILE)]))
refused(
    "tar-pax-link.tar.gz", "is a link",
    tar(pax([("linkpath", BAIT.encode())]) + raw_header(b"out", kind=b"2", linkname=b"harmless")))

# Neither file nor folder.
refused("tar-device.tar.gz", "neither", tar(special("null", tarfile.CHRTYPE)))
refused("tar-block-device.tar.gz", "neither", tar(special("disk", tarfile.BLKTYPE)))
refused("tar-pipe.tar.gz", "neither", tar(special("pipe", tarfile.FIFOTYPE)))
unpacked("zip-pipe.zip", {"pipe": ""}, Zip().add("pipe", b"", mode=FIFO))
refused("zip-device.zip", "neither", Zip().add("null", b"", mode=DEVICE))

# Names behind other headers.
refused("tar-pax-path.tar.gz", "leads out", tar(pax([("path", b"../evil.txt")]) + raw_header(b"good.txt", 1, data=b"x")))
refused("tar-pax-absolute.tar.gz", "absolute", tar(pax([("path", f"{BAIT}/evil".encode())]) + raw_header(b"good.txt", 1, data=b"x")))
refused(
    "tar-gnu-long-name.tar.gz", "leads out",
    tar(raw_header(b"././@LongLink", 151, b"L", data=b"../" * 50 + b"\0") + raw_header(b"good", 1, data=b"x")))
refused(
    "tar-gnu-long-link.tar.gz", "is a link",
    tar(raw_header(b"././@LongLink", 151, b"K", data=b"../" * 50 + b"\0") + raw_header(b"b", kind=b"2", linkname=b"a")))
refused("zip-unicode-path.zip", "leads out", Zip().add(b"good.txt", extra=unicode_path(b"good.txt", "../evil.txt")))
unpacked(
    "zip-unicode-path-stale.zip", {"good.txt": "data"},
    Zip().add(b"good.txt", extra=unicode_path(b"good.txt", "../evil.txt", crc=1)))
refused("zip-two-names.zip", "disagree about", Zip().add("local.txt", central_name=b"other.txt"))
refused("zip-two-names-evil.zip", "disagree about", Zip().add("../evil.txt", central_name=b"other.txt"))
refused("zip-nul-byte.zip", "control", Zip().add(b"good.txt\0/../../evil.txt"))
refused("zip-control.zip", "control", Zip().add("a\x1b[2Jb.txt"))
refused("zip-newline.zip", "control", Zip().add("a\nb.txt"))
refused("zip-backwards.zip", "control", Zip().add("txt.\u202egpj"))
refused("tar-control.tar.gz", "control", tar(("a\rb", b"1")))

# Names that some disk cannot have.
for label, name in {"con": "CON", "nul": "a/nul.txt", "com": "COM1.tar", "superscript": "lpt².txt", "device-blank": "aux .txt"}.items():
    refused(f"zip-{label}.zip", "reserved", Zip().add(name))
refused("zip-dots.zip", "ends in", Zip().add("name..."))
refused("zip-blank.zip", "ends in", Zip().add("folder /a.txt"))
refused("zip-long.zip", "too long", Zip().add("x" * 256))
refused("tar-long-path.tar.gz", "too long", tar(("ab/" * 900 + "x", b"1")))
refused("zip-deep.zip", "too deep", Zip().add("d/" * 40 + "x"))
refused("zip-no-name.zip", "is empty", Zip().add(""))
refused("zip-invisible-name.zip", "is empty", Zip().add("a/\ufeff"))
refused("zip-repository.zip", "Git repository", Zip().add("x/.git/config"))
refused("zip-repository-case.zip", "Git repository", Zip().add(".GIT/hooks/post-checkout"))
refused("tar-repository-short.tar.gz", "Git repository", tar(("git~1/config", b"1")))
refused("zip-repository-invisible.zip", "Git repository", Zip().add(".g\u200cit/config"))

# One name twice.
refused("zip-twice.zip", "twice", Zip().add("a.txt", b"1").add("a.txt", b"2"))
refused("tar-twice.tar.gz", "twice", tar(("a.txt", b"1"), ("./a.txt", b"2")))
refused("7z-twice.7z", "twice", seven_zip([("a", b"1", FILE), ("a", b"2", FILE)]))
refused("zip-case.zip", "one name", Zip().add("Photo.png").add("photo.PNG"))
refused("zip-case-folder.zip", "one name", Zip().add("A/1.txt").add("a/2.txt"))
refused("zip-composition.zip", "one name", Zip().add("caf\u00e9").add("cafe\u0301x").add("CAFE\u0301"))
refused("tar-composition.tar.gz", "twice", tar(("caf\u00e9", b"1"), ("cafe\u0301", b"2")))
refused("zip-sharp-s.zip", "one name", Zip().add("stra\u00dfe").add("STRASSE"))
refused("zip-file-as-folder.zip", "twice", Zip().add("a").add("a/b"))
refused("tar-folder-as-file.tar.gz", "twice", tar(("a/b", b"1"), ("a", b"2")))

# Too much.
mega = b"\0" * (1 << 20)
bomb = Zip()
for index in range(200):
    bomb.add(f"{index}.bin", mega, method=8)
refused("zip-bomb.zip", "times its size", bomb)
refused("tar-bomb.tar.gz", "times its size", tar(*[(f"{index}", mega) for index in range(150)]))
coder, packed = lzma_coder(mega * 120, 1 << 16)
refused("7z-bomb.7z", "times its size", seven_zip([("a", mega * 120, FILE)], coder=coder, pack=packed))
many = Zip()
for index in range(3000):
    many.add(f"{index}", b"")
refused("zip-many.zip", "more than 2000 entries", many)
refused("tar-many.tar.gz", "more than 2000 entries", tar(*[(f"{index}", b"") for index in range(3000)]))
refused("7z-many.7z", "more than 2000 entries", seven_zip([(f"{index}", b"", FILE) for index in range(3000)]))
refused("7z-count-lie.7z", "damaged", seven_zip([("a", b"1", FILE)], count=90_000_000))
refused("tar-many-folders.tar.gz", "more than 2000 entries", tar(
    *[("/".join(f"{index}-{depth}" for depth in range(31)), b"") for index in range(100)]))
refused("tar-long-names.tar.gz", "names in it take more than", tar(
    *[(f"{index:03}" + "/" + "n" * 200, b"") for index in range(600)]))
overlap = Zip().add("0", mega * 100, method=8)
for index in range(1, 60):
    overlap.add(f"{index}", mega * 100, method=8, offset=0)
refused("zip-overlap.zip", "disagree about", overlap)
refused("tar-sparse.tar.gz", "unpacks to more than", tar(
    pax([("GNU.sparse.major", b"1"), ("GNU.sparse.minor", b"0"), ("GNU.sparse.name", b"hole"),
         ("GNU.sparse.realsize", b"1000000000000")])
    + raw_header(b"hole", 512, data=b"1\n0\n0\n".ljust(512, b"\0"))))
refused("tar-sparse-far.tar.gz", "damaged", tar(
    pax([("GNU.sparse.major", b"1"), ("GNU.sparse.minor", b"0"), ("GNU.sparse.name", b"hole"),
         ("GNU.sparse.realsize", b"100")])
    + raw_header(b"hole", 514, data=b"1\n9223372036854775806\n2\n".ljust(512, b"\0") + b"ab")))
refused("tar-huge-claim.tar.gz", "unpacks to more than", tar(raw_header(b"a", 1 << 50)))
refused("tar-negative.tar.gz", "damaged", gzip.compress(
    raw_header(b"a")[:124] + b"\xff" * 12 + raw_header(b"a")[136:]))
refused("zip-size-lie.zip", "longer than it says", Zip().add("a", mega, method=8, size=10))
refused("zip-size-huge-lie.zip", "unpacks to more than", Zip().add("a", b"x", size=0xFFFFFFF0))
refused("zip-packed-size-lie.zip", "unpacks to more than", Zip().add("a", b"hello", packed_size=1 << 30, size=1 << 30))
coder, packed = lzma_coder(b"hello" * 100, 0xFFFFFFFF)
put("7z-dictionary.7z", seven_zip([("a", b"hello" * 100, FILE)], coder=coder, pack=packed))
cases.append({"name": "7z-dictionary.7z", "either": True})
nested = gzip.compress(gzip.compress(gzip.compress(gzip.decompress(tar(("a", b"1"))))))
refused("tar-nested-gzip.tar.gz", "more than once", nested)
inner = Zip().add("bomb.bin", mega * 50, method=8).bytes()
unpacked("zip-within.zip", {"inner.zip": None}, Zip().add("inner.zip", inner))

# Damaged.
good = Zip().add("a.txt", b"hello" * 1000, method=8).add("b.txt", b"world").bytes()
for label, end in {"head": 20, "data": 60, "directory": len(good) - 60, "end": len(good) - 10, "mark": 4}.items():
    refused(f"zip-cut-{label}.zip", "damaged", good[:end])
good = gzip.decompress(tar(("a.txt", b"hello" * 1000), ("b.txt", b"world"), level=0))
for label, end in {"head": 100, "data": 2000, "second-head": 5700}.items():
    refused(f"tar-cut-{label}.tar.gz", "damaged", gzip.compress(good[:end]))
whole = tar(("a.txt", os.urandom(5000)))
refused("tar-cut-gzip.tar.gz", "damaged", whole[: len(whole) // 2])
refused("tar-cut-gzip-head.tar.gz", "damaged", whole[:6])
good = seven_zip([("a.txt", b"hello" * 100, FILE), ("b.txt", b"world", FILE)])
for label, end in {"head": 20, "data": 200, "header": len(good) - 20}.items():
    refused(f"7z-cut-{label}.7z", "damaged", good[:end])
refused("zip-crc.zip", "damaged", Zip().add("a", b"hello", crc=7))
refused("7z-crc.7z", "damaged", seven_zip([("a", b"hello", FILE)], crc=False))
refused("tar-checksum.tar.gz", "damaged", gzip.compress(raw_header(b"a")[:148] + b"000000\0 " + raw_header(b"a")[156:]))
refused("zip-not.zip", "does not begin", b"<html>please log in</html>")
refused("tar-not.tar.gz", "damaged", gzip.compress(b"just a text, packed"))
refused("7z-not.7z", "does not begin", Zip().add("a").bytes())
refused("tar-bzip.tar.gz", "does not begin", b"BZh91AY&SY")
refused("tar-gzip.tar", "does not begin", tar(("a", b"1")))
refused("tar-gzip.tar.xz", "does not begin", tar(("a", b"1")))
refused("tar-text.tar", "does not begin", b"just a text")
refused("xz-cut.tar.xz", "damaged", lzma.compress(gzip.decompress(tar(("a", os.urandom(5000)))))[:900])
refused("zip-empty.zip", "damaged", Zip())
refused("zip-folders-only.zip", "holds no file", Zip().add("a/", b"", mode=FOLDER))
refused("tar-empty.tar.gz", "holds no file", gzip.compress(b"\0" * 10240))
refused("tar-nothing.tar.gz", "damaged", gzip.compress(b""))
refused("zip-method.zip", "damaged", Zip().add("a", b"hello", method=77))
refused("zip-zeros.zip", "damaged", b"PK\x03\x04" + b"\0" * 500)
refused("zip-far-away.zip", "damaged", Zip().add("b").add("a", b"x", offset=1 << 20))

# Encrypted.
refused("zip-encrypted.zip", "encrypted", Zip().add("a", b"\0" * 20, flags=1, crc=5))
refused("zip-strong.zip", "encrypted", Zip().add("a", b"\0" * 20, flags=0x41, crc=5))
refused(
    "7z-encrypted.7z", "encrypted",
    seven_zip([("a", b"\0" * 16, FILE)], coder=b"\x24\x06\xf1\x07\x01" + b"\x02\x13\x00"))

# Not hostile, only unusual.
unpacked("zip-windows.zip", {"photos/a.txt": "data"}, Zip().add("photos\\a.txt", system=0))
unpacked("zip-large.zip", {"a.txt": "data", "b.txt": "data"}, Zip().add("a.txt").add("b.txt").bytes(large=True))
unpacked("zip-comment.zip", {"a.txt": "data"}, Zip().add("a.txt").bytes(comment=b"PK\x05\x06 is how it ends"))
unpacked("zip-utf8.zip", {"图片/一.txt": "data"}, Zip().add("图片/一.txt"))
unpacked("zip-gbk.zip", {"图片/一.txt": "data", "b.txt": "data"}, Zip().add("图片/一.txt".encode("gbk"), central_name="图片/一.txt".encode("gbk")).add("b.txt"))
unpacked("zip-gbk-and-utf8.zip", {"旧.txt": "data", "新.txt": "data"}, Zip().add("旧.txt".encode("gbk"), central_name="旧.txt".encode("gbk")).add("新.txt"))
unpacked(
    "zip-gbk-unicode-path.zip", {"图片.txt": "data"},
    Zip().add("图片.txt".encode("gbk"), extra=unicode_path("图片.txt".encode("gbk"), "图片.txt")))
unpacked("zip-gb18030.zip", {"𠮷.txt": "data"}, Zip().add("𠮷.txt".encode("gb18030"), central_name="𠮷.txt".encode("gb18030")))
unpacked("zip-raw-utf8.zip", {"图片.txt": "data"}, Zip().add("图片.txt".encode(), central_name="图片.txt".encode()))
unpacked("zip-cp437.zip", {"é.txt": "data"}, Zip().add(b"\x82.txt", central_name=b"\x82.txt"))
unpacked("zip-nfd.zip", {"caf\u00e9.txt": "data"}, Zip().add("cafe\u0301.txt"))
unpacked("zip-gbk-windows.zip", {"猫.txt": "data"}, Zip().add("猫.txt".encode("gbk"), central_name="猫.txt".encode("gbk"), system=0))
unpacked("zip-raw-accent.zip", {"caf\u00e9.txt": "data"}, Zip().add("caf\u00e9.txt".encode(), central_name="caf\u00e9.txt".encode()))
unpacked("zip-flagged-windows.zip", {"caf\u00e9.txt": "data"}, Zip().add("caf\u00e9.txt", system=0))
unpacked("tar-gbk.tar.gz", {"图片.txt": "1"}, tar(raw_header("图片.txt".encode("gbk"), 1, data=b"1")))
unpacked("tar-utf8.tar.gz", {"图片.txt": "1"}, tar(("./图片.txt", b"1")))
unpacked("7z-utf16.7z", {"图片/一.txt": "1", "b": ""}, seven_zip([("图片", b"", FOLDER), ("图片/一.txt", b"1", FILE), ("b", b"", FILE)]))
unpacked(
    "zip-mac.zip", {"a.txt": "data"},
    Zip().add("a.txt").add("__MACOSX/._a.txt").add(".DS_Store").add("x/Thumbs.db"))
unpacked("tar-sparse-small.tar.gz", {"hole": "\0\0\0\0\0\0\0\0ab"}, tar(
    pax([("GNU.sparse.major", b"1"), ("GNU.sparse.minor", b"0"), ("GNU.sparse.name", b"hole"),
         ("GNU.sparse.realsize", b"10")])
    + raw_header(b"hole", 514, data=b"1\n8\n2\n".ljust(512, b"\0") + b"ab")))

print(json.dumps(cases))
