package io.countersign.domain.remediation;

/**
 * One check of the gate, as it was made: so that whoever reads the record can tell what held, and
 * by what.
 *
 * @param check its name, such as {@code approvals} or {@code kill-switch}
 * @param input what it was judged by, in words of at most 200 characters; empty where its name says
 *     it
 */
public record GateCheck(String check, Result result, String input) {
  private static final int LONGEST = 200;

  /** What came of it. */
  public enum Result {
    HELD,
    FAILED,
    /** What it would check isn't there yet. */
    NOT_APPLICABLE
  }

  public GateCheck {
    input = cut(input);
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "\u2026";
  }
}
