package io.countersign.connectors.intake;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert, read from whatever form.
 *
 * @param labels as the source gave them
 * @param attributes the same under attribute names
 * @param fingerprint empty if the source gave none
 * @param identity what a fingerprint is computed over
 * @param annotations the moving text
 */
public record SourceAlert(
    String name,
    String severity,
    boolean firing,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    Map<String, String> labels,
    Map<String, String> attributes,
    String fingerprint,
    Map<String, String> identity,
    String signal,
    Map<String, String> annotations) {}
