package io.countersign.domain.remediation;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.emergency.BreakGlassId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts that an approval was judged by at its moment, beyond the approver's roles: they may be
 * others by now.
 *
 * @param changeAuthors who was known to have committed or deployed the change held to be the cause,
 *     sorted; null for nobody
 * @param shownAt when the approver was first shown this plan (UTC); null where nobody asks that
 * @param conditions that the approver makes; null for none
 * @param groups that the approver was a member of; null where none were asked for
 * @param onBehalfOf whose right the approver used, by a delegation; null for their own
 * @param breakGlass by which it counts; null where none was open for this plan
 * @param runbookAuthors whose word the plan's runbook was known to be, sorted; null for nobody's
 */
public record ApprovalGrounds(
    @Nullable List<PrincipalId> changeAuthors,
    @Nullable Instant shownAt,
    @Nullable ApprovalConditions conditions,
    @Nullable Set<String> groups,
    @Nullable PrincipalId onBehalfOf,
    @Nullable BreakGlassId breakGlass,
    @Nullable List<PrincipalId> runbookAuthors) {
  /** Without break-glass. */
  public ApprovalGrounds(
      @Nullable List<PrincipalId> changeAuthors,
      @Nullable Instant shownAt,
      @Nullable ApprovalConditions conditions,
      @Nullable Set<String> groups,
      @Nullable PrincipalId onBehalfOf) {
    this(changeAuthors, shownAt, conditions, groups, onBehalfOf, null, null);
  }

  /** Of who decides by a right of their own. */
  public ApprovalGrounds(
      @Nullable List<PrincipalId> changeAuthors,
      @Nullable Instant shownAt,
      @Nullable ApprovalConditions conditions,
      @Nullable Set<String> groups) {
    this(changeAuthors, shownAt, conditions, groups, null);
  }

  public ApprovalGrounds {
    changeAuthors =
        changeAuthors == null || changeAuthors.isEmpty() ? null : List.copyOf(changeAuthors);
    runbookAuthors =
        runbookAuthors == null || runbookAuthors.isEmpty() ? null : List.copyOf(runbookAuthors);
    groups = groups == null ? null : Set.copyOf(groups);
    conditions = conditions == null || conditions.isEmpty() ? null : conditions;
  }

  /** Null where there is nothing to keep. */
  public @Nullable ApprovalGrounds orNull() {
    return equals(new ApprovalGrounds(null, null, null, null)) ? null : this;
  }
}
