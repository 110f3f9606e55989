package io.countersign.connectors.spi;

import java.util.Collection;
import java.util.TreeSet;

/**
 * One thing that is wrong with a body, a record or a setting.
 *
 * @param at where: a JSON pointer such as {@code /alerts/3/startsAt}, at most 200 characters
 * @param detail what, without the material itself, at most 300 characters
 */
public record InputProblem(String at, String detail) {
  private static final int MAX_AT = 200;
  private static final int MAX_DETAIL = 300;
  private static final int MAX_NAME = 60;

  public InputProblem {
    at = at.length() <= MAX_AT ? at : at.substring(0, MAX_AT);
    detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
  }

  /**
   * Of a member that nothing here knows, which is named: else nobody finds the slip.
   *
   * @param at the object in which it stands
   */
  public static InputProblem unknownMember(String at, String name, Collection<String> known) {
    var there = String.join(", ", new TreeSet<>(known));
    return new InputProblem(
        at + "/" + shown(name),
        there.isEmpty() ? "isn't known here" : "isn't known here; there are " + there);
  }

  /** A sender's own name for something, which may be anything, as it can be repeated. */
  public static String shown(String name) {
    return TextLimit.cut(Redaction.NONE.text(name).replaceAll("\\p{Cntrl}+", " "), MAX_NAME);
  }

  @Override
  public String toString() {
    return at.isEmpty() ? detail : at + ": " + detail;
  }
}
