package io.countersign.ledger.postgres.embedded;

import io.countersign.ledger.UnusableDatabaseException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The roles of our own cluster: the superuser, the owner of the tables, the application. */
final class ClusterRoles {
  static final String SUPERUSER = "postgres";
  static final String MIGRATOR = "countersign_migrator";
  static final String APPLICATION = "countersign_application";
  static final String DATABASE = "countersign";

  /** A server that doesn't prove to know the password is none of ours. */
  static final String PROOF = "requireAuth=scram-sha-256";

  /** More than ours may do, or member of a role that may. */
  private static final String MIGHTY =
      """
      select r.rolname from pg_roles r
      where r.rolname !~ '^pg_' and r.rolname <> '%s'
        and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls
          or exists (select from pg_auth_members m where m.member = r.oid))
      order by 1
      """
          .formatted(SUPERUSER);

  private final int port;
  private final RolePasswords passwords;

  ClusterRoles(int port, RolePasswords passwords) {
    this.port = port;
    this.passwords = passwords;
  }

  /** Makes those that initdb doesn't, and the database. */
  void make() throws SQLException {
    try (var connection = connect()) {
      execute(connection, login(MIGRATOR, passwords.migrator()));
      execute(connection, login(APPLICATION, passwords.application()));
      execute(connection, "create database " + DATABASE + " owner " + MIGRATOR);
      execute(connection, "revoke all on database " + DATABASE + " from public");
      execute(connection, "grant connect on database " + DATABASE + " to " + APPLICATION);
    }
  }

  /**
   * @throws UnusableDatabaseException when somebody may do there what nobody but us should
   */
  void refuseStrangers() throws SQLException {
    var strangers = new ArrayList<String>();
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(MIGHTY)) {
      while (rows.next()) {
        strangers.add(rows.getString(1));
      }
    }
    if (!strangers.isEmpty()) {
      throw new UnusableDatabaseException(told(strangers));
    }
  }

  private static List<String> told(List<String> strangers) {
    return List.of(
        "the embedded PostgreSQL has roles with powers that this product gave to nobody: "
            + String.join(", ", strangers),
        "whoever made them could read and change the record; find out who, then restore a backup,"
            + " or take the powers away (docs/operations.md, Unknown roles)");
  }

  private Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", SUPERUSER);
    properties.setProperty("password", passwords.superuser());
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + SUPERUSER + "?" + PROOF, properties);
  }

  private static String login(String role, String password) {
    return "create role " + role + " login password '" + password + "'";
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
