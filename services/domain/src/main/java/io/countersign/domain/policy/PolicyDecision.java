package io.countersign.domain.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.Role;
import java.util.List;
import java.util.Set;

/**
 * The answer of policy about a plan, always with the rules that said so. Later engines answer in it
 * too.
 */
public sealed interface PolicyDecision {
  /** Ids of the rules that matched. */
  List<String> rules();

  /** Of the whole rule set. */
  Digest bundle();

  /** One line a rule: what was looked at and what came of it. */
  List<String> trace();

  /** Whether what goes wrong here is bad. */
  default boolean isHighRisk() {
    return this instanceof NeedsApproval needed && needed.approval().isHighRisk();
  }

  /** It may run by itself. */
  record Allowed(List<String> rules, Digest bundle, List<String> trace) implements PolicyDecision {
    public Allowed {
      rules = List.copyOf(rules);
      trace = List.copyOf(trace);
    }
  }

  /** It may not run at all. */
  record Forbidden(List<String> rules, Digest bundle, List<String> trace, String because)
      implements PolicyDecision {
    public Forbidden {
      rules = List.copyOf(rules);
      trace = List.copyOf(trace);
    }
  }

  /** People must approve. */
  record NeedsApproval(List<String> rules, Digest bundle, List<String> trace, Approval approval)
      implements PolicyDecision {
    public NeedsApproval {
      rules = List.copyOf(rules);
      trace = List.copyOf(trace);
    }
  }

  /**
   * What approval takes.
   *
   * @param risk {@code low}, {@code medium}, {@code high} or {@code critical}
   * @param quorum how many distinct persons, at least 1
   * @param roles any of them lets a person decide
   * @param widened roles that may decide too once it was escalated
   * @param remindSeconds after the request
   * @param escalateSeconds after the request
   * @param expireSeconds after the request
   */
  record Approval(
      String risk,
      int quorum,
      Set<Role> roles,
      Set<Role> widened,
      int remindSeconds,
      int escalateSeconds,
      int expireSeconds) {
    public Approval {
      roles = Set.copyOf(roles);
      widened = Set.copyOf(widened);
      if (quorum < 1) {
        throw new IllegalArgumentException("at least one human approver");
      }
    }

    boolean isHighRisk() {
      return risk.equals("high") || risk.equals("critical");
    }
  }
}
