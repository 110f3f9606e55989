package io.countersign.policies.approval;

import io.countersign.domain.Role;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.EscalationStep;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import io.countersign.policies.approval.ApprovalRule.Effect;
import io.countersign.policies.condition.ConditionCompiler;
import io.countersign.policies.engine.PolicySection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reader of one rule's section. */
final class ApprovalRuleReader {
  private static final int LONGEST = 7 * 86_400;
  private static final int SLOWEST = 3_600;
  private static final int MOST = 9;

  /** The first stands in for what can't be read. */
  private enum EffectWord {
    DENY,
    REQUIRE,
    ALLOW_AUTO,
    ADVISE
  }

  private ApprovalRuleReader() {}

  static ApprovalRule read(PolicySection section) {
    var rule =
        new ApprovalRule(
            section.text("id", PolicySection.kebabCase()),
            section.text("title"),
            ConditionCompiler.compile(section.passages("when")),
            effect(section),
            section.text("because"),
            section.has("controls") ? section.texts("controls", _ -> Optional.empty()) : List.of(),
            expires(section));
    section.close();
    return rule;
  }

  private static Effect effect(PolicySection section) {
    var word = section.choice("effect", EffectWord.class);
    if (word != EffectWord.REQUIRE && section.has("require")) {
      section.problem("require", "only the effect \"require\" says what it requires");
    }
    if (word != EffectWord.ALLOW_AUTO && section.has("waives")) {
      section.problem("waives", "only the effect \"allow-auto\" is in the stead of others");
    }
    return switch (word) {
      case DENY -> new Effect.Deny();
      case ADVISE -> new Effect.Advise();
      case ALLOW_AUTO -> new Effect.AllowAuto(names(section, "waives"));
      case REQUIRE -> new Effect.Require(approval(section.requiredSection("require")));
    };
  }

  private static Approval approval(PolicySection require) {
    var approval =
        new Approval(
            require.choice("risk", RiskLevel.class).word(),
            require.integer("quorum", 1, MOST),
            deciders(require, "roles"),
            require.has("widened") ? deciders(require, "widened") : Set.of(),
            require.integer("remindSeconds", 1, LONGEST),
            require.integer("escalateSeconds", 1, LONGEST),
            require.integer("expireSeconds", 1, LONGEST),
            safeguards(require),
            further(require));
    if (!ApprovalTimings.inOrder(approval)) {
      require.problem(
          "expireSeconds", "reminder, each step of the escalation and expiry follow one another");
    }
    if (approval.distinctGroups() > approval.quorum()) {
      require.problem("distinctGroups", "more groups than persons");
    }
    if (!approval.groups().isEmpty() && approval.distinctGroups() > approval.groups().size()) {
      require.problem("distinctGroups", "more different groups than there are in \"groups\"");
    }
    emergency(require, approval);
    require.close();
    return approval;
  }

  private static List<EscalationStep> further(PolicySection require) {
    return require.has("escalations")
        ? require.sections("escalations").stream().map(ApprovalRuleReader::escalation).toList()
        : List.of();
  }

  private static EscalationStep escalation(PolicySection section) {
    var step =
        new EscalationStep(
            section.integer("afterSeconds", 1, LONGEST),
            section.has("roles") ? deciders(section, "roles") : Set.of(),
            names(section, "groups"));
    section.close();
    return step;
  }

  private static Safeguards safeguards(PolicySection require) {
    return new Safeguards(
        names(require, "groups"),
        require.integer("distinctGroups", 0, MOST, 0),
        require.integer("dwellSeconds", 0, SLOWEST, 0),
        require.flag("reasonRequired", false),
        require.has("emergencyQuorum") ? require.integer("emergencyQuorum", 1, MOST) : null,
        require.flag("changeApprovals", false));
  }

  private static void emergency(PolicySection require, Approval approval) {
    if (!require.has("emergencyQuorum")) {
      return;
    }
    if (approval.emergencyQuorum() >= approval.quorum()) {
      require.problem(
          "emergencyQuorum",
          approval.risk().equals(RiskLevel.CRITICAL.word())
              ? "fewer than \"quorum\", and two at least where the risk is critical"
              : "fewer than \"quorum\"");
    }
    if (approval.distinctGroups() > approval.emergencyQuorum()) {
      require.problem("emergencyQuorum", "fewer persons than \"distinctGroups\" takes");
    }
  }

  private static Set<String> names(PolicySection section, String key) {
    return section.has(key)
        ? new HashSet<>(section.texts(key, PolicySection.kebabCase()))
        : Set.of();
  }

  private static Set<Role> deciders(PolicySection require, String key) {
    var roles = require.choices(key, Role.class);
    if (!RoleRules.DECIDING.containsAll(roles)) {
      require.problem(key, "only " + List.of("approver", "commander") + " may decide");
    }
    return roles;
  }

  /** A day, whose beginning it is, or an instant. */
  private static @Nullable Instant expires(PolicySection section) {
    var text = section.optionalText("expires");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return text.get().contains("T")
          ? Instant.parse(text.get())
          : LocalDate.parse(text.get()).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException _) {
      section.problem("expires", "a day such as 2027-06-30, or an instant in UTC");
      return null;
    }
  }
}
