package io.countersign.domain.policy.bundle;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outline of a bundle: what it is, in short; its files lie beside the record.
 *
 * @param digest of its content
 * @param content where the files lie
 * @param rules how many rules it has
 * @param runbooks how many runbooks
 * @param brought the digests by id of those runbooks that the bundle to be replaced hasn't, or has
 *     with other content; null where it was proposed before that was recorded
 */
public record BundleSummary(
    Digest digest,
    BlobRef content,
    int files,
    int rules,
    int runbooks,
    @Nullable Map<String, Digest> brought) {
  public BundleSummary {
    brought = brought == null ? null : Map.copyOf(brought);
  }
}
