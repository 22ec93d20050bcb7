"""What the part rests on, how it is computed, and what it cannot show, line by line."""

from __future__ import annotations

from auxilia.report.findings.logics.choices.terms import (
    HALF_LIFE,
    LATELY,
    LEAST,
    LEAST_CHOICES,
    LEAST_FEW,
    LEAST_RECIPIENTS,
)

DATA = (
    "Trainings of the United States by their first day, an event for each line of the reports to "
    "Congress (us_fmtr), from October 2001 on; those before, from January 2000 on, are history only.",
    "Orders of major arms of every provider, an event for each deal of the register "
    "(sipri_transfers), by year of order, 1955 to 2020; earlier orders are history only. Estimates "
    "are shown, no deals.",
    "Starts of support in armed conflict (ucdp_esd, confirmed support, 1976 to 2017): to a government"
    " at war, and to its rebels; there the state chosen is the government against which the support "
    "goes.",
    "Terms: defence pacts (atop), strategic rivalries (rivalries), distance in UN votes (unga), "
    "electoral democracy (vdem), armed conflict at home (ucdp), gross domestic product (worldbank, "
    "gaps filled by its makers), distance (cow, gw).",
)
METHOD = (
    "A choice model (the second half of a dynamic network actor model: Stadtfeld, Hollway and Block "
    "2017; a conditional logit over all states that were there) for each provider and practice, by "
    "exact maximum likelihood with `auxilia.events`. The same terms for all.",
    "Trainings stand at their day. Orders and starts of support are known by year: they stand at the "
    "year's end, and those of one year do not see each other (Breslow's rule for ties in time).",
    "Every covariate is that of the year before the choice. Values of states are in standard "
    "deviations about the mean over all states and years from 1950 to 2020, distances of pairs in "
    "standard deviations, so that providers can be compared.",
    f"Habit: past choices of the same recipient; a choice counts for half after {HALF_LIFE:.0f} years."
    f" Lately: in the last {LATELY:.0f} years.",
    "Open to choice are all members of the state system of Gleditsch and Ward (no microstates); in "
    "training not those whom the reports leave out by law (members of NATO as of 1999, Australia, "
    "Japan, New Zealand); in support only governments at war in the year whom the provider did not "
    "support (or undermine) in the year before.",
    "Each model is fitted twice: without habit (all that goes with a choice, by whatever way) and "
    "with it (what goes with a choice beyond what was chosen before).",
    "Standard errors are robust, clustered by recipient; for all providers together by provider. "
    "Intervals reach 1.96 errors to each side; odds are e to the power of an estimate.",
    f"A yes or no that holds, or fails, for fewer than {LEAST_CHOICES} choices or {LEAST_RECIPIENTS} "
    "recipients is left out of that model: it would stand for one state, not for a kind.",
    f"Providers with at least {LEAST} choices have a model of all terms. With {LEAST_FEW} to {LEAST - 1} "
    "there is one of four terms (habit, distance, war at home, distance in UN votes) for support, and "
    "for four sellers of arms; with so few choices and recipients its errors are rather too small.",
    "Trainings are estimated against 15 other states drawn at random for each (seed 6; McFadden "
    "1978): their log-likelihoods are those of the drawn sets. Recall is computed among all states.",
    "What a group of terms is worth: how much of the gain in log-likelihood over choice at random "
    "goes when the group is left out. Shares do not add up to a hundred: groups overlap.",
    "A cell without a value takes that of the nearest year of the same state or pair; a state or pair"
    " without any takes the median of its year. Where a source's silence means no (conflict, rivalry,"
    " pacts), silence is zero.",
)
LIMITS = (
    "Association, not cause. A coefficient says who was picked when other terms were equal; it does "
    "not say that the provider picked for this reason. Recipients also pick their providers, and this"
    " shows one side of it.",
    "Habit swallows reasons. Whatever made a provider pick a state once and still holds works through"
    " habit: read the models without habit for what goes with choices at all, those with it for what "
    "is new.",
    "Deals and lines are not independent decisions: one programme fills many lines, one agreement "
    "several deals. Estimates weigh busy recipients more; the clustered errors allow for it, the "
    "likelihoods and the shares of gain do not.",
    "Dates are those of the sources: trainings stand at the first day of the course, which may be "
    "months after it was granted; orders stand at years, many of them SIPRI's estimates; whom a rival"
    " armed within the same year is not seen.",
    "Who is in the data is itself selected: only major arms count, sales and gifts are not told "
    "apart, training bought by sales is missing, trainings without a day are left out, and only "
    "providers who chose often have a model.",
    "UCDP's support is known for warring parties only, most providers start it rarely, and a "
    "coalition counts as one choice for each member: only all providers together can be estimated.",
    "Resources such as oil are not in the ledger: size and wealth of the economy stand for them "
    "badly. Pacts end in 2018 and are carried on to 2019.",
    "One coefficient stands for the whole period but in the table of two eras: what changed within "
    "them is averaged. Russia is the Soviet Union until 1991.",
    "Intervals are not widened for the many terms looked at: of a hundred that are nothing, five look clear.",
)
