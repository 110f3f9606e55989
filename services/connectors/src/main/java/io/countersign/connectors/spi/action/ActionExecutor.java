package io.countersign.connectors.spi.action;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.ChangeSignature;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.PlannedStep;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A system that can act on targets; a plan's steps carry its name.
 *
 * <p>Failures of every method: UNREACHABLE (EXTERNAL: nothing was received, to retry),
 * UNAUTHORISED, NOT_FOUND, REFUSED (USER: not to retry), TIMEOUT and BAD_ANSWER (EXTERNAL or
 * INSUFFICIENT_RESOURCES: to retry, after {@link #readBack} where an effect was asked for).
 */
public interface ActionExecutor extends Connection {
  /** The actions on offer, such as {@code rollback}. */
  Set<String> actions();

  /** Whether this executor is configured for the target's kind and environment. */
  boolean handles(EntityId target);

  /** How what it does shows in lists of changes, so that it's known as our own. */
  ChangeSignature signature();

  /**
   * Whether the target is declared to have one effect for a key, however often and however late it
   * arrives: only then what is in doubt may be sent again, under the same key.
   */
  boolean honoursKeys(PlannedStep step);

  /**
   * What time it is where the target is told of; empty where that isn't told, or can't be asked.
   */
  Optional<Instant> clock(EntityId target);

  /** The same, whichever target is told of. */
  Optional<Instant> clock();

  /** The target now: the fields that matter, as text, and which instance of it runs. */
  Outcome<ObservedTarget> read(EntityId target);

  /**
   * The digest of what {@link #perform} would run for the step as things are now: the request as
   * compiled, or the files with all that they can include; this connector's own revision and
   * configuration. Values of secrets, the key, the reason and the deadline are no part of it. A
   * step is bound to it when it's planned ({@link PlannedStep#content}); what a step is bound to
   * changes nothing here.
   */
  Outcome<Digest> content(PlannedStep step);

  /**
   * What the step would do. Changes nothing, which is looked for: DRY_RUN_ACTED if the target is
   * another one afterwards; STALE if it isn't as expected, CONTENT_CHANGED if it's bound to
   * something else than would run; REFUSED if the step's effect could never be seen, because it
   * holds already or the target doesn't tell what it's seen by.
   */
  Outcome<DryRun> dryRun(PlannedStep step, String reason);

  /**
   * Does it. Where keys are honoured, the same key has one effect, however often it's sent.
   *
   * @param key names this attempt of this step
   * @param reason kept by the target; holds the remediation's id
   * @param deadline after which no answer is waited for; told to the target where it can be, so
   *     that it drops what comes late
   * @param before the target just before the key was first sent: the effect is seen by comparison
   *     with it
   * @return also STALE and CONTENT_CHANGED (nothing was done), and UNHEALTHY (the effect took
   *     place)
   */
  Outcome<PerformedAction> perform(
      PlannedStep step, String key, String reason, EffectDeadline deadline, ObservedTarget before);

  /**
   * Whether the effect of a step with an unknown outcome took place. Changes nothing, and compares
   * with nothing but what was read before.
   *
   * @param before the target just before its key was first sent
   */
  Outcome<ReadBack> readBack(PlannedStep step, ObservedTarget before);
}
