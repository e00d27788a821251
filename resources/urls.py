"""What is done with guides; the guides themselves are pages."""

from django.urls import path

from resources import views

urlpatterns = [
    path("<int:pk>/read/", views.read, name="guide_read"),
    path("<int:pk>/file/", views.file, name="guide_file"),
]
