package io.countersign.domain.planning;

import io.countersign.domain.CanonicalJson;
import io.countersign.domain.Digest;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Probe;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one concrete thing that is proposed, approved and run. Immutable: an edit is another plan.
 *
 * @param runbook the runbook's id
 * @param runbookDigest of the compiled runbook
 * @param cause one line: what this answers
 * @param actionClass {@code rollback}, {@code restart}, {@code scale}, ...: what policy weighs
 * @param targets observed state of every target, sorted by target
 * @param preconditions in words; their facts are the steps' expected states
 * @param affected entities that may notice (the blast radius), sorted
 * @param steps in order
 * @param rollback steps that undo them, in order
 * @param probes what must hold afterwards
 * @param dryRun what the executor said it would do, one line of at most 1 KiB; empty when it can't
 *     say
 * @param expires from here on it can't start, whatever was approved (UTC); null where none was set,
 *     as before there was a limit
 * @param whenWindowCloses how it goes on where a target closes while it runs; null where the
 *     runbook doesn't say, which means {@link WindowClosing#STOP}
 */
public record Plan(
    IncidentId incident,
    String runbook,
    Digest runbookDigest,
    String cause,
    String actionClass,
    List<TargetState> targets,
    List<String> preconditions,
    List<String> affected,
    List<PlannedStep> steps,
    List<PlannedStep> rollback,
    List<Probe> probes,
    String dryRun,
    @Nullable Instant expires,
    @Nullable WindowClosing whenWindowCloses) {
  /** The ways to go on where a target's window closes while the steps of a plan run. */
  public enum WindowClosing {
    /** The step under way is finished; no other begins, and a person takes over. */
    STOP,
    /** The step under way is finished; then the declared way back is taken. */
    ROLLBACK,
    /** The steps that are left are done all the same. */
    RUN_ON,
    /** People are told; it goes on once the target is open, and back where one of them stops it. */
    ASK
  }

  public Plan(
      IncidentId incident,
      String runbook,
      Digest runbookDigest,
      String cause,
      String actionClass,
      List<TargetState> targets,
      List<String> preconditions,
      List<String> affected,
      List<PlannedStep> steps,
      List<PlannedStep> rollback,
      List<Probe> probes,
      String dryRun) {
    this(
        incident,
        runbook,
        runbookDigest,
        cause,
        actionClass,
        targets,
        preconditions,
        affected,
        steps,
        rollback,
        probes,
        dryRun,
        null,
        null);
  }

  /** In bytes of JSON; the rest of an event's 32 KiB is for what's around. */
  private static final int LARGEST = 28 * 1024;

  public Plan {
    targets = List.copyOf(targets);
    preconditions = List.copyOf(preconditions);
    affected = List.copyOf(affected);
    steps = List.copyOf(steps);
    rollback = List.copyOf(rollback);
    probes = List.copyOf(probes);
    if (steps.isEmpty() || probes.isEmpty()) {
      throw new IllegalArgumentException("a plan needs a step and a probe");
    }
  }

  /** What is approved and what is recomputed before each effect (invariant 2). */
  public Digest digest() {
    return Digest.ofJson(json());
  }

  /** The same for two plans that would do the same to the same state of the same targets. */
  public Digest proposalDigest() {
    return Digest.ofJson(proposal());
  }

  /** Whether its event would hold it. */
  public boolean isRecordable() {
    return CanonicalJson.write(json()).getBytes(StandardCharsets.UTF_8).length <= LARGEST;
  }

  /** The same, with what the executor said it would do; the digest binds it. */
  public Plan withDryRun(String said) {
    return with(steps, rollback, said, expires);
  }

  /** The same until then; the digest binds that too. */
  public Plan until(Instant end) {
    return with(steps, rollback, dryRun, end);
  }

  /**
   * The same with each step bound to what its executor would run.
   *
   * @param bind gives a step its content
   */
  public Plan bound(UnaryOperator<PlannedStep> bind) {
    return with(
        steps.stream().map(bind).toList(), rollback.stream().map(bind).toList(), dryRun, expires);
  }

  /** Whether what would run is bound, step by step, forward and back. */
  public boolean isBound() {
    return effects().allMatch(step -> step.content() != null);
  }

  /** All steps, forward and back. */
  public Stream<PlannedStep> effects() {
    return Stream.concat(steps.stream(), rollback.stream());
  }

  public boolean expired(Instant at) {
    return expires != null && !at.isBefore(expires);
  }

  private Plan with(
      List<PlannedStep> forward, List<PlannedStep> back, String said, @Nullable Instant end) {
    return new Plan(
        incident,
        runbook,
        runbookDigest,
        cause,
        actionClass,
        targets,
        preconditions,
        affected,
        forward,
        back,
        probes,
        said,
        end,
        whenWindowCloses);
  }

  /** The same, with how it goes on where a target closes; the digest binds it. */
  public Plan whenWindowCloses(@Nullable WindowClosing then) {
    return new Plan(
        incident,
        runbook,
        runbookDigest,
        cause,
        actionClass,
        targets,
        preconditions,
        affected,
        steps,
        rollback,
        probes,
        dryRun,
        expires,
        then);
  }

  /** The same, of another version of its runbook; the digest binds it. */
  public Plan byRunbook(Digest version) {
    return new Plan(
        incident,
        runbook,
        version,
        cause,
        actionClass,
        targets,
        preconditions,
        affected,
        steps,
        rollback,
        probes,
        dryRun,
        expires,
        whenWindowCloses);
  }

  /** Whether every target was read, and all that this plan recorded of it is so. */
  public boolean matchedBy(List<TargetState> observed) {
    return targets.stream()
        .allMatch(
            recorded ->
                observed.stream()
                    .filter(now -> now.target().equals(recorded.target()))
                    .anyMatch(now -> now.matches(recorded.fields())));
  }

  private Map<String, Object> json() {
    var json = proposal();
    json.put("t", "countersign-plan/1");
    json.put("cause", cause);
    if (!dryRun.isEmpty()) {
      json.put("dryRun", dryRun);
    }
    if (expires != null) {
      json.put("expires", expires.toString());
    }
    return json;
  }

  private Map<String, Object> proposal() {
    var json = new TreeMap<String, Object>();
    json.put("incident", incident.value());
    json.put("runbook", runbook);
    json.put("runbookDigest", runbookDigest.hex());
    json.put("actionClass", actionClass);
    json.put("targets", targets.stream().map(Plan::canonical).toList());
    json.put("preconditions", preconditions);
    json.put("affected", affected);
    json.put("steps", steps.stream().map(PlannedStep::canonical).toList());
    json.put("rollback", rollback.stream().map(PlannedStep::canonical).toList());
    if (whenWindowCloses != null) {
      json.put("whenWindowCloses", whenWindowCloses.name());
    }
    json.put("probes", probes.stream().map(Probe::canonical).toList());
    return json;
  }

  private static Map<String, Object> canonical(TargetState state) {
    return Map.of("target", state.target().toString(), "fields", state.fields());
  }
}
