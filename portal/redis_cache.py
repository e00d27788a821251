"""Redis as the cache, without which the site goes on: pages are made each time, and nobody gets another try."""

import logging
from functools import wraps

from django.core.cache.backends import redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def answers(instead):
    """Decorator maker: while Redis is away, the method answers what `instead` makes of its arguments."""

    def decorate(method):
        @wraps(method)
        def tolerant(self, *args, **kwargs):
            try:
                return method(self, *args, **kwargs)
            except RedisError as error:
                logger.warning("cache is away: %s", type(error).__name__)
                return instead(*args, **kwargs)

        return tolerant

    return decorate


def no(*args, **kwargs):
    """Nothing was done. For `add` it means that somebody else has the lock: who counts tries gives none."""
    return False


class TolerantClient(redis.RedisCacheClient):
    get = answers(lambda key, default: default)(redis.RedisCacheClient.get)
    get_many = answers(lambda keys: {})(redis.RedisCacheClient.get_many)
    add = answers(no)(redis.RedisCacheClient.add)
    set = answers(no)(redis.RedisCacheClient.set)
    set_many = answers(no)(redis.RedisCacheClient.set_many)
    touch = answers(no)(redis.RedisCacheClient.touch)
    delete = answers(no)(redis.RedisCacheClient.delete)
    delete_many = answers(no)(redis.RedisCacheClient.delete_many)
    has_key = answers(no)(redis.RedisCacheClient.has_key)


class RedisCache(redis.RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = TolerantClient
