package io.countersign.connectors.slack;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.spi.conversation.ConversationInbox.Authenticity;
import io.countersign.connectors.transport.BodySignature;
import io.countersign.domain.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Slack's signature over the raw bytes: {@code v0=HEX} is HMAC-SHA256 over {@code
 * v0:TIMESTAMP:BODY}. Slack's own client accepts any time in the future, and compares in a time
 * that depends on what is compared; so this is checked here.
 */
final class SlackSignature {
  private static final Duration WINDOW = Duration.ofSeconds(300);

  /** References of the secrets, of which one has to fit. */
  private final List<String> secrets;

  SlackSignature(List<String> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  Authenticity check(Map<String, String> headers, byte[] body, Instant now) {
    var timestamp = headers.getOrDefault("x-slack-request-timestamp", "");
    var signature = headers.getOrDefault("x-slack-signature", "");
    if (!timestamp.matches("\\d{1,12}") || signature.isEmpty()) {
      return new Authenticity.Forged(
          "SIGNATURE_MISSING", "X-Slack-Signature or X-Slack-Request-Timestamp is missing");
    }
    var known = resolved();
    if (known.isEmpty()) {
      return new Authenticity.Forged(
          "SECRET_UNAVAILABLE", "no signing secret can be read, so that nothing can be checked");
    }
    // Who can't sign learns nothing of our clock.
    if (!isSigned(known, timestamp, signature, body)) {
      return new Authenticity.Forged("SIGNATURE_WRONG", "it wasn't signed with a secret of ours");
    }
    var skew = Duration.between(now, Instant.ofEpochSecond(Long.parseLong(timestamp)));
    return isNear(Long.parseLong(timestamp), now)
        ? new Authenticity.Authentic(delivery(timestamp, signature), skew.toMillis())
        : new Authenticity.Forged(
            "TIMESTAMP_STALE",
            "it was signed "
                + skew.abs().toSeconds()
                + " s "
                + (skew.isNegative() ? "ago" : "ahead"));
  }

  /** Seconds against seconds: what is signed says no more. */
  private static boolean isNear(long timestamp, Instant now) {
    return Math.abs(timestamp - now.getEpochSecond()) <= WINDOW.toSeconds();
  }

  private List<Secret> resolved() {
    var found = new ArrayList<Secret>();
    for (var reference : secrets) {
      if (Secrets.resolve(reference) instanceof Outcome.Ok<Secret>(var secret)) {
        found.add(secret);
      }
    }
    return found;
  }

  /** All are compared, so that the time doesn't tell which one it was. */
  private static boolean isSigned(
      List<Secret> known, String timestamp, String signature, byte[] body) {
    boolean signed = false;
    for (var secret : known) {
      signed |= BodySignature.isRight(sign(secret, timestamp, body), signature);
    }
    return signed;
  }

  static String sign(Secret secret, String timestamp, byte[] body) {
    return "v0=" + BodySignature.of(secret, "v0:" + timestamp + ":", body).hex();
  }

  private static String delivery(String timestamp, String signature) {
    return Digest.of((timestamp + ":" + signature).getBytes(StandardCharsets.UTF_8)).hex();
  }
}
