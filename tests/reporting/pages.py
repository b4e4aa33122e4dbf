"""Who × page of reporting; see tests/access.py."""

from tests.access import AGENCY, EDIT, PUBLIC, READ, SITE_ADMIN, SUBMIT, Page

PAGES = {
    "reporting:accessibility": Page(get=PUBLIC),
    "reporting:accessibility_edit": Page(get=SITE_ADMIN, post=SITE_ADMIN),
    "reporting:privacy": Page(get=PUBLIC),
    "reporting:privacy_edit": Page(get=SITE_ADMIN, post=SITE_ADMIN),
    "reporting:portfolio": Page(get=AGENCY),
    "reporting:portfolio_export": Page(get=AGENCY, picture=False),
    "reporting:report_list": Page(lambda w: [w.agreement.pk], get=READ),
    "reporting:create": Page(lambda w: [w.agreement.pk, 2023], post=EDIT),
    "reporting:report": Page(lambda w: [w.report.pk], get=READ),
    "reporting:preview": Page(lambda w: [w.report.pk], get=READ),
    "reporting:submit": Page(lambda w: [w.report.pk], get=SUBMIT, post=SUBMIT),
    "reporting:job": Page(lambda w: [w.job.key], get=READ),
    "reporting:retry": Page(lambda w: [w.job.key], post=EDIT),
}
