"""The caches that all processes share: Redis, or files where there is none."""

SECONDS = 1  # to wait for Redis: who waits longer has no cache
MOST = {
    "default": 20_000,  # how often somebody tried: nobody may push that out
    "pages": 2_000,  # what visitors read
    "renditions": 5_000,  # Wagtail's name for the sizes of pictures
}


def shared_caches(redis_url, folder):
    """Django's CACHES: in Redis under a prefix each, else in a folder each below `folder`."""
    return {name: in_redis(redis_url, name) if redis_url else in_files(folder / name, MOST[name]) for name in MOST}


def in_redis(url, name):
    return {
        "BACKEND": "portal.redis_cache.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": name,
        "OPTIONS": {"socket_connect_timeout": SECONDS, "socket_timeout": SECONDS},
    }


def in_files(folder, most):
    return {"BACKEND": "portal.file_cache.FileCache", "LOCATION": folder, "OPTIONS": {"MAX_ENTRIES": most}}
