from django.urls import path

from agreements.views import reading, sections, steps, timeline

app_name = "agreements"

urlpatterns = [
    path("popisy/", reading.agreement_list, name="list"),
    path("popisy/<int:pk>/", reading.agreement_detail, name="detail"),
    path("celky/<int:unit_pk>/popisy/novy/", sections.agreement_create, name="create"),
    path("verze/<int:pk>/", reading.agreement_version, name="version"),
    path("verze/<int:pk>/identifikace/", sections.edit_header, name="edit_header"),
    path("verze/<int:pk>/role/", sections.edit_roles, name="edit_roles"),
    path("verze/<int:pk>/cinnosti/nova/", timeline.activity_add, name="activity_add"),
    path("verze/<int:pk>/cinnosti/<uuid:key>/", timeline.activity_edit, name="activity_edit"),
    path("verze/<int:pk>/cinnosti/<uuid:key>/smazat/", timeline.activity_delete, name="activity_delete"),
    path("verze/<int:pk>/cinnosti/<uuid:key>/presunout/", timeline.activity_move, name="activity_move"),
    path("verze/<int:pk>/prevzit/", steps.take_over, name="take_over"),
    path("verze/<int:pk>/schvaleni/", steps.complete_adoption, name="complete_adoption"),
]
