package io.countersign.ledger.remediation;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import io.countersign.domain.remediation.PublicationFacts;
import io.countersign.domain.remediation.PublicationFacts.Publication;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.log.witness.PublicationStanding;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.util.HashSet;
import java.util.Set;

/**
 * The source of {@link PublicationFacts}: the log's tables, and the positions of what a remediation
 * may run by. What the present batch has written of it has no row yet; that is remembered here
 * until the next one begins.
 */
public final class PublicationFactsProvider implements FactsProvider<PublicationFacts>, FactWriter {
  private static final String GROUNDS =
      """
      select max(global_index) as position from event
      where aggregate_type = 'remediation' and aggregate_id = ? and payload_type in (
        'remediation.proposed', 'remediation.policy-evaluated', 'remediation.approval-requested',
        'remediation.approval-extended', 'remediation.approval-granted',
        'remediation.quorum-shortened', 'remediation.approved')\
      """;

  private final String quorum;
  private final Set<RemediationId> staged = new HashSet<>();

  /**
   * @param quorum by which heads count for this server, in words
   */
  PublicationFactsProvider(String quorum) {
    this.quorum = quorum;
  }

  @Override
  public Class<PublicationFacts> kind() {
    return PublicationFacts.class;
  }

  @Override
  public PublicationFacts at(SqlConnection sql) {
    return remediation -> publication(remediation, sql);
  }

  private Publication publication(RemediationId remediation, SqlConnection sql) {
    var standing = PublicationStanding.of(quorum, sql);
    long grounds =
        staged.contains(remediation)
            ? Publication.UNKNOWN
            : sql.first(GROUNDS, PublicationFactsProvider::position, remediation.value())
                .orElse(Publication.UNKNOWN);
    return new Publication(grounds, standing.size(), standing.quorum(), standing.at());
  }

  private static long position(SqlRow row) {
    var position = row.longOrNull("position");
    return position == null ? Publication.UNKNOWN : position;
  }

  @Override
  public void write(Event event, CommandContext context, SqlConnection sql) {
    switch (event) {
      case RemediationEvent.Proposed e -> staged.add(e.remediation());
      case RemediationEvent.PolicyEvaluated e -> staged.add(e.remediation());
      case RemediationEvent.ApprovalRequested e -> staged.add(e.remediation());
      case RemediationEvent.ApprovalExtended e -> staged.add(e.remediation());
      case RemediationEvent.ApprovalGranted e -> staged.add(e.remediation());
      case RemediationEvent.QuorumShortened e -> staged.add(e.remediation());
      case RemediationEvent.Approved e -> staged.add(e.remediation());
      default -> {
        // nothing that anything may run by
      }
    }
  }

  @Override
  public void beginBatch() {
    staged.clear();
  }
}
