package io.countersign.server.config;

import static io.countersign.server.config.ServerVariable.COUNTERSIGN_ADDRESS;
import static io.countersign.server.config.ServerVariable.COUNTERSIGN_DATABASE_MIGRATION_URL;
import static io.countersign.server.config.ServerVariable.COUNTERSIGN_DATABASE_URL;
import static io.countersign.server.config.ServerVariable.COUNTERSIGN_HOME;
import static io.countersign.server.config.ServerVariable.COUNTERSIGN_PORT;
import static io.countersign.server.config.ServerVariable.TEMPORAL_ADDRESS;
import static io.countersign.server.config.ServerVariable.TEMPORAL_NAMESPACE;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place and the engines of this server, as its environment and its arguments say.
 *
 * @param home data, logs, the lock and the port file
 * @param address to listen on; empty when only the configuration file or the default says so
 * @param port to listen on; 0 takes a free one
 * @param database the application's role; null for the embedded database
 * @param owner the role that owns the tables; null for the embedded database
 * @param temporalAddress host:port of a Temporal server; empty for the embedded one
 * @param configuration the configuration file; null when there is none
 * @param passwordFile where the first administrator's password goes; null prints it
 * @param resetAdministrator whether that password is made anew
 * @param halted whether it begins with the kill switch on
 */
public record Installation(
    Path home,
    String address,
    int port,
    @Nullable String database,
    @Nullable String owner,
    String temporalAddress,
    String temporalNamespace,
    TemporalTls temporalTls,
    @Nullable Path configuration,
    @Nullable Path passwordFile,
    boolean resetAdministrator,
    boolean halted) {
  /**
   * Reads both.
   *
   * @throws StartRefusedException with the problems of all arguments and variables at once
   */
  public static Installation of(List<String> arguments, Map<String, String> environment)
      throws StartRefusedException {
    var problems = new ArrayList<String>();
    var command = UpCommand.read(arguments, problems);
    var home = home(environment);
    var installation =
        new Installation(
            home,
            address(environment, problems),
            port(COUNTERSIGN_PORT.orDefault(environment), problems),
            COUNTERSIGN_DATABASE_URL.orNull(environment),
            COUNTERSIGN_DATABASE_MIGRATION_URL.orNull(environment),
            TEMPORAL_ADDRESS.orEmpty(environment),
            TEMPORAL_NAMESPACE.orDefault(environment),
            TemporalTls.of(environment, problems),
            configuration(command.configuration(), home, problems),
            command.passwordFile(),
            command.resetAdministrator(),
            command.halted());
    installation.checkRoles(problems);
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems);
    }
    return installation;
  }

  /** The engine of the loops, in words that every server which shares it says alike. */
  public String engine() {
    return temporalAddress.isEmpty()
        ? "its embedded Temporal"
        : "Temporal at " + temporalAddress + ", namespace " + temporalNamespace;
  }

  /** The environment's address, or else the file's, or else loopback. */
  public String listenAddress(Configuration configuration) {
    if (!address.isEmpty()) {
      return address;
    }
    return configuration.listen().isEmpty() ? "127.0.0.1" : configuration.listen();
  }

  /** Takes a literal address, never a name: it must be clear without asking anybody. */
  static void checkAddress(String address, String where, List<String> problems) {
    try {
      if (!address.isEmpty()) {
        InetAddress.ofLiteral(address);
      }
    } catch (IllegalArgumentException e) {
      problems.add(where + " must be an IP address, such as 127.0.0.1 or 0.0.0.0");
    }
  }

  private void checkRoles(List<String> problems) {
    if ((database == null) != (owner == null)) {
      problems.add(
          COUNTERSIGN_DATABASE_URL
              + " and "
              + COUNTERSIGN_DATABASE_MIGRATION_URL
              + " belong together: the application's role and the owner's");
    }
  }

  private static String address(Map<String, String> environment, List<String> problems) {
    var address = COUNTERSIGN_ADDRESS.orEmpty(environment);
    checkAddress(address, COUNTERSIGN_ADDRESS.name(), problems);
    return address;
  }

  private static Path home(Map<String, String> environment) {
    var set = COUNTERSIGN_HOME.orNull(environment);
    return (set == null
            ? Path.of(environment.getOrDefault("HOME", "."), ".countersign")
            : Path.of(set))
        .toAbsolutePath();
  }

  private static int port(String text, List<String> problems) {
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) {
      return Integer.parseInt(text);
    }
    problems.add(COUNTERSIGN_PORT + " must be 0 to 65535, not '" + text + "'");
    return 0;
  }

  private static @Nullable Path configuration(
      @Nullable Path named, Path home, List<String> problems) {
    var path = named == null ? home.resolve("countersign.yaml") : named;
    if (Files.isReadable(path) && Files.isRegularFile(path)) {
      return path;
    }
    var missing = Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    if (named != null || !missing) {
      problems.add(
          "the configuration file " + path + (missing ? " doesn't exist" : " can't be read"));
    }
    return null;
  }
}
