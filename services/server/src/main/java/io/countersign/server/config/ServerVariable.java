package io.countersign.server.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An environment variable that the server reads; nothing else of its environment counts. */
enum ServerVariable {
  COUNTERSIGN_HOME("~/.countersign", "The folder of its data, its logs and the file `port`."),
  COUNTERSIGN_PORT("7780", "The port to listen on; 0 takes a free one, see the file `port`."),
  COUNTERSIGN_ADDRESS(
      "`listen` in the configuration file, else 127.0.0.1",
      "The IP address to listen on, never a name."),
  COUNTERSIGN_DATABASE_URL(
      "an embedded PostgreSQL",
      "A PostgreSQL of yours: postgresql://USER:PASSWORD@HOST:PORT/NAME."),
  COUNTERSIGN_DATABASE_MIGRATION_URL(
      "an embedded PostgreSQL", "The same as the owner of its tables; both are given, or none."),
  TEMPORAL_ADDRESS("an embedded Temporal", "HOST:PORT of a Temporal server of yours."),
  TEMPORAL_NAMESPACE("default", "The namespace there; it has to exist."),
  TEMPORAL_TLS("true where one of the following is set", "Whether it's spoken to by TLS."),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH(
      "those that this machine trusts", "Who signs its certificate (PEM)."),
  TEMPORAL_TLS_CLIENT_CERT_PATH("none", "Our certificate, if it asks for one (PEM)."),
  TEMPORAL_TLS_CLIENT_KEY_PATH("none", "The key of our certificate (PEM, PKCS 8)."),
  TEMPORAL_TLS_SERVER_NAME("the host of TEMPORAL_ADDRESS", "The name in its certificate.");

  private final String defaultText; // a value, or what happens without one
  private final String description;

  ServerVariable(String defaultText, String description) {
    this.defaultText = defaultText;
    this.description = description;
  }

  /** Null where it isn't set, or blank. */
  @Nullable String orNull(Map<String, String> environment) {
    var value = environment.get(name());
    return value == null || value.isBlank() ? null : value;
  }

  String orEmpty(Map<String, String> environment) {
    return environment.getOrDefault(name(), "");
  }

  /** For those whose default is a value, not an explanation. */
  String orDefault(Map<String, String> environment) {
    return environment.getOrDefault(name(), defaultText);
  }

  /** Its paragraph in {@code up --help}. */
  String help() {
    return "  %s%n      %s%n      Default: %s.".formatted(name(), description, defaultText);
  }
}
