"""Effects of a behaviour on itself: where it drifts to, whoever one is tied to."""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect("linear", "z_i", interaction="OK")
def linear(zi):
    """Linear shape: the drive upward."""
    return zi


@behavior_effect("quad", "z_i^2")
def quadratic(zi):
    """Quadratic shape: self-reinforcement."""
    return zi * zi
