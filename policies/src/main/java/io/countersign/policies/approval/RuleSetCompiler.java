package io.countersign.policies.approval;

import io.countersign.policies.approval.ApprovalRule.Effect;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyProblems;
import io.countersign.policies.engine.PolicySection;
import io.countersign.policies.engine.PolicyYaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The compiler of rule files: what is wrong with one alone, and with several together. */
final class RuleSetCompiler {
  /** A rule with the section that it stands in. */
  private record Read(ApprovalRule rule, PolicySection section) {}

  private static final String NO_GROUP =
      "there is no group \"%s\": an administrator makes it (countersign group create %s)";

  private RuleSetCompiler() {}

  static Compilation<RuleSet> compile(List<PolicyFile> files, Optional<Set<String>> groups) {
    var problems = new PolicyProblems();
    var all = new ArrayList<Read>();
    for (var file : files) {
      PolicyYaml.read(file, problems)
          .ifPresent(section -> all.add(new Read(ApprovalRuleReader.read(section), section)));
    }
    var byId = distinct(all);
    all.forEach(it -> waived(it, byId));
    groups.ifPresent(known -> all.forEach(it -> groups(it, known)));
    return problems.unless(
        () ->
            new RuleSet(
                all.stream()
                    .map(Read::rule)
                    .sorted(Comparator.comparing(ApprovalRule::id))
                    .toList(),
                ApprovalTimings.ofTheRules()));
  }

  private static Map<String, ApprovalRule> distinct(List<Read> all) {
    var byId = new HashMap<String, ApprovalRule>();
    for (var read : all) {
      var rule = read.rule();
      if (!rule.id().isEmpty() && byId.putIfAbsent(rule.id(), rule) != null) {
        read.section().problem("id", "another rule has the id \"" + rule.id() + "\"");
      }
    }
    return byId;
  }

  /** Waived can be what requires; nobody waives what is of high risk or worse. */
  private static void waived(Read read, Map<String, ApprovalRule> byId) {
    if (!(read.rule().effect() instanceof Effect.AllowAuto(var waives))) {
      return;
    }
    if (read.rule().expires() == null) {
      read.section().problem("effect", "what runs by itself needs an end: say when it \"expires\"");
    }
    for (var id : waives.stream().sorted().toList()) {
      var waived = Optional.ofNullable(byId.get(id)).map(ApprovalRule::effect);
      if (!(waived.orElse(null) instanceof Effect.Require(var approval))) {
        read.section().problem("waives", "no rule \"" + id + "\" requires anything");
      } else if (RiskLevel.of(approval.risk()).compareTo(RiskLevel.HIGH) >= 0) {
        read.section()
            .problem(
                "waives", "\"%s\" is of %s risk: not to be waived".formatted(id, approval.risk()));
      }
    }
  }

  private static void groups(Read read, Set<String> known) {
    if (read.rule().effect() instanceof Effect.Require(var approval)) {
      approval.groups().stream()
          .filter(group -> !known.contains(group))
          .sorted()
          .forEach(group -> read.section().problem("require", NO_GROUP.formatted(group, group)));
    }
  }
}
