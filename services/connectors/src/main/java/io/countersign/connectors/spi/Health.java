package io.countersign.connectors.spi;

/**
 * Whether a connection works.
 *
 * @param detail what was seen, for a person
 * @param advice what to do; empty when it works
 */
public record Health(boolean ok, String detail, String advice) {
  public static Health working(String detail) {
    return new Health(true, detail, "");
  }

  public static Health broken(String detail, String advice) {
    return new Health(false, detail, advice);
  }
}
