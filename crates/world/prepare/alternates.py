"""Which of the further names of a place are kept: the source has them by script, by the alphabet, slips and all.

Of names that are the same but for marks, hyphens and spaces the most complete one is kept, and none that is the main name. The source has
slips that lack the marks (ភនពេញ, which should be ភ្នំពេញ), and for lists that are searched a name without its marks is the same name.
Names in Latin letters with a word before them that says what they are (Phum Paoy Pet, Amphoe Aranyaprathet) go last.
"""

import unicodedata

LATIN, OTHER = 6, 4  # how many are kept, in Latin letters and of each other script
# Marks are vowels here, which names are written with; in the others they are help for readers.
VOWELS = ("ARABIC", "HEBREW")


def letters(name):
    """The letters of a name, without marks and case."""
    flat = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in flat if unicodedata.category(char)[0] in "LN")


def marks(name):
    return sum(unicodedata.category(char)[0] == "M" for char in unicodedata.normalize("NFD", name))


def words(name):
    return "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in name).split()


def distinct(names, taken, script):
    """Of names of the same letters the most complete one, in the order of the first of them."""
    by = {}
    for name in names:
        key = letters(name)
        if key and key not in taken:
            by.setdefault(key, []).append(name)
    fewest = script in VOWELS
    # The first by the alphabet of those that are alike in that too.
    best = lambda group: min(group, key=lambda name: (marks(name) if fewest else -marks(name), len(name), name))
    return [best(group) for group in by.values()]


def kinds_last(names, name):
    """Names in Latin letters, last those that merely put a word before another of them, or before the main name."""
    keys = {letters(other) for other in [name, *names]}
    ends = lambda other: (letters("".join(words(other)[n:])) for n in range(1, len(words(other))))
    return sorted(names, key=lambda other: any(end in keys for end in ends(other)))


def kept(name, by_script):
    """The names to keep, by script."""
    found = {}
    for script, names in by_script.items():
        names = distinct(names, {letters(name)}, script)
        if script == "LATIN":
            names = kinds_last(names, name)
        if names:
            found[script] = names[: LATIN if script == "LATIN" else OTHER]
    return found
