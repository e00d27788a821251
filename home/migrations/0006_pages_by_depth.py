from django.db import migrations

NAME = "home_page_by_depth"


class Migration(migrations.Migration):
    """The children of the home page stand in every menu. By their path alone they are found among all that lies below
    them; the table is Wagtail's, so the index is made by hand."""

    dependencies = [
        ("home", "0005_quick_lists"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX {NAME} ON wagtailcore_page (depth, path)",
            f"DROP INDEX {NAME}",
        ),
    ]
