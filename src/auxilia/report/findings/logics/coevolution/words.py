"""What the part rests on, how it is computed, and what it cannot show, line by line."""

from __future__ import annotations

DATA = (
    "Waves: deliveries of major arms (sipri_transfers), any in a window. Windows and years stand with "
    "each specification.",
    "Waves: training and other support in war (ucdp_esd, what is confirmed), any in a window; a state at "
    "peace can have neither (a structural zero).",
    "Waves: gross domestic product, gaps filled by its makers (worldbank); electoral democracy and the "
    "share of the territory that the state holds (vdem); armed conflict at home (ucdp); ideal points in "
    "the UN (unga); defence pacts (atop); strategic rivalries (rivalries); distance (cow, gw).",
)

METHOD = (
    "Waves: stochastic actor-oriented models (Snijders 2001, 2017; Snijders, Steglich and Schweinberger "
    "2007), estimated by the method of moments with `auxilia.saom`; specifications are files that come "
    "with the program (`auxilia logics`), each with its seed. A model counts as converged when every "
    "t-ratio is under 0.1 and the overall ratio under 0.25.",
    "Waves: a tie is a state that lasts until it ends. What makes one is a definition, stated with each "
    "specification and with how alike adjacent waves are by it (Jaccard: ties in both over ties in "
    "either).",
    "Waves: states join and leave with the state system of Gleditsch and Ward. Covariates of a period "
    "are those of the window that it starts from; a gap takes the value of the nearest year of the same "
    "state or pair.",
    "Waves: how well ties are told apart is the chance that, of two pairs of the same period without a "
    "tie (with one), the model held likelier to make (end) it the one that did; 0.5 is guessing. It is "
    "within the sample.",
)

LIMITS = (
    "Waves: rules that agree with how ties and order changed, not motives and not causes. What is in no "
    "term and stands behind both, such as a common threat, shows as selection or influence.",
    "Waves: training is told of for all providers alike only where it is part of support in war. Training "
    "in peace is in the part on single choices, for the United States alone.",
    "Waves: one delivery makes an arms tie as much as a thousand do; what grows within a tie is not "
    "seen, nor what breaks and returns within a window.",
    "Waves: which terms the two models of all states have was decided after looking at where earlier ones "
    "did not fit. Errors and intervals take no account of that.",
    "Waves: where goodness of fit fails, the model lacks a rule that the ties follow. The table says "
    "where; estimates of what is in it may then stand for what is not.",
)
