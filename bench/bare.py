"""What the portal is compared with: Django views without middleware, of which one writes a row."""

from functools import cache

from django.db import connection, models, transaction
from django.http import HttpResponse
from django.urls import path


class Row(models.Model):
    """About as wide as a signature."""

    name = models.CharField(max_length=100)
    contact = models.CharField(max_length=254)
    state = models.CharField(max_length=11, default="new")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bench"
        db_table = "bench_row"
        indexes = [models.Index(fields=["state", "created_at"], name="bench_row_by_state")]

    def __str__(self):
        return self.name


def make_table():
    if Row._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(Row)


@cache
def body_of(size):
    return b"x" * size


def answer(size):
    return HttpResponse(body_of(size), headers={"Content-Length": size})


def page(request, size):
    return answer(size)


def insert(request):
    with transaction.atomic():
        Row.objects.create(name=request.POST["given_name"], contact=request.POST["contact"])
    return answer(0)


urlpatterns = [path("insert/", insert), path("<int:size>/", page)]
