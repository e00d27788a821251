"""The first dues rates of a center: amounts from the plan, words from its content."""

from membership.models import DuesRate, DuesRateText


def load_rates(center, entries):
    for entry in entries:
        rate, _ = DuesRate.objects.get_or_create(
            period=entry["period"], defaults={"suggested": entry["suggested"], "minimum": entry["minimum"]}
        )
        for language in center.languages:
            words = center.content(language, "dues")[entry["period"]]
            DuesRateText.objects.update_or_create(record=rate, language=language, defaults=words)
