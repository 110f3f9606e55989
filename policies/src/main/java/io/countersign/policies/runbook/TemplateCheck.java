package io.countersign.policies.runbook;

import io.countersign.policies.engine.PolicySection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The check of what a template may ask for. A field of the target's state has to be required by the
 * runbook: else a plan could be made with a hole in it.
 */
record TemplateCheck(Set<String> requires, boolean sized) implements PolicySection.Check {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Set<String> FIXED =
      Set.of("target.name", "target.environment", "cause.change", "cause.toVersion");
  private static final String WANTED = "sizing.wanted";
  private static final String STATE = "state.";

  @Override
  public Optional<String> complaint(String value) {
    var rest = VARIABLE.matcher(value).replaceAll("");
    return rest.contains("${")
        ? Optional.of("a template's ${ has no }")
        : VARIABLE
            .matcher(value)
            .results()
            .map(result -> unknown(result.group(1)))
            .flatMap(Optional::stream)
            .findFirst();
  }

  private Optional<String> unknown(String variable) {
    if (FIXED.contains(variable)) {
      return Optional.empty();
    }
    if (variable.equals(WANTED)) {
      return sized
          ? Optional.empty()
          : Optional.of("${" + WANTED + "} needs a \"sizing\" that it is worked out by");
    }
    if (!variable.startsWith(STATE)) {
      return Optional.of(
          "unknown variable ${"
              + variable
              + "}; known: target.name, target.environment, state.FIELD, cause.change,"
              + " cause.toVersion, sizing.wanted");
    }
    var field = variable.substring(STATE.length());
    return requires.contains(field)
        ? Optional.empty()
        : Optional.of("${" + variable + "} needs \"" + field + "\" among what is required");
  }
}
