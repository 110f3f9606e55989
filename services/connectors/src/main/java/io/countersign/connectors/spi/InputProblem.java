package io.countersign.connectors.spi;

/**
 * One thing that is wrong with a body, a record or a setting.
 *
 * @param at where: a JSON pointer such as {@code /alerts/3/startsAt}, at most 200 characters
 * @param detail what, without the material itself, at most 300 characters
 */
public record InputProblem(String at, String detail) {
  private static final int MAX_AT = 200;
  private static final int MAX_DETAIL = 300;

  public InputProblem {
    at = at.length() <= MAX_AT ? at : at.substring(0, MAX_AT);
    detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
  }

  @Override
  public String toString() {
    return at.isEmpty() ? detail : at + ": " + detail;
  }
}
