package io.countersign.domain.diagnosis;

import java.time.Instant;
import java.util.List;

/**
 * One measurement of a probe.
 *
 * @param value decimal text; {@link #NONE} when the source had no value, {@link #UNANSWERED} when
 *     it couldn't be asked
 * @param holds whether it's what the probe wants
 */
public record ProbeReading(String probe, String value, boolean holds, Instant at, Claim claim) {
  /** The value of a reading where the source answered, and had none. */
  public static final String NONE = "none";

  /** The value of a reading where the source didn't answer. */
  public static final String UNANSWERED = "unanswered";

  /** Whether something was measured, and all of it is as wanted. */
  public static boolean allHold(List<ProbeReading> readings) {
    return !readings.isEmpty() && readings.stream().allMatch(ProbeReading::holds);
  }

  /**
   * Whether the sources could be asked. Without an answer nobody knows whether the fault is there,
   * which is neither a reason to act nor a sign of failure.
   */
  public static boolean allAnswered(List<ProbeReading> readings) {
    return readings.stream().noneMatch(reading -> reading.value().equals(UNANSWERED));
  }
}
