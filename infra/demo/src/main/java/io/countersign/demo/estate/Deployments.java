package io.countersign.demo.estate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The deployments of the estate: which release runs, what ran before, and who changed it. One thing
 * at a time.
 */
final class Deployments {
  private final InstantSource clock;
  private final Map<String, Workload> workloads = new LinkedHashMap<>();
  private final Map<String, Release> releases = new HashMap<>();
  private final List<Entry> history = new ArrayList<>();
  private final Map<String, Result> answered = new HashMap<>();

  /** A service as it is to run. */
  private static final class Workload {
    final EstateService service;
    Optional<Release> before = Optional.empty();
    Instant since;

    Workload(EstateService service, Instant since) {
      this.service = service;
      this.since = since;
    }
  }

  /** One line of the history. */
  record Entry(
      String workload,
      String verb,
      Instant when,
      Release from,
      Release to,
      String by,
      String why) {}

  /**
   * A request to change a deployment.
   *
   * @param tag the version; empty means the one that ran before
   * @param ifRunning only if this version runs; empty: whatever runs
   * @param simulate only say what would happen
   * @param key the same key gets the same answer, without doing it again; empty: no key
   */
  record Order(
      String workload,
      String tag,
      String ifRunning,
      boolean simulate,
      String key,
      String by,
      String why) {}

  /** The answer to a request: HTTP status and members. */
  record Result(int status, Map<String, Object> body) {}

  Deployments(InstantSource clock, List<EstateService> services) {
    this.clock = clock;
    services.forEach(s -> workloads.put(s.name(), new Workload(s, clock.instant())));
  }

  /** Makes a release deployable. */
  synchronized void offer(String workload, Release release) {
    releases.put(workload + ":" + release.version(), release);
  }

  synchronized List<Map<String, Object>> running() {
    return workloads.entrySet().stream().map(w -> running(w.getKey(), w.getValue())).toList();
  }

  private static Map<String, Object> running(String id, Workload workload) {
    var running = new LinkedHashMap<String, Object>();
    running.put("id", id);
    running.put("running", Map.of("tag", workload.service.release().version()));
    workload.before.ifPresent(r -> running.put("before", Map.of("tag", r.version())));
    running.put("since", workload.since.toString());
    running.put("ready", true);
    return running;
  }

  /** From that instant on, inclusive. */
  synchronized List<Entry> history(Instant after) {
    return history.stream().filter(entry -> !entry.when().isBefore(after)).toList();
  }

  synchronized Result perform(Order order) {
    var earlier = answered.get(order.key());
    if (earlier != null && !order.simulate()) {
      return earlier;
    }
    var result = decide(order);
    if (!order.key().isEmpty() && !order.simulate()) {
      answered.put(order.key(), result);
    }
    return result;
  }

  private Result decide(Order order) {
    var workload = workloads.get(order.workload());
    if (workload == null) {
      return refused(404, "no workload " + order.workload());
    }
    var running = workload.service.release();
    if (!order.ifRunning().isEmpty() && !order.ifRunning().equals(running.version())) {
      return refused(409, "runs " + running.version() + ", not " + order.ifRunning());
    }
    return wanted(order, workload)
        .map(
            release ->
                order.simulate() ? foreseen(running, release) : done(order, workload, release))
        .orElseGet(() -> refused(422, "no such release"));
  }

  private Optional<Release> wanted(Order order, Workload workload) {
    return order.tag().isEmpty()
        ? workload.before
        : Optional.ofNullable(releases.get(order.workload() + ":" + order.tag()));
  }

  private static Result foreseen(Release running, Release release) {
    var would = "would replace " + running.version() + " by " + release.version();
    return new Result(200, Map.of("simulated", true, "would", would, "ready", true));
  }

  private Result done(Order order, Workload workload, Release release) {
    var from = workload.service.release();
    var verb = order.tag().isEmpty() ? "rollback" : "deploy";
    workload.since = clock.instant();
    workload.before = Optional.of(from);
    workload.service.run(release);
    history.add(
        new Entry(order.workload(), verb, workload.since, from, release, order.by(), order.why()));
    return new Result(200, Map.of("now", release.version(), "was", from.version(), "ready", true));
  }

  private static Result refused(int status, String message) {
    return new Result(status, Map.of("message", message));
  }
}
