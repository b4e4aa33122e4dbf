"""Whether an address leads to a page this person may open, and to the place on it that the address names."""

import re


def leads_to(client, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 200, url
    _, _, place = url.partition("#")
    assert not place or re.search(rf'\bid="{re.escape(place)}"', response.content.decode()), url
