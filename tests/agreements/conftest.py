import pytest

from agreements import reference
from agreements.models import AgreementTemplate
from tests.factories import VersionFactory, member


@pytest.fixture
def version():
    reference.load()
    return VersionFactory(template=AgreementTemplate.objects.get(code="5"), unit_text="Lhota")


@pytest.fixture
def manager(client, version):
    user = member(version.agreement.unit)
    client.force_login(user)
    return user
