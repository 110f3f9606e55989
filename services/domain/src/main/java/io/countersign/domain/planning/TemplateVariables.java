package io.countersign.domain.planning;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables that the templates of a runbook may ask for. A value is never looked into for
 * further templates.
 */
record TemplateVariables(Map<String, String> values) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}?");
  private static final String STATE = "state.";

  static TemplateVariables of(PlanningInput input, OptionalInt wanted) {
    var values = new TreeMap<String, String>();
    var target = input.observed().target();
    values.put("target.name", target.name());
    values.put("target.environment", target.environment());
    input.observed().fields().forEach((field, value) -> values.put(STATE + field, value));
    var change = input.cause().change();
    if (change != null) {
      values.put("cause.change", change);
    }
    var toVersion = input.cause().toVersion();
    if (toVersion != null) {
      values.put("cause.toVersion", toVersion);
    }
    wanted.ifPresent(number -> values.put("sizing.wanted", Integer.toString(number)));
    values.values().removeIf(String::isBlank);
    return new TemplateVariables(values);
  }

  /**
   * The template with its variables filled in; each that has no value is added to {@code problems}.
   */
  String fill(String template, List<String> problems) {
    return VARIABLE
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(), problems)));
  }

  Map<String, String> fill(Map<String, String> templates, List<String> problems) {
    var filled = new TreeMap<String, String>();
    templates.forEach((name, template) -> filled.put(name, fill(template, problems)));
    return filled;
  }

  /** A template for a person: what its variables are, in place of how they are written. */
  static String spoken(String template) {
    return VARIABLE
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(words(match.group(), match.group(1))));
  }

  private static String words(String variable, String name) {
    return switch (name) {
      case "target.name" -> "its name";
      case "target.environment" -> "its environment";
      case "cause.change" -> "the blamed change";
      case "cause.toVersion" -> "the blamed release's version";
      case "sizing.wanted" -> "how many it needs";
      default ->
          name.startsWith(STATE) && variable.endsWith("}")
              ? "its " + name.substring(STATE.length())
              : variable;
    };
  }

  /** The fields of the target's state that a template asks for. */
  static Set<String> fields(String template) {
    var fields = new HashSet<String>();
    VARIABLE
        .matcher(template)
        .results()
        .map(match -> match.group(1))
        .filter(name -> name.startsWith(STATE))
        .forEach(name -> fields.add(name.substring(STATE.length())));
    return fields;
  }

  private String value(String variable, List<String> problems) {
    var name = variable.replaceAll("[${}]", "");
    var value = variable.endsWith("}") ? values.get(name) : null;
    if (value == null) {
      problems.add(spoken(variable) + " isn't known");
      return "";
    }
    return value;
  }
}
