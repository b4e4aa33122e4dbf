"""The one signal of the house: a version came into force, or the dates of the one in force were corrected.

Sent inside the action's transaction with `version` and `by`, so that the receiver's rows and the step stand
or fall together; it may answer with Czech sentences that say what it changed. A lower app can't import
`planning`, which must write the expected occurrences.
"""

from django.dispatch import Signal

version_in_force = Signal()
