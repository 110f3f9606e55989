package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.ticketing.TicketHint;
import io.countersign.connectors.transport.BodySignature;
import io.countersign.connectors.transport.SignedDelivery;
import io.countersign.connectors.transport.StrictJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Hints of a business rule of ours, whose script the guide has: signed, of the last minutes. */
final class ServiceNowHints {
  private static final long MOST_SKEW = 300;

  private ServiceNowHints() {}

  static Outcome<TicketHint> read(
      ServiceNowSettings settings, Map<String, String> headers, byte[] body, Instant now) {
    var timestamp = headers.getOrDefault("x-countersign-timestamp", "");
    var signature = headers.getOrDefault("x-countersign-signature", "");
    return SignedDelivery.read(
        settings.hintSecret(),
        "hintSecret is configured for " + settings.name(),
        secret -> isOfNow(timestamp, now) && isSigned(secret, timestamp, signature, body),
        "the hint isn't signed with its secret, or isn't of now",
        () -> hint(body));
  }

  private static boolean isOfNow(String timestamp, Instant now) {
    return timestamp.matches("\\d{1,12}")
        && Math.abs(Long.parseLong(timestamp) - now.getEpochSecond()) <= MOST_SKEW;
  }

  static boolean isSigned(Secret secret, String timestamp, String signature, byte[] body) {
    var right = BodySignature.of(secret, timestamp + ".", body).base64();
    return BodySignature.isRight(right, signature);
  }

  private static Outcome<TicketHint> hint(byte[] body) {
    var id = StrictJson.read(body).map(it -> it.path("sys_id").asString("")).orElse("");
    if (!id.matches("[0-9a-f]{32}")) {
      return Outcome.failed(
          FailureCategory.USER, FailureCode.BAD_ANSWER, "the hint names no record");
    }
    var count = StrictJson.read(body).map(it -> text(it.path("sys_mod_count"))).orElse("");
    return Outcome.ok(new TicketHint(Optional.of(id), id + ":" + count));
  }

  private static String text(JsonNode count) {
    return count.asString("").replaceAll("\\D", "");
  }
}
