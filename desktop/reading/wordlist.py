"""How lists of words are declared."""


def words(*lines: str) -> frozenset[str]:
    """Return the words of the lines, parted by blanks; "_" stands for a blank within one."""
    return frozenset(word.replace("_", " ") for line in lines for word in line.split())
