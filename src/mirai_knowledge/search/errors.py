"""What can go wrong in search. A missing index is no error: search answers in simple mode."""

from mirai_knowledge.kernel.errors import Unavailable


class IndexNotWritten(Unavailable):
    """The folder of the index cannot be written; the former index stays in use."""

    code = "search.index_not_written"
    title = "検索の索引を書き込めません"
