"""The composition root: settings, URLs, middleware, checks and the center's pack. Nobody imports it."""
