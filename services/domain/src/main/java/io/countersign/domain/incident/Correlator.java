package io.countersign.domain.incident;

import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which open incident an alert belongs to: a pure function, asked for one alert after the other.
 *
 * <p>An alert and one that an incident holds are tied, always within one environment,
 *
 * <ul>
 *   <li>{@code same-entity} (90): they are about the same entity. As long as the incident is open,
 *       time doesn't matter: two incidents about one thing would plan against each other.
 *   <li>{@code depends-on} (80, 65 over two relations): the alert's entity depends on the other's,
 *       so it may be a caller's symptom of the same fault.
 *   <li>{@code needed-by} (80, 65): the other way round: a cause that shows after its symptoms.
 * </ul>
 *
 * The same signal adds 5. The last two need both entities in the catalogue and the join window. Two
 * entities that merely share a dependency are <em>not</em> tied by having failed at the same time:
 * once the shared dependency shows a fault itself, its own alert ties to both, and so joins or
 * bridges them.
 */
public final class Correlator {
  private static final int SAME_ENTITY = 90;
  private static final int NEIGHBOUR = 80;
  private static final int EACH_FURTHER_RELATION = 15;
  private static final int SAME_SIGNAL = 5;

  /** Best first; among equals the older incident. */
  private static final Comparator<Tied> BEST =
      Comparator.comparingInt((Tied it) -> -it.tie().score())
          .thenComparing(Tied::incident, oldest());

  private record Tied(OpenIncidentSummary incident, Tie tie) {}

  private final IncidentAlert alert;
  private final Instant at;
  private final Topology topology;
  private final CorrelationSettings settings;

  private Correlator(
      IncidentAlert alert, Instant at, Topology topology, CorrelationSettings settings) {
    this.alert = alert;
    this.at = at;
    this.topology = topology;
    this.settings = settings;
  }

  /**
   * @param at when {@code alert.raised} was recorded (UTC)
   * @param open every open incident, in any order
   */
  public static Correlation correlate(
      IncidentAlert alert,
      Instant at,
      List<OpenIncidentSummary> open,
      Topology topology,
      CorrelationSettings settings) {
    if (alert.severity() == Severity.NONE) {
      return new Correlation.Ignores("a heartbeat is not a fault");
    }
    var correlator = new Correlator(alert, at, topology, settings);
    var holder = open.stream().filter(it -> it.alerts().contains(alert)).findFirst();
    return holder
        .<Correlation>map(it -> new Correlation.Joins(it.incident(), correlator.sameEntity(alert)))
        .orElseGet(() -> correlator.among(open));
  }

  private static Comparator<OpenIncidentSummary> oldest() {
    return Comparator.comparing(OpenIncidentSummary::openedAt)
        .thenComparing(it -> it.incident().value());
  }

  private Correlation among(List<OpenIncidentSummary> open) {
    var tied = open.stream().flatMap(it -> tie(it).stream()).toList();
    if (tied.isEmpty()) {
      return new Correlation.Opens();
    }
    var best = tied.stream().min(BEST).orElseThrow();
    if (tied.size() == 1) {
      return new Correlation.Joins(best.incident().incident(), best.tie());
    }
    var ids =
        tied.stream()
            .map(Tied::incident)
            .sorted(oldest())
            .map(OpenIncidentSummary::incident)
            .toList();
    return new Correlation.Bridges(ids.getFirst(), ids.subList(1, ids.size()), best.tie());
  }

  private Optional<Tied> tie(OpenIncidentSummary incident) {
    var apart = Duration.between(incident.lastJoinedAt(), at).abs();
    boolean near = apart.compareTo(settings.joinWindow()) <= 0;
    return incident.alerts().stream()
        .flatMap(member -> tie(member, near))
        .max(Comparator.comparingInt(Tie::score))
        .map(tie -> new Tied(incident, tie));
  }

  private Stream<Tie> tie(IncidentAlert member, boolean near) {
    if (member.entity().equals(alert.entity())) {
      return Stream.of(sameEntity(member));
    }
    boolean comparable =
        near
            && member.entity().environment().equals(alert.entity().environment())
            && topology.entity(member.entity()).isPresent()
            && topology.entity(alert.entity()).isPresent();
    return comparable ? byTopology(member) : Stream.empty();
  }

  private Stream<Tie> byTopology(IncidentAlert member) {
    var mine = alert.entity();
    var other = member.entity();
    return Stream.concat(
        neighbour("depends-on", mine, other, topology.below(mine).get(other), member),
        neighbour("needed-by", other, mine, topology.above(mine).get(other), member));
  }

  private Stream<Tie> neighbour(
      String rule,
      EntityId dependent,
      EntityId dependency,
      @Nullable Integer distance,
      IncidentAlert member) {
    if (distance == null || distance > settings.maxDistance()) {
      return Stream.empty();
    }
    int score =
        NEIGHBOUR - EACH_FURTHER_RELATION * (distance - 1) + (sameSignal(member) ? SAME_SIGNAL : 0);
    var because =
        dependent.name() + " depends on " + dependency.name() + " (relations: " + distance + ")";
    return Stream.of(new Tie(rule, score, because));
  }

  private Tie sameEntity(IncidentAlert member) {
    int score = SAME_ENTITY + (sameSignal(member) ? SAME_SIGNAL : 0);
    return new Tie("same-entity", score, "both are about " + alert.entity().name());
  }

  private boolean sameSignal(IncidentAlert member) {
    return !alert.signal().isEmpty() && alert.signal().equals(member.signal());
  }
}
