package io.countersign.connectors.spi.action;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.ChangeSignature;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import java.time.Instant;
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

  /** The target's state now: the fields that matter, as text. */
  Outcome<TargetState> read(EntityId target);

  /**
   * The digest of what {@link #perform} would run for the step as things are now: the request as
   * compiled, or the files with all that they can include; this connector's own revision and
   * configuration. Values of secrets, the key and the reason are no part of it. A step is bound to
   * it when it's planned ({@link PlannedStep#content}); what a step is bound to changes nothing
   * here.
   */
  Outcome<Digest> content(PlannedStep step);

  /**
   * What the step would do. Changes nothing; STALE if the target isn't as expected, CONTENT_CHANGED
   * if it's bound to something else than would run.
   */
  Outcome<DryRun> dryRun(PlannedStep step, String reason);

  /**
   * Does it. The same key has one effect, however often it's sent.
   *
   * @param key names this attempt of this step
   * @param reason kept by the target; holds the remediation's id
   * @param deadline after which no answer is waited for
   * @return also STALE and CONTENT_CHANGED (nothing was done), and UNHEALTHY (the effect took
   *     place)
   */
  Outcome<PerformedAction> perform(PlannedStep step, String key, String reason, Instant deadline);

  /**
   * Whether the effect of a step with an unknown outcome took place. Changes nothing.
   *
   * @param before the target's state just before the step
   * @param startedAt when the step was started, by our clock
   */
  Outcome<ReadBack> readBack(PlannedStep step, TargetState before, Instant startedAt);
}
