package io.countersign.policies.bundle;

import io.countersign.domain.Digest;
import io.countersign.domain.planning.Runbook;
import io.countersign.policies.approval.RuleSet;
import java.util.List;

/**
 * A bundle that decisions can be by.
 *
 * @param digest of its content; the rules answer with it
 * @param rules who must agree to what
 * @param count how many rules there are
 * @param runbooks sorted by id
 */
public record CompiledBundle(Digest digest, RuleSet rules, int count, List<Runbook> runbooks) {
  public CompiledBundle {
    runbooks = List.copyOf(runbooks);
  }
}
