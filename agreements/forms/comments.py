"""What people type into a comment, and by what they choose from those already there."""

import django_filters
from django import forms

from agreements.comments import Anchor
from agreements.models import CommentThread
from agreements.vocabulary import Audience, Section
from partnerships.models import User

LONGEST = 5000
AUDIENCES = (
    (Audience.SHARED, "Územní celek i ASZ"),
    (Audience.INTERNAL, "Jen lidé z ASZ"),
)


class PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, user):
        return f"{user} ({user.get_agency_role_display() or 'územní celek'})"


class ReplyForm(forms.Form):
    text = forms.CharField(label="Odpověď", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))
    mentioned = PeopleField(
        User.objects.none(),
        label="Upozornit",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vybraní dostanou e-mail a upozornění v aplikaci.",
    )

    def __init__(self, *args, people, **kwargs):
        """`people` are those who read the thread, without its author."""
        super().__init__(*args, **kwargs)
        self.fields["mentioned"].queryset = people


class ThreadForm(ReplyForm):
    """The place is chosen among those of the page; who is not of the Agency writes to both sides."""

    place = forms.ChoiceField(label="K čemu")
    audience = forms.ChoiceField(
        label="Kdo ji uvidí", choices=AUDIENCES, initial=Audience.SHARED, widget=forms.RadioSelect
    )
    field_order = ("place", "text", "audience", "mentioned")

    def __init__(self, *args, anchors: list[Anchor], is_internal_allowed: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.anchors = {anchor.place.code: anchor for anchor in anchors}
        self.fields["text"].label = "Text připomínky"
        self.fields["place"].choices = [(code, anchor.label) for code, anchor in self.anchors.items()]
        if not is_internal_allowed:
            del self.fields["audience"]

    def clean(self):
        data = super().clean()
        data.setdefault("audience", Audience.SHARED)
        if data["audience"] == Audience.INTERNAL:
            outsiders = [user for user in data.get("mentioned", ()) if not user.agency_role]
            if outsiders:
                names = ", ".join(map(str, outsiders))
                self.add_error("mentioned", f"Připomínku jen pro ASZ neuvidí: {names}. Zrušte výběr.")
        return data

    def values(self) -> dict:
        data = {name: value for name, value in self.cleaned_data.items() if name != "place"}
        return {**data, "place": self.anchors[self.cleaned_data["place"]].place}


class SeenForm(forms.Form):
    """When the page was shown on which the person says that he has checked it."""

    seen_at = forms.DateTimeField(widget=forms.HiddenInput)


class ThreadFilter(django_filters.FilterSet):
    OPEN, RESOLVED = "otevrene", "vyresene"

    stav = django_filters.ChoiceFilter(
        label="Stav",
        choices=[(OPEN, "otevřené"), (RESOLVED, "vyřešené")],
        method="by_state",
        empty_label="všechny",
    )
    oddil = django_filters.ChoiceFilter(
        label="Oddíl", field_name="section", choices=Section.choices, empty_label="všechny oddíly"
    )
    pro = django_filters.ChoiceFilter(
        label="Pro koho", field_name="audience", choices=AUDIENCES, empty_label="všechny"
    )
    moje = django_filters.BooleanFilter(
        label="Jen ty, kterých se účastním",
        method="by_taking_part",
        widget=forms.CheckboxInput,
    )

    class Meta:
        model = CommentThread
        fields = []

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.agency_role:
            del self.filters["pro"]

    def by_state(self, queryset, name, value):
        return queryset.filter(resolved_at__isnull=value == self.OPEN)

    def by_taking_part(self, queryset, name, value):
        return queryset.taken_part_by(self.user) if value else queryset
