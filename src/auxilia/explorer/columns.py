"""The columns of every table that travels: name, type, label and meaning, for codebooks and labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "integer", "number", "flag", "date"]
SQL_TYPES: dict[ColumnType, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "flag": "BOOLEAN",
    "date": "DATE",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. A column `x` with gaps has a column `x_status` beside it that says why."""

    name: str
    type: ColumnType
    label: str
    means: str


_ALL = (
    Column("provider", "text", "Provider", "Id of the actor that provides."),
    Column("provider_name", "text", "Provider's name", "As the ledger names it."),
    Column(
        "provider_gwcode", "integer", "Provider, GW code", "Gleditsch-Ward code, the latest; states only."
    ),
    Column("provider_ccode_cow", "integer", "Provider, COW code", "Correlates of War code, the latest."),
    Column("recipient", "text", "Recipient", "Id of the actor that receives."),
    Column("recipient_name", "text", "Recipient's name", "As the ledger names it."),
    Column(
        "recipient_gwcode", "integer", "Recipient, GW code", "Gleditsch-Ward code, the latest; states only."
    ),
    Column("recipient_ccode_cow", "integer", "Recipient, COW code", "Correlates of War code, the latest."),
    Column("practice", "text", "Practice", "train, equip or support."),
    Column("year", "integer", "Year", "Calendar year, or the provider's fiscal year."),
    Column("year_from", "integer", "First year", "First year of the figure's period."),
    Column("year_to", "integer", "Last year", "Last year of the figure's period."),
    Column("fiscal", "flag", "Fiscal years", "Whether the years are the provider's fiscal years."),
    Column("state", "text", "State of the cell", "observed, observed_zero or withheld."),
    Column("tie", "integer", "Tie", "1 observed, 0 a source says there was none; empty with its reason."),
    Column(
        "tie_status",
        "text",
        "Why tie is empty",
        "observed, observed_zero, not_reported, not_covered, withheld.",
    ),
    Column(
        "cover", "text", "Cover", "whole: a source covers the practice; part: single kinds of it alone; none."
    ),
    Column("certainty", "text", "Certainty", "confirmed, uncertain or alleged: the best of the claims."),
    Column("n_claims", "integer", "Claims", "How many claims stand behind the row."),
    Column("n_sources", "integer", "Sources, number", "How many sources speak of it."),
    Column("sources", "text", "Sources", "Ids of the sources, separated by '; '."),
    Column("source", "text", "Source", "Id of the source."),
    Column("instruments", "text", "Kinds", "Finer kinds of help, separated by '; '."),
    Column("instrument", "text", "Kind", "The finer kind of help."),
    Column("programmes", "text", "Programmes", "Ids of the programmes, separated by '; '."),
    Column("programme", "text", "Programme", "Id of the programme."),
    Column(
        "mutual", "flag", "Binds both ends", "Whether all its claims bind both ends (agreements, exercises)."
    ),
    Column("concession", "text", "Terms", "grant, loan, sale, mixed or unknown."),
    Column("stage", "text", "Stage", "From announced to delivered."),
    Column("measure", "text", "Measure", "What the value counts; different measures are never added up."),
    Column("price_basis", "text", "Price basis", "current, constant_<year>, sipri_tiv; empty for counts."),
    Column("value", "number", "Value", "The figure, in the unit of the measure."),
    Column(
        "value_status",
        "text",
        "Why value is empty",
        "observed, observed_zero, presence (the source tells that, not how much), not_reported (no "
        "figure printed).",
    ),
    Column("value_low", "number", "Lower bound", "As the source prints it; empty where it prints none."),
    Column("value_high", "number", "Upper bound", "As the source prints it; empty where it prints none."),
    Column("claim", "text", "Claim", "Id of the claim; its page is /claim/<id>."),
    Column("record", "text", "Record", "The source's own record, or a stable hash."),
    Column("file", "text", "File", "The file of the source."),
    Column("locator", "text", "Place", "Page, sheet or row in the file."),
    Column("unit", "text", "Unit", "Id of the force below the state."),
    Column("unit_name", "text", "Unit's name", "As printed."),
    Column("force", "text", "Force", "army, police, border guard ..."),
    Column("opponent", "text", "Opponent", "Against whom the help was given."),
    Column("provider_text", "text", "Provider as printed", "The source's own words."),
    Column("recipient_text", "text", "Recipient as printed", "The source's own words."),
    Column("unit_text", "text", "Unit as printed", "The source's own words."),
    Column("date_start", "date", "First day", "Where the source tells days."),
    Column("date_end", "date", "Last day", "Where the source tells days."),
    Column("countable", "flag", "Counted", "Whether the claim enters ties and figures."),
    Column("reason", "text", "Why not counted", "Totals, cancelled, umbrella lines."),
    Column("note", "text", "Note", "What the source adds."),
    Column("n_ties", "integer", "Tie-years", "Pairs of provider and recipient, practice and year."),
    Column("n_providers", "integer", "Providers", "How many providers."),
    Column("n_recipients", "integer", "Recipients", "How many recipients."),
    Column("n_years", "integer", "Years on record", "Years with something one-sided on record."),
    Column("n_exist", "integer", "Years of the state", "Years asked for in which the state existed."),
    Column("n_covered", "integer", "Years covered", "Of these, the years that a source covers, if in part."),
    Column("share", "number", "Share of years", "Years on record by the years in which the state existed."),
    Column(
        "map_status",
        "text",
        "Why nothing is shown",
        "observed, withheld, observed_zero (whole cover, silence means none), not_reported, not_covered.",
    ),
    Column("n_observed", "integer", "Cells observed", "Cells with a tie on record."),
    Column("n_zero", "integer", "Cells at zero", "Cells of which a source says that there was none."),
    Column("n_not_reported", "integer", "Cells not reported", "Cells covered, with nothing on record."),
    Column("n_not_covered", "integer", "Cells not covered", "Cells that no source covers."),
    Column("n_withheld", "integer", "Cells withheld", "Cells that a source keeps back."),
    Column("n_entered", "integer", "Taken up", "Recipients that were none in the year before."),
    Column("n_left", "integer", "Left", "Recipients of the year before that are none any more."),
    Column("n_figures", "integer", "Figures", "How many figures."),
    Column("key", "text", "Id", "Identifier."),
    Column("name", "text", "Name", "Name for people."),
    Column("kind", "text", "Kind of thing", "What it is."),
    Column("address", "text", "Address", "Its page."),
    Column("list", "text", "List", "The list of the vocabulary."),
    Column("word", "text", "Word", "The fixed word."),
    Column("label", "text", "Label", "The word for people."),
    Column("means", "text", "Meaning", "What it means."),
    Column("title", "text", "Title", "The source's title."),
    Column("producer", "text", "Producer", "Who makes it."),
    Column("version", "text", "Version", "The version read."),
    Column("licence_terms", "text", "Licence", "The terms as best known."),
    Column("redistribute", "text", "May be passed on", "yes, derived (figures only) or no."),
    Column("citation", "text", "Citation", "How to cite it."),
    Column("homepage", "text", "Homepage", "Where it is published."),
    Column("absence", "text", "Silence means", "zero or not_reported."),
    Column("family", "text", "Family", "Order outcome or covariate."),
    Column("of", "text", "Told of", "state or dyad."),
    Column("unit_of_measure", "text", "Unit of measure", "The unit of the indicator."),
    Column("ordering", "text", "More order", "Which way is more order: higher, lower, none."),
    Column("problems", "text", "Problems", "What to mind."),
    Column("sha256", "text", "SHA-256", "Hash of the source's file."),
    Column("level", "text", "Level", "dyad, recipient, provider, triad or system."),
    Column("reference", "text", "Reference", "The work that it comes from."),
    Column("column", "text", "Column", "Name of the column."),
    Column("holds", "text", "Holds", "What the column holds."),
    Column("is_key", "flag", "Names the row", "Whether it is part of the row's key."),
    Column("actor", "text", "Actor", "Id of the actor."),
    Column("actor_name", "text", "Actor's name", "As the ledger names it."),
    Column("actor_a", "text", "First", "Id of the first of the pair; who acts, where the pair is directed."),
    Column("actor_a_name", "text", "First, name", "As the ledger names it."),
    Column("actor_b", "text", "Second", "Id of the second of the pair."),
    Column("actor_b_name", "text", "Second, name", "As the ledger names it."),
    Column("directed", "flag", "Directed", "Whether the value runs from the first to the second."),
    Column("units", "text", "Units", "The units of analysis that it serves."),
    Column("options", "text", "Options", "Written after colons: ties:measure=usd."),
    Column("objectives", "text", "Stated aims", "Separated by '; '."),
    Column("purpose", "text", "Purpose", "As the provider states it, in our words."),
    Column("document", "text", "Document", "The document that states the purpose."),
    Column("change", "text", "Change", "added, removed or changed."),
    Column("state_before", "text", "State before", "The state of the tie in the first of the two."),
    Column("state_after", "text", "State after", "The state of the tie in the second of the two."),
    Column("claims_before", "integer", "Claims before", "Claims behind the tie in the first of the two."),
    Column("claims_after", "integer", "Claims after", "Claims behind the tie in the second of the two."),
    Column("sources_before", "text", "Sources before", "Sources of the tie in the first of the two."),
    Column("sources_after", "text", "Sources after", "Sources of the tie in the second of the two."),
    Column("build", "text", "Build", "Id of the build."),
    Column("built", "text", "Built", "The day of the build."),
    Column("program", "text", "Program", "Version of the program that built it."),
    Column("n_files", "integer", "Files", "How many files its manifest names."),
    Column("bytes", "integer", "Bytes", "Size of its files."),
    Column("question", "text", "Question", "What it asks."),
    Column("what", "text", "Number", "What the number is."),
    Column("unit_of_number", "text", "Unit", "The unit of the number."),
    Column("shown", "text", "As printed", "The number as the text prints it."),
    Column("period", "text", "Period", "The years that it is about."),
    Column("n", "integer", "n", "How many stand behind it."),
    Column("counted", "text", "n counts", "What n counts."),
    Column("score", "number", "Nearness", "How near the name is to what was typed, 0 to 1."),
)
COLUMNS = {column.name: column for column in _ALL}


def columns(*names: str) -> tuple[Column, ...]:
    """Columns by name, in this order."""
    return tuple(COLUMNS[name] for name in names)
