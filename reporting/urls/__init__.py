from reporting.urls import board, reports, search

app_name = "reporting"

urlpatterns = [*reports.urlpatterns, *board.urlpatterns, *search.urlpatterns]
