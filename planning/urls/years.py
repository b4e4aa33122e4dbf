"""<rok:year> in the addresses of the year and of the calendar."""

from django.urls import register_converter


class YearConverter:
    """Years an agreement can speak about; any other number is no page."""

    regex = "20[0-9]{2}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


register_converter(YearConverter, "rok")
