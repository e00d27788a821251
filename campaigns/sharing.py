"""Plain links that hand a page on. Each leaves for another program; the page says whose it is."""

from urllib.parse import quote


def share_links(title, address):
    """Links that share `address` by WhatsApp, text message and e-mail."""
    text = quote(f"{title} {address}")
    return {
        "whatsapp": f"https://wa.me/?text={text}",
        "sms": f"sms:?&body={text}",
        "email": f"mailto:?subject={quote(title)}&body={text}",
    }
