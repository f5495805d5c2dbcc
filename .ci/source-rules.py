#!/usr/bin/env python3
"""Rules for Sources/ that the compiler does not hold. Prints each breach, exits 1 if there is one.

- A C module (Sources/C…) is never imported publicly, and one that stands for a library or for C of our
  own is imported by one Swift module. (CLinux only names system calls: there is nothing to leak.)
- `print(` belongs to the programs' own modules.
- An error enum that leaves its module says what it means (`CustomStringConvertible`): in a message its
  cases would be names of the code.
- A file has at most 300 lines, a function at most 60. A function that has to be longer says why in
  the comment right above it: `// Longer than 60 lines: <reason>`.
- Names are bytes (`LoraNames`): in rooms that handle files, refs and keys nothing is compared or cut by
  `hasPrefix`, `hasSuffix` or at a "/" that is a character; and no dictionary traps on two equal keys.
- A floating-point number becomes an integer by `Int(exactly:)` or `Int(clamping:)`.
"""

import collections
import pathlib
import re
import sys

FILE_LINES = 300
FUNCTION_LINES = 60
# Rooms whose texts are words: of people, of other programs, of addresses.
OF_WORDS = {
    "LoraClickUp", "LoraHTTP", "LoraMirror", "LoraProcess", "LoraReport", "LoraSandbox", "LoraTasks",
    "LoraTensor", "LoraText",
}  # fmt: skip
MAY_PRINT = {"LoraCommands", "git-lora", "lora-train"}

SOURCES = pathlib.Path(__file__).resolve().parent.parent / "Sources"
IMPORT = re.compile(r"^\s*(?:@\w+\s+)*(?P<access>\w+\s+)?import\s+(?P<module>\w+)", re.M)
PRINT = re.compile(r"(?<![\w.])print\(")
# `Int(…)` of a Double ends the process when the number does not fit.
CONVERSION = re.compile(
    r"\bU?Int(?:8|16|32|64)?\((?!exactly:|clamping:|truncatingIfNeeded:|bitPattern:)"
)
FLOATING = re.compile(r"\.rounded\(|\b(?:floor|ceil|log10|pow|Double|Float)\(")
FUNCTION = re.compile(r"(?<![\w.`])(?:func\s+[^\s(<]+|init[?!]?\s*[(<]|deinit\b|subscript\s*[(<])")
BY_CHARACTERS = re.compile(
    r'\.has(?:Prefix|Suffix)\b|separator: "/"(?=[,)])|\.contains\("/"\)|Index\(of: "/"\)'
)
TRAPPING = re.compile(r"\buniqueKeysWithValues:")
TYPE = re.compile(
    r"(?P<access>\w+\s+)?\b(?P<kind>enum|struct|class|actor|protocol|extension)\s+(?P<name>[\w.]+)"
    r"\s*(?:<[^>{]*>)?\s*(?::\s*(?P<conformances>[^{]*?))?\s*(?:where[^{]*)?\{"
)
# Comments and string literals, longest first; what they hold must not be read as code.
INTERPOLATION = r'\\\((?:[^()"\n]|"[^"\n]*"|\((?:[^()"\n]|"[^"\n]*"|\([^()\n]*\))*\))*\)'
OPAQUE = re.compile(
    r'#+"""[\s\S]*?"""#+|#+"[^\n]*?"#+|"""(?:\\.|[^\\])*?"""'
    rf'|"(?:{INTERPOLATION}|\\.|[^"\\\n])*"'
    r"|/\*[\s\S]*?\*/|//[^\n]*"
)


def code_only(text: str) -> str:
    """The text with comments and strings blanked out, line numbers kept."""
    return OPAQUE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def body_end(code: str, start: int) -> int | None:
    """Where the body of the declaration at `start` closes; None if it has no body."""
    depth = 0
    for position in range(start, len(code)):
        character = code[position]
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == "{" and depth == 0:
            return closing_brace(code, position)
        elif character == "}" and depth == 0:
            return None
        elif character == "\n" and depth == 0:
            # A requirement without body ends with its line unless the signature goes on.
            if not re.match(r"\s*(?:[{)]|->|where\b|throws\b|async\b)", code[position:]):
                return None
    return None


def closing_brace(code: str, opening: int) -> int:
    depth = 0
    for position in range(opening, len(code)):
        depth += {"{": 1, "}": -1}.get(code[position], 0)
        if depth == 0:
            return position
    return len(code)


def long_functions(text: str, code: str):
    lines = text.splitlines()
    for match in FUNCTION.finditer(code):
        end = body_end(code, match.start())
        if end is None:
            continue
        first = code.count("\n", 0, match.start()) + 1
        length = code.count("\n", match.start(), end) + 1
        if length > FUNCTION_LINES and not excused(lines, first):
            yield first, match.group().strip("( <"), length


def unchecked_conversions(code: str):
    """Lines where the argument of an integer's initialiser is seen to be floating-point."""
    for match in CONVERSION.finditer(code):
        depth, end = 1, match.end()
        while end < len(code) and depth > 0:
            depth += {"(": 1, ")": -1}.get(code[end], 0)
            end += 1
        if FLOATING.search(code, match.end(), end - 1):
            yield code.count("\n", 0, match.start()) + 1


def excused(lines: list[str], first: int) -> bool:
    above = first - 2
    while above >= 0 and lines[above].lstrip().startswith(("//", "@")):
        if "Longer than 60 lines: " in lines[above]:
            return True
        above -= 1
    return False


def error_enums(code: str):
    """The names of the public error enums, and those of the types that have words, as written from
    their module."""
    types = [
        (match.start(), closing_brace(code, match.end() - 1), match) for match in TYPE.finditer(code)
    ]
    errors, with_words = {}, set()
    for start, end, match in types:
        around = [other["name"] for first, last, other in types if first < start and end <= last]
        name = ".".join([*around, match["name"]])
        conformances = {word.strip() for word in (match["conformances"] or "").split(",")}
        if "CustomStringConvertible" in conformances:
            with_words.add(name)
        is_public = (match["access"] or "").strip() in {"public", "package"}
        if match["kind"] == "enum" and "Error" in conformances and is_public:
            errors[name] = code.count("\n", 0, start) + 1
    return errors, with_words


def has_one_door(module: str) -> bool:
    """Whether the C module stands for more than headers of the system's own C library."""
    return module != "CLinux"


def breaches():
    importers = collections.defaultdict(set)
    errors, with_words = {}, collections.defaultdict(set)
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix not in {".swift", ".c", ".h"}:
            continue
        where = path.relative_to(SOURCES.parent)
        module = path.relative_to(SOURCES).parts[0]
        text = path.read_text(encoding="utf-8")
        if (length := text.count("\n")) > FILE_LINES:
            yield f"{where}:{FILE_LINES + 1}: {length} lines; at most {FILE_LINES} in a file"
        if path.suffix != ".swift":
            continue
        code = code_only(text)
        for match in IMPORT.finditer(code):
            imported = match["module"]
            if not (SOURCES / imported).is_dir() or not re.match(r"C[A-Z]", imported):
                continue
            importers[imported].add(module)
            if (match["access"] or "").strip() in {"public", "package"}:
                line = code.count("\n", 0, match.start("module")) + 1
                yield f"{where}:{line}: {imported} must not leave its module; import it internally"
        if module not in MAY_PRINT:
            for match in PRINT.finditer(code):
                line = code.count("\n", 0, match.start()) + 1
                yield f"{where}:{line}: print( belongs to {', '.join(sorted(MAY_PRINT))}"
        for match in BY_CHARACTERS.finditer(text) if module not in OF_WORDS else []:
            joins = text.endswith("joined(", 0, match.start())
            if code[match.start()] == text[match.start()] and not joins:
                line = code.count("\n", 0, match.start()) + 1
                yield f"{where}:{line}: {match.group()} goes by characters; LoraNames goes by bytes"
        for match in TRAPPING.finditer(code):
            line = code.count("\n", 0, match.start()) + 1
            yield f"{where}:{line}: {match.group()} traps on equal keys; say which one stays"
        for line in unchecked_conversions(code):
            yield f"{where}:{line}: of a floating-point number, Int(exactly:) or Int(clamping:)"
        found, described = error_enums(code)
        errors |= {(module, name): f"{where}:{line}" for name, line in found.items()}
        with_words[module] |= described
        for line, name, length in long_functions(text, code):
            yield f"{where}:{line}: {name} has {length} lines; at most {FUNCTION_LINES} in a function"
    for (module, name), place in errors.items():
        if name not in with_words[module]:
            yield f"{place}: {name} is shown as a name of the code; make it CustomStringConvertible"
    for imported, modules in sorted(importers.items()):
        if len(modules) > 1 and has_one_door(imported):
            yield f"Sources/{imported}: imported by {', '.join(sorted(modules))}; one door only"


if __name__ == "__main__":
    found = list(breaches())
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    sys.exit(1 if found else 0)
