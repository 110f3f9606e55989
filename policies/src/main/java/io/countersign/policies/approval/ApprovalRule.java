package io.countersign.policies.approval;

import io.countersign.domain.Role;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.policies.condition.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One rule: when it holds, and what follows.
 *
 * @param controls of audit frameworks that it serves, such as {@code SOC2:CC8.1}
 * @param expires from here on it doesn't count (UTC); null: it never ends
 */
record ApprovalRule(
    String id,
    String title,
    Condition when,
    Effect effect,
    String because,
    List<String> controls,
    @Nullable Instant expires) {
  ApprovalRule {
    controls = List.copyOf(controls);
  }

  /** The consequence of a rule that holds. */
  sealed interface Effect {
    /**
     * The leave to run by itself, unless another rule denies or requires.
     *
     * @param waives ids of the requiring rules in whose stead it is
     */
    record AllowAuto(Set<String> waives) implements Effect {
      public AllowAuto {
        waives = Set.copyOf(waives);
      }
    }

    /** The ban, whatever other rules say. */
    record Deny() implements Effect {}

    /** People must approve. */
    record Require(Approval approval) implements Effect {}

    /** A remark for who decides; it neither allows nor forbids. */
    record Advise() implements Effect {}

    /** As it stands in the file. */
    default String word() {
      return switch (this) {
        case AllowAuto _ -> "allow-auto";
        case Deny _ -> "deny";
        case Require _ -> "require";
        case Advise _ -> "advise";
      };
    }
  }

  ApprovalRule unexpired() {
    return new ApprovalRule(id, title, when, effect, because, controls, null);
  }

  boolean expired(Instant now) {
    return expires != null && !now.isBefore(expires);
  }

  /** What comes of it, in one line. */
  String consequence() {
    return switch (effect) {
      case Effect.AllowAuto(var waives) ->
          "lets it run by itself%s: %s"
              .formatted(
                  waives.isEmpty()
                      ? ""
                      : waives.stream()
                          .sorted()
                          .collect(Collectors.joining(", ", ", waiving ", "")),
                  because);
      case Effect.Deny() -> "denies it: " + because;
      case Effect.Require(var approval) -> "requires %s: %s".formatted(demand(approval), because);
      case Effect.Advise() -> "advises: " + because;
    };
  }

  /** {@code 2 of approver from 2 groups, high risk}. */
  static String demand(Approval approval) {
    return approval.quorum()
        + " of "
        + roles(approval)
        + groups(approval)
        + (approval.reasonRequired() ? " with a reason" : "")
        + (approval.changeApprovals() ? ", also on a change request" : "")
        + (approval.emergencyQuorum() < approval.quorum()
            ? " (%s in an emergency)".formatted(approval.emergencyQuorum())
            : "")
        + ", "
        + approval.risk()
        + " risk";
  }

  private static String groups(Approval approval) {
    var names = approval.groups().stream().sorted().collect(Collectors.joining(" or "));
    if (approval.distinctGroups() > 0) {
      return " from %s different groups%s"
          .formatted(approval.distinctGroups(), names.isEmpty() ? "" : " (" + names + ")");
    }
    return names.isEmpty() ? "" : " in " + names;
  }

  private static String roles(Approval approval) {
    return approval.roles().stream()
        .map(Role::name)
        .map(role -> role.toLowerCase(Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(" or "));
  }
}
