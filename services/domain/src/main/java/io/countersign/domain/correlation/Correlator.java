package io.countersign.domain.correlation;

import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The finder of the incident that an alert belongs to: a pure function, asked for one alert after
 * the other.
 *
 * <p>Two alerts are tied, or they aren't: it depends on their entities and on when each began,
 * never on which was heard of first. An incident is what hangs together by ties, so alerts that
 * come in another order end in the same company. Always within one environment,
 *
 * <ul>
 *   <li>{@code same-entity} (90): they are about the same entity. As long as the incident is open,
 *       time doesn't matter: two incidents about one thing would plan against each other.
 *   <li>{@code part-of} (85): one is about a part of the other's entity, or about another part of
 *       the same whole.
 *   <li>{@code depends-on} (80, 65 over two relations): the alert's entity depends on the other's,
 *       so it may be a caller's symptom of the same fault.
 *   <li>{@code needed-by} (80, 65): the other way round: a cause that shows after its symptoms.
 *   <li>{@code same-group} (60, or 40): nobody catalogued either entity, and their source put both
 *       into one group: {@link GroupEvidence}. It joins one incident and never bridges two, and
 *       makes no echo: it's too weak for that.
 * </ul>
 *
 * The same signal adds 5. All but the first and the last need both entities in the catalogue. A
 * symptom may begin up to {@code joinWindow} after its cause and {@code lead} before it. Two
 * entities that merely share a dependency or a dependent are <em>not</em> tied by having failed at
 * the same time: once what they share shows a fault itself, near to both in time, its own alert
 * ties to both, and so joins or bridges them.
 *
 * <p>What is tied to nothing open but to an incident that was closed is its echo, unless it fires
 * since too long after the closing.
 */
public final class Correlator {
  private static final int SAME_ENTITY = 90;
  private static final int PART_OF = 85;
  private static final int NEIGHBOUR = 80;
  private static final int EACH_FURTHER_RELATION = 15;
  private static final int SAME_SIGNAL = 5;

  private static final Comparator<Tied> BY_SCORE = Comparator.comparingInt(it -> it.tie().score());

  private record Tied(KnownIncident incident, AlertTie tie) {}

  private final IncidentAlert alert;
  private final Instant firesSince;
  private final Topology topology;
  private final Neighbourhood around;
  private final CorrelationSettings settings;

  private Correlator(
      IncidentAlert alert, Instant firesSince, Topology topology, CorrelationSettings settings) {
    this.alert = alert;
    this.firesSince = firesSince;
    this.topology = topology;
    this.settings = settings;
    around = Neighbourhood.of(alert.entity(), topology, settings.maxDistance());
  }

  /** An alert that fires since it began. */
  public static Correlation correlate(
      IncidentAlert alert,
      Collection<KnownIncident> known,
      Topology topology,
      CorrelationSettings settings) {
    return correlate(alert, alert.startsAt(), known, topology, settings);
  }

  /**
   * @param firesSince when it began, or fired again after an end that was told: what was over
   *     before that is over
   * @param known every incident that holds an alert about one of {@link #near}, in any order: all
   *     that are open, and those that were closed a short while ago; and the open ones that hold
   *     one of the alert's group, within {@link #groupWindow}
   */
  public static Correlation correlate(
      IncidentAlert alert,
      Instant firesSince,
      Collection<KnownIncident> known,
      Topology topology,
      CorrelationSettings settings) {
    return alert.severity() == Severity.NONE
        ? new Correlation.Ignores("its severity says that it is no fault")
        : new Correlator(alert, firesSince, topology, settings).among(known);
  }

  /** The entities whose alerts an alert about this one could be tied to; itself among them. */
  public static Set<EntityId> near(
      EntityId entity, Topology topology, CorrelationSettings settings) {
    return Neighbourhood.of(entity, topology, settings.maxDistance()).all();
  }

  /** How far from an alert's start others of its group may begin; zero if its group is no tie. */
  public static Duration groupWindow(IncidentAlert alert, CorrelationSettings settings) {
    var group = alert.group();
    return group == null ? Duration.ZERO : GroupEvidence.of(group).window(settings);
  }

  private static Comparator<KnownIncident> oldest() {
    return Comparator.comparing(KnownIncident::openedAt).thenComparing(it -> it.incident().value());
  }

  private Correlation among(Collection<KnownIncident> known) {
    var holder = known.stream().filter(it -> it.alerts().contains(alert)).min(oldest());
    if (holder.isPresent()) {
      return new Correlation.Joins(holder.get().incident(), sameEntity(alert));
    }
    var tied = known.stream().flatMap(it -> tie(it).stream()).toList();
    var open = tied.stream().filter(it -> it.incident().open()).toList();
    return open.isEmpty() ? byGroup(known).orElseGet(() -> echo(tied)) : open(open);
  }

  /** Of several the oldest. */
  private Optional<Correlation> byGroup(Collection<KnownIncident> known) {
    return known.stream()
        .filter(KnownIncident::open)
        .sorted(oldest())
        .flatMap(it -> groupTie(it).stream())
        .findFirst()
        .map(it -> new Correlation.Joins(it.incident().incident(), it.tie()));
  }

  private Optional<Tied> groupTie(KnownIncident incident) {
    if (isCatalogued(alert)) {
      return Optional.empty();
    }
    var members = incident.alerts().stream().filter(it -> !isCatalogued(it));
    return GroupEvidence.tie(alert, incident, members, settings)
        .map(tie -> new Tied(incident, tie));
  }

  private boolean isCatalogued(IncidentAlert it) {
    return topology.entity(it.entity()).isPresent();
  }

  private Correlation open(List<Tied> tied) {
    var tie = tied.stream().max(BY_SCORE).orElseThrow().tie();
    var ids =
        tied.stream().map(Tied::incident).sorted(oldest()).map(KnownIncident::incident).toList();
    return ids.size() == 1
        ? new Correlation.Joins(ids.getFirst(), tie)
        : new Correlation.Bridges(ids.getFirst(), ids.subList(1, ids.size()), tie);
  }

  /** Of several closed ones the strongest tie, then the newest incident. */
  private static Correlation echo(List<Tied> closed) {
    return closed.stream()
        .max(BY_SCORE.thenComparing(Tied::incident, oldest()))
        .<Correlation>map(it -> new Correlation.Echoes(it.incident().incident(), it.tie().asEcho()))
        .orElseGet(Correlation.Opens::new);
  }

  private Optional<Tied> tie(KnownIncident incident) {
    return over(incident.closedAt())
        ? Optional.empty()
        : incident.alerts().stream()
            .flatMap(this::tie)
            .max(Comparator.comparingInt(AlertTie::score))
            .map(tie -> new Tied(incident, tie));
  }

  private boolean over(@Nullable Instant closedAt) {
    return closedAt != null && firesSince.isAfter(closedAt.plus(settings.echoGrace()));
  }

  private Stream<AlertTie> tie(IncidentAlert member) {
    var mine = alert.entity();
    var other = member.entity();
    if (other.equals(mine)) {
      return Stream.of(sameEntity(member));
    }
    boolean comparable =
        other.environment().equals(mine.environment())
            && isCatalogued(member)
            && isCatalogued(alert);
    return comparable ? byTopology(member) : Stream.empty();
  }

  private Stream<AlertTie> byTopology(IncidentAlert member) {
    var mine = alert.entity();
    var other = member.entity();
    return Stream.concat(
        tie("depends-on", mine, other, around.below().get(other), member, follows(member, alert)),
        tie("needed-by", other, mine, around.above().get(other), member, follows(alert, member)));
  }

  private Stream<AlertTie> tie(
      String rule,
      EntityId dependent,
      EntityId dependency,
      @Nullable Integer distance,
      IncidentAlert member,
      boolean timely) {
    if (distance == null || !timely) {
      return Stream.empty();
    }
    int signal = sameSignal(member) ? SAME_SIGNAL : 0;
    if (distance == 0) {
      var because = dependent.name() + " and " + dependency.name() + " are parts of one thing";
      return Stream.of(new AlertTie("part-of", PART_OF + signal, because));
    }
    var because =
        dependent.name() + " depends on " + dependency.name() + " (relations: " + distance + ")";
    int score = NEIGHBOUR - EACH_FURTHER_RELATION * (distance - 1);
    return Stream.of(new AlertTie(rule, Math.max(1, score) + signal, because));
  }

  private AlertTie sameEntity(IncidentAlert member) {
    int score = SAME_ENTITY + (sameSignal(member) ? SAME_SIGNAL : 0);
    return new AlertTie("same-entity", score, "both are about " + alert.entity().name());
  }

  private boolean follows(IncidentAlert cause, IncidentAlert symptom) {
    var began = symptom.startsAt();
    return !began.isBefore(cause.startsAt().minus(settings.lead()))
        && !began.isAfter(cause.startsAt().plus(settings.joinWindow()));
  }

  private boolean sameSignal(IncidentAlert member) {
    return !alert.signal().isEmpty() && alert.signal().equals(member.signal());
  }
}
