package io.countersign.policies.bundle;

import io.countersign.domain.Digest;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.planning.Runbook;
import io.countersign.policies.approval.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that decisions can be by.
 *
 * @param digest of its content; the rules answer with it
 * @param rules who must agree to what
 * @param count how many rules there are
 * @param runbooks sorted by id
 * @param breakGlass what it is for; null where the bundle has none
 */
public record CompiledBundle(
    Digest digest,
    RuleSet rules,
    int count,
    List<Runbook> runbooks,
    @Nullable BreakGlassTerms breakGlass) {
  public CompiledBundle {
    runbooks = List.copyOf(runbooks);
  }
}
