from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Every field of every form is drawn by one template."""

    field_template_name = "components/field.html"
