package io.countersign.connectors.spi.action;

import io.countersign.domain.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What the executor says it would do.
 *
 * @param summary one line for the approver's card, at most 1 KiB, without any secret
 * @param digest of the whole answer in canonical form; null where no dry run is on offer
 */
public record DryRun(String summary, @Nullable Digest digest) {}
