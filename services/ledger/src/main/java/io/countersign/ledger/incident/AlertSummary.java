package io.countersign.ledger.incident;

import io.countersign.ledger.codec.DomainJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** The line by which an alert's annotations say what is the matter. */
final class AlertSummary {
  /** By the convention of Prometheus' rules, which others follow. */
  private static final String SUMMARY = "summary";

  private AlertSummary() {}

  /**
   * @param annotations as the sender's words were kept: a JSON object of texts
   */
  static Optional<String> of(byte[] annotations) {
    try {
      var tree = DomainJson.tree(new String(annotations, StandardCharsets.UTF_8));
      return Optional.of(tree.path(SUMMARY)).filter(it -> it.isString()).map(it -> it.asString());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
