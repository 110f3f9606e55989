package io.countersign.ledger.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.policy.bundle.BundleSummary;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.Manner;
import io.countersign.domain.policy.bundle.PolicyBundleFacts.InForce;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.domain.policy.bundle.ReplaySummary;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bundles that were ever proposed, and the one in force; always as of now. */
public final class PolicyBundles {
  /** How far a proposal is. */
  public enum State {
    PROPOSED,
    EFFECTIVE,
    DENIED,
    WITHDRAWN
  }

  /**
   * One of them.
   *
   * @param base the digest of what it was meant to replace; null for the first
   * @param approvals how many have to agree
   * @param approvers who did, in their order
   * @param endedBy who denied or withdrew it
   * @param endedAt when it took effect, or was denied or withdrawn
   * @param number which bundle it was to take effect; null if it didn't
   * @param position where in the record it took effect; null if it didn't
   */
  public record Row(
      PolicyBundleId bundle,
      BundleSummary summary,
      @Nullable Digest base,
      PrincipalId proposer,
      String note,
      @Nullable ReplaySummary replay,
      int approvals,
      List<PrincipalId> approvers,
      Instant proposedAt,
      Instant expiresAt,
      State state,
      @Nullable PrincipalId endedBy,
      String reason,
      @Nullable Instant endedAt,
      @Nullable Integer number,
      @Nullable Manner manner,
      @Nullable Long position) {
    public Row {
      approvers = List.copyOf(approvers);
    }

    /** Whether it can still be approved, with these policies in force. */
    public boolean waits(Digest inForce, Instant now) {
      return state == State.PROPOSED && inForce.equals(base) && now.isBefore(expiresAt);
    }
  }

  private static final int MOST = 200;

  private static final String ALL =
      """
      select b.*, (
        select string_agg(approver, ' ' order by approved_at, approver)
        from policy_bundle_approval a where a.bundle = b.bundle) as approvers, (
        select global_index from event e
        where e.aggregate_id = b.bundle and e.payload_type = 'policy.bundle-took-effect')
          as position
      from policy_bundle b\
      """;

  private final Transactions transactions;

  public PolicyBundles(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Empty before the first one. */
  public Optional<InForce> inForce() {
    return transactions.call(PolicyBundleFactsProvider::inForce);
  }

  public Optional<Row> find(PolicyBundleId bundle) {
    return transactions.call(
        sql -> sql.first(ALL + " where b.bundle = ?", PolicyBundles::row, bundle));
  }

  /** All, latest first, as far back as anybody looks. */
  public List<Row> latest() {
    return transactions.call(
        sql ->
            sql.list(
                ALL + " order by b.proposed_at desc, b.bundle limit " + MOST, PolicyBundles::row));
  }

  private static Row row(SqlRow row) {
    var base = row.textOrNull("base");
    var replay = row.textOrNull("replay");
    var endedBy = row.textOrNull("ended_by");
    var number = row.longOrNull("number");
    var approvers = row.textOrNull("approvers");
    return new Row(
        new PolicyBundleId(row.text("bundle")),
        DomainJson.read(row.text("summary"), BundleSummary.class),
        base == null ? null : new Digest(base),
        new PrincipalId(row.text("proposer")),
        row.text("note"),
        replay == null ? null : DomainJson.read(replay, ReplaySummary.class),
        row.intValue("approvals"),
        approvers == null
            ? List.of()
            : List.of(approvers.split(" ")).stream().map(PrincipalId::new).toList(),
        row.instant("proposed_at"),
        row.instant("expires_at"),
        row.constant("state", State.class),
        endedBy == null ? null : new PrincipalId(endedBy),
        row.text("reason"),
        row.instantOrNull("ended_at"),
        number == null ? null : number.intValue(),
        row.constantOrNull("manner", Manner.class),
        row.longOrNull("position"));
  }
}
