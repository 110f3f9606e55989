package io.countersign.connectors.spi;

/**
 * The health of a connection.
 *
 * @param detail what was seen, for a person
 * @param advice what to do; empty when it works
 */
public record ConnectionHealth(boolean ok, String detail, String advice) {
  public static ConnectionHealth working(String detail) {
    return new ConnectionHealth(true, detail, "");
  }

  public static ConnectionHealth broken(String detail, String advice) {
    return new ConnectionHealth(false, detail, advice);
  }
}
