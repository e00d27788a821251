"""Puts the words of a center's pack into the database: the first site, which staff then go on editing."""

from portal.pack.load import load_pack

__all__ = ["load_pack"]
