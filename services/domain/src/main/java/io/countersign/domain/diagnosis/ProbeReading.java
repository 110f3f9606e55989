package io.countersign.domain.diagnosis;

import java.time.Instant;

/**
 * One measurement of a probe.
 *
 * @param value decimal text; {@code none} when the source had no value, {@code unanswered} when it
 *     couldn't be asked
 * @param holds whether it's what the probe wants
 */
public record ProbeReading(String probe, String value, boolean holds, Instant at, Claim claim) {}
