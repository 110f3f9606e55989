package io.countersign.connectors.settings;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Which addresses may be asked. */
final class UrlCheck {
  private UrlCheck() {}

  /** What is wrong with it, or null. */
  static @Nullable String problem(String text) {
    try {
      var uri = new URI(text);
      if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
        return "must be an absolute http or https address";
      }
      return uri.getUserInfo() == null
          ? null
          : "must not hold credentials; use a secret's reference";
    } catch (URISyntaxException e) {
      return "is not an address";
    }
  }
}
