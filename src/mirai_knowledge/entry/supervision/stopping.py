"""How a program of the supervisor is told to stop."""

import queue
import signal
import threading


def stopping() -> threading.Event:
    """An event that is set once this process gets SIGTERM or SIGINT. To be called in the main thread."""
    stop = threading.Event()
    # Python runs a handler between two steps of the main thread, or of another handler. `Event.set` in it waits for ever
    # if it comes while either holds the event's lock; a SimpleQueue takes an entry at any time.
    told: queue.SimpleQueue[int] = queue.SimpleQueue()

    def pass_on() -> None:
        told.get()
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _: told.put(received))
    threading.Thread(target=pass_on, name="stopping", daemon=True).start()
    return stop
