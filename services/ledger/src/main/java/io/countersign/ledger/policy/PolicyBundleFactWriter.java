package io.countersign.ledger.policy;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.policy.bundle.BundleSummary;
import io.countersign.domain.policy.bundle.PolicyBundleEvent;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.Optional;

/** Proposals of bundles as decisions and their readers see them. */
public final class PolicyBundleFactWriter implements FactWriter {
  private static final String PROPOSED =
      """
      insert into policy_bundle
        (bundle, digest, summary, base, proposer, note, replay, approvals, proposed_at, expires_at, state)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED')\
      """;
  private static final String EFFECTIVE =
      """
      update policy_bundle set state = 'EFFECTIVE', number = ?, manner = ?, ended_at = ?
      where bundle = ?\
      """;
  private static final String ENDED =
      """
      update policy_bundle set state = ?, ended_by = ?, reason = ?, ended_at = ?
      where bundle = ?\
      """;
  private static final String ORIGIN =
      "insert into runbook_origin (content, bundle, runbook, authors) values (?, ?, ?, ?)";
  private static final String APPROVED =
      "insert into policy_bundle_approval (bundle, approver, approved_at) values (?, ?, ?)";

  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    if (event instanceof PolicyBundleEvent it) {
      write(it, context, sql);
    }
  }

  private static void write(PolicyBundleEvent event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case PolicyBundleEvent.BundleProposed e -> proposed(e, context, sql);
      case PolicyBundleEvent.RunbooksBrought e -> brought(e, sql);
      case PolicyBundleEvent.BundleApproved e ->
          sql.execute(APPROVED, e.bundle(), e.approver(), context.at());
      case PolicyBundleEvent.BundleTookEffect e -> {
        sql.execute(EFFECTIVE, e.number(), e.manner().name(), context.at(), e.bundle());
        origins(e, sql);
      }
      case PolicyBundleEvent.BundleDenied e ->
          ended(e.bundle(), "DENIED", e.denier(), e.reason(), context, sql);
      case PolicyBundleEvent.BundleWithdrawn e ->
          ended(e.bundle(), "WITHDRAWN", e.by(), "", context, sql);
      case PolicyBundleEvent.AttemptRefused _ -> {
        // part of the proposal's own state only
      }
    }
  }

  private static void proposed(
      PolicyBundleEvent.BundleProposed e, CommandContext context, SqlConnection sql) {
    var base = e.base();
    var replay = e.replay();
    sql.execute(
        PROPOSED,
        e.bundle(),
        e.summary().digest().hex(),
        DomainJson.write(e.summary()),
        base == null ? null : base.hex(),
        e.proposer(),
        e.note(),
        replay == null ? null : DomainJson.write(replay),
        e.approvals(),
        context.at(),
        e.expiresAt());
  }

  /** What was proposed before its runbooks were recorded has no row: nobody is known then. */
  private static void origins(PolicyBundleEvent.BundleTookEffect e, SqlConnection sql) {
    var authors = e.authors();
    var brought = summary(e.bundle(), sql).map(BundleSummary::brought).orElse(null);
    if (authors == null || brought == null) {
      return;
    }
    var names = authors.stream().map(PrincipalId::value).toArray(String[]::new);
    brought.forEach((runbook, content) -> sql.execute(ORIGIN, content, e.bundle(), runbook, names));
  }

  /** The row's summary is a whole one, into how many events it was parted. */
  private static void brought(PolicyBundleEvent.RunbooksBrought e, SqlConnection sql) {
    summary(e.bundle(), sql)
        .map(it -> DomainJson.write(it.bringing(e.runbooks())))
        .ifPresent(
            it ->
                sql.execute(
                    "update policy_bundle set summary = ? where bundle = ?", it, e.bundle()));
  }

  private static Optional<BundleSummary> summary(PolicyBundleId bundle, SqlConnection sql) {
    return sql.first(
        "select summary from policy_bundle where bundle = ?",
        row -> DomainJson.read(row.text("summary"), BundleSummary.class),
        bundle);
  }

  private static void ended(
      PolicyBundleId bundle,
      String state,
      PrincipalId by,
      String reason,
      CommandContext context,
      SqlConnection sql) {
    sql.execute(ENDED, state, by, reason, context.at(), bundle);
  }
}
