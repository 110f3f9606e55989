package io.countersign.server.remediation.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.Remediations.Decided;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.ParameterParsing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The approval of a remediation: who has to agree, and who did.
 *
 * @param shortening absent where nobody shortened the quorum
 * @param approvals those that stand
 * @param decisions each person's last word
 * @param shortfall who is missing where fewer people could approve than are asked for, in words;
 *     absent where enough could
 */
record RemediationApproval(
    @Nullable Policy policy,
    @Nullable Shortening shortening,
    List<Word> approvals,
    List<Word> decisions,
    @Nullable String shortfall,
    @JsonUnwrapped Deadlines deadlines) {

  static RemediationApproval of(Remediations.Row row, PrincipalNames.Lookup names) {
    var policy = row.policy();
    var standing = StandingGroups.of(row);
    return new RemediationApproval(
        policy == null ? null : Policy.of(policy),
        Shortening.of(row, names),
        row.approvals().stream().map(it -> Word.of(it, standing, names)).toList(),
        row.decisions().stream().map(it -> Word.of(it, standing, names)).toList(),
        row.shortfall(),
        Deadlines.of(row));
  }

  /**
   * What policy said.
   *
   * @param outcome {@code allowed}, {@code forbidden} or {@code needs-approval}
   * @param emergencyQuorum as few as suffice where the incident's commander shortens it; absent
   *     where nobody can
   * @param widened roles that may decide too once it was escalated
   * @param groups whose members may approve; absent where it isn't asked
   * @param distinctGroups of how many different groups they have to be; absent where it isn't asked
   * @param dwellSeconds for how long it has to have been in front of whoever approves; absent where
   *     nobody asks
   * @param reasonRequired whether an approval needs a reason
   */
  record Policy(
      String outcome,
      @Nullable String risk,
      @Nullable Integer quorum,
      @Nullable Integer emergencyQuorum,
      @Nullable Set<Role> roles,
      @Nullable Set<Role> widened,
      @Nullable Set<String> groups,
      @Nullable Integer distinctGroups,
      @Nullable Integer dwellSeconds,
      boolean reasonRequired,
      List<String> rules,
      List<String> trace,
      @Nullable String because) {
    static Policy of(PolicyDecision decision) {
      return switch (decision) {
        case PolicyDecision.Allowed it -> plain("allowed", it, null);
        case PolicyDecision.Forbidden it -> plain("forbidden", it, it.because());
        case PolicyDecision.NeedsApproval it ->
            new Policy(
                "needs-approval",
                it.approval().risk(),
                it.approval().quorum(),
                it.approval().emergencyQuorum() < it.approval().quorum()
                    ? it.approval().emergencyQuorum()
                    : null,
                new TreeSet<>(it.approval().roles()),
                new TreeSet<>(it.approval().widened()),
                it.approval().groups().isEmpty() ? null : new TreeSet<>(it.approval().groups()),
                it.approval().distinctGroups() == 0 ? null : it.approval().distinctGroups(),
                it.approval().dwellSeconds() == 0 ? null : it.approval().dwellSeconds(),
                it.approval().reasonRequired(),
                it.rules(),
                it.trace(),
                null);
      };
    }

    private static Policy plain(String outcome, PolicyDecision it, @Nullable String because) {
      return new Policy(
          outcome,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          false,
          it.rules(),
          it.trace(),
          because);
    }
  }

  /** The incident's commander let so few approvals suffice. */
  record Shortening(String by, @Nullable String byName, int quorum, String reason) {
    static @Nullable Shortening of(Remediations.Row row, PrincipalNames.Lookup names) {
      var it = row.shortening();
      return it == null
          ? null
          : new Shortening(it.by(), names.of(it.by()), it.quorum(), it.reason());
    }
  }

  /**
   * Who agreed, denied or took it back, and when.
   *
   * @param conditions under which they agreed, each in words; absent for none
   * @param onBehalfOf whose right they used, by a delegation
   * @param standsFor the group that they stand for, where policy asks for groups, by the groups
   *     that each was in as they approved; absent for none
   * @param shownAt when they were first shown the plan, where policy asks for how long
   */
  record Word(
      String by,
      @Nullable String byName,
      String decision,
      Instant at,
      String reason,
      @Nullable List<String> conditions,
      @Nullable String onBehalfOf,
      @Nullable String standsFor,
      @Nullable Instant shownAt) {
    static Word of(
        Remediations.Word it, Map<String, String> standing, PrincipalNames.Lookup names) {
      var grounds = it.grounds();
      var conditions = grounds == null ? null : grounds.conditions();
      return new Word(
          it.by(),
          names.of(it.by()),
          ParameterParsing.lower(it.decision()),
          it.at(),
          it.reason(),
          conditions == null ? null : conditions.lines(),
          grounds == null || grounds.onBehalfOf() == null
              ? null
              : names.orId(grounds.onBehalfOf().value()),
          it.decision() == Decided.APPROVED ? standing.get(it.by()) : null,
          grounds == null ? null : grounds.shownAt());
    }
  }

  /** Until when people are asked, and whether more of them are by now. */
  record Deadlines(
      @Nullable Instant requestedAt,
      @Nullable Instant remindAt,
      @Nullable Instant escalateAt,
      @Nullable Instant expiresAt,
      boolean escalated) {
    static Deadlines of(Remediations.Row row) {
      var asked = row.request();
      return asked == null
          ? new Deadlines(null, null, null, null, row.escalated())
          : new Deadlines(
              asked.requestedAt(),
              asked.remindAt(),
              asked.escalateAt(),
              asked.expiresAt(),
              row.escalated());
    }
  }
}
