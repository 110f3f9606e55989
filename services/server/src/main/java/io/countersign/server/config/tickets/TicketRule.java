package io.countersign.server.config.tickets;

import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.incident.Priority;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.OnClosed;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rule of which incidents or remediations have a ticket where, and what is kept equal.
 *
 * @param name by which the record names it
 * @param connection of the section {@code ticketing}
 * @param kind of the ticket, as its system has it; {@code change-request} for remediations
 * @param match what has one by it
 * @param fixed fields that the ticket is created with, by the system's own names
 * @param place where it's opened, by the keys of {@link TicketDraft}; else where the connection
 *     says
 * @param fields those that are kept equal
 * @param webhook the reference of the token in the address of deliveries; empty for none
 * @param pollEvery how often the system is asked for changes
 */
public record TicketRule(
    String name,
    String connection,
    String kind,
    Match match,
    Map<String, String> fixed,
    Map<String, String> place,
    List<Mapping> fields,
    OnClosed onClosed,
    Optional<String> webhook,
    Duration pollEvery) {
  /** The kind of a ticket that a remediation has. */
  public static final String CHANGE = "change-request";

  /**
   * The incidents that a rule is for. Each list has to be met; an empty one is by any.
   *
   * @param severities of which the worst alert has to be one
   * @param environments of which an alert's has to be one
   * @param teams of which one has to own something that an alert is about, by the catalogue
   * @param services of which an alert has to be about one
   */
  public record Match(
      List<String> severities,
      List<String> environments,
      List<String> teams,
      List<String> services) {
    /** All incidents. */
    public static final Match ANY = new Match(List.of(), List.of(), List.of(), List.of());

    public Match {
      severities = List.copyOf(severities);
      environments = List.copyOf(environments);
      teams = List.copyOf(teams);
      services = List.copyOf(services);
    }
  }

  /**
   * One field that is kept equal.
   *
   * @param remote by the system's own name; {@code state} is the ticket's state
   * @param values ours to theirs; what isn't named is the same there, but for those fields whose
   *     values are a few words of ours
   */
  public record Mapping(FieldRule rule, String remote, Map<String, String> values) {
    public Mapping {
      values = Map.copyOf(values);
    }

    /** The fields of which ours has a few words, which theirs hardly has the same. */
    private static final Map<String, List<String>> WORDS =
        Map.of(
            "severity", names(Severity.values()),
            "priority", names(Priority.values()),
            "risk", List.of("low", "medium", "high", "critical"));

    private static List<String> names(Enum<?>[] values) {
      return Arrays.stream(values).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
    }

    /** Our words, where there are a few; none where ours may be anything. */
    public List<String> words() {
      return WORDS.getOrDefault(rule.field(), List.of());
    }

    /** Whether some of our words are translated, and this one isn't: nothing is written for it. */
    public boolean isUnmapped(String ours) {
      return !words().isEmpty()
          && !values.isEmpty()
          && !ours.isEmpty()
          && !values.containsKey(ours);
    }

    /** In their words. */
    public String there(String ours) {
      return values.getOrDefault(ours, ours);
    }

    /** In our words; the first of several that are the same there. */
    public String here(String theirs) {
      return values.entrySet().stream()
          .filter(it -> it.getValue().equals(theirs))
          .map(Map.Entry::getKey)
          .sorted()
          .findFirst()
          .orElse(theirs);
    }
  }

  public TicketRule {
    fixed = Map.copyOf(fixed);
    place = Map.copyOf(place);
    fields = List.copyOf(fields);
  }

  public boolean isOfChanges() {
    return kind.equals(CHANGE);
  }

  /** The rules of the fields. */
  public List<FieldRule> rules() {
    return fields.stream().map(Mapping::rule).toList();
  }
}
