package io.countersign.connectors.settings;

import java.net.URI;
import java.net.URISyntaxException;

/** The check of addresses that may be asked: absolute, http or https, without credentials. */
final class UrlCheck {
  private UrlCheck() {}

  /**
   * @throws IllegalArgumentException when it isn't one; its message doesn't repeat the address,
   *     which may hold credentials
   */
  static URI parse(String text) {
    try {
      var uri = new URI(text);
      if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
        throw new IllegalArgumentException("must be an absolute http or https address");
      }
      if (uri.getUserInfo() != null) {
        throw new IllegalArgumentException("must not hold credentials; use a secret's reference");
      }
      return uri;
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException("must be an absolute http or https address");
    }
  }

  /**
   * The same of an address that credentials are sent to.
   *
   * @throws IllegalArgumentException also when whoever sits between could read them
   */
  static URI parseGuarded(String text) {
    var url = parse(text);
    if (!url.getScheme().equals("https") && !isLoopback(url)) {
      throw new IllegalArgumentException("must be https, save on loopback");
    }
    return url;
  }

  static boolean isLoopback(URI url) {
    return url.getHost() != null && url.getHost().matches("127(\\.\\d{1,3}){3}|localhost|\\[::1]");
  }
}
