from reporting.urls import board, debts, reports, search

app_name = "reporting"

urlpatterns = [*reports.urlpatterns, *board.urlpatterns, *search.urlpatterns, *debts.urlpatterns]
