package io.countersign.connectors.intake;

import io.countersign.domain.alert.SourceGroup;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert, read from whatever form.
 *
 * @param firing whether it does; else it has ended
 * @param labels as the source gave them
 * @param identity what a fingerprint is computed over
 * @param annotations the moving text
 * @param group the source's own; null if it has none
 */
public record SourceAlert(
    String name,
    String severity,
    boolean firing,
    Map<String, String> labels,
    String fingerprint,
    Map<String, String> identity,
    String signal,
    Map<String, String> annotations,
    @Nullable SourceGroup group) {}
