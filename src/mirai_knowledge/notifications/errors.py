"""What can go wrong with notices and with what leaves the house."""

from mirai_knowledge.kernel.errors import Conflict, NotFound, TooMany


class NoticeNotFound(NotFound):
    """There is no such notice, or it is somebody else's."""

    code = "notice.not_found"
    title = "お知らせが見つかりません"


class DeliveryNotFound(NotFound):
    """There is no such delivery."""

    code = "delivery.not_found"
    title = "送信が見つかりません"


class DeliveryFixed(Conflict):
    """The delivery stands where it cannot be sent again or withdrawn."""

    code = "delivery.fixed"
    title = "この送信は変更できません"


class HeldBySetting(Conflict):
    """The setting MKS_OUTBOUND holds everything; only the setting can end that."""

    code = "outbound.held_by_setting"
    title = "設定により送信を保留しています"


class NothingToSendTo(Conflict):
    """There is no address, no device or no group to send to."""

    code = "outbound.no_recipient"
    title = "送り先がありません"


class WebhookNotFound(NotFound):
    """There is no such group in Teams."""

    code = "teams_webhook.not_found"
    title = "Teams の送り先が見つかりません"


class DeviceNotFound(NotFound):
    """There is no such device, or it is somebody else's."""

    code = "push_device.not_found"
    title = "端末が見つかりません"


class TooManyStreams(TooMany):
    """The person or the process has as many open streams as it may have; polling goes on."""

    code = "stream.too_many"
    title = "同時に開いている画面が多すぎます"
