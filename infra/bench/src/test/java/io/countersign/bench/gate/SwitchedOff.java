package io.countersign.bench.gate;

import io.countersign.domain.Rule;
import io.countersign.domain.remediation.RemediationCommand;
import java.util.List;

/** What {@link MutantLoader} has the gate call first: it leaves one check out. */
public final class SwitchedOff {
  private SwitchedOff() {}

  /**
   * @param pass the command's simple name; at another it leaves all of them in
   */
  public static List<Rule> without(
      List<Rule> rules, RemediationCommand command, String pass, String check) {
    return command.getClass().getSimpleName().equals(pass)
        ? rules.stream().filter(it -> !it.name().equals(check)).toList()
        : rules;
  }
}
