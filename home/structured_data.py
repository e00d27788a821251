"""What machines read of the center (schema.org)."""

import json

from django.utils.safestring import mark_safe

UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def organization(facts, center, base_url):
    """The center as a schema.org NGO; invented facts are left out, machines would take them for true."""
    data = {
        "@context": "https://schema.org",
        "@type": "NGO",
        "name": center.name,
        "alternateName": center.short_name,
        "url": f"{base_url}/",
        "areaServed": facts.state,
        "knowsLanguage": list(center.languages),
    }
    if not facts.demonstration:
        data |= {
            "telephone": facts.phone,
            "email": facts.email,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": facts.address,
                "addressLocality": facts.town,
                "addressRegion": facts.state,
                "addressCountry": facts.country,
            },
        }
    return {key: value for key, value in data.items() if value}


def json_ld(data):
    """`data` as a script element that no text in it can leave."""
    text = json.dumps(data, ensure_ascii=False).translate(UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
