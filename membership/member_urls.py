"""Everything under member/: only for members, each about their own person; but the goodbye, which names nobody."""

from django.urls import path, re_path

from membership.views import breaks, card, dues, erasing, member, papers, tracks

urlpatterns = [
    path("", member.DashboardView.as_view(), name="member_home"),
    path("name/", member.NameView.as_view(), name="member_name"),
    path("welcome/", member.WelcomeView.as_view(), name="member_welcome"),
    path("dues/card/", card.CardView.as_view(), name="member_card_pay"),
    path("dues/card/done/", card.CardDoneView.as_view(), name="member_card_done"),
    path("dues/card/portal/", card.PortalView.as_view(), name="member_card_portal"),
    path("dues/card/amount/", card.ChangeAmountView.as_view(), name="member_card_amount"),
    path("dues/card/stop/", card.StopView.as_view(), name="member_card_stop"),
    path("dues/", dues.DuesView.as_view(), name="member_dues"),
    path("dues/waive/", dues.WaiverView.as_view(), name="member_waive"),
    re_path(r"^dues/receipts/(?P<receipt>\d{4}-\d{4,9})\.pdf$", papers.ReceiptView.as_view(), name="member_receipt"),
    re_path(r"^dues/statement/(?P<year>\d{4})\.pdf$", papers.StatementView.as_view(), name="member_statement"),
    path("card/", papers.CardView.as_view(), name="member_card"),
    path("break/", breaks.BreakView.as_view(), name="member_break"),
    path("break/end/", breaks.EndPauseView.as_view(), name="member_end_pause"),
    path("leave/", breaks.LeaveView.as_view(), name="member_leave"),
    path("return/", breaks.ComeBackView.as_view(), name="member_return"),
    path("tracks/", tracks.TracksView.as_view(), name="member_tracks"),
    path("tracks/<slug:slug>/start/", tracks.StartView.as_view(), name="member_track_start"),
    path("tracks/<slug:slug>/leave/", tracks.LeaveView.as_view(), name="member_track_leave"),
    path("profile/", member.ProfileView.as_view(), name="member_profile"),
    path("privacy/", member.PrivacyView.as_view(), name="member_privacy"),
    path("privacy/download/", member.DownloadView.as_view(), name="member_download"),
    path("privacy/erase/", erasing.EraseView.as_view(), name="member_erase"),
    path("goodbye/", erasing.GoodbyeView.as_view(), name="member_goodbye"),
]
