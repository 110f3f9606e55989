package io.countersign.policies.condition;

import dev.cel.common.CelIssue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The complaints of the language's compiler, in the words of who writes policy. */
final class ConditionMessages {
  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern OVERLOAD =
      Pattern.compile(
          "found no matching overload for '([^']*)' applied to '\\(?([^']*?)\\)?' .*",
          Pattern.DOTALL);
  private static final Pattern EXPECTING = Pattern.compile("(.*?) expecting \\{.*", Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("(\\w+)\\s*\\.\\s*(\\w+)");

  private ConditionMessages() {}

  static String of(CelIssue issue, String text) {
    var message = issue.getMessage();
    var undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      return unknown(undeclared.group(1), issue, text);
    }
    var overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return "%s can't be applied to (%s)"
          .formatted(
              operator(overload.group(1)), overload.group(2).replace("google.protobuf.", ""));
    }
    var expecting = EXPECTING.matcher(message);
    return (expecting.matches() ? expecting.group(1) : message).replace("'<EOF>'", "the end");
  }

  private static String unknown(String name, CelIssue issue, String text) {
    if (PolicyVariables.records().contains(name)) {
      var field = field(name, issue, text);
      return (field.isEmpty()
              ? name + " is no value itself"
              : "%s has no field \"%s\"".formatted(name, field))
          + "; it has "
          + String.join(", ", PolicyVariables.fields(name));
    }
    return "unknown name \"%s\"; known are %s and now"
        .formatted(name, String.join(", ", PolicyVariables.records()));
  }

  /** The word after the record's name at that place. */
  private static String field(String record, CelIssue issue, String text) {
    var lines = text.split("\n", -1);
    var at = issue.getSourceLocation();
    var rest =
        lines[Math.clamp(at.getLine() - 1, 0, lines.length - 1)].substring(
            Math.clamp(at.getColumn(), 0, lines[at.getLine() - 1].length()));
    Matcher found = FIELD.matcher(rest);
    return found.lookingAt() && found.group(1).equals(record) ? found.group(2) : "";
  }

  /** {@code ==} for {@code _==_}; a function's name stays. */
  private static String operator(String function) {
    return "\"" + function.replace("_", "").replace("@in", "in") + "\"";
  }
}
