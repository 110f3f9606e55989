package io.countersign.connectors.template;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The parts of an address's path that mean another place: {@code .} and {@code ..}. Servers and the
 * proxies before them decode a path differently often, take a backslash for a slash, and pass over
 * what follows a semicolon; so a path is looked at in every such way.
 */
final class DotSegments {
  private static final Pattern AFTER_HOST = Pattern.compile("https?://[^/?#]*([^?#]*).*");
  private static final int ROUNDS = 4;

  private DotSegments() {}

  /** Whether somebody on the way could take it for another place than its text names. */
  static boolean in(String url) {
    var matcher = AFTER_HOST.matcher(url);
    var path = matcher.matches() ? matcher.group(1) : url;
    for (int round = 0; round < ROUNDS; round++) {
      if (isMoving(path)) {
        return true;
      }
      var decoded = decoded(path);
      if (decoded.equals(path)) {
        return false;
      }
      path = decoded;
    }
    return true; // encoded so often that nobody means well
  }

  private static boolean isMoving(String path) {
    for (var segment : path.split("[/\\\\]", -1)) {
      int parameters = segment.indexOf(';');
      var name = parameters < 0 ? segment : segment.substring(0, parameters);
      if (name.equals(".") || name.equals("..")) {
        return true;
      }
    }
    return false;
  }

  /** As it is when it isn't encoded properly. */
  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return path;
    }
  }
}
