package io.countersign.server.config;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where this server lives, as its environment and its arguments say.
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
 */
public record Installation(
    Path home,
    String address,
    int port,
    @Nullable String database,
    @Nullable String owner,
    String temporalAddress,
    String temporalNamespace,
    @Nullable Path configuration,
    @Nullable Path passwordFile,
    boolean resetAdministrator) {
  private static final String DEFAULT_PORT = "7780";

  /** With the problems of all arguments and variables at once. */
  public static Installation of(List<String> arguments, Map<String, String> environment)
      throws StartRefusedException {
    var problems = new ArrayList<String>();
    var options = CommandLineOptions.read(arguments, problems);
    var home = home(environment);
    var database = value(environment, "COUNTERSIGN_DATABASE_URL");
    var owner = value(environment, "COUNTERSIGN_DATABASE_MIGRATION_URL");
    if ((database == null) != (owner == null)) {
      problems.add(
          "COUNTERSIGN_DATABASE_URL and COUNTERSIGN_DATABASE_MIGRATION_URL belong together:"
              + " the application's role and the owner's");
    }
    var address = environment.getOrDefault("COUNTERSIGN_ADDRESS", "");
    checkAddress(address, "COUNTERSIGN_ADDRESS", problems);
    var installation =
        new Installation(
            home,
            address,
            port(environment.getOrDefault("COUNTERSIGN_PORT", DEFAULT_PORT), problems),
            database,
            owner,
            environment.getOrDefault("TEMPORAL_ADDRESS", ""),
            environment.getOrDefault("TEMPORAL_NAMESPACE", "default"),
            configuration(options.get(CommandLineOptions.CONFIG), home, problems),
            path(options.get(CommandLineOptions.PASSWORD_FILE)),
            options.containsKey(CommandLineOptions.RESET));
    if (installation.resetAdministrator() && installation.passwordFile() == null) {
      problems.add(
          CommandLineOptions.RESET + " needs " + CommandLineOptions.PASSWORD_FILE + " PATH");
    }
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems);
    }
    return installation;
  }

  /** The environment's word, or else the file's, or else loopback. */
  public String listenAddress(Configuration configuration) {
    if (!address.isEmpty()) {
      return address;
    }
    return configuration.listen().isEmpty() ? "127.0.0.1" : configuration.listen();
  }

  /** Whether a literal address, not a name: it must be clear without asking anybody. */
  static void checkAddress(String address, String where, List<String> problems) {
    try {
      if (!address.isEmpty()) {
        InetAddress.ofLiteral(address);
      }
    } catch (IllegalArgumentException e) {
      problems.add(where + " must be an IP address, such as 127.0.0.1 or 0.0.0.0");
    }
  }

  private static Path home(Map<String, String> environment) {
    var set = value(environment, "COUNTERSIGN_HOME");
    return (set == null
            ? Path.of(environment.getOrDefault("HOME", "."), ".countersign")
            : Path.of(set))
        .toAbsolutePath();
  }

  private static int port(String text, List<String> problems) {
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) {
      return Integer.parseInt(text);
    }
    problems.add("COUNTERSIGN_PORT must be 0 to 65535, not '" + text + "'");
    return 0;
  }

  private static @Nullable Path configuration(
      @Nullable String named, Path home, List<String> problems) {
    var path = named == null ? home.resolve("countersign.yaml") : Path.of(named);
    if (Files.isReadable(path) && Files.isRegularFile(path)) {
      return path;
    }
    if (named != null || !Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
      problems.add("the configuration file " + path + " can't be read");
    }
    return null;
  }

  private static @Nullable Path path(@Nullable String text) {
    return text == null ? null : Path.of(text).toAbsolutePath();
  }

  private static @Nullable String value(Map<String, String> environment, String name) {
    var value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
