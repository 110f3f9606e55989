package io.countersign.server.config;

import static io.countersign.server.config.ServerVariable.TEMPORAL_ADDRESS;
import static io.countersign.server.config.ServerVariable.TEMPORAL_TLS;
import static io.countersign.server.config.ServerVariable.TEMPORAL_TLS_CLIENT_CERT_PATH;
import static io.countersign.server.config.ServerVariable.TEMPORAL_TLS_CLIENT_KEY_PATH;
import static io.countersign.server.config.ServerVariable.TEMPORAL_TLS_SERVER_CA_CERT_PATH;
import static io.countersign.server.config.ServerVariable.TEMPORAL_TLS_SERVER_NAME;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way in which Temporal is spoken to; the variables are those of its own tools.
 *
 * @param on whether by TLS at all
 * @param authority certificates of who signs the server's; null for those that the machine trusts
 * @param certificate ours, where the server asks for one
 * @param key of our certificate (PKCS 8)
 * @param serverName that its certificate has to hold; empty for the address's host
 */
public record TemporalTls(
    boolean on,
    @Nullable Path authority,
    @Nullable Path certificate,
    @Nullable Path key,
    String serverName) {
  public static final TemporalTls NONE = new TemporalTls(false, null, null, null, "");

  static TemporalTls of(Map<String, String> environment, List<String> problems) {
    var tls =
        new TemporalTls(
            on(environment, problems),
            file(TEMPORAL_TLS_SERVER_CA_CERT_PATH, environment, problems),
            file(TEMPORAL_TLS_CLIENT_CERT_PATH, environment, problems),
            file(TEMPORAL_TLS_CLIENT_KEY_PATH, environment, problems),
            TEMPORAL_TLS_SERVER_NAME.orEmpty(environment));
    if ((tls.certificate == null) != (tls.key == null)) {
      problems.add(
          TEMPORAL_TLS_CLIENT_CERT_PATH
              + " and "
              + TEMPORAL_TLS_CLIENT_KEY_PATH
              + " belong together");
    }
    if (!tls.on && !tls.equals(NONE)) {
      problems.add("TEMPORAL_TLS_... says how, but " + TEMPORAL_TLS + " is off");
    }
    if (tls.on && TEMPORAL_ADDRESS.orEmpty(environment).isEmpty()) {
      problems.add(TEMPORAL_TLS + " needs " + TEMPORAL_ADDRESS + ": the embedded one has no port");
    }
    return tls;
  }

  /** On where anything says how, as with Temporal's own tools, unless it's off. */
  private static boolean on(Map<String, String> environment, List<String> problems) {
    var said = TEMPORAL_TLS.orEmpty(environment);
    if (!said.isEmpty() && !said.equals("true") && !said.equals("false")) {
      problems.add(TEMPORAL_TLS + " must be true or false, not '" + said + "'");
    }
    return said.isEmpty()
        ? Stream.of(
                TEMPORAL_TLS_SERVER_CA_CERT_PATH,
                TEMPORAL_TLS_CLIENT_CERT_PATH,
                TEMPORAL_TLS_SERVER_NAME)
            .anyMatch(it -> it.orNull(environment) != null)
        : said.equals("true");
  }

  private static @Nullable Path file(
      ServerVariable variable, Map<String, String> environment, List<String> problems) {
    var text = variable.orNull(environment);
    if (text == null) {
      return null;
    }
    var path = Path.of(text);
    if (!Files.isReadable(path)) {
      problems.add(variable + " can't be read: " + path);
    }
    return path;
  }
}
