package io.countersign.cli.api;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The client's settings from the environment: the server, and the folder of the session. */
public final class ClientSettings {
  private static final String DEFAULT_PORT = "7780";

  private final Map<String, String> environment;

  public ClientSettings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** {@code COUNTERSIGN_HOME}, else {@code ~/.countersign}. */
  public Path home() {
    var home = value("COUNTERSIGN_HOME", "");
    return home.isEmpty()
        ? Path.of(value("HOME", System.getProperty("user.home")), ".countersign")
        : Path.of(home);
  }

  /**
   * {@code COUNTERSIGN_URL}, else loopback on {@code COUNTERSIGN_PORT}.
   *
   * @throws UnreachableException when they name no server
   */
  public URI server() {
    var url = value("COUNTERSIGN_URL", "");
    return url.isEmpty() ? URI.create("http://127.0.0.1:" + port()) : checked(url);
  }

  /** Where the server's address comes from, and what could be meant instead; for who got none. */
  public List<String> whence() {
    var lines = new ArrayList<String>();
    lines.add(
        value("COUNTERSIGN_URL", "").isEmpty()
            ? value("COUNTERSIGN_PORT", "").isEmpty()
                ? "That's the default; COUNTERSIGN_URL or COUNTERSIGN_PORT would name another."
                : "COUNTERSIGN_PORT says so."
            : "COUNTERSIGN_URL says so.");
    lines.add("The home is " + home() + " (COUNTERSIGN_HOME).");
    if (value("COUNTERSIGN_URL", "").isEmpty()) {
      writtenPort()
          .filter(it -> !it.equals(value("COUNTERSIGN_PORT", DEFAULT_PORT)))
          .ifPresent(
              it ->
                  lines.add(
                      "The server of that home took port "
                          + it
                          + " when it last started:"
                          + " COUNTERSIGN_PORT="
                          + it));
    }
    return List.copyOf(lines);
  }

  /** Whether the person vouches for the way to the server, by {@code COUNTERSIGN_PLAIN_HTTP}. */
  public boolean plainHttpAllowed() {
    return value("COUNTERSIGN_PLAIN_HTTP", "").equals("allow");
  }

  /**
   * {@code COUNTERSIGN_CA_CERT_PATH}: who signs the server's certificate; empty: the usual ones.
   */
  public Optional<Path> authority() {
    var path = value("COUNTERSIGN_CA_CERT_PATH", "");
    return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
  }

  private static URI checked(String url) {
    if (!url.matches("https?://[^/?#@]+/?")) {
      throw new UnreachableException("COUNTERSIGN_URL must be http(s)://HOST[:PORT], not " + url);
    }
    return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  private String port() {
    var port = value("COUNTERSIGN_PORT", DEFAULT_PORT);
    var chosen = port.equals("0") ? written() : port;
    if (!chosen.matches("[0-9]{1,5}")) {
      throw new UnreachableException("COUNTERSIGN_PORT is no port: " + chosen);
    }
    return chosen;
  }

  /** A server told to take any free port writes down which one it took. */
  private String written() {
    return writtenPort()
        .orElseThrow(
            () ->
                new UnreachableException(
                    "no server has written its port to " + home().resolve("port")));
  }

  private Optional<String> writtenPort() {
    try {
      return Optional.of(Files.readString(home().resolve("port")).strip())
          .filter(it -> it.matches("[0-9]{1,5}"));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private String value(String name, String otherwise) {
    var value = environment.getOrDefault(name, "");
    return value.isBlank() ? otherwise : value;
  }
}
