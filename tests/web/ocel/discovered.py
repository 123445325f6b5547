"""What pm4py, which we did not write, makes of a log: run as a program of its own, it prints what it found as JSON."""

import json
import sys
import warnings

warnings.simplefilter("ignore")

import pm4py  # noqa: E402  # after its warnings are silenced


def flow(log: object, kind: str) -> dict[str, object]:
    """The directly-follows graph of the events of one kind of object."""
    flat = pm4py.ocel_flattening(log, kind)
    follows, first, last = pm4py.discover_dfg(flat)
    return {"follows": [[*pair, n] for pair, n in follows.items()], "first": first, "last": last}


def main(file: str) -> None:
    log = pm4py.read_ocel2_sqlite(file) if file.endswith(".sqlite") else pm4py.read_ocel2_json(file)
    told = {
        "objects": {kind: int(n) for kind, n in log.objects["ocel:type"].value_counts().items()},
        "events": len(log.events),
        "related": len(log.relations),
        "meeting": flow(log, "meeting"),
        "case": flow(log, "case"),
        "edges": len(pm4py.discover_ocdfg(log)["edges"]["event_couples"]["meeting"]),
    }
    sys.stdout.write("\n" + json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
