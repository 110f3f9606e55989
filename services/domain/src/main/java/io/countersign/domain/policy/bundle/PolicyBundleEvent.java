package io.countersign.domain.policy.bundle;

import io.countersign.domain.Digest;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of one proposal of a bundle. */
public sealed interface PolicyBundleEvent extends Event {
  PolicyBundleId bundle();

  /** How a bundle came to be in force. */
  enum Manner {
    /** The first one: what the product came with, and the runbooks that were configured. */
    BOOTSTRAP,
    /** By policy authors other than its own. */
    APPROVED,
    /** By an administrator alone, as long as there was no second one. */
    ALONE
  }

  /**
   * It was proposed.
   *
   * @param summary with no more runbooks than fit; {@link RunbooksBrought} tells the others
   * @param base the digest of what was in force; null for the first
   * @param approvals how many other policy authors have to agree
   */
  record BundleProposed(
      PolicyBundleId bundle,
      BundleSummary summary,
      @Nullable Digest base,
      PrincipalId proposer,
      String note,
      @Nullable ReplaySummary replay,
      int approvals,
      Instant expiresAt)
      implements PolicyBundleEvent {}

  /** What was proposed brings these runbooks too, beside those in its summary. */
  record RunbooksBrought(PolicyBundleId bundle, Map<String, Digest> runbooks)
      implements PolicyBundleEvent {
    public RunbooksBrought {
      runbooks = Map.copyOf(runbooks);
    }
  }

  record BundleApproved(PolicyBundleId bundle, Digest digest, PrincipalId approver)
      implements PolicyBundleEvent {}

  record BundleDenied(PolicyBundleId bundle, PrincipalId denier, String reason)
      implements PolicyBundleEvent {}

  record BundleWithdrawn(PolicyBundleId bundle, PrincipalId by) implements PolicyBundleEvent {}

  /**
   * From this event's position on all decisions are by this bundle.
   *
   * @param number 1 for the first, and so on
   * @param replaced the digest of the one before; null for the first
   * @param authors whose word it is: who proposed it, and for a machine those who approved; nobody
   *     for the first; null where it took effect before that was recorded
   */
  record BundleTookEffect(
      PolicyBundleId bundle,
      Digest digest,
      int number,
      @Nullable Digest replaced,
      Manner manner,
      @Nullable List<PrincipalId> authors)
      implements PolicyBundleEvent {
    public BundleTookEffect {
      authors = authors == null ? null : List.copyOf(authors);
    }
  }

  record AttemptRefused(
      PolicyBundleId bundle, RefusalCode code, PrincipalId by, String command, Instant at)
      implements PolicyBundleEvent, RefusalEvent {}
}
