"""What a person may take with them: every personal field of every declared model, copies left out."""

from membership.keeping import declarations
from membership.models import Person


def rows_of(person, model):
    """The rows of `model` that belong to `person`, found by its foreign key to Person."""
    if model is Person:
        return Person.objects.filter(pk=person.pk)
    links = [field.name for field in model._meta.fields if field.related_model is Person]
    if not links:
        return model._default_manager.none()
    return model._default_manager.filter(**{f"{links[0]}__in": Person.objects.rows_of([person.pk])}).order_by("pk")


def everything_about(person):
    """All personal values we hold about `person`: maps a model's name to a list of rows."""
    return {
        str(model._meta.verbose_name_plural): list(rows_of(person, model).values(*keeping.personal))
        for model, keeping in declarations().items()
        if not keeping.is_copy and rows_of(person, model).exists()
    }
