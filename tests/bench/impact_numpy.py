#!/usr/bin/env python3
"""The impact model in numpy, as an analyst would write it: many worlds at once, one batched solve with a right side for
every fix, and a rank-one update for each.

Usage: impact_numpy.py FOLDER WORLDS. FOLDER holds journey.csv and worlds.bin as impact-worlds.c writes them: shares all
given, none to a stage that is lost, reach up to 1, one pain to a touchpoint, and fixes that scale a pain's incidence or
leave rate and its touchpoint's unit cost.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import resource
import sys
import time

import numpy as np

KNOWN, BETWEEN, LIKELY, COUNT = range(4)
CHUNK = 40

folder, n_worlds = pathlib.Path(sys.argv[1]), int(sys.argv[2])
rows = {}
for line in (folder / "journey.csv").read_text().splitlines():
    kind, *cells = line.split(",")
    rows.setdefault(kind, []).append([float(c) if c[0] in "-0123456789" else c for c in cells])


def column(kind, at):
    return np.array([row[at] for row in rows.get(kind, [])])


def index(kind, at):
    return column(kind, at).astype(int)


class Estimates:
    """The estimates in one place of all things of a kind."""

    def __init__(self, kind, at):
        self.form = column(kind, at)
        self.low, self.likely, self.high = (column(kind, at + i) for i in (1, 2, 3))
        self.n = len(self.form)
        width = np.where(self.high > self.low, self.high - self.low, 1)
        self.pert = np.flatnonzero(self.form == LIKELY)
        self.count = np.flatnonzero(self.form == COUNT)
        self.a = 1 + 4 * (self.likely - self.low) / width
        self.b = 1 + 4 * (self.high - self.likely) / width

    def draw(self, rng, n):
        out = np.tile(self.low, (n, 1))
        if len(self.pert):
            p = self.pert
            out[:, p] += (self.high - self.low)[p] * rng.beta(self.a[p], self.b[p], (n, len(p)))
        if len(self.count):
            c = self.count
            out[:, c] = rng.beta(self.low[c] + 0.5, (self.high - self.low)[c] + 0.5, (n, len(c)))
        return out


margin, incrementality = Estimates("journey", 0), Estimates("journey", 4)
horizon, rate = rows["journey"][0][8:10]
entry, revenue = column("stage", 1), column("stage", 5)
n_stages = len(entry)
way_from, way_to, shares = index("transition", 0), index("transition", 1), Estimates("transition", 2)
at_stage = index("touchpoint", 0)
reach, unit, cashable = column("touchpoint", 2), column("touchpoint", 6), column("touchpoint", 10)
pain_at, incidence, leave, pain_cost = index("pain", 0), Estimates("pain", 1), Estimates("pain", 5), column("pain", 10)
contact_pain, contact_to, contact_count = index("contact", 0), index("contact", 1), column("contact", 3)
start, ramp, half_life = (column("fix", i) for i in range(3))
one_off, run = Estimates("fix", 3), column("fix", 8)
effect_fix, effect_on, amount = index("effect", 0), index("effect", 2), Estimates("effect", 3)
effect_field = column("effect", 1)
n_fixes, n_pains, n_touchpoints = len(start), len(pain_at), len(at_stage)
pain_stage = at_stage[pain_at]

# One Dirichlet to each stage: where those counted went, and those who went nowhere drawn.
first_way = np.flatnonzero(np.r_[True, way_from[1:] != way_from[:-1]])
groups = way_from[first_way]
group_of_way = np.repeat(np.arange(len(groups)), np.diff(np.r_[first_way, len(way_from)]))
rest = shares.high[first_way] - np.add.reduceat(shares.low, first_way) + 0.5
ways_out = [np.flatnonzero(way_from == s) for s in range(n_stages)]

# What a pain sends where.
sends = np.zeros((n_pains, n_touchpoints))
np.add.at(sends, (contact_pain, contact_to), contact_count)
contacted = np.flatnonzero(sends.any(axis=0))
sends = sends[:, contacted]

# The one pain and stage of each fix, and the touchpoint whose unit cost it scales.
fix_pain = np.zeros(n_fixes, int)
scale_incidence, scale_leave, scale_unit = (np.full(n_fixes, -1) for _ in range(3))
for e in range(len(effect_fix)):
    f = effect_fix[e]
    if effect_field[e] == "unit":
        assert effect_on[e] == pain_at[fix_pain[f]]
        scale_unit[f] = e
    else:
        fix_pain[f] = effect_on[e]
        (scale_leave if effect_field[e] == "leave" else scale_incidence)[f] = e
fix_stage, fix_touchpoint = pain_stage[fix_pain], pain_at[fix_pain]
each_fix = np.arange(n_fixes)

# The horizon, once for each fix.
months = np.arange(1, int(horizon * 12 + 0.5) + 1)
discount = (1 + rate) ** (-months / 12)
age = months - 0.5 - start[:, None]
grown = np.where(age <= 0, 0, np.minimum(1, age / np.where(ramp > 0, ramp, 1e-300)[:, None]))
faded = np.where(half_life > 0, half_life, np.inf)[:, None]
benefit_factor = (grown * 0.5 ** (np.maximum(0, age - ramp[:, None]) / faded) / 12) @ discount
run_factor = (months > start[:, None]) / 12 @ discount
one_off_factor = (1 + rate) ** (-start / 12)


def draw(rng, n):
    gammas = rng.standard_gamma(shares.low + 0.5, (n, shares.n))
    total = np.add.reduceat(gammas, first_way, axis=1) + rng.standard_gamma(rest, (n, len(rest)))
    share = gammas / total[:, group_of_way]
    return [margin.draw(rng, n), incrementality.draw(rng, n), share, incidence.draw(rng, n), leave.draw(rng, n),
            one_off.draw(rng, n), amount.draw(rng, n)]


def survival(i, l):
    return 1 - reach[pain_at] * i * l


def evaluate(world):
    """Combined impact by world and fix, and which worlds contradict what is seen."""
    m, inc, share, i, l, once, z = world
    n = len(share)
    spared = survival(i, l)
    survive = np.ones((n, n_stages))
    survive[:, pain_stage] = spared
    kept = np.zeros((n, n_stages))
    kept[:, groups] = np.add.reduceat(share, first_way, axis=1)
    refused = (1 - survive > 1 - kept + 1e-9).any(axis=1)

    scaled = np.concatenate([z, np.ones((n, 1))], axis=1)
    i_then = np.minimum(1, i[:, fix_pain] * scaled[:, scale_incidence])
    l_then = np.minimum(1, l[:, fix_pain] * scaled[:, scale_leave])
    s_then = 1 - reach[fix_touchpoint] * i_then * l_then
    ratio = s_then / survive[:, fix_stage]
    ratio = np.where(ratio > 1, 1 + inc * (ratio - 1), ratio)
    ratio = np.minimum(ratio, s_then / kept[:, fix_stage])

    flow = np.zeros((n, n_stages, n_stages))
    flow[:, np.arange(n_stages), np.arange(n_stages)] = 1
    flow[:, way_to, way_from] -= share
    right = np.zeros((n, n_stages, 1 + n_fixes))
    right[:, :, 0] = entry
    for f in range(n_fixes):
        out = ways_out[fix_stage[f]]
        right[:, way_to[out], 1 + f] = share[:, out] * (ratio[:, f, None] - 1)
    solved = np.linalg.solve(flow, right)
    visits, changed = solved[:, :, 0], solved[:, :, 1:]
    at = changed[:, fix_stage, each_fix]
    more = changed * (visits[:, fix_stage] / (1 - at))[:, None, :]

    per_visit = np.where(revenue > 0, revenue * m, revenue)
    gross = np.einsum("ws,wsf->wf", per_visit, more)
    reached = more[:, at_stage] * reach[:, None]
    incidents = reached[:, pain_at] * i[:, :, None]
    was = visits[:, fix_stage] * reach[fix_touchpoint]
    then = was + reached[:, fix_touchpoint, each_fix]
    incidents[:, fix_pain, each_fix] = then * i_then - was * i[:, fix_pain]
    gross -= np.einsum("k,wkf->wf", pain_cost, incidents)
    reached[:, contacted] += np.einsum("ku,wkf->wuf", sends, incidents, optimize=True)
    cost = reached * unit[:, None]
    # At the touchpoint whose unit cost the fix scales, all that come then cost the new price.
    arrived = was
    base_incidents = visits[:, pain_stage] * reach[pain_at] * i
    caused = np.zeros((n, n_touchpoints))
    caused[:, contacted] = base_incidents @ sends
    arrived = was + caused[:, fix_touchpoint] + reached[:, fix_touchpoint, each_fix]
    cost[:, fix_touchpoint, each_fix] += arrived * unit[fix_touchpoint] * (scaled[:, scale_unit] - 1)
    gross -= np.where(cost < 0, cost * cashable[:, None], cost).sum(axis=1)
    return gross * benefit_factor - run * run_factor - once * one_off_factor, refused


# The same worlds.
sizes = [1, 1, shares.n, n_pains, n_pains, n_fixes, amount.n, n_fixes]
fixed = np.fromfile(folder / "worlds.bin").reshape(-1, sum(sizes))
*world, expected = np.split(fixed, np.cumsum(sizes)[:-1], axis=1)
npv, refused = evaluate(world)
assert not refused.any()
print("difference", np.max(np.abs(npv - expected) / np.maximum(np.abs(expected), 1)))

# Worlds of our own.
rng = np.random.default_rng(20240501)
npv = np.empty((n_worlds, n_fixes))
begun = time.process_time()
done = 0
while done < n_worlds:
    found, refused = evaluate(draw(rng, min(CHUNK, n_worlds - done)))
    found = found[~refused]
    npv[done:done + len(found)] = found
    done += len(found)
mean, deviation = npv.mean(axis=0), npv.std(axis=0)
percentiles = np.percentile(npv, [10, 50, 90], axis=0)
order = np.argsort(-npv, axis=1, kind="stable")
ranks = np.argsort(order, axis=1) + 1
mean_rank, best = ranks.mean(axis=0), (ranks == 1).mean(axis=0)
print("seconds", time.process_time() - begun)
print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
for f in range(n_fixes):
    print("fix", f, mean[f], deviation[f])
