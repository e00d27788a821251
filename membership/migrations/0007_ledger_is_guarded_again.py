from django.db import migrations, models

from membership.migrations._guard import guard, release


class Migration(migrations.Migration):
    dependencies = [("membership", "0006_prices_of_old_payments")]
    operations = [
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('months', 0), ('price', 0), ('reverses__isnull', False)), models.Q(('reverses', None), models.Q(models.Q(models.Q(('method__in', ['waiver', 'adjustment']), _negated=True), ('amount__gt', 0)), models.Q(('amount', 0), ('method', 'waiver'), ('months__gt', 0), ('paid_for', 'dues'), ('price', 0)), models.Q(('method', 'adjustment'), models.Q(('amount', 0), _negated=True)), _connector='OR')), _connector='OR'), name='payment_brings_what_its_method_says', violation_error_message='The amount must be more than zero.'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('months', 0), ('price', 0), ('reverses__isnull', False)), models.Q(('reverses', None), models.Q(models.Q(('months__gt', 0), ('paid_for', 'dues'), ('person__isnull', False), ('price__gt', 0)), models.Q(('amount', 0), ('method', 'waiver'), ('months__gt', 0), ('paid_for', 'dues'), ('price', 0)), models.Q(('months', 0), ('paid_for', 'donation'), ('price', 0)), _connector='OR')), _connector='OR'), name='payment_buys_what_it_is_for', violation_error_message='Dues say whose they are, how long they last and what that costs.'),
        ),
        migrations.RunPython(guard, release),
    ]
