package io.countersign.server.config;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import io.countersign.ledger.log.key.GivenLogKeys;
import io.countersign.ledger.log.key.LogKeyFile;
import io.countersign.ledger.log.key.LogKeyStore;
import io.countersign.ledger.log.key.UnusableKeyException;
import io.countersign.server.config.record.RecordLogSettings;
import java.nio.file.Path;
import java.util.List;

/** The place of the log's keys, as the configuration says. */
final class LogKeys {
  private static final String FILE = "file:";

  private LogKeys() {}

  /**
   * @throws StartRefusedException where what was handed over can't be used
   */
  static LogKeyStore of(RecordLogSettings settings, Path home) throws StartRefusedException {
    var key = settings.key();
    if (!key.isEmpty() && !key.startsWith(FILE)) {
      return given(settings);
    }
    if (!settings.nextKey().isEmpty()) {
      throw refused(
          "log.nextKey: a key in a file is rotated without it; no command rotates one yet");
    }
    return new LogKeyFile(key.isEmpty() ? home.resolve("log.key") : path(key));
  }

  private static Path path(String reference) {
    var text = reference.substring(FILE.length());
    return text.startsWith("~/")
        ? Path.of(System.getProperty("user.home"), text.substring(2))
        : Path.of(text).toAbsolutePath();
  }

  private static LogKeyStore given(RecordLogSettings settings) throws StartRefusedException {
    try {
      return GivenLogKeys.of(text(settings.key()), text(settings.nextKey()));
    } catch (UnusableKeyException e) {
      throw refused("log.key: " + e.getMessage());
    }
  }

  private static String text(String reference) throws StartRefusedException {
    if (reference.isEmpty()) {
      return "";
    }
    return switch (Secrets.resolve(reference)) {
      case Outcome.Ok<Secret>(var secret) -> lines(secret.reveal());
      case Outcome.Failed<Secret> failed -> throw refused("log.key: " + failed.message());
    };
  }

  /** Its lines hold no blanks: a variable has blanks for their ends. */
  static String lines(String text) {
    return text.replace(' ', '\n');
  }

  private static StartRefusedException refused(String problem) {
    return new StartRefusedException(List.of(problem));
  }
}
