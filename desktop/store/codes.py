"""The codes by which what is outside of the desk knows its terms and places."""

import sqlite3


def region_codes(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the ISO 3166-2 codes of the live regions, by uid."""
    sql = "SELECT uid, code FROM place WHERE removed=0 AND kind='region' AND code!=''"
    return dict(connection.execute(sql))


def term_codes(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return the uids of the live terms, by vocabulary and code."""
    rows = connection.execute("SELECT vocabulary, code, uid FROM term WHERE removed=0")
    return {(vocabulary, code): uid for vocabulary, code, uid in rows}


def term_names(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return what people call the live terms, by vocabulary and code."""
    rows = connection.execute("SELECT vocabulary, code, name FROM term WHERE removed=0")
    return {(vocabulary, code): name for vocabulary, code, name in rows}
