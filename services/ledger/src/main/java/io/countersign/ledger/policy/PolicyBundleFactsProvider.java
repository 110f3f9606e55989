package io.countersign.ledger.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.policy.bundle.PolicyBundleFacts;
import io.countersign.domain.policy.bundle.PolicyBundleFacts.InForce;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.Optional;

/** The source of {@link PolicyBundleFacts}: what {@link PolicyBundleFactWriter} wrote. */
public final class PolicyBundleFactsProvider implements FactsProvider<PolicyBundleFacts> {
  private static final String IN_FORCE =
      "select bundle, digest, number from policy_bundle where number is not null"
          + " order by number desc limit 1";

  @Override
  public Class<PolicyBundleFacts> kind() {
    return PolicyBundleFacts.class;
  }

  @Override
  public PolicyBundleFacts at(SqlConnection sql) {
    return () -> inForce(sql);
  }

  static Optional<InForce> inForce(SqlConnection sql) {
    return sql.first(
        IN_FORCE,
        row ->
            new InForce(
                new PolicyBundleId(row.text("bundle")),
                new Digest(row.text("digest")),
                row.intValue("number")));
  }
}
