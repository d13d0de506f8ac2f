"""A sender who is gone is no fault of ours."""

from typing import Any, cast

import structlog
from litestar.exceptions import InternalServerException

from mirai_knowledge.edge.problems import as_domain_error


def test_a_body_that_is_cut_off_is_no_failure_in_the_log() -> None:
    nobody = cast("Any", None)
    with structlog.testing.capture_logs() as told:
        assert as_domain_error(nobody, InternalServerException("client disconnected prematurely")).status == 400
        assert as_domain_error(nobody, InternalServerException("something of ours")).status == 500
    assert [(entry["event"], entry["log_level"]) for entry in told] == [("request.cut", "info"), ("request.failed", "error")]
