"""What all records share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from ..fields import OWN_ADDRESS


class Record(BaseModel):
    """What all records share: they never change after they are made, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys that an editor writes, in reading order: as the fields stand."""
        keys = (field.alias or name for name, field in cls.model_fields.items())
        return tuple(key for key in keys if key != OWN_ADDRESS)


def with_addresses(data: object, field: str) -> object:
    """The raw record, with each raw part under `field` told its own address."""
    parts = data.get(field) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(parts, dict):
        return data
    addressed = {}
    for key, part in parts.items():
        own_address = {OWN_ADDRESS: f"{data[OWN_ADDRESS]}/{key}"}
        addressed[key] = {**part, **own_address} if isinstance(part, dict) else part
    return {**data, field: addressed}
