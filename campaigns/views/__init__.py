from campaigns.views.sign import AppearView, SignCodeView, SignView, ThanksView, WithdrawView

__all__ = ["AppearView", "SignCodeView", "SignView", "ThanksView", "WithdrawView"]
