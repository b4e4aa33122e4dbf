from django.urls import path

from agreements.urls import pasting
from agreements.urls import reading as reading_of_terms
from agreements.views import (
    adoption,
    changes,
    check,
    comments,
    compare,
    founding,
    history,
    memoranda,
    prints,
    reading,
    returning,
    review,
    section_edit,
    steps,
    timeline,
)

app_name = "agreements"

urlpatterns = [
    path("popisy/", reading.agreement_list, name="list"),
    path("popisy/<int:pk>/", reading.agreement_detail, name="detail"),
    path("popisy/<int:pk>/porovnani/", compare.compare, name="compare"),
    path("popisy/<int:pk>/prehled-zmen/", changes.changes, name="changes"),
    path("popisy/<int:pk>/prehled-zmen/<slug:format>/", changes.changes_create, name="changes_create"),
    path(
        "verze/<int:pk>/oddil/<slug:slug>/zneni-verze/<int:number>/<int:revision>/",
        returning.return_section,
        name="return_section",
    ),
    path(
        "verze/<int:pk>/cinnosti/<uuid:key>/zneni-verze/<int:number>/<int:revision>/",
        returning.return_activity,
        name="return_activity",
    ),
    path("popisy/<int:pk>/historie/", history.history, name="history"),
    path("popisy/<int:pk>/historie/export/", history.history_export, name="history_export"),
    path("celky/<int:unit_pk>/popisy/novy/", founding.agreement_create, name="create"),
    path("popisy/<int:pk>/revize/", founding.agreement_revise, name="revise"),
    path("verze/<int:pk>/", reading.agreement_version, name="version"),
    path("popisy/<int:pk>/memorandum/", memoranda.memorandum_choose, name="memorandum_choose"),
    path("popisy/<int:pk>/memorandum/nove/", memoranda.memorandum_add, name="memorandum_add"),
    path("popisy/<int:pk>/memorandum/<int:memorandum_pk>/", memoranda.memorandum_edit, name="memorandum"),
    path("verze/<int:pk>/oddil/<slug:slug>/", section_edit.edit_section, name="edit_section"),
    path(
        "verze/<int:pk>/oddil/<slug:slug>/vratit/<int:to>/<int:revision>/",
        section_edit.restore_section,
        name="restore_section",
    ),
    path("verze/<int:pk>/oddil/<slug:slug>/potvrdit/", section_edit.confirm_section, name="confirm_section"),
    path("verze/<int:pk>/cinnosti/nova/", timeline.activity_add, name="activity_add"),
    path("verze/<int:pk>/cinnosti/<uuid:key>/", timeline.activity_edit, name="activity_edit"),
    path("verze/<int:pk>/cinnosti/<uuid:key>/smazat/", timeline.activity_delete, name="activity_delete"),
    path("verze/<int:pk>/cinnosti/<uuid:key>/presunout/", timeline.activity_move, name="activity_move"),
    path("verze/<int:pk>/cinnosti/<uuid:key>/zkopirovat/", timeline.activity_copy, name="activity_copy"),
    path(
        "verze/<int:pk>/cinnosti/<uuid:key>/vratit/<int:to>/<int:revision>/",
        timeline.restore_activity,
        name="restore_activity",
    ),
    path(
        "verze/<int:pk>/cinnosti/<uuid:key>/potvrdit/", section_edit.confirm_activity, name="confirm_activity"
    ),
    path("verze/<int:pk>/prevzit/", steps.take_over, name="take_over"),
    path("verze/<int:pk>/schvaleni/", adoption.complete_adoption, name="complete_adoption"),
    path("verze/<int:pk>/cisla-jednaci/", adoption.file_reference, name="file_reference"),
    path("verze/<int:pk>/kontrola/", check.check, name="check"),
    path("verze/<int:pk>/krok/<slug:slug>/", steps.step, name="step"),
    path("verze/<int:pk>/tisk/", prints.print_list, name="prints"),
    path("verze/<int:pk>/tisk/platne-zneni/", prints.stored_print, name="stored_print"),
    path("verze/<int:pk>/tisk/<slug:format>/", prints.print_create, name="print_create"),
    path("tisky/<uuid:key>/", prints.print_job, name="print_job"),
    path("tisky/<uuid:key>/znovu/", prints.print_retry, name="print_retry"),
    path("popisy/<int:pk>/pripominky/", comments.comment_list, name="comments"),
    path("verze/<int:pk>/pripominky/", comments.comments_at, name="comments_at"),
    path("pripominky/<int:pk>/", comments.thread, name="thread"),
    path("pripominky/<int:pk>/vyresit/", comments.thread_resolve, name="thread_resolve"),
    path("pripominky/<int:pk>/znovu-otevrit/", comments.thread_reopen, name="thread_reopen"),
    path("popisy/<int:pk>/zmeny-od-kontroly/", review.changes_since_review, name="changes_since_review"),
    path("popisy/<int:pk>/zkontrolovano/", review.mark_reviewed, name="mark_reviewed"),
    *pasting.urlpatterns,
    *reading_of_terms.urlpatterns,
]
