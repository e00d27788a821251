from campaigns.views.sign import SignView
from campaigns.views.steps import AppearView, CodeView, ThanksView, WithdrawView

__all__ = ["AppearView", "CodeView", "SignView", "ThanksView", "WithdrawView"]
