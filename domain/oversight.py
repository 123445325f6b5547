"""What superiors do beside visiting: the year's programme, guidance by document, an overseer for every cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain import refusals
from domain.events.oversight import (
    GuidanceAcknowledged,
    GuidanceIssued,
    OverseerGapClosed,
    OverseerGapFound,
    ProposedVisitDeclined,
    VisitProgrammeApproved,
    VisitQuota,
    VisitQuotaAllotted,
)
from domain.names import PersonId, UnitId
from domain.record import Hand, Record


@dataclass(frozen=True)
class VisitProgramme:
    """A unit's programme of a year: who makes how many visits in which period, and which proposals were declined."""

    unit: UnitId | None = None
    year: int = 0
    quotas: tuple[VisitQuota, ...] = ()
    declined: dict[UnitId, date] | None = None

    def approve(self, asked: VisitProgrammeApproved) -> VisitProgrammeApproved:
        if self.unit is not None:
            raise refusals.VisitProgrammeAlreadyApproved
        for quota in asked.quotas:
            _must_lie_within(asked.year, quota)
        return asked

    def allot(self, quota: VisitQuota) -> VisitQuotaAllotted:
        self._must_be_there()
        _must_lie_within(self.year, quota)
        return VisitQuotaAllotted(quota)

    def decline(self, hand: Hand, asked: ProposedVisitDeclined) -> ProposedVisitDeclined:
        self._must_be_there()
        if (self.declined or {}).get(asked.cell, date.min) >= hand.today:
            raise refusals.ProposalDeclinedAlready
        return asked

    def _must_be_there(self) -> None:
        if self.unit is None:
            raise refusals.NotThere

    def after(self, record: Record[Any]) -> VisitProgramme:
        match record.fact:
            case VisitProgrammeApproved(unit=unit, year=year, quotas=quotas):
                return VisitProgramme(unit, year, quotas)
            case VisitQuotaAllotted(quota=quota):
                others = tuple(one for one in self.quotas if key_of(one) != key_of(quota))
                return replace(self, quotas=(*others, quota))
            case ProposedVisitDeclined(cell=cell, until=until):
                return replace(self, declined={**(self.declined or {}), cell: until})
            case _:
                return self


def key_of(quota: VisitQuota) -> tuple[PersonId, UnitId, date]:
    """A visitor has one quota for a unit in a period."""
    return quota.visitor, quota.unit, quota.from_


def _must_lie_within(year: int, quota: VisitQuota) -> None:
    if not date(year, 1, 1) <= quota.from_ <= quota.until <= date(year, 12, 31):
        raise refusals.QuotaOutsideTheYear


@dataclass(frozen=True)
class Guidance:
    """A document that guides units, and those of them that took it in."""

    addressees: tuple[UnitId, ...] = ()
    acknowledged: frozenset[UnitId] = frozenset()

    def issue(self, asked: GuidanceIssued) -> GuidanceIssued:
        if self.addressees:
            raise refusals.GuidanceIssuedAlready
        if asked.acknowledge_by is not None and asked.acknowledge_by < asked.dated:
            raise refusals.DueBeforeItBegins(asked.dated)
        return asked

    def acknowledge(self, unit: UnitId) -> GuidanceAcknowledged:
        if unit not in self.addressees:
            raise refusals.GuidanceNotForThisUnit
        if unit in self.acknowledged:
            raise refusals.GuidanceAlreadyAcknowledged
        return GuidanceAcknowledged(unit)

    def after(self, record: Record[Any]) -> Guidance:
        match record.fact:
            case GuidanceIssued(addressees=addressees):
                return Guidance(addressees)
            case GuidanceAcknowledged(unit=unit):
                return replace(self, acknowledged=self.acknowledged | {unit})
            case _:
                return self


@dataclass(frozen=True)
class OverseerGap:
    """Whether a cell is known to be without an overseer."""

    open: bool = False

    def find(self, cell: UnitId, on: date) -> tuple[OverseerGapFound, ...]:
        return () if self.open else (OverseerGapFound(cell, on),)

    def close(self, cell: UnitId, on: date) -> tuple[OverseerGapClosed, ...]:
        return (OverseerGapClosed(cell, on),) if self.open else ()

    def after(self, record: Record[Any]) -> OverseerGap:
        match record.fact:
            case OverseerGapFound():
                return OverseerGap(open=True)
            case OverseerGapClosed():
                return OverseerGap()
            case _:
                return self
