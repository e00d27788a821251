"""The only signals of our own: upper apps hold data about people, and membership may not know them.

Both are sent inside the transaction and before membership changes anything, so that receivers still see everything;
what a receiver raises undoes the whole. Receivers change their own tables and what they recorded as participation.

`person_erased`: `person`, who is about to be erased. Receivers delete what is about this person or take the person off
what must stay. Rows that point to Person with CASCADE need no receiver: they go.

`persons_merged`: `kept` and `lost`, two rows of one person. Receivers move everything from `lost` to `kept`.
"""

from django.dispatch import Signal

person_erased = Signal()
persons_merged = Signal()
