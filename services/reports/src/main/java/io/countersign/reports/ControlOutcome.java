package io.countersign.reports;

/**
 * A line of the control matrix: control, check, population, exceptions.
 *
 * @param framework the pack's title, or the kind's where the report is of no pack
 * @param control its id in the framework, such as {@code CC8.1}
 * @param population how many were checked
 */
public record ControlOutcome(
    String framework,
    String control,
    String title,
    ControlCheck check,
    long population,
    long exceptions) {
  /** In words; the auditor concludes. */
  public String conclusion() {
    if (population == 0) {
      return "nothing to check in this range";
    }
    if (exceptions == 0) {
      return "no exception found";
    }
    return exceptions == 1 ? "1 exception found" : exceptions + " exceptions found";
  }
}
