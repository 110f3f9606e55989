package io.countersign.domain.policy.bundle;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;

/**
 * The outline of a bundle: what it is, in short; its files lie beside the record.
 *
 * @param digest of its content
 * @param content where the files lie
 * @param rules how many rules it has
 * @param runbooks how many runbooks
 */
public record BundleSummary(Digest digest, BlobRef content, int files, int rules, int runbooks) {}
