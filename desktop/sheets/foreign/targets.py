"""What a column can become: the codes that a profile holds, and what people read for them."""

from desktop.records.words import N_

FIGURE = "figure"
MUNITION = "munition"
# The incident's time: whole or its start, its end, and the parts of either.
TIMES = {
    "when": N_("When, or when it began"),
    "when.end": N_("When it ended"),
    "when.time": N_("Time of day, or when it began that day"),
    "when.end_time": N_("Time of day when it ended"),
    "when.year": N_("Year"),
    "when.month": N_("Month"),
    "when.day": N_("Day of the month"),
}
# Two sets of columns name places: where it happened, and where it was launched from.
PLACES = {
    "where": N_("Where: the place"),
    "where.district": N_("Where: the district"),
    "where.region": N_("Where: the region"),
    "where.country": N_("Where: the country"),
    "where.lat": N_("Where: latitude"),
    "where.lon": N_("Where: longitude"),
    "from": N_("Launched from: the place"),
    "from.district": N_("Launched from: the district"),
    "from.region": N_("Launched from: the region"),
    "from.country": N_("Launched from: the country"),
    "from.lat": N_("Launched from: latitude"),
    "from.lon": N_("Launched from: longitude"),
}
FIELDS = {
    "incident.title": N_("Incident: title"),
    "incident.kind": N_("Incident: kind"),
    "incident.actor": N_("Incident: attributed to"),
    "incident.summary": N_("Incident: summary"),
    "incident.tags": N_("Incident: tags"),
    "incident.confidence": N_("Incident: confidence"),
    "report.speaker": N_("Report: speaker"),
    "report.said_at": N_("Report: said at"),
    "report.reliability": N_("Report: reliability"),
    "report.credibility": N_("Report: credibility"),
    "source.title": N_("Source: title"),
    "source.publisher": N_("Source: publisher"),
    "source.url": N_("Source: URL"),
    "source.published": N_("Source: published"),
    "source.text": N_("Source: text"),
}
TARGETS = (
    {"": N_("left out")}
    | TIMES
    | PLACES
    | FIELDS
    | {
        FIGURE: N_("a figure"),
        MUNITION: N_("Figures: the munition"),
        "note": N_("The report's note"),
    }
)
# Targets that any number of columns may share; of the others each takes one.
SHARED = {"", FIGURE, MUNITION, "note", "incident.tags", "where", "from", "incident.summary"}
