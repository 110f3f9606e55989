package io.countersign.connectors.teams;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The address of a workflow's webhook: whoever knows it may post, so it's in no text.
 *
 * @param uri with its signature
 */
record WebhookAddress(URI uri) {
  /** Shorter parts of an address are words, not secrets. */
  private static final int GUESSED = 8;

  /** UNAUTHORISED where it isn't an address; the message doesn't repeat it. */
  static Outcome<WebhookAddress> of(Secret secret) {
    try {
      var uri = new URI(secret.reveal());
      if (uri.getHost() != null && isSecure(uri)) {
        return Outcome.ok(new WebhookAddress(uri));
      }
    } catch (URISyntaxException _) {
      // told below, without quoting it
    }
    return Outcome.failed(
        FailureCategory.USER,
        FailureCode.UNAUTHORISED,
        "what `url` refers to isn't an absolute https address");
  }

  private static boolean isSecure(URI uri) {
    return "https".equals(uri.getScheme())
        || ("http".equals(uri.getScheme()) && uri.getHost().matches("127\\.0\\.0\\.1|localhost"));
  }

  /** What of it mustn't come back in a text, such as a page that repeats it. */
  Secret[] hidden() {
    var asked = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    return Stream.concat(
            Stream.of(uri.toString(), asked, String.valueOf(uri.getPath())),
            Arrays.stream(asked.split("[/?&=]")))
        .filter(it -> it.length() >= GUESSED)
        .map(Secret::new)
        .toArray(Secret[]::new);
  }
}
