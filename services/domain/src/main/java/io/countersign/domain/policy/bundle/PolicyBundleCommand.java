package io.countersign.domain.policy.bundle;

import io.countersign.domain.Command;
import io.countersign.domain.Digest;
import org.jspecify.annotations.Nullable;

/** A command about one proposal of a bundle. */
public sealed interface PolicyBundleCommand extends Command {
  PolicyBundleId bundle();

  @Override
  default String target() {
    return bundle().value();
  }

  /**
   * The product begins with what it comes with, where nothing is in force yet.
   *
   * @param summary of a bundle that compiles
   */
  record BeginWithBundle(PolicyBundleId bundle, BundleSummary summary)
      implements PolicyBundleCommand {}

  /**
   * Somebody wants other policies.
   *
   * @param summary of a bundle that compiles
   * @param base the digest of what it's meant to replace
   * @param note why, in the author's words; may be empty
   * @param replay what it would have said so far; null where that wasn't asked
   */
  record ProposeBundle(
      PolicyBundleId bundle,
      BundleSummary summary,
      Digest base,
      String note,
      @Nullable ReplaySummary replay)
      implements PolicyBundleCommand {}

  /**
   * Another policy author agrees; with the last that it takes it is in force.
   *
   * @param digest of the bundle that they were shown
   */
  record ApproveBundle(PolicyBundleId bundle, Digest digest) implements PolicyBundleCommand {}

  /** A policy author says no, and why: it can't be approved any more. */
  record DenyBundle(PolicyBundleId bundle, String reason) implements PolicyBundleCommand {}

  /** Who proposed it doesn't want it any more. */
  record WithdrawBundle(PolicyBundleId bundle) implements PolicyBundleCommand {}
}
