package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.ticketing.OnClosed;
import io.countersign.server.config.Connections;
import io.countersign.server.config.tickets.TicketRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which incidents have a ticket by which rule. */
class TicketRulesTest {
  private static final AlertId ALERT = new AlertId("0123456789abcdef".repeat(4));

  private static TicketRule rule(
      String name, List<String> severities, List<String> teams, List<String> services) {
    return rule(name, "incident", severities, teams, services);
  }

  private static TicketRule rule(
      String name,
      String kind,
      List<String> severities,
      List<String> teams,
      List<String> services) {
    return new TicketRule(
        name,
        "jira",
        kind,
        new TicketRule.Match(severities, List.of(), teams, services),
        Map.of(),
        Map.of(),
        List.of(),
        OnClosed.COMMENT,
        Optional.empty(),
        Duration.ofMinutes(1));
  }

  private static Incident.Open about(String service) {
    var id = IncidentId.of(ALERT);
    var alert =
        new IncidentAlert(
            ALERT,
            EntityId.service("rig", service),
            "HighErrorRate",
            Severity.ERROR,
            "errors",
            Instant.EPOCH);
    var opened = new IncidentEvent.Opened(id, alert, "title", Instant.EPOCH);
    return (Incident.Open) Incident.evolve(Incident.initial(), opened);
  }

  private static TicketRules rules(TicketRule... rules) {
    return new TicketRules(
        List.of(rules),
        new Connections(List.of()),
        it -> it.name().equals("orders") ? "checkout" : "");
  }

  private static List<String> of(String service, TicketRule... rules) {
    return rules(rules).of(about(service)).stream().map(TicketRule::name).toList();
  }

  @Test
  void plansHaveChangeRequestsByWhatTheirIncidentIsAbout() {
    var payments = rule("payments", TicketRule.CHANGE, List.of(), List.of("payments"), List.of());
    var checkout =
        rule("checkout", TicketRule.CHANGE, List.of("error"), List.of("checkout"), List.of());
    var incidents = rule("incidents", List.of(), List.of(), List.of());
    var all = rules(incidents, payments, checkout);
    assertThat(all.ofChanges(about("orders")))
        .extracting(TicketRule::name)
        .containsExactly("checkout");
    assertThat(all.ofChanges(about("search"))).isEmpty();
  }

  @Test
  void aRuleIsForTheTeamThatOwnsWhatIsHit() {
    var checkout = rule("checkout", List.of(), List.of("checkout"), List.of());
    assertThat(of("orders", checkout)).containsExactly("checkout");
    assertThat(of("search", checkout)).isEmpty();
  }

  @Test
  void aRuleIsForTheServiceThatIsHit() {
    var search = rule("search", List.of(), List.of(), List.of("search"));
    assertThat(of("search", search)).containsExactly("search");
    assertThat(of("orders", search)).isEmpty();
  }

  @Test
  void ofSeveralThatFitTheFirstCountsAndAllThatIsAskedForHasToFit() {
    var critical = rule("critical", List.of("critical"), List.of("checkout"), List.of());
    var orders = rule("orders", List.of("error"), List.of("checkout"), List.of("orders"));
    var any = rule("any", List.of(), List.of(), List.of());
    assertThat(of("orders", critical, orders, any)).containsExactly("orders");
    assertThat(of("search", critical, orders, any)).containsExactly("any");
  }
}
