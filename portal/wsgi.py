import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()

from portal.installation import refuse_foreign_database  # noqa: E402  (needs the apps to be ready)

refuse_foreign_database()
