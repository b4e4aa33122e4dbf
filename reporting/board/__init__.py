"""What the start page shows: what is asked of whom, what comes, how the year stands and what happened lately.

`facts` reads all of it at once, the other modules say what follows from it; the reminders by mail are made of
the same things as the page.
"""
