package io.countersign.connectors.spi;

/**
 * The health of a connection.
 *
 * @param detail what was seen, for a person
 * @param advice what to do; empty when it works
 */
public record ConnectionHealth(Level level, String detail, String advice) {
  /** The degree of health. */
  public enum Level {
    WORKING,
    /** It works, but not all that it should do: somebody should look at it. */
    DEGRADED,
    BROKEN
  }

  public static ConnectionHealth working(String detail) {
    return new ConnectionHealth(Level.WORKING, detail, "");
  }

  public static ConnectionHealth degraded(String detail, String advice) {
    return new ConnectionHealth(Level.DEGRADED, detail, advice);
  }

  public static ConnectionHealth broken(String detail, String advice) {
    return new ConnectionHealth(Level.BROKEN, detail, advice);
  }

  /** Whether it can be used. */
  public boolean ok() {
    return level != Level.BROKEN;
  }
}
