"""How the Bloc came to be: people entered, units registered, offices filled, in the weeks of its founding."""

from datetime import datetime, time, timedelta

from domain.calendar import VIETNAM
from domain.names import PersonId
from web.demo.cast import Cast, Seat
from web.demo.dice import dice
from web.demo.habits import set_day
from web.demo.invented import person_name, phone_number
from web.demo.shape import FOUNDED, PlannedUnit
from web.demo.stage import Story
from workflows.desk import Thing
from workflows.requests import people, units

BEGINS = datetime.combine(FOUNDED, time(8), VIETNAM)
ADMITTED = datetime(2019, 12, 16, 8, tzinfo=VIETNAM)
BETWEEN_UNITS = timedelta(minutes=4)
A_MOMENT = timedelta(seconds=9)
WINDOW = 2


class Registering:
    """One Bloc's way into the register."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.stage = cast, cast.stage
        self.by = cast.person(f"administrator {cast.code}")
        self.known: set[str] = set()

    def story(self) -> Story:
        """The administrator enters the Bloc and all it began with, one unit after another; then the logins."""
        yield BEGINS
        self._enter(f"administrator {self.cast.code}")
        for n, unit in enumerate(self.cast.bloc.units):
            yield BEGINS + n * BETWEEN_UNITS
            if unit.founded_on > FOUNDED:
                self.stage.begin(self._later(unit))
            else:
                yield from self._whole(unit)

    def _later(self, unit: PlannedUnit) -> Story:
        yield datetime.combine(unit.founded_on, time(9), VIETNAM)
        yield from self._whole(unit)

    def _whole(self, unit: PlannedUnit) -> Story:
        self._register(unit)
        for seat in self.cast.seats(unit):
            yield self.stage.now + A_MOMENT
            self._enter(seat.who)
            self._fill(seat, unit)
        if unit.is_cell:
            yield self.stage.now + A_MOMENT
            self._agree_set_day(unit)

    def _register(self, unit: PlannedUnit) -> None:
        asked = units.RegisterUnit(
            code=units.UnitCode(unit.code),
            name=unit.name,
            kind=unit.kind,
            type=unit.type,
            parent=self.stage.unit(unit.parent) if unit.parent else None,
            attributes=unit.attributes,
            founded_on=unit.founded_on,
            members=unit.members,
        )
        units.register_unit(self.stage.desk, self.stage.hand(self.by, f"unit {unit.code}"), asked)

    def _fill(self, seat: Seat, unit: PlannedUnit) -> None:
        asked = units.FillOffice(seat.office, seat.body, self.cast.person(seat.who), unit.founded_on)
        hand = self.stage.hand(self.by, f"office {seat.unit} {seat.body} {seat.office} {seat.who}")
        units.fill_office(self.stage.desk, hand, Thing(self.stage.unit(unit.code)), asked)

    def _agree_set_day(self, cell: PlannedUnit) -> None:
        asked = units.AgreeSetDay(set_day(self.stage.seed, cell), WINDOW, cell.founded_on)
        hand = self.stage.hand(self.by, f"set day {cell.code}")
        units.agree_set_day(self.stage.desk, hand, Thing(self.stage.unit(cell.code)), asked)

    def _enter(self, who: str) -> PersonId:
        """Whoever is not known yet is entered under a pseudonym."""
        if who not in self.known:
            self.known.add(who)
            chance = dice(self.stage.seed, "person", who)
            asked = people.EnterPerson(person_name(chance), phone_number(chance))
            people.enter_person(self.stage.desk, self.stage.hand(self.by, f"person {who}"), asked)
        return self.cast.person(who)

    def logins(self) -> Story:
        """Before the first month, those who sign in are admitted to their roles."""
        for n, login in enumerate(self.cast.logins):
            yield ADMITTED + n * BETWEEN_UNITS
            self._enter(login.who)
            thing = Thing(people.stream_of(self.cast.person(login.who)))
            people.admit_user(self.stage.desk, self.stage.hand(self.by, f"admit {login.login}"), thing)
            for code in login.units:
                hand = self.stage.hand(self.by, f"role {login.login} {code}")
                people.grant_role(self.stage.desk, hand, thing, people.GrantRole(login.role, self.stage.unit(code)))
