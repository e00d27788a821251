"""The ground: page types, story blocks, media, navigation, the site's facts, records with words."""
