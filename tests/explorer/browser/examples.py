"""One address of every kind of page, on the ledger that shows most of it at little weight."""

from __future__ import annotations

STARTER, INVENTED = "starter", "invented"
EXAMPLES: dict[str, tuple[str, str]] = {
    "/": (INVENTED, "/"),
    "/actor/{actor}": (INVENTED, "/actor/ARC"),
    "/actors": (INVENTED, "/actors"),
    "/claim/{claim}": (INVENTED, "/claim/register:1"),
    "/codebook": (STARTER, "/codebook"),
    "/compare": (STARTER, "/compare?provider=USA&recipient=EGY&year=2010"),
    "/difference/{before}/{after}": (INVENTED, "/difference/first/second"),
    "/dyad/{provider}/{recipient}": (INVENTED, "/dyad/PON/ARC"),
    "/explore": (STARTER, "/explore?recipient=MLI"),
    "/finding/{finding}": (STARTER, "/finding/1-purposes"),
    "/findings": (STARTER, "/findings"),
    "/glossary": (STARTER, "/glossary"),
    "/indicator/{indicator}": (STARTER, "/indicator/unga:ideal_all_2024"),
    "/measure/{measure}": (STARTER, "/measure/density"),
    "/measures": (STARTER, "/measures"),
    "/panel": (STARTER, "/panel"),
    "/programme/{programme}": (STARTER, "/programme/imet"),
    "/programmes": (STARTER, "/programmes"),
    "/provider/{provider}": (INVENTED, "/provider/PON"),
    "/releases": (INVENTED, "/releases"),
    "/search": (STARTER, "/search?q=mali"),
    "/source/{source}": (STARTER, "/source/us_fmtr"),
    "/sources": (STARTER, "/sources"),
    "unit": (STARTER, "/actor/unit:MEX:ministry-navy"),
    "group": (INVENTED, "/actor/ucdp:7"),
    "trouble": (STARTER, "/actor/nobody-of-this-name"),
}


def example(route: str, starter: str, invented: str) -> str:
    """The whole address of an example."""
    ledger, path = EXAMPLES[route]
    return f"{starter if ledger == STARTER else invented}{path}"
