package io.countersign.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A thing that another system keeps, such as a ticket, a chat message or a change request: told
 * apart by system, kind and id. The address only leads people there and may change. No part of it
 * is a person's name or a secret, so that it may stand in an event; what looks like one is refused.
 *
 * @param system the configured name of the connection to that system, kebab-case, at most 60
 *     characters: {@code jira}, {@code team-slack}
 * @param kind what it is there, kebab-case, at most 60 characters: {@code issue}, {@code message},
 *     {@code change-request}
 * @param id the system's own id, the one that never changes (a Jira issue's number, not its key,
 *     which changes with its project): 1 to 200 characters, no control characters, no space around
 *     it
 * @param url where a person opens it: absolute, http or https, without credentials, at most 2,000
 *     characters
 */
public record Reference(String system, String kind, String id, String url) {
  private static final int MAX_NAME = 60;
  private static final int MAX_ID = 200;
  private static final int MAX_URL = 2000;
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

  /**
   * @throws IllegalArgumentException when a part isn't as described
   */
  public Reference {
    checkName("system", system);
    checkName("kind", kind);
    if (id.isEmpty() || id.length() > MAX_ID || !id.equals(id.strip()) || hasControl(id)) {
      throw new IllegalArgumentException("not a reference's id: 1 to " + MAX_ID + " characters");
    }
    checkUrl(url);
  }

  private static void checkName(String part, String name) {
    if (name.length() > MAX_NAME || !name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("not a reference's " + part + ", kebab-case: " + name);
    }
  }

  /** The message doesn't repeat the address: it may hold credentials. */
  private static void checkUrl(String url) {
    if (url.length() > MAX_URL || !isAddress(url)) {
      throw new IllegalArgumentException(
          "a reference's url must be an absolute http or https address without credentials");
    }
  }

  private static boolean isAddress(String url) {
    try {
      var uri = new URI(url);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && String.valueOf(uri.getScheme()).matches("https?");
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /** Whether it could stand in the record: no part of it looks like a secret or an address. */
  public boolean isRecordable() {
    return isRecordable(id) && isRecordable(url);
  }

  /** As it's written, and as it's meant: an address may be escaped, and stand behind a slash. */
  private static boolean isRecordable(String part) {
    var meant = decoded(part);
    return !TextRedaction.isNeeded(part)
        && !TextRedaction.isNeeded(meant)
        && !TextRedaction.isNeeded(meant.replace('/', ' '));
  }

  /** Until nothing is escaped any more; each time it gets shorter. */
  private static String decoded(String part) {
    var text = part;
    for (var escape = ESCAPE.matcher(text); escape.find(); escape = ESCAPE.matcher(text)) {
      text =
          escape.replaceAll(
              it ->
                  Matcher.quoteReplacement(Character.toString(Integer.parseInt(it.group(1), 16))));
    }
    return text;
  }

  /** Whether both are of the same thing, wherever it is opened now. */
  public boolean isSameThing(Reference other) {
    return system.equals(other.system) && kind.equals(other.kind) && id.equals(other.id);
  }

  /** Without the address: {@code jira/issue/10042}. */
  @Override
  public String toString() {
    return system + "/" + kind + "/" + id;
  }
}
