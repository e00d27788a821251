"""Pictures and files in a private bucket of an S3-compatible store: visitors get them from us, never from there."""

from boto3.s3.transfer import TransferConfig
from botocore.client import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

# What every store understands, and an end to waiting.
CLIENT = Config(
    signature_version="s3v4",
    connect_timeout=5,
    read_timeout=20,
    retries={"max_attempts": 2},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    s3={"addressing_style": "path"},
)
IN_ONE = TransferConfig(use_threads=False)


class BucketError(OSError):
    """The store does not answer, or refuses us. Holds a kind, never a name of a file."""


class PrivateBucket(S3Storage):
    """Without an ACL, which would say public; names are never taken twice."""

    def get_default_settings(self):
        ours = {"default_acl": None, "file_overwrite": False, "client_config": CLIENT, "transfer_config": IN_ONE}
        return super().get_default_settings() | ours

    def url(self, name, parameters=None, expire=None, http_method=None):
        """Ours: pages name no address of the store (portal/media.py answers there)."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"

    def fetch(self, name):
        """What is in the file, by one request. Raises FileNotFoundError, BucketError."""
        try:
            return self.bucket.Object(self._normalize_name(name)).get()["Body"].read()
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError from None
            raise BucketError(type(error).__name__) from None
        except BotoCoreError as error:
            raise BucketError(type(error).__name__) from None
