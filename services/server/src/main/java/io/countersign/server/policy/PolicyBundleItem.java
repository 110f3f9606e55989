package io.countersign.server.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.policy.bundle.PolicyBundleFacts.InForce;
import io.countersign.domain.policy.bundle.ReplaySummary;
import io.countersign.ledger.policy.PolicyBundles;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.ParameterParsing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One bundle as the API shows it.
 *
 * @param state {@code proposed}, {@code stale} where another one took effect since, {@code
 *     expired}, {@code in-force}, {@code replaced}, {@code denied} or {@code withdrawn}
 * @param digest of all its files; to be sent with an approval
 * @param base the digest of what it was meant to replace; absent for the first
 * @param files how many
 * @param brought the ids of the runbooks that what it's to replace hasn't, or has with other
 *     content, which are its author's word; absent where it was proposed before that was recorded
 * @param approvals how many others have to agree
 * @param approvers the names of those who did
 * @param replay what it would have said to what was decided before; absent for the first
 * @param endedBy the name of who denied or withdrew it
 * @param number which bundle it was to take effect
 * @param manner {@code bootstrap}, {@code approved} or {@code alone}
 * @param position where in the record it took effect
 */
record PolicyBundleItem(
    String id,
    String state,
    String digest,
    @Nullable String base,
    int files,
    int rules,
    int runbooks,
    @Nullable List<String> brought,
    String proposer,
    @Nullable String proposerName,
    String note,
    int approvals,
    List<String> approvers,
    Instant proposedAt,
    Instant expiresAt,
    @Nullable Replay replay,
    @Nullable String endedBy,
    @Nullable String reason,
    @Nullable Instant endedAt,
    @Nullable Integer number,
    @Nullable String manner,
    @Nullable Long position) {
  /**
   * What a bundle would have said, counted; the last five are absent where it was proposed before
   * they were counted.
   *
   * @param end the record's last position then; what lies behind {@code through} wasn't come to
   */
  record Replay(
      long through,
      int decisions,
      int notReplayable,
      int flipped,
      int newlyAllowed,
      int refusedExecutions,
      @Nullable Integer otherRules,
      @Nullable Integer incidents,
      @Nullable Integer approvals,
      @Nullable Integer engineDrift,
      @Nullable Long end) {
    private static Replay of(ReplaySummary it) {
      var details = it.details();
      return new Replay(
          it.through(),
          it.decisions(),
          it.notReplayable(),
          it.flipped(),
          it.newlyAllowed(),
          it.refusedExecutions(),
          details == null ? null : details.otherRules(),
          details == null ? null : details.incidents(),
          details == null ? null : details.approvals(),
          details == null ? null : details.engineDrift(),
          details == null ? null : details.end());
    }
  }

  static PolicyBundleItem of(
      PolicyBundles.Row row, InForce inForce, PrincipalNames.Lookup names, Instant now) {
    var summary = row.summary();
    return new PolicyBundleItem(
        row.bundle().value(),
        state(row, inForce, now),
        summary.digest().hex(),
        hex(row.base()),
        summary.files(),
        summary.rules(),
        summary.runbooks(),
        summary.brought() == null ? null : summary.brought().keySet().stream().sorted().toList(),
        row.proposer().value(),
        names.of(row.proposer().value()),
        row.note(),
        row.approvals(),
        row.approvers().stream().map(it -> name(it, names)).toList(),
        row.proposedAt(),
        row.expiresAt(),
        row.replay() == null ? null : Replay.of(row.replay()),
        row.endedBy() == null ? null : name(row.endedBy(), names),
        row.reason().isEmpty() ? null : row.reason(),
        row.endedAt(),
        row.number(),
        row.manner() == null ? null : ParameterParsing.lower(row.manner()),
        row.position());
  }

  private static String state(PolicyBundles.Row row, InForce inForce, Instant now) {
    return switch (row.state()) {
      case EFFECTIVE -> row.bundle().equals(inForce.bundle()) ? "in-force" : "replaced";
      case DENIED -> "denied";
      case WITHDRAWN -> "withdrawn";
      case PROPOSED -> waiting(row, inForce, now);
    };
  }

  private static String waiting(PolicyBundles.Row row, InForce inForce, Instant now) {
    if (!inForce.digest().equals(row.base())) {
      return "stale";
    }
    return now.isBefore(row.expiresAt()) ? "proposed" : "expired";
  }

  private static @Nullable String hex(@Nullable Digest digest) {
    return digest == null ? null : digest.hex();
  }

  private static String name(PrincipalId id, PrincipalNames.Lookup names) {
    return Objects.requireNonNull(names.orId(id.value()));
  }
}
