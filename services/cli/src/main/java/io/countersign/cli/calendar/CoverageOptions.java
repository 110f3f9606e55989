package io.countersign.cli.calendar;

import picocli.CommandLine.Option;

/** The options of whatever sets a calendar: what it says, and of what. */
final class CoverageOptions {
  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "window (default), blackout or freeze.")
  private String kind = "window";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description =
          "organisation (default), or team=NAME, environment=NAME, KIND/ENVIRONMENT/NAME, joined by"
              + " commas.")
  private String scope = "organisation";

  @Option(
      names = "--dependents",
      description = "Closes what depends on its targets with them; not for windows.")
  private boolean dependents;

  String kind() {
    return kind;
  }

  String scope() {
    return scope;
  }

  boolean dependents() {
    return dependents;
  }
}
