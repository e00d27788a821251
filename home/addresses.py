from urllib.parse import urlsplit


def host_of(address):
    """The host of a web address without "www."; empty when there is none."""
    return (urlsplit(address or "").hostname or "").removeprefix("www.")
