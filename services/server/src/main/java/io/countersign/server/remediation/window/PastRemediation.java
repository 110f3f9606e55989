package io.countersign.server.remediation.window;

import io.countersign.domain.catalog.Topology;
import io.countersign.ledger.audit.PastHalts;
import io.countersign.ledger.audit.PastViews;
import io.countersign.ledger.calendar.CalendarHistory;
import io.countersign.ledger.catalog.CatalogHistory;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.duration.StepDurations;
import io.countersign.ledger.view.Past;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.incident.IncidentMeaning;
import io.countersign.server.incident.past.AsOf;
import io.countersign.server.incident.past.AskedMoment.Asked;
import io.countersign.server.remediation.answer.PlanEvidence;
import io.countersign.server.remediation.answer.RemediationItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A remediation as its card showed it at a moment, from what was on record by then. */
@Component
public final class PastRemediation {
  private static final List<AsOf.NotRebuilt> NOT_REBUILT =
      List.of(
          new AsOf.NotRebuilt(
              "you", "it told whoever looked what the decider would have said to them"),
          new AsOf.NotRebuilt("tickets", "they are told as they are now: countersign sync status"),
          new AsOf.NotRebuilt("incidentTickets", "as the tickets"));

  private final PastViews past;
  private final CatalogHistory catalog;
  private final PrincipalNames names;

  PastRemediation(PastViews past, CatalogHistory catalog, PrincipalNames names) {
    this.past = past;
    this.catalog = catalog;
    this.names = names;
  }

  /** Empty where it wasn't on record yet. */
  public Optional<RemediationItem> at(String remediation, Asked moment) {
    return past.ofRemediation(
        remediation,
        moment.position(),
        it -> Remediations.find(remediation, it.query()).map(row -> item(row, moment, it)));
  }

  private RemediationItem item(Remediations.Row row, Asked moment, Past then) {
    var contents = catalog.at(moment.position());
    var topology = contents.topology();
    var incident = IncidentInbox.find(row.incident(), 0, then.query());
    var title = incident.map(it -> IncidentMeaning.of(it.incident(), topology).title());
    var evidence = incident.map(it -> PlanEvidence.of(it, row.diagnosis())).orElse(List.of());
    var durations = StepDurations.until(moment.recordedAt(), then);
    var calendars = CalendarHistory.of(then, contents);
    var window =
        ShownWindow.closed(
            row, calendars, durations, () -> halted(row, moment, topology, then), moment.at());
    return RemediationItem.of(row, title.orElse(null), names.lookup(), Map.of())
        .with(window, ShownWindow.needed(row, durations), null)
        .as(AsOf.of(moment, evidence, NOT_REBUILT));
  }

  private static boolean halted(Remediations.Row row, Asked moment, Topology topology, Past then) {
    var halts = PastHalts.at(moment.position(), then.query());
    return PlanHalts.hold(row.plan(), halts.stream().map(PastHalts::scope).toList(), topology);
  }
}
