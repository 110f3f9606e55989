package io.countersign.domain.remediation;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.TargetState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that an approver makes: they only narrow what was agreed to, never widen it. Every
 * one of every approval that counts has to hold at both passes of the gate.
 *
 * @param targets the only entities that may be touched, by name or whole id; empty: whichever
 * @param environments the only environments that may be touched; empty: whichever
 * @param before nothing starts from then on (UTC); null: as long as the request lasts
 * @param notBefore nothing starts earlier (UTC); null: at once
 * @param throughStep the last of the plan's steps that is agreed to, from the first one on; null:
 *     all of them. Where it ends isn't against what comes before: the approval just doesn't count
 *     for what comes after
 */
public record ApprovalConditions(
    Set<String> targets,
    Set<String> environments,
    @Nullable Instant before,
    @Nullable Instant notBefore,
    @Nullable Integer throughStep) {
  /** More than anybody writes down. */
  public static final int MOST = 20;

  public ApprovalConditions {
    targets = Set.copyOf(targets);
    environments = Set.copyOf(environments);
  }

  /** Of all steps. */
  public ApprovalConditions(
      Set<String> targets,
      Set<String> environments,
      @Nullable Instant before,
      @Nullable Instant notBefore) {
    this(targets, environments, before, notBefore, null);
  }

  /** Whether it's no condition at all. */
  public boolean isEmpty() {
    return targets.isEmpty()
        && environments.isEmpty()
        && before == null
        && notBefore == null
        && throughStep == null;
  }

  /** The last step that an approval under these conditions is for; null is one under none. */
  static int reach(@Nullable ApprovalConditions under) {
    return under == null || under.throughStep == null ? Integer.MAX_VALUE : under.throughStep;
  }

  /** What of a plan they leave out, in words; empty where it keeps within them. */
  public Optional<String> leftOut(Plan plan) {
    var entities = plan.targets().stream().map(TargetState::target).toList();
    return outside(entities, environments, EntityId::environment, "environment")
        .or(() -> outside(entities, targets, this::named, "target"))
        .or(() -> beyond(plan.steps().size()));
  }

  private Optional<String> beyond(int steps) {
    return throughStep == null || (throughStep >= 1 && throughStep <= steps)
        ? Optional.empty()
        : Optional.of("the plan's steps are 1 to %s, and not %s".formatted(steps, throughStep));
  }

  /** What doesn't hold at an instant, in words; empty where it does. */
  public Optional<String> untimely(Instant at) {
    if (before != null && !at.isBefore(before)) {
      return Optional.of("it was to start before " + before);
    }
    return notBefore != null && at.isBefore(notBefore)
        ? Optional.of("it isn't to start before " + notBefore)
        : Optional.empty();
  }

  /** What contradicts itself or comes too late, in words; empty for what can hold. */
  public Optional<String> impossible(Instant at, Instant expiresAt) {
    if (before != null && !before.isAfter(at)) {
      return Optional.of("before " + before + " is over already");
    }
    if (notBefore != null && before != null && !notBefore.isBefore(before)) {
      return Optional.of("it can't start both not before " + notBefore + " and before " + before);
    }
    return notBefore != null && !notBefore.isBefore(expiresAt)
        ? Optional.of("not before " + notBefore + " is after the request's end at " + expiresAt)
        : Optional.empty();
  }

  /** Each in words for a person, in a fixed order. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    new TreeSet<>(targets).forEach(it -> lines.add("only target " + it));
    new TreeSet<>(environments).forEach(it -> lines.add("only environment " + it));
    if (before != null) {
      lines.add("before " + before);
    }
    if (notBefore != null) {
      lines.add("not before " + notBefore);
    }
    if (throughStep != null) {
      lines.add(throughStep == 1 ? "only step 1" : "only steps 1 to " + throughStep);
    }
    return List.copyOf(lines);
  }

  private String named(EntityId entity) {
    return targets.contains(entity.toString()) ? entity.toString() : entity.name();
  }

  private static Optional<String> outside(
      List<EntityId> entities,
      Set<String> allowed,
      Function<EntityId, String> of,
      String dimension) {
    return entities.stream()
        .filter(it -> !allowed.isEmpty() && !allowed.contains(of.apply(it)))
        .findFirst()
        .map(
            it ->
                "the plan touches %s, and only %s %s is agreed to"
                    .formatted(it, dimension, String.join(", ", new TreeSet<>(allowed))));
  }
}
