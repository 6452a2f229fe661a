"""What schemathesis does not do by itself: ids of things that exist, a check that is ours, and the false alarms."""

import json
import os
import re
import tomllib
import uuid
from pathlib import Path

import schemathesis
from hypothesis import strategies as st
from schemathesis.openapi.checks import RejectedPositiveData

# The ids of the things that exist, by collection.
KNOWN = json.loads(os.environ["KNOWN_IDS"])
# The collections that fields and other collections take their ids from, where the name does not say it.
COLLECTIONS = {"reservations": "orders", "stock": "products", "parent_id": "categories", "category_id": "categories"}

UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

FALSE_ALARMS = tomllib.loads(Path(__file__).with_name("false-alarms.toml").read_text())["refused"]

# What only a service that talks about its inside writes.
INTERNALS = re.compile(
    r"\b(?:[iu](?:8|16|32|64|128|size)|f32|f64|Option|Vec|DateTime|NaiveDate(?:Time)?)\b"  # types of Rust
    r"|(?:expected|type:) (?:an? )?(?:struct|enum|tuple|map|sequence|newtype|unit)\b"  # words of serde
    r"|\w::\w|\.rs\b|\bpanicked\b|\bos error\b"
    r"|\b(?:diesel|r2d2|actix|serde|serde_json|garde|tokio|mysql|MySQL|mariadb|MariaDB)\b"
    r"|\b(?:SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|FOREIGN KEY|CONSTRAINT)\b|\w_\w+_(?:key|fk)\b"
    r"|/(?:home|root|usr|tmp|target|src)/|\b127\.0\.0\.1\b|\blocalhost\b"
)

schemathesis.openapi.format("iso-4217", st.sampled_from(["EUR", "USD", "GBP", "CHF", "JPY", "KWD"]))


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Names the rules that a schema of the contract cannot say otherwise."""
    for schema in raw_schema["components"]["schemas"].values():
        if schema.get("x-accord-custom") == "iso-4217":
            schema["format"] = "iso-4217"


@schemathesis.hook
def before_call(context, case, kwargs):
    """Three in four ids that were made up become ids of things that exist."""
    collection = case.path.split("/")[2]
    for name, value in case.path_parameters.items():
        case.path_parameters[name] = exchanged(collection if name == "id" else name, value)
    for part in (case.query, case.body):
        exchange(part)


def exchange(part):
    if isinstance(part, list):
        for item in part:
            exchange(item)
    elif isinstance(part, dict):
        for name, value in part.items():
            exchange(value)
            part[name] = exchanged(name, value)


def exchanged(name, value):
    plural = f"{name.removesuffix('_id')}s" if name.endswith("_id") else name
    ids = KNOWN.get(COLLECTIONS.get(name, plural))
    if not ids or not isinstance(value, str) or not UUID.fullmatch(value):
        return value
    number = uuid.UUID(value)
    # An id of version 7 was made by a service. The choice depends on the id alone, so schemathesis can repeat a request.
    if number.version == 7 or number.int % 4 == 0:
        return value
    return ids[number.int // 4 % len(ids)]


@schemathesis.check
def no_internals(ctx, response, case):
    """No problem has names of types, SQL, paths or addresses."""
    if response.status_code < 400:
        return
    sent = f"{response.request.url} {response.request.body!r}"
    for found in INTERNALS.finditer(response.text):
        # A service may quote what it was sent.
        if found.group() not in sent:
            raise AssertionError(f"The body has {found.group()!r}: a client must not see the inside of the service.")


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Whether it counts: the refusal of a request that fits its schema may be a false alarm."""
    if not isinstance(failure, RejectedPositiveData) or response.status_code != 422:
        return True
    problem = response.json()
    found = {
        "operation": case.operation.label,
        "kind": problem.get("type", "").rpartition(":")[2],
        "body": (response.request.body or b"").decode(),
    }
    return not all(is_false_alarm(found | fault) for fault in problem.get("errors") or [{}])


def is_false_alarm(found):
    return any(
        all(re.fullmatch(pattern, found.get(key, "")) for key, pattern in alarm.items() if key != "reason")
        for alarm in FALSE_ALARMS
    )
