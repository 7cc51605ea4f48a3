"""What the model's prices say of all pairs, those that it leaves out too: the best possible, and which it lacks."""

from __future__ import annotations

from math import ceil

import numpy as np

from coproduction.rosters.proposals.master import AIMS, Field, Flags, Floats, Master

TOLERANCE = 1e-6
MOST_NEW = 2  # pairs added to each person in one round


def clean_prices(master: Master, prices: Floats) -> Floats:
    """Return the rows' prices without the rounding that would give one the wrong sign, which no proof could use."""
    least, most = np.array(master.rows.least), np.array(master.rows.most)
    prices = np.where(np.isinf(least), np.minimum(prices, 0.0), prices)
    return np.where(np.isinf(most), np.maximum(prices, 0.0), prices)


def bound(master: Master, prices: Floats, aim: int) -> int:
    """Return the least that any picks over all pairs could reach by the aim, by these prices: Lagrange's bound.

    The rows that people share are priced into what each pick gains; then each person chooses alone, by gains, with
    only the most picks of a proposal kept. Nobody's own choice costs less than that, so no picks do.
    """
    field, rows = master.field, master.rows
    fixed = np.where(prices > 0, rows.least, rows.most)
    total = float(np.sum(prices[prices != 0] * fixed[prices != 0]))
    slack_costs = _reduced(master, prices, aim)[: master.first_pick]
    total += float(np.sum(np.minimum(slack_costs, 0.0) * master.upper[: master.first_pick]))
    gains = np.where(field.allowed, offered(field, prices) + _tolls(master, prices), -np.inf)
    gains[master.rows_of, master.roles_of] = _own_gains(master, prices)
    total += base(field, aim)
    return ceil(total + float(np.sum(_choices(field, gains, aim))) - TOLERANCE * max(1.0, abs(total)))


def offered(field: Field, prices: Floats) -> Floats:
    """Return what each pick gains by the prices of its role's demand and of its event's need for experience."""
    roles = len(field.roles)
    of_events = np.append(prices[roles : roles + len(field.without)], 0.0)  # the last is for roles that meet no need
    gains: Floats = prices[:roles] + field.is_experienced[:, None] * of_events[field.meets]
    return gains


def missing(master: Master, prices: Floats, aim: int) -> Flags:
    """Return the pairs that the model lacks and that gain more than their person's next turn costs, the best of each.

    Without any, the model's bound holds for all pairs. Of roles that gain the same, each person begins with another:
    one pair more is often all that somebody lacks.
    """
    worth = _worth(master, prices, aim)
    people, roles = worth.shape
    kept = min(MOST_NEW, roles)
    rotated = (np.arange(roles) - kept * np.arange(people)[:, None]) % max(1, roles)
    order = np.argsort(TOLERANCE * rotated / max(1, roles) - worth, axis=1, kind="stable")[:, :kept]
    found = np.zeros_like(master.pairs)
    np.put_along_axis(found, order, np.take_along_axis(worth, order, axis=1) > TOLERANCE, axis=1)
    return found


def of_use(master: Master, prices: Floats, aim: int, *, value: int) -> Flags:
    """Return the pairs that the model lacks and that might be part of whole picks with a smaller value.

    A pair that costs more than it gains makes all picks that have it dearer than the prices' least by that much.
    """
    worth = _worth(master, prices, aim)
    spare = value - 1 - least_by_prices(master, prices, aim)
    found: Flags = worth >= -spare - TOLERANCE
    return found


def least_by_prices(master: Master, prices: Floats, aim: int) -> float:
    """Return the least value of the model, whole or not, that these prices prove."""
    rows, reduced = master.rows, _reduced(master, prices, aim)
    fixed = np.where(prices > 0, rows.least, rows.most)
    used = prices != 0
    return float(
        base(master.field, aim) + np.sum(prices[used] * fixed[used]) + np.sum(np.minimum(reduced, 0.0) * master.upper)
    )


def base(field: Field, aim: int) -> float:
    """Return what the model's value leaves out: the squares of the turns that everybody has before."""
    return float(sum(load.turns**2 for load in field.book.loads.values())) if aim == AIMS - 1 else 0.0


def _worth(master: Master, prices: Floats, aim: int) -> Floats:
    """Return what each pair that the model lacks gains above what it costs."""
    worth = offered(master.field, prices) + _tolls(master, prices) - _next_costs(master, prices, aim)[:, None]
    worth[~master.field.allowed | master.pairs] = -np.inf
    return worth


def _tolls(master: Master, prices: Floats) -> Floats:
    """Return what each pair pays for its person's caps: the model's rows for these hold for pairs that it lacks too."""
    field = master.field
    tolls = np.zeros(field.allowed.shape)
    for row, person, key in master.caps:
        if prices[row]:
            tolls[person] += prices[row] * field.key_of_roles[key]
    return tolls


def _reduced(master: Master, prices: Floats, aim: int) -> Floats:
    rows = master.rows
    starts = np.array(rows.starts)
    of_entries = np.repeat(prices, np.diff(starts)) * np.array(rows.weights)
    return master.costs(aim) - np.bincount(np.array(rows.columns), weights=of_entries, minlength=master.columns)


def _own_gains(master: Master, prices: Floats) -> Floats:
    """Return what the model's own picks gain, less the prices of their person's rows but that of turns."""
    free = prices.copy()
    free[_turn_rows(master)] = 0.0
    gains: Floats = -_reduced(master, free, 0)[master.first_pick : master.first_turn]
    return gains


def _turn_rows(master: Master) -> Flags:
    least, most = np.array(master.rows.least), np.array(master.rows.most)
    found: Flags = (np.arange(len(least)) >= master.shared) & (least == most)
    return found


def _next_costs(master: Master, prices: Floats, aim: int) -> Floats:
    costs = (2 * master.field.turns + 1).astype(np.float64) if aim == AIMS - 1 else np.zeros(len(master.field.people))
    costs[np.unique(master.rows_of)] = -prices[_turn_rows(master)]
    return costs


def _choices(field: Field, gains: Floats, aim: int) -> Floats:
    """Return the least that each person alone could cost: their best picks as long as each gains more than it costs."""
    best = -np.sort(-gains, axis=1)
    nth = np.arange(1, best.shape[1] + 1)
    costs = 2.0 * (field.turns[:, None] + nth) - 1.0 if aim == AIMS - 1 else np.zeros(best.shape)
    chosen = np.where(nth <= field.most[:, None], np.minimum(costs - best, 0.0), 0.0)
    total: Floats = chosen.sum(axis=1)
    return total
