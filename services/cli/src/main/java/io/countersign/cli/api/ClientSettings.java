package io.countersign.cli.api;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
    var file = home().resolve("port");
    try {
      return Files.readString(file).strip();
    } catch (IOException _) {
      throw new UnreachableException("no server has written its port to " + file);
    }
  }

  private String value(String name, String otherwise) {
    var value = environment.getOrDefault(name, "");
    return value.isBlank() ? otherwise : value;
  }
}
