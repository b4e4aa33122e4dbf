"""Lists of words made into sets and patterns; without diacritics, as the folded text has them."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def stems(text: str) -> str:
    """Any of the beginnings, with whatever ending."""
    return f"(?:{'|'.join(text.split())})[a-z]{{0,20}}"


def sayings(text: str) -> str:
    """Any of what the commas part."""
    return f"(?:{'|'.join(one.strip() for one in text.split(','))})"
