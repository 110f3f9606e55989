package io.countersign.reports.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time that a step acted on its target.
 *
 * @param target kind/environment/name
 * @param startedAt when it was about to be done
 * @param endedAt when its end was recorded; null while it's under way
 */
public record StepSpan(
    String remediation, String target, Instant startedAt, @Nullable Instant endedAt) {}
