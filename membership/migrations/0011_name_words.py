import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0010_people_by_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=100)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='name_words', to='membership.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'word'), name='name_word_once_a_person')],
                'indexes': [models.Index(fields=['word', 'person'], name='name_word_by_beginning', opclasses=['varchar_pattern_ops', 'int8_ops'])],
            },
        ),
        migrations.RemoveIndex(
            model_name='contactpoint',
            name='contact_by_value',
        ),
        migrations.AddIndex(
            model_name='contactpoint',
            index=models.Index(fields=['kind', 'value', 'person'], name='contact_by_value', opclasses=['varchar_pattern_ops', 'varchar_pattern_ops', 'int8_ops']),
        ),
    ]
