package io.countersign.policies.suite;

import io.countersign.domain.Role;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyProblems;
import io.countersign.policies.engine.PolicySection;
import io.countersign.policies.engine.PolicyYaml;
import io.countersign.policies.engine.ShippedFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The reader of suites: one a file, with cases that share what is given. */
public final class PolicySuites {
  private static final List<String> SHIPPED =
      List.of(
          "earned_autonomy_test.yaml",
          "freeze_test.yaml",
          "guardrails_test.yaml",
          "halt_test.yaml",
          "risk_test.yaml",
          "tiers_test.yaml");

  /** The first stands in for what can't be read. */
  private enum Outcome {
    FORBIDDEN,
    NEEDS_APPROVAL,
    ALLOWED
  }

  private PolicySuites() {}

  /** The tests of the rules that the product comes with. */
  public static List<PolicyFile> shippedFiles() {
    return ShippedFiles.read("approval/tests", SHIPPED);
  }

  /** Every problem of every file, or all cases in the files' order. */
  public static Compilation<List<PolicyCase>> compile(List<PolicyFile> files) {
    var problems = new PolicyProblems();
    var cases = new ArrayList<PolicyCase>();
    for (var file : files) {
      PolicyYaml.read(file, problems).ifPresent(section -> suite(file, section, cases));
    }
    return problems.unless(() -> List.copyOf(cases));
  }

  private static void suite(PolicyFile file, PolicySection section, List<PolicyCase> cases) {
    var name = section.text("suite");
    var given =
        section
            .section("given")
            .map(it -> InputReader.read(it, InputReader.EVERYDAY))
            .orElse(InputReader.EVERYDAY);
    for (var each : section.sections("cases")) {
      cases.add(
          new PolicyCase(
              file.name(),
              each.line("name"),
              name,
              each.text("name"),
              each.section("given").map(it -> InputReader.read(it, given)).orElse(given),
              expectation(each.requiredSection("expect"))));
      each.close();
    }
    section.close();
  }

  private static Expectation expectation(PolicySection expect) {
    var outcome = expect.choice("outcome", Outcome.class);
    var expectation =
        new Expectation(
            outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            expect.has("rules")
                ? Optional.of(
                    expect.texts("rules", PolicySection.kebabCase()).stream().sorted().toList())
                : Optional.empty(),
            expect.optionalText("because"),
            requirements(expect),
            roles(expect, "roles"),
            roles(expect, "widened"));
    expect.close();
    return expectation;
  }

  private static Map<String, String> requirements(PolicySection expect) {
    var requirements = new LinkedHashMap<String, String>();
    expect.optionalText("risk").ifPresent(it -> requirements.put("risk", it));
    for (var key :
        List.of("quorum", "emergencyQuorum", "distinctGroups", "dwellSeconds", "expireSeconds")) {
      if (expect.has(key)) {
        requirements.put(key, String.valueOf(expect.integer(key, 0, 1_000_000)));
      }
    }
    return requirements;
  }

  private static Optional<Set<Role>> roles(PolicySection expect, String key) {
    return expect.has(key) ? Optional.of(expect.choices(key, Role.class)) : Optional.empty();
  }
}
