"""The form of a step: what counts is one choice, not three fields that could contradict each other."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.words import words_form
from membership.countable import choice_of, read_choice, step_choices
from membership.models import LeadershipTrack, TrackStage, TrackStageText, TrackStepText

COUNTED = ("kind", "tag", "subject")


class StageField(forms.ModelChoiceField):
    def label_from_instance(self, stage):
        return f"{stage.track}: {stage}"


class StageForm(words_form(TrackStageText, ["name", "done_words"], required=["name"])):
    track = forms.ModelChoiceField(label=_("Path"), queryset=LeadershipTrack.objects.prefetch_related("texts"))


class StepForm(words_form(TrackStepText, ["name", "done_words"], required=["name"])):
    stage = StageField(label=_("Stage"), queryset=TrackStage.objects.with_words())
    counted = forms.ChoiceField(
        label=_("What counts"),
        help_text=_("These steps fill in by themselves, but for those that staff confirm."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        current = choice_of(self.instance.kind, self.instance.tag, self.instance.subject) if self.instance.pk else None
        self.fields["counted"].choices = self.choices_with(current)
        self.fields["counted"].initial = current

    def choices_with(self, current):
        """All there is to choose, and what the step counts now, also when the app or the record behind it is gone."""
        choices = step_choices()
        known = [value for _group, pairs in choices for value, _label in pairs]
        if current and current not in known:
            choices.append((_("As it is now"), [(current, self.instance.counted)]))
        return choices

    def clean_counted(self):
        self.instance.kind, self.instance.tag, self.instance.subject = read_choice(self.cleaned_data["counted"])
        return self.cleaned_data["counted"]

    def _get_validation_exclusions(self):
        """The model's own rules hold for what the one choice stands for, once it is made."""
        excluded = super()._get_validation_exclusions()
        return excluded - set(COUNTED) if "counted" in self.cleaned_data else excluded
