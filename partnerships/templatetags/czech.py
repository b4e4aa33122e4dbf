from django import template

from partnerships import czech

register = template.Library()
register.filter("tie", czech.tie)
