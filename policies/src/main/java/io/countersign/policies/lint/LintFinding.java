package io.countersign.policies.lint;

/**
 * One thing that is doubtful.
 *
 * @param rule the id of the rule that it's about; empty where it's about all of them together
 */
public record LintFinding(Kind kind, String rule, String message) {
  /** What it's about. */
  public enum Kind {
    /** No input makes the rule hold. */
    UNREACHABLE,
    /** No test makes it hold, or none makes it not hold. */
    UNTESTED,
    /** A test fails. */
    TEST_FAILS,
    /** It runs by itself although it's critical. */
    AUTO_CRITICAL,
    /** Who proposes a plan can have it run without anybody else. */
    SELF_APPROVAL,
    /** Its requirements together are met by nobody. */
    IMPOSSIBLE_QUORUM,
    /** There are fewer people than have to agree. */
    POOL_TOO_SMALL
  }
}
