package io.countersign.simulators.slack.workspace;

import java.util.List;

/**
 * A token of an app.
 *
 * @param value what stands behind {@code Bearer}
 * @param scopes what it may do
 * @param refused the error that every method answers to it, such as {@code token_revoked}; empty
 *     while it's good
 */
public record SlackToken(String value, List<String> scopes, String refused) {
  /** The scopes of a bot that posts, is pressed and is talked to. */
  public static final List<String> BOT_SCOPES =
      List.of(
          "app_mentions:read",
          "channels:history",
          "channels:read",
          "chat:write",
          "commands",
          "groups:history",
          "groups:read",
          "im:history",
          "im:read",
          "im:write",
          "team:read",
          "users:read",
          "users:read.email");

  public SlackToken {
    scopes = List.copyOf(scopes);
  }

  /** A good one. */
  public SlackToken(String value, List<String> scopes) {
    this(value, scopes, "");
  }

  public boolean isApp() {
    return value.startsWith("xapp-");
  }
}
