package io.countersign.policies.bundle;

import io.countersign.domain.Digest;
import io.countersign.domain.Role;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.planning.Runbook;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyProblems;
import io.countersign.policies.engine.PolicySection;
import io.countersign.policies.engine.PolicyYaml;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The file that lists what break-glass is for; a bundle without it has none. */
final class BreakGlassFile {
  private static final int MOST = 9;

  private BreakGlassFile() {}

  static Compilation<BreakGlassTerms> read(PolicyFile file, Digest bundle, List<Runbook> runbooks) {
    var problems = new PolicyProblems();
    var read = PolicyYaml.read(file, problems).map(it -> terms(it, bundle, runbooks));
    return problems.unless(read::orElseThrow);
  }

  private static BreakGlassTerms terms(
      PolicySection section, Digest bundle, List<Runbook> runbooks) {
    var actions = actions(section, "actions", known(runbooks), "no runbook of this bundle does ");
    var terms =
        new BreakGlassTerms(
            bundle,
            roles(section, "openers", BreakGlassTerms.OPENERS),
            section.integer("persons", 1, 2, 2),
            section.integer("minutes", 1, BreakGlassTerms.LONGEST_MINUTES),
            roles(section, "approvers", RoleRules.DECIDING),
            section.integer("quorum", 1, MOST, 1),
            actions,
            section.has("anyWindow")
                ? actions(section, "anyWindow", actions, "\"actions\" doesn't have ")
                : Set.of());
    section.close();
    return terms;
  }

  private static Set<String> known(List<Runbook> runbooks) {
    return runbooks.stream().map(Runbook::actionClass).collect(Collectors.toSet());
  }

  private static Set<String> actions(
      PolicySection section, String key, Set<String> among, String complaint) {
    return new HashSet<>(
        section.texts(
            key, it -> among.contains(it) ? Optional.empty() : Optional.of(complaint + it)));
  }

  private static Set<Role> roles(PolicySection section, String key, Set<Role> among) {
    var roles = section.choices(key, Role.class);
    if (!among.containsAll(roles)) {
      section.problem(
          key,
          "only " + among.stream().map(it -> it.name().toLowerCase(Locale.ROOT)).sorted().toList());
    }
    return roles;
  }
}
