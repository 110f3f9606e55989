package io.countersign.domain.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
   * @param safeguards what is asked besides; null where nothing is, as in all that was recorded
   *     before there were any
   * @param further the steps of the escalation after the first, each later than the one before;
   *     null for none
   */
  record Approval(
      String risk,
      int quorum,
      Set<Role> roles,
      Set<Role> widened,
      int remindSeconds,
      int escalateSeconds,
      int expireSeconds,
      @Nullable Safeguards safeguards,
      @Nullable List<EscalationStep> further) {
    public Approval {
      roles = Set.copyOf(roles);
      widened = Set.copyOf(widened);
      safeguards = Safeguards.NONE.equals(safeguards) ? null : safeguards;
      further = further == null || further.isEmpty() ? null : List.copyOf(further);
      if (quorum < 1) {
        throw new IllegalArgumentException("at least one human approver");
      }
    }

    /** With one step of escalation. */
    public Approval(
        String risk,
        int quorum,
        Set<Role> roles,
        Set<Role> widened,
        int remindSeconds,
        int escalateSeconds,
        int expireSeconds,
        @Nullable Safeguards safeguards) {
      this(
          risk,
          quorum,
          roles,
          widened,
          remindSeconds,
          escalateSeconds,
          expireSeconds,
          safeguards,
          null);
    }

    /** Without safeguards. */
    public Approval(
        String risk,
        int quorum,
        Set<Role> roles,
        Set<Role> widened,
        int remindSeconds,
        int escalateSeconds,
        int expireSeconds) {
      this(risk, quorum, roles, widened, remindSeconds, escalateSeconds, expireSeconds, null);
    }

    /** All steps of the escalation, in their order; the first widens by {@link #widened}. */
    public List<EscalationStep> ladder() {
      var first = new EscalationStep(escalateSeconds, widened, Set.of());
      return further == null
          ? List.of(first)
          : Stream.concat(Stream.of(first), further.stream()).toList();
    }

    /** Names of the groups whose members may approve; empty: whoever has a role may. */
    public Set<String> groups() {
      return asked().groups();
    }

    /**
     * To how many different groups the quorum's persons must belong, one person standing for one
     * group: of {@link #groups}, or of any where those are empty. Zero: groups don't matter.
     */
    public int distinctGroups() {
      return asked().distinctGroups();
    }

    /** An approval given earlier than this after the request was shown doesn't count. */
    public int dwellSeconds() {
      return asked().dwellSeconds();
    }

    /** Whether an approval has to say why. */
    public boolean reasonRequired() {
      return asked().reasonRequired();
    }

    /**
     * Whether what a linked person said on the plan's change request, in the system that it's kept
     * in, is taken as their approval here, judged like any other.
     */
    public boolean changeApprovals() {
      return Boolean.TRUE.equals(asked().changeApprovals());
    }

    /**
     * How many persons suffice where the incident's commander shortens the quorum; the quorum
     * itself where policy names no fewer. Two at least where what goes wrong is critical.
     */
    public int emergencyQuorum() {
      var fewer = asked().emergencyQuorum();
      int least = risk.equals("critical") ? 2 : 1;
      return fewer == null ? quorum : Math.min(quorum, Math.max(fewer, least));
    }

    /** The same of no fewer persons than that and than policy names for an emergency. */
    public Approval shortened(int to) {
      int persons = Math.min(quorum, Math.max(to, emergencyQuorum()));
      return new Approval(
          risk,
          persons,
          roles,
          widened,
          remindSeconds,
          escalateSeconds,
          expireSeconds,
          safeguards,
          further);
    }

    private Safeguards asked() {
      return safeguards == null ? Safeguards.NONE : safeguards;
    }

    boolean isHighRisk() {
      return risk.equals("high") || risk.equals("critical");
    }
  }

  /**
   * Others are asked too, where nobody decided until then.
   *
   * @param afterSeconds after the request
   * @param roles that let a person decide from then on
   * @param groups whose members may from then on, where only members of some may; empty: no others
   */
  record EscalationStep(int afterSeconds, Set<Role> roles, Set<String> groups) {
    public EscalationStep {
      roles = Set.copyOf(roles);
      groups = Set.copyOf(groups);
    }
  }

  /**
   * What approval takes besides a number of persons with a role; {@link Approval}'s methods say
   * what each means.
   *
   * @param emergencyQuorum null: what is asked for stands in an emergency too
   * @param changeApprovals null where approvals given on change requests count for nothing, as in
   *     all that was recorded before they could
   */
  record Safeguards(
      Set<String> groups,
      int distinctGroups,
      int dwellSeconds,
      boolean reasonRequired,
      @Nullable Integer emergencyQuorum,
      @Nullable Boolean changeApprovals) {
    /** Nothing is asked besides. */
    public static final Safeguards NONE = new Safeguards(Set.of(), 0, 0, false);

    /** Which stand in an emergency too. */
    public Safeguards(
        Set<String> groups, int distinctGroups, int dwellSeconds, boolean reasonRequired) {
      this(groups, distinctGroups, dwellSeconds, reasonRequired, null);
    }

    /** Without change requests. */
    public Safeguards(
        Set<String> groups,
        int distinctGroups,
        int dwellSeconds,
        boolean reasonRequired,
        @Nullable Integer emergencyQuorum) {
      this(groups, distinctGroups, dwellSeconds, reasonRequired, emergencyQuorum, null);
    }

    public Safeguards {
      groups = Set.copyOf(groups);
      changeApprovals = Boolean.TRUE.equals(changeApprovals) ? changeApprovals : null;
      boolean none = emergencyQuorum != null && emergencyQuorum < 1;
      if (distinctGroups < 0 || dwellSeconds < 0 || none) {
        throw new IllegalArgumentException("nothing less than nothing is asked");
      }
    }
  }
}
