"""Figures for Prometheus. Names begin with `mks_`; labels are few and bounded (route templates, never addresses)."""

import os

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.002, 0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0)

HTTP_REQUESTS = Counter("mks_http_requests", "Requests answered", ("method", "route", "status"))
HTTP_SECONDS = Histogram("mks_http_request_duration_seconds", "Time to answer a request", ("method", "route"), buckets=SECONDS)
HTTP_RUNNING = Gauge("mks_http_requests_in_progress", "Requests being answered", multiprocess_mode="livesum")
CLIENT_ERRORS = Counter("mks_client_errors", "Errors that web pages reported", ("kind",))
JOBS = Counter("mks_jobs", "Jobs run", ("job", "outcome"))
JOB_SECONDS = Histogram(
    "mks_job_duration_seconds", "Time a job took", ("job",), buckets=(0.01, 0.05, 0.2, 1.0, 5.0, 30.0, 120.0, 600.0)
)
INDEX_LAG = Gauge(
    "mks_search_index_lag_seconds", "Age of the oldest change the search index has not read", multiprocess_mode="mostrecent"
)
INDEX_USABLE = Gauge("mks_search_index_usable", "Whether the search index can be read", multiprocess_mode="mostrecent")
DELIVERIES = Counter("mks_deliveries", "Deliveries that came to a state", ("channel", "state"))
DELIVERY_AGE = Gauge(
    "mks_delivery_queue_age_seconds",
    "How long the oldest delivery that is due has waited",
    ("channel",),
    multiprocess_mode="mostrecent",
)
SIGN_INS = Counter("mks_sign_ins", "Sign-in attempts", ("outcome",))


def exposition() -> bytes:
    """All figures of this installation's web processes in Prometheus' text format."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
    return generate_latest(REGISTRY)
