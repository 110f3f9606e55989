package io.countersign.connectors.gitea;

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

/** Deliveries of Gitea's webhooks: who sent them is checked, and of what they tell the issue. */
final class GiteaHints {
  private GiteaHints() {}

  static Outcome<TicketHint> read(
      GiteaSettings settings, Map<String, String> headers, byte[] body) {
    return SignedDelivery.read(
        settings.webhookSecret(),
        "webhookSecret is configured for " + settings.name(),
        secret -> isSigned(secret, headers.getOrDefault("x-gitea-signature", ""), body),
        "the delivery isn't signed with the secret of this webhook",
        () -> hint(headers, body));
  }

  /** Over the bytes as they came, in a time that tells nothing. */
  private static boolean isSigned(Secret secret, String signature, byte[] body) {
    return BodySignature.isRight(BodySignature.of(secret, "", body).hex(), signature);
  }

  private static Outcome<TicketHint> hint(Map<String, String> headers, byte[] body) {
    var delivery = StrictJson.read(body).filter(it -> it.path("repository").isObject());
    if (delivery.isEmpty()) {
      return Outcome.failed(
          FailureCategory.USER, FailureCode.BAD_ANSWER, "the delivery is none of Gitea's webhooks");
    }
    var repository = delivery.get().path("repository").path("id").asString("");
    var number = delivery.get().path("issue").path("number").asString("");
    var told = headers.getOrDefault("x-gitea-delivery", "");
    return Outcome.ok(
        new TicketHint(
            Optional.of(repository + "-" + number).filter(it -> it.matches(GiteaIssues.ID)),
            SignedDelivery.id(told, body)));
  }
}
