package io.countersign.workflows.remediation;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The activities that the remediation loop may have done. Every activity is an <em>ensure</em> (see
 * the incident's); what may not be done is refused by the decider, recorded, and answered as
 * progress.
 */
@ActivityInterface
public interface RemediationActivities {
  /** Where the remediation stands; changes nothing. */
  @ActivityMethod(name = "remediation.progress")
  RemediationProgress progress(String remediation);

  /**
   * Has policy say what the plan needs, and records it with rules and bundle digest; then asks
   * people where it needs them.
   */
  @ActivityMethod(name = "remediation.evaluatePolicy")
  RemediationProgress evaluatePolicy(String remediation);

  /** Asks people, with deadlines, and tells those who are configured. */
  @ActivityMethod(name = "remediation.requestApproval")
  RemediationProgress requestApproval(String remediation);

  /** The reminder's time has come; judged against the recorded one. */
  @ActivityMethod(name = "remediation.remind")
  RemediationProgress remind(String remediation);

  /** Widens who may decide. */
  @ActivityMethod(name = "remediation.escalate")
  RemediationProgress escalate(String remediation);

  /** Ends an approval request that nobody answered. */
  @ActivityMethod(name = "remediation.expire")
  RemediationProgress expire(String remediation);

  /** The gate's first pass: reads targets and probes anew, takes the leases. */
  @ActivityMethod(name = "remediation.startExecution")
  RemediationProgress startExecution(String remediation);

  /**
   * The gate's second pass, the intent, the effect and its result; or the read-back of an intent.
   */
  @ActivityMethod(name = "remediation.performStep")
  RemediationProgress performStep(String remediation);

  /** Measures the probes over the stability time. */
  @ActivityMethod(name = "remediation.verify")
  RemediationProgress verify(String remediation);

  /** One step of the declared rollback, or its verification. */
  @ActivityMethod(name = "remediation.rollBackStep")
  RemediationProgress rollBackStep(String remediation);

  /** Records how it ended and frees the leases. */
  @ActivityMethod(name = "remediation.finish")
  RemediationProgress finish(String remediation);
}
