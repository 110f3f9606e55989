package io.countersign.connectors.slack.manifest;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The scopes that the bot needs, and what each is for. */
public enum SlackScopes {
  APP_MENTIONS_READ("app_mentions:read", "be told when it's mentioned"),
  CHANNELS_HISTORY("channels:history", "find a card again whose posting was in doubt"),
  CHANNELS_READ("channels:read", "find channels by name, and see whether they are archived"),
  CHAT_WRITE("chat:write", "post cards and keep them true"),
  COMMANDS("commands", "answer /countersign"),
  GROUPS_HISTORY("groups:history", "the same in private channels"),
  GROUPS_READ("groups:read", "the same of private channels"),
  IM_HISTORY("im:history", "find a card again in direct messages, and be written to there"),
  IM_READ("im:read", "see direct messages that were opened"),
  IM_WRITE("im:write", "write to an approver directly where a channel can't be posted to"),
  USERS_READ("users:read", "tell members from guests, bots and who was deactivated");

  private final String scope;
  private final String use;

  SlackScopes(String scope, String use) {
    this.scope = scope;
    this.use = use;
  }

  /** Slack's own word for it. */
  public String scope() {
    return scope;
  }

  /** What we couldn't do without it: goes on after {@code can't}. */
  public String use() {
    return use;
  }

  /** All of them, as Slack writes them. */
  public static List<String> all() {
    return Arrays.stream(values()).map(SlackScopes::scope).toList();
  }

  /** Those that were not given. */
  public static Set<SlackScopes> missing(Collection<String> given) {
    var missing = new TreeSet<>(List.of(values()));
    missing.removeIf(it -> given.contains(it.scope));
    return missing;
  }
}
