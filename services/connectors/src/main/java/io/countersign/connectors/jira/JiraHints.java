package io.countersign.connectors.jira;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.ticketing.TicketHint;
import io.countersign.connectors.transport.BodySignature;
import io.countersign.connectors.transport.SignedDelivery;
import io.countersign.connectors.transport.StrictJson;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Deliveries of Jira's webhooks: who sent them is checked, and of what they tell only the issue.
 */
final class JiraHints {
  private static final Pattern ISSUE = Pattern.compile("/issue/(\\d{1,19})(?:/|$)");

  private JiraHints() {}

  static Outcome<TicketHint> read(JiraSettings settings, Map<String, String> headers, byte[] body) {
    return SignedDelivery.read(
        settings.webhookSecret(),
        "webhookSecret is configured for " + settings.name(),
        secret -> isSigned(secret, headers.getOrDefault("x-hub-signature", ""), body),
        "the delivery isn't signed with the secret of this webhook",
        () -> hint(headers, body));
  }

  /** Over the bytes as they came, in a time that tells nothing. */
  static boolean isSigned(Secret secret, String signature, byte[] body) {
    return BodySignature.isRight("sha256=" + BodySignature.of(secret, "", body).hex(), signature);
  }

  private static Outcome<TicketHint> hint(Map<String, String> headers, byte[] body) {
    var delivery = StrictJson.read(body).filter(it -> it.path("webhookEvent").isString());
    if (delivery.isEmpty()) {
      return Outcome.failed(
          FailureCategory.USER, FailureCode.BAD_ANSWER, "the delivery is none of Jira's webhooks");
    }
    var id = headers.getOrDefault("x-atlassian-webhook-identifier", "");
    return Outcome.ok(new TicketHint(issue(delivery.get()), SignedDelivery.id(id, body)));
  }

  /** A Data Center's delivery of a comment has no issue but in the comment's own address. */
  private static Optional<String> issue(JsonNode delivery) {
    var id = delivery.path("issue").path("id").asString("");
    if (id.matches("\\d{1,19}")) {
      return Optional.of(id);
    }
    var matcher = ISSUE.matcher(delivery.path("comment").path("self").asString(""));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
