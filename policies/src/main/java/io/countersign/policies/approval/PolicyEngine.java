package io.countersign.policies.approval;

/** The evaluator by its version: another one may decide otherwise by the same rules. */
public final class PolicyEngine {
  /** Goes up whenever rules come to mean something else. */
  private static final String RULES = "1";

  /** The library's version is the build's. */
  static final String CEL = "0.14.0";

  public static final String VERSION = "cel " + CEL + ", rules " + RULES;

  private PolicyEngine() {}
}
