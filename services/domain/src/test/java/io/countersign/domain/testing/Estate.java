package io.countersign.domain.testing;

import static io.countersign.domain.testing.CatalogFixtures.service;

import io.countersign.domain.Digest;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.change.Change;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.CauseIndicators;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Evidence;
import io.countersign.domain.diagnosis.Evidence.ChangeSeen;
import io.countersign.domain.diagnosis.Evidence.FailedTrace;
import io.countersign.domain.diagnosis.Evidence.Hop;
import io.countersign.domain.diagnosis.Evidence.LogSignature;
import io.countersign.domain.diagnosis.Evidence.Series;
import io.countersign.domain.diagnosis.Evidence.Unanswered;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.diagnosis.Thresholds;
import io.countersign.domain.diagnosis.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An estate whose signals are functions of the seconds since its fault began, measured with windows
 * of 10 s as the acceptance rig does; NaN means that there's no point, an infinity that the source
 * answers something that is no value.
 */
public final class Estate {
  /** When the fault begins. */
  public static final Instant FAULT = Instant.parse("2026-03-01T10:00:00Z");

  /** Some of the indicators that the product comes with. */
  public static final CauseIndicators SIGNS =
      new CauseIndicators(
          Map.of(
              "oom-killed", Cause.Kind.RESOURCE_EXHAUSTION,
              "back-off", Cause.Kind.PROCESS_DEATH,
              "err-image-pull", Cause.Kind.RELEASE,
              "unhealthy", Cause.Kind.UNKNOWN),
          Map.of(
              Cause.Kind.RESOURCE_EXHAUSTION, List.of("outofmemory"),
              Cause.Kind.LOAD, List.of("overloaded"),
              Cause.Kind.EXTERNAL, List.of("external provider", "certificate has expired")));

  public static final Thresholds THRESHOLDS =
      new Thresholds(
          0.05,
          0.25,
          1,
          0.9,
          2,
          1.5,
          2,
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          new Thresholds.Closer(5, 0.005, 0.005),
          Duration.ofSeconds(15),
          Duration.ofSeconds(3),
          Duration.ofMinutes(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(7),
          50,
          15,
          5,
          SIGNS);

  private static final double RATE_WINDOW = 10;
  private static final String LOG = "log";
  private static final String TRACE = "trace";

  private final SequencedMap<EntityId, SequencedMap<Signal, DoubleUnaryOperator>> signals =
      new LinkedHashMap<>();
  private final List<Relation> relations = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final Map<String, String> about = new HashMap<>();
  private final List<EntityId> alerting = new ArrayList<>();
  private final List<LogSignature> logs = new ArrayList<>();
  private final List<FailedTrace> traces = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();
  private final Map<EntityId, Signal> partial = new HashMap<>();
  private final List<Unanswered> unanswered = new ArrayList<>();
  private final Set<EntityId> uncatalogued = new HashSet<>();
  private int step = 1;
  private int baselineFrom = -180;
  private int baselineTo = -60;

  /** Seven services: two entry points, with the dependencies of a small shop. */
  public static Estate shop() {
    return new Estate()
        .calls("frontend", "checkout-api", "catalog")
        .calls("checkout-api", "inventory", "payments")
        .calls("search-web", "search-index")
        .healthy("frontend", "checkout-api", "catalog", "inventory", "payments")
        .healthy("search-web", "search-index");
  }

  /**
   * So many callers of one hub that was badly released, all of them alerting and each with a gap;
   * and as many that the hub depends on.
   */
  public static Estate wide(int callers) {
    var estate = new Estate().healthy("hub").fails("hub", 0.5, 0).alerts("hub");
    estate.release("hub", "CHG-1", "2.0.0", -5);
    for (int i = 0; i < callers; i++) {
      var name = "a-service-with-a-rather-long-name-" + i;
      estate.calls(name, "hub").healthy(name).fails(name, 0.4, 2).alerts(name);
      estate.calls("hub", "leaf-" + i).healthy("leaf-" + i);
      estate.gap("nothing is known about the saturation of " + name);
    }
    return estate;
  }

  public Estate calls(String from, String... to) {
    for (var callee : to) {
      relations.add(CatalogFixtures.calls(from, callee));
    }
    return this;
  }

  public Estate writesTo(String name, EntityId queue) {
    relations.add(new Relation(Relation.Kind.WRITES_TO, service(name), queue));
    return this;
  }

  public Estate readsFrom(String name, EntityId queue) {
    relations.add(new Relation(Relation.Kind.READS_FROM, service(name), queue));
    return this;
  }

  public Estate runsOn(String name, EntityId host) {
    relations.add(new Relation(Relation.Kind.RUNS_ON, service(name), host));
    return this;
  }

  public Estate healthy(String... names) {
    for (var name : names) {
      signal(name, Signal.RATE, _ -> 8);
      signal(name, Signal.ERRORS, _ -> 0);
      signal(name, Signal.LATENCY, _ -> 0.05);
      signal(name, Signal.SATURATION, _ -> 0.3);
      signal(name, Signal.UP, _ -> 1);
    }
    return this;
  }

  public Estate signal(String name, Signal signal, DoubleUnaryOperator value) {
    return measured(service(name), signal, value);
  }

  /** The same of what isn't a service. */
  public Estate measured(EntityId entity, Signal signal, DoubleUnaryOperator value) {
    signals.computeIfAbsent(entity, _ -> new LinkedHashMap<>()).put(signal, value);
    return this;
  }

  /** What a change says that it touched. */
  public Estate about(String reference, String text) {
    about.put(reference, text);
    return this;
  }

  /** What nothing is measured of. */
  public Estate unmeasured(String name) {
    signals.remove(service(name));
    return this;
  }

  public Estate without(String name, Signal signal) {
    signals.getOrDefault(service(name), new LinkedHashMap<>()).remove(signal);
    return this;
  }

  /** What the source says it left some of out. */
  public Estate partial(String name, Signal signal) {
    partial.put(service(name), signal);
    return this;
  }

  /** What is measured, but not declared. */
  public Estate uncatalogued(String name) {
    uncatalogued.add(service(name));
    return this;
  }

  /** What its source gave no answer of use to, for this reason. */
  public Estate unanswered(String name, Signal signal, String why) {
    unanswered.add(new Unanswered(service(name), signal));
    return without(name, signal).gap(why);
  }

  /** No request reaches it from so many seconds after the fault on: its shares are of nothing. */
  public Estate unasked(String name, double from) {
    signal(name, Signal.RATE, t -> t >= from ? 0 : 8);
    signal(name, Signal.ERRORS, t -> t >= from ? Double.POSITIVE_INFINITY : 0);
    return signal(name, Signal.LATENCY, t -> t >= from ? Double.POSITIVE_INFINITY : 0.05);
  }

  /** Fails so much of its requests from so many seconds after the fault on. */
  public Estate fails(String name, double ratio, double from) {
    return signal(name, Signal.ERRORS, smoothed(t -> t >= from ? ratio : 0));
  }

  /** Gone since so many seconds after the fault. */
  public Estate gone(String name, double from) {
    signals
        .getOrDefault(service(name), new LinkedHashMap<>())
        .replaceAll((_, was) -> t -> t >= from + RATE_WINDOW ? Double.NaN : was.applyAsDouble(t));
    return signal(name, Signal.UP, t -> t >= from ? 0 : 1);
  }

  public Estate release(String name, String reference, String to, double at) {
    return change(service(name), "deploy", reference, "1.0.0", to, null, at);
  }

  public Estate change(
      EntityId entity,
      String action,
      @Nullable String reference,
      @Nullable String from,
      @Nullable String to,
      @Nullable String remediation,
      double at) {
    changes.add(new Change("feed", entity, action, at(at), reference, from, to, remediation, null));
    return this;
  }

  public Estate alerts(String... names) {
    for (var name : names) {
      alerting.add(service(name));
    }
    return this;
  }

  /** So many lines of one kind, the first so many seconds after the fault. */
  public Estate logs(String name, String signature, int before, int during, double from) {
    var first = at(from);
    logs.add(
        new LogSignature(
            service(name),
            signature,
            before,
            during,
            first,
            first.plusSeconds(10),
            signature,
            LOG));
    return this;
  }

  /** A request that went down these services, of which the last so many failed it. */
  public Estate trace(String id, double at, int failed, String... names) {
    var hops = new ArrayList<Hop>();
    for (int i = 0; i < names.length; i++) {
      hops.add(new Hop(service(names[i]), at(at), i >= names.length - failed));
    }
    traces.add(new FailedTrace(id, hops, TRACE));
    return this;
  }

  public Estate gap(String gap) {
    gaps.add(gap);
    return this;
  }

  /** Seconds between points, and where the baseline lies. */
  public Estate measured(int step, int baselineFrom, int baselineTo) {
    this.step = step;
    this.baselineFrom = baselineFrom;
    this.baselineTo = baselineTo;
    return this;
  }

  /** Without any point before the window. */
  public Estate withoutBaseline() {
    return measured(step, 0, -1);
  }

  /** As it's seen so many seconds after the fault, in a window that begins 60 points before it. */
  public Evidence seenAfter(int seconds) {
    var series = new ArrayList<Series>();
    var claims = new ArrayList<Claim>();
    signals.forEach(
        (entity, values) ->
            values.forEach(
                (signal, value) -> {
                  var claim = claim("c" + (claims.size() + 1), entity + " " + signal, seconds);
                  claims.add(claim);
                  series.add(series(entity, signal, value, claim.id(), seconds));
                }));
    claims.add(claim(LOG, "logs", seconds));
    claims.add(claim(TRACE, "traces", seconds));
    var seen = new ArrayList<ChangeSeen>();
    for (var change : changes) {
      var claim = claim("c" + (claims.size() + 1), "changes of " + change.entity(), seconds);
      claims.add(claim);
      seen.add(
          new ChangeSeen(
              change,
              claim.id(),
              about.getOrDefault(Objects.requireNonNullElse(change.reference(), ""), "")));
    }
    return new Evidence(
        alertList(),
        topology(),
        series,
        seen,
        List.copyOf(logs),
        List.copyOf(traces),
        claims,
        gaps,
        unanswered,
        at(seconds));
  }

  /** What a rate over the last 10 s shows of a value. */
  public static DoubleUnaryOperator smoothed(DoubleUnaryOperator value) {
    return t -> {
      double sum = 0;
      for (int i = 0; i < 20; i++) {
        sum += value.applyAsDouble(t - i * RATE_WINDOW / 20);
      }
      return sum / 20;
    };
  }

  private Series series(
      EntityId entity, Signal signal, DoubleUnaryOperator value, String claim, int seconds) {
    return new Series(
        entity,
        signal,
        points(value, baselineFrom, baselineTo),
        points(value, -60 * step, seconds),
        claim,
        unreadable(value, seconds),
        partial.get(entity) == signal);
  }

  private List<Instant> unreadable(DoubleUnaryOperator value, int seconds) {
    return IntStream.rangeClosed(baselineFrom, seconds)
        .filter(t -> t <= baselineTo || t >= -60 * step)
        .filter(t -> Double.isInfinite(value.applyAsDouble(t)))
        .mapToObj(Estate::at)
        .toList();
  }

  private TimeSeries points(DoubleUnaryOperator value, int from, int to) {
    var points = new ArrayList<TimeSeries.Point>();
    for (int t = from; t <= to; t += step) {
      double measured = value.applyAsDouble(t);
      if (Double.isFinite(measured)) {
        points.add(new TimeSeries.Point(at(t), measured));
      }
    }
    return new TimeSeries(Duration.ofSeconds(step), points);
  }

  private List<IncidentAlert> alertList() {
    return alerting.stream()
        .map(
            entity -> {
              var id = new AlertId(Digest.ofJson(Map.of("entity", entity.toString())).hex());
              return new IncidentAlert(
                  id, entity, "HighErrorRate", Severity.CRITICAL, "errors", at(4));
            })
        .toList();
  }

  private Topology topology() {
    var entities =
        signals.keySet().stream()
            .filter(id -> !uncatalogued.contains(id))
            .map(id -> new Entity(id, "team", 2, false))
            .toList();
    return new Topology(entities, relations);
  }

  private static Claim claim(String id, String query, int seconds) {
    return new Claim(
        id, "prometheus", query, at(-180), at(seconds), 1, Digest.ofJson(query), query);
  }

  private static Instant at(double seconds) {
    return FAULT.plusMillis(Math.round(seconds * 1000));
  }
}
