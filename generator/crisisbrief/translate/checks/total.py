"""A number in the making: numeral after numeral is put to it as long as they make one number."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from crisisbrief.languages.checks import Numeral, NumeralKind
from crisisbrief.translate.checks.figures import Values

THOUSAND = 1000
NOTHING: Values = (Fraction(0),)
CARDINALS = (NumeralKind.CARDINAL, NumeralKind.ORDINAL, NumeralKind.TEEN)
SCALES = (NumeralKind.SCALE, NumeralKind.SCALES)
FRACTIONS = (NumeralKind.FRACTION, NumeralKind.FRACTIONS)


@dataclass(slots=True)
class Total:
    """Finished groups of the number, the group in hand (hundreds, tens, units), and what it was made from."""

    units_first: bool
    """Whether the language says the units before the tens."""
    group: Values = ()
    total: Values = ()
    figure: bool = False
    """Whether it began in digits: words of its size do not add to it."""
    firm: bool = False
    last_scale: Fraction = Fraction(0)
    scale: Fraction = Fraction(1)
    parts: list[Values] = field(default_factory=list)
    may_be_parts: bool = False
    shared: bool = False
    """Whether a fraction was added last: the scale may be said again behind it («مليون ونصف المليون»)."""

    def begin(self, numeral: Numeral) -> None:
        """Start with a numeral in words."""
        if numeral.kind is NumeralKind.SCALE:
            self.close(numeral.values[0])
            self.total = numeral.values
        elif numeral.values[0] >= THOUSAND:
            self._finish(numeral.values, _order(numeral.values[0]))
        else:
            self.group = numeral.values

    def values(self) -> Values:
        """What the number may be."""
        return tuple(t + g for t in self.total or NOTHING for g in self.group or NOTHING)

    def all_parts(self) -> tuple[Values, ...]:
        """The numbers it consists of, where it may be several."""
        parts = [*self.parts, self.group] if self.group and self.total else self.parts
        return tuple(parts) if self.may_be_parts and len(parts) > 1 else ()

    def take(self, numeral: Numeral, joined: bool) -> bool:
        """Put a numeral to the number, if it belongs there; `joined` says that a conjunction stands before it."""
        if numeral.kind in SCALES:
            return self._lower_scale(numeral) if joined else self._multiply(numeral.values[0])
        if numeral.kind is NumeralKind.SPAN and not joined:
            self.group = (*self.group, *(value * numeral.values[0] for value in self.group))
        if numeral.kind in FRACTIONS:
            return self._add_share(numeral) if joined else self._count_shares(numeral)
        if numeral.kind in CARDINALS and not self.figure:
            return (not joined and self._teen(numeral)) or self._add(numeral, joined)
        return False

    def close(self, scale: Fraction) -> None:
        """Multiply the group in hand by a scale and put it to the finished ones."""
        if not self.group and self.total and scale > self.last_scale:
            self.total = tuple(value * scale for value in self.total)
            self.parts = [self.total]
        else:
            self._finish(tuple(value * scale for value in self.group or (Fraction(1),)), scale)
        self.group, self.last_scale, self.scale, self.firm = (), scale, scale, True

    def _finish(self, values: Values, scale: Fraction) -> None:
        """Put a finished group to the others."""
        self.total = tuple(t + f for t in self.total or NOTHING for f in values)
        self.parts.append(values)
        self.last_scale, self.firm = scale, True

    def _multiply(self, scale: Fraction) -> bool:
        if self.shared and not self.group and scale == self.last_scale:
            self.shared = False
            return True
        if not self.group and (not self.total or scale <= self.last_scale):
            return False
        self.close(scale)
        return True

    def _lower_scale(self, numeral: Numeral) -> bool:
        """A million and a thousand."""
        value = numeral.values[0]
        if numeral.kind is not NumeralKind.SCALE or self.group or self.last_scale <= value:
            return False
        self.close(value)
        self.may_be_parts = True
        return True

    def _add_share(self, numeral: Numeral) -> bool:
        """Two and a half; a million and a half."""
        value = numeral.values[0]
        if numeral.kind is not NumeralKind.FRACTION:
            return False
        self.parts.append((value,))
        if self.group:
            self.parts.append(self.group)
            self.group = tuple(whole + value for whole in self.group)
        else:
            self.total = tuple(whole + value * self.last_scale for whole in self.total)
        self.may_be_parts = self.shared = True
        return True

    def _count_shares(self, numeral: Numeral) -> bool:
        """Three quarters; in per cent as well."""
        if numeral.kind is not NumeralKind.FRACTIONS or not self.group:
            return False
        shares = tuple(value * numeral.values[0] for value in self.group)
        self.parts += [self.group, numeral.values]
        self.group = (*shares, *(share * 100 for share in shares))
        self.may_be_parts = self.firm = True
        return True

    def _teen(self, numeral: Numeral) -> bool:
        if numeral.kind is not NumeralKind.TEEN or not self.group or not 1 <= self.group[0] <= 9:
            return False
        self.group, self.firm = (self.group[0] + 10,), True
        return True

    def _add(self, numeral: Numeral, joined: bool) -> bool:
        """Hundreds, tens and units, each in its place."""
        value = next((value for value in numeral.values if value >= 1), Fraction(1, 2))
        group = self.group[0] if self.group else Fraction(0)
        if value >= THOUSAND:
            if group or not joined or not self.total or value >= self.last_scale:
                return False
            self._finish((value,), _order(value))
            self.may_be_parts = True
        elif value == 100 and 1 < group < 100 and not joined:
            self.group = (group * 100,)
        elif self._has_place_for(value, group, joined):
            self.may_be_parts = self.may_be_parts or not group
            self.group = (group + value,)
        else:
            return False
        self.firm = True
        return True

    def _has_place_for(self, value: Fraction, group: Fraction, joined: bool) -> bool:
        """Whether `value` goes into the places that are still free in `group`."""
        follows = joined or not self.units_first
        if value.denominator != 1 or group.denominator != 1:
            return False
        if group == 0:
            return bool(self.total) and value < self.last_scale and follows
        if value >= 100:
            return False
        if group % 100 == 0:
            return follows
        if self.units_first:
            return joined and value >= 20 and group % 100 < 10
        return not joined and value < 10 and group % 10 == 0 and group % 100 >= 20


def _order(value: Fraction) -> Fraction:
    """The scale of a number that one word names: a million for «مليونين»."""
    return Fraction(10 ** (len(str(int(value))) - 1))
