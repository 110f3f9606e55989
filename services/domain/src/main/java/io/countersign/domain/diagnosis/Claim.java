package io.countersign.domain.diagnosis;

import io.countersign.domain.Digest;
import java.time.Instant;

/**
 * One question to one source and what came back: enough to ask again.
 *
 * @param id unique within the diagnosis: {@code c1}, {@code c2}, ...
 * @param source the configured source's name
 * @param query as sent, without any secret
 * @param from start of the asked range (UTC), inclusive
 * @param to end of the asked range (UTC), inclusive
 * @param stepSeconds the distance of the points asked for; 0 where the source has no steps
 * @param digest of the canonical form of the answer
 * @param statement what it says, in one line for a person
 */
public record Claim(
    String id,
    String source,
    String query,
    Instant from,
    Instant to,
    int stepSeconds,
    Digest digest,
    String statement) {}
