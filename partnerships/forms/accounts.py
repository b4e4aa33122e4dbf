import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef, TextField, Value
from django.db.models.functions import Concat
from django.utils import timezone

from partnerships.database import matching
from partnerships.forms.dates import CzechDateField
from partnerships.models import Membership, Region, TerritorialUnit, User
from partnerships.models.accounts import by_surname
from partnerships.vocabulary import AccountState, AgencyRole, UnitRole

SITE_ADMIN = "spravce"
IN_UNIT, IN_AGENCY = "obec-", "asz-"
ROLE_CHOICES = [
    ("V územním celku", [(IN_UNIT + value, label) for value, label in UnitRole.choices]),
    ("V Agentuře", [(IN_AGENCY + value, label) for value, label in AgencyRole.choices]),
    ("V aplikaci", [(SITE_ADMIN, "správce aplikace")]),
]


class AccountFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Jméno nebo e-mail", method="by_name")
    role = django_filters.ChoiceFilter(
        label="Role", choices=ROLE_CHOICES, method="by_role", empty_label="všechny role"
    )
    stav = django_filters.ChoiceFilter(
        label="Stav účtu", choices=AccountState.choices, field_name="state", empty_label="všechny stavy"
    )
    celek = django_filters.ModelChoiceFilter(
        label="Územní celek",
        queryset=TerritorialUnit.objects.order_by("name_sort", "pk"),
        method="by_unit",
        empty_label="všechny územní celky",
    )

    class Meta:
        model = User
        fields = []

    def by_name(self, queryset, name, value):
        who = Concat(F("name"), Value(" "), F("email"), output_field=TextField())
        return matching(queryset.alias(who=who), "who", value)

    def by_role(self, queryset, name, value):
        if value == SITE_ADMIN:
            return queryset.filter(is_site_admin=True)
        if value.startswith(IN_AGENCY):
            return queryset.filter(agency_role=value.removeprefix(IN_AGENCY))
        return queryset.filter(_holds(role=value.removeprefix(IN_UNIT)))

    def by_unit(self, queryset, name, value):
        return queryset.filter(_holds(unit=value))


def _holds(**fields) -> Exists:
    return Exists(Membership.objects.active().filter(user=OuterRef("pk"), **fields))


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "email", "agency_role", "region", "is_site_admin"]
        help_texts = {
            "name": "Jméno a příjmení s tituly, například Mgr. Jana Nová, Ph.D.",
            "email": "Slouží k přihlášení a chodí na něj pozvánka.",
            "agency_role": "Lidem z územních celků nechte prázdné; roli v územním celku dostanou na stránce účtu.",
            "region": "Jen u vedoucí/ho regionálního pracoviště.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Jméno a příjmení"
        self.fields["agency_role"].choices = [("", "není z Agentury"), *AgencyRole.choices]
        self.fields["region"].queryset = Region.objects.order_by("name")
        self.fields["region"].empty_label = "žádný"

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class AccessForm(forms.Form):
    unit = forms.ModelChoiceField(
        label="Územní celek", queryset=TerritorialUnit.objects.none(), empty_label="vyberte územní celek"
    )
    role = forms.ChoiceField(label="Role", choices=[("", "vyberte roli"), *UnitRole.choices])

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.order_by("name_sort", "pk")


class ConsultantForm(forms.Form):
    consultant = forms.ModelChoiceField(
        label="Konzultant/ka", queryset=User.objects.none(), empty_label="vyberte konzultanta/ku"
    )
    starts_on = CzechDateField(
        label="Ode dne", initial=timezone.localdate, help_text="Den pro zápis role. Přístup začne ihned."
    )
    official = forms.BooleanField(
        label="Zapsat také mezi role územního celku (konzultant/ka ASZ)", required=False, initial=True
    )

    def __init__(self, *args, consultants, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consultant"].queryset = consultants.order_by(*by_surname("name"))


class EndConsultantForm(forms.Form):
    ends_on = CzechDateField(
        label="Poslední den role", initial=timezone.localdate, help_text="Přístup skončí ihned."
    )
