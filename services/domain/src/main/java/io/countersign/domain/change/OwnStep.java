package io.countersign.domain.change;

import io.countersign.domain.catalog.EntityId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a remediation of ours, as it is on record.
 *
 * @param remediation its id
 * @param signature of the executor that did it
 * @param startedAt when it was about to be done (UTC)
 * @param endedAt when its result was recorded (UTC); null while it is under way
 */
public record OwnStep(
    String remediation,
    EntityId target,
    ChangeSignature signature,
    Instant startedAt,
    @Nullable Instant endedAt) {}
