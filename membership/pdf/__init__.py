"""Papers that members take home, drawn in Python alone."""
