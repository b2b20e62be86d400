"""Surnames that nobody takes for one another."""


def surname(number: int) -> str:
    """A word that looks like no other's."""
    return "".join(chr(97 + number * step % 26) for step in (1, 3, 7, 11, 17, 23))
