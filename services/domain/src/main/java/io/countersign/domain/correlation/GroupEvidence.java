package io.countersign.domain.correlation;

import io.countersign.domain.alert.SourceGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The evidence that lies in a source's own grouping of alerts. It counts only among what nobody
 * catalogued, where nothing better is known, and how much depends on what the group has in common:
 *
 * <ul>
 *   <li>a place, such as a namespace or a job (60): its alerts may begin as far apart as those of a
 *       cause and a dependent;
 *   <li>only the rule (40): the same symptom in many places is one fault when it comes at once, so
 *       they have to begin within {@code lead};
 *   <li>nothing, or only what holds for a whole estate, such as a severity or a cluster: no
 *       evidence, since everything is in such a group.
 * </ul>
 *
 * It ties to an incident only for thrice that time after its opening: a group that always fires
 * somewhere would otherwise make one incident that never ends.
 */
enum GroupEvidence {
  NONE(0),
  SAME_RULE(40),
  SAME_PLACE(60);

  private static final String RULE = "same-group";
  private static final int SPANS = 3;

  private static final Set<String> RULES = Set.of("alertname", "alert", "rule", "rulename");

  /** What a large part of an estate has in common. */
  private static final Set<String> BROAD =
      Set.of(
          "severity",
          "priority",
          "team",
          "owner",
          "receiver",
          "environment",
          "env",
          "stage",
          "tenant",
          "cluster",
          "region",
          "zone",
          "datacenter",
          "prometheus",
          "prometheus_replica",
          "monitor",
          "grafana_folder",
          "alertgroup",
          "deployment.environment.name");

  private final int score;

  GroupEvidence(int score) {
    this.score = score;
  }

  static GroupEvidence of(SourceGroup group) {
    if (group.by().stream().anyMatch(it -> !RULES.contains(it) && !BROAD.contains(it))) {
      return SAME_PLACE;
    }
    return group.by().stream().anyMatch(RULES::contains) ? SAME_RULE : NONE;
  }

  /** How long before or after an alert others of its group can be tied to it. */
  Duration window(CorrelationSettings settings) {
    return switch (this) {
      case NONE -> Duration.ZERO;
      case SAME_RULE -> settings.lead();
      case SAME_PLACE -> settings.joinWindow();
    };
  }

  /** The tie to an incident, by whichever of its alerts; neither's entity is catalogued. */
  static Optional<AlertTie> tie(
      IncidentAlert alert,
      KnownIncident incident,
      Stream<IncidentAlert> members,
      CorrelationSettings settings) {
    var group = alert.group();
    if (group == null || of(group) == NONE) {
      return Optional.empty();
    }
    var window = of(group).window(settings);
    var latest = incident.openedAt().plus(window.multipliedBy(SPANS));
    return !alert.startsAt().isAfter(latest)
            && members.anyMatch(it -> fits(it, alert, group, window))
        ? Optional.of(new AlertTie(RULE, of(group).score, because(group)))
        : Optional.empty();
  }

  private static boolean fits(
      IncidentAlert member, IncidentAlert alert, SourceGroup group, Duration window) {
    var other = member.group();
    return other != null
        && other.key().equals(group.key())
        && member.entity().environment().equals(alert.entity().environment())
        && near(member.startsAt(), alert.startsAt(), window);
  }

  private static boolean near(Instant one, Instant other, Duration window) {
    return Duration.between(one, other).abs().compareTo(window) <= 0;
  }

  private static String because(SourceGroup group) {
    return "their source groups them by "
        + String.join(", ", group.by().stream().sorted().toList());
  }
}
