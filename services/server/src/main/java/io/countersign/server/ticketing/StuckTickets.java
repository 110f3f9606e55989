package io.countersign.server.ticketing;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.server.automation.DoctorChecks;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.summary.Phrases;
import io.countersign.server.ticketing.shown.TicketWords;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The doctor's line of each ticket system: which tickets wait for a person, and why most do. */
@Component
final class StuckTickets implements DoctorChecks {
  private final TicketRules rules;
  private final TicketLinks links;

  StuckTickets(TicketRules rules, TicketLinks links) {
    this.rules = rules;
    this.links = links;
  }

  @Override
  public List<Check> all() {
    return rules.all().stream()
        .map(TicketRule::connection)
        .distinct()
        .map(it -> new Check("tickets", it, () -> health(it)))
        .toList();
  }

  ConnectionHealth health(String system) {
    var stuck = links.stuck(system);
    var halted = stuck.stream().filter(it -> it.state().equals("halted")).toList();
    var untaken = stuck.stream().flatMap(it -> it.untaken().stream()).map(TicketWords::of).toList();
    if (stuck.isEmpty()) {
      return ConnectionHealth.working("no ticket waits for a person");
    }
    var found =
        Stream.of(
                told(halted.size(), "ticket", " waiting for a person", reasons(halted)),
                told(untaken.size(), "value", " not taken there", untaken))
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining("; "));
    return ConnectionHealth.degraded(
        found,
        "See `countersign sync status`; once the reason is mended, `countersign sync retry "
            + system
            + " ID`, or `skip` to pass over what waits.");
  }

  private static List<String> reasons(List<TicketLinks.Row> halted) {
    return halted.stream()
        .map(it -> it.code() + (it.reason() == null ? "" : ": " + it.reason()))
        .toList();
  }

  /** With the reason that most of them have. */
  private static String told(int count, String what, String how, List<String> reasons) {
    return reasons.stream()
        .collect(Collectors.groupingBy(it -> it, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(it -> Phrases.counted(count, what) + how + ", mostly " + it.getKey())
        .orElse("");
  }
}
