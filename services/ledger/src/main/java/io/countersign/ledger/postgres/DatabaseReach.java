package io.countersign.ledger.postgres;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** The try whether a database lets somebody in. */
public final class DatabaseReach {
  private DatabaseReach() {}

  /**
   * What is wrong, with the host and the port but without a secret; empty where nothing is.
   *
   * @param url as {@link DatabaseUrl#parse} takes it
   */
  public static Optional<String> problem(String url) {
    try {
      return problem(DatabaseUrl.parse(url));
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> problem(DatabaseUrl database) {
    var credentials = new Properties();
    credentials.setProperty("user", database.user());
    credentials.setProperty("password", database.password());
    try (var _ = DriverManager.getConnection(database.jdbc(), credentials)) {
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(
          "the database %s can't be used as %s: %s"
              .formatted(address(database.jdbc()), database.user(), e.getMessage()));
    }
  }

  /** Host, port and name; what else the URL says may be secret. */
  private static String address(String jdbc) {
    return jdbc.substring("jdbc:postgresql://".length()).replaceFirst("\\?.*", "");
  }
}
