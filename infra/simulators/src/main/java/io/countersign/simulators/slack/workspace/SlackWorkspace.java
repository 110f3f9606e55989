package io.countersign.simulators.slack.workspace;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The state of a workspace: people, channels, tokens, triggers, forms. Whoever touches it holds its
 * lock.
 */
public final class SlackWorkspace {
  public static final String TEAM = "T0ACME0001";
  public static final String DOMAIN = "acme";
  private static final Duration TRIGGER = Duration.ofSeconds(3);

  /** A trigger, which is good for one form. */
  private record Trigger(String user, Instant issued, boolean used) {}

  /** What only one person sees. */
  public record Ephemeral(String channel, String user, String ts, ObjectNode message) {}

  /** An address that takes answers; {@code ts} is empty where it's a command's. */
  public record AnswerAddress(String channel, String user, String ts, Instant issued, int uses) {}

  private final InstantSource clock;
  private final Map<String, SlackUser> users = new LinkedHashMap<>();
  private final Map<String, SlackChannel> channels = new LinkedHashMap<>();
  private final Map<String, SlackToken> tokens = new LinkedHashMap<>();
  private final Map<String, Trigger> triggers = new LinkedHashMap<>();
  private final Map<String, AnswerAddress> addresses = new LinkedHashMap<>();
  private final Map<String, ObjectNode> views = new LinkedHashMap<>();
  private final Map<String, String> viewers = new LinkedHashMap<>();
  private final Map<String, Instant> lastPosts = new LinkedHashMap<>();
  private final List<Ephemeral> ephemerals = new ArrayList<>();
  private String enterprise = "";
  private boolean slow;
  private long lastMicros;
  private int counter;

  public SlackWorkspace(InstantSource clock) {
    this.clock = clock;
    var bot = SlackApp.BOT_USER;
    users.put(bot, new SlackUser(bot, TEAM, "countersign", "", SlackUser.Kind.BOT));
  }

  public Instant now() {
    return clock.instant();
  }

  public Map<String, SlackUser> users() {
    return users;
  }

  public Map<String, SlackChannel> channels() {
    return channels;
  }

  public Map<String, SlackToken> tokens() {
    return tokens;
  }

  public Map<String, ObjectNode> views() {
    return views;
  }

  /** Who looks at a view. */
  public Map<String, String> viewers() {
    return viewers;
  }

  public List<Ephemeral> ephemerals() {
    return ephemerals;
  }

  public Map<String, AnswerAddress> addresses() {
    return addresses;
  }

  /** Empty outside of Enterprise Grid. */
  public String enterprise() {
    return enterprise;
  }

  public void enterprise(String id) {
    enterprise = id;
  }

  /** From now on a channel takes one message a second. */
  public void limitPosts(boolean now) {
    slow = now;
  }

  /** Whether a channel takes another message now; if so, it's counted. */
  public boolean takesPost(String channel) {
    var last = lastPosts.get(channel);
    if (slow && last != null && now().isBefore(last.plusSeconds(1))) {
      return false;
    }
    lastPosts.put(channel, now());
    return true;
  }

  /** An id that nothing else has. */
  public String id(String prefix) {
    counter++;
    return prefix + String.format(Locale.ROOT, "%09d", counter);
  }

  /** The time as a message's id: later than every other one's. */
  public String ts() {
    var now = now();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    lastMicros = Math.max(micros, lastMicros + 1);
    return String.format(Locale.ROOT, "%d.%06d", lastMicros / 1_000_000, lastMicros % 1_000_000);
  }

  public SlackUser user(String id, String error) {
    return Optional.ofNullable(users.get(id)).orElseThrow(() -> new SlackError(error));
  }

  /** By its id or, as chat methods take it, its name. */
  public SlackChannel channel(String given) {
    var name = given.startsWith("#") ? given.substring(1) : given;
    return channels.values().stream()
        .filter(it -> it.id().equals(given) || (it.name().equals(name) && !it.isDirect()))
        .findFirst()
        .orElseThrow(() -> new SlackError("channel_not_found"));
  }

  public SlackChannel newChannel(String name, boolean closed) {
    var made = new SlackChannel(id("C0"), name, "", closed, now().getEpochSecond());
    channels.put(made.id(), made);
    return made;
  }

  /** Where the bot talks to one person. */
  public SlackChannel direct(String user) {
    return channels.values().stream()
        .filter(it -> it.person().equals(user))
        .findFirst()
        .orElseGet(
            () -> {
              var made = new SlackChannel(id("D0"), "", user, true, now().getEpochSecond());
              made.members().addAll(List.of(user, SlackApp.BOT_USER));
              channels.put(made.id(), made);
              return made;
            });
  }

  public String trigger(String user) {
    var id = id("") + "." + TEAM.substring(1) + "." + Integer.toHexString(counter * 7919);
    triggers.put(id, new Trigger(user, now(), false));
    return id;
  }

  /** Uses a trigger up; whose it is. */
  public String pull(String id) {
    var trigger = triggers.get(id);
    if (trigger == null) {
      throw new SlackError("invalid_trigger_id");
    }
    if (trigger.used()) {
      throw new SlackError("exchanged_trigger_id");
    }
    if (now().isAfter(trigger.issued().plus(TRIGGER))) {
      throw new SlackError("expired_trigger_id");
    }
    triggers.put(id, new Trigger(trigger.user(), trigger.issued(), true));
    return trigger.user();
  }

  /** The path of an address that takes answers, without a slash before it. */
  public String answerPath(String kind, String channel, String user, String ts) {
    var path = kind + "/" + TEAM + "/" + id("") + "/" + Integer.toHexString(counter * 104_729);
    addresses.put(path, new AnswerAddress(channel, user, ts, now(), 0));
    return path;
  }
}
