"""The rights of documents, and the numbered rules of this slice. A kind adds the rule of who writes it."""

from mirai_knowledge.kernel.rights import declare, rule
from mirai_knowledge.projects.policy import MASTER_MANAGE

READ = declare("document.read", "文書を読む", ("all", "visible"))
PUBLISH = declare("document.publish", "承認ルートのない文書を公開する")
COMMENT = declare("document.comment", "コメントする", ("all", "visible"))
BIN = declare("document.bin", "文書をごみ箱に入れる・戻す", ("all", "own_projects", "own"))

P_060 = rule("P-060", "文書を読めるのは、文書を読む権限を持ち、公開範囲・現場・指名のいずれかに当てはまる人です", READ)
P_061 = rule(
    "P-061",
    "下書きを見られるのは、書いた人・担当者・共同執筆者・承認する人・公開できる人・管理者と、公開済みの文書ではその種類を書ける人です",
)
P_062 = rule("P-062", "文書を書けるのは、その種類を書く権限を持ち、下書きを見られる人です")
P_063 = rule("P-063", "承認ルートのない文書を公開できるのは、公開の権限を持つ人だけです", PUBLISH)
P_064 = rule("P-064", "公開した文書の公開範囲と見られる人を変えられるのは、公開の権限を持つ人と、文書の担当者です")
P_065 = rule("P-065", "文書を廃止し、廃止を取り消せるのは、公開の権限を持つ人だけです", PUBLISH)
P_066 = rule("P-066", "ごみ箱に入れ、戻せるのは、その権限を持つ人（自分の現場・自分の文書に限る役割もあります）だけです", BIN)
P_067 = rule("P-067", "コメントできるのは、コメントの権限を持ち、その文書を読める人です", COMMENT)
P_068 = rule("P-068", "コメントを書き直せるのは書いた人、削除できるのは書いた人と管理者です", COMMENT)
P_069 = rule("P-069", "文書を読める人は、開いた記録・お気に入り・「役に立った」を残せます", READ)
P_071 = rule("P-071", "画像・ファイルを添付できるのは、いずれかの種類の文書を書く権限か、コメントの権限を持つ人です")
P_072 = rule("P-072", "添付は、見られる人に渡した署名付きの短時間のアドレスで開きます", public=True)
P_073 = rule("P-073", "だれが見られるかを調べられるのは、社内の人です", READ)
P_074 = rule("P-074", "分類を登録・変更できるのは、マスタを管理する権限を持つ人だけです", MASTER_MANAGE)
P_075 = rule("P-075", "サインインした人は、分類の一覧を見られます")
P_076 = rule("P-076", "文書をまとめて取り込み、取り消せるのは、マスタを管理する権限を持つ人だけです", MASTER_MANAGE)
P_120 = rule("P-120", "送っている途中のファイルの続きを送り、やめられるのは、送った本人だけです")
P_121 = rule("P-121", "文書の添付を加え、名前と順番を変え、外せるのは、その文書を書ける人（種類に定めがあればその人）です")
P_122 = rule("P-122", "文書の添付の一覧を見られるのは、その文書を見られる人です", READ)
P_123 = rule(
    "P-123",
    "ファイルの保管場所を調べ、どこからも使われていないファイルを消せるのは、マスタを管理する権限を持つ人だけです",
    MASTER_MANAGE,
)
