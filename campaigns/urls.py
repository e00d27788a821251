"""Signing, at the same address in every language. Everybody may come; what is whose stands in signed tokens."""

from django.urls import path

from campaigns import views

urlpatterns = [
    path("<slug:slug>/sign/", views.SignView.as_view(), name="petition_sign"),
    path("<slug:slug>/sign/code/<str:token>/", views.SignCodeView.as_view(), name="petition_code"),
    path("<slug:slug>/sign/name/<str:token>/", views.AppearView.as_view(), name="petition_appear"),
    path("<slug:slug>/sign/thanks/<str:token>/", views.ThanksView.as_view(), name="petition_thanks"),
    path("<slug:slug>/sign/withdraw/<str:token>/", views.WithdrawView.as_view(), name="petition_withdraw"),
]
