package io.countersign.connectors.slack;

import com.slack.api.model.Message;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The finding of what we posted, by its key: the key is in the message's metadata, which people
 * don't see, and only our own messages count.
 */
final class SlackHistory {
  static final String EVENT = "countersign_message";
  private static final Duration WINDOW = Duration.ofDays(7);
  private static final int PAGE = 200;
  private static final int MOST_PAGES = 20;

  private final SlackWeb web;
  private final InstantSource clock;

  SlackHistory(SlackWeb web, InstantSource clock) {
    this.web = web;
    this.clock = clock;
  }

  /** What goes with a message so that it's found again. */
  static String metadata(String key) {
    var it = JsonNodeFactory.instance.objectNode().put("event_type", EVENT);
    it.putObject("event_payload").put("key", key);
    return it.toString();
  }

  /** The card of a key in a channel, the newest first: that is where a lost one is. */
  Outcome<Optional<String>> card(String channel, String key) {
    var oldest = String.valueOf(clock.instant().minus(WINDOW).getEpochSecond());
    return web.identity().then(us -> card(channel, key, us.user(), oldest, null, 1));
  }

  private Outcome<Optional<String>> card(
      String channel, String key, String us, String oldest, @Nullable String cursor, int page) {
    return web.ask(
            "conversations.history",
            it ->
                it.conversationsHistory(
                    request ->
                        request
                            .channel(channel)
                            .oldest(oldest)
                            .cursor(cursor)
                            .limit(PAGE)
                            .includeAllMetadata(true)))
        .then(
            answer -> {
              var found = find(answer.getMessages(), key, us);
              var next = next(answer.getResponseMetadata());
              return found.isPresent() || next == null || page >= MOST_PAGES
                  ? Outcome.ok(found)
                  : card(channel, key, us, oldest, next, page + 1);
            });
  }

  /**
   * The reply of a key in a thread.
   *
   * @return NOT_FOUND when the message that begins it was removed
   */
  Outcome<Optional<String>> reply(MessageIds thread, String key) {
    return web.identity().then(us -> reply(thread, key, us.user(), null, 1));
  }

  private Outcome<Optional<String>> reply(
      MessageIds thread, String key, String us, @Nullable String cursor, int page) {
    return web.ask(
            "conversations.replies",
            it ->
                it.conversationsReplies(
                    request ->
                        request
                            .channel(thread.channel())
                            .ts(thread.ts())
                            .cursor(cursor)
                            .limit(PAGE)
                            .includeAllMetadata(true)))
        .then(
            answer -> {
              if (page == 1 && isGone(answer.getMessages(), thread.ts())) {
                return SlackFailure.user(FailureCode.NOT_FOUND, "the card was removed");
              }
              var found = find(answer.getMessages(), key, us).filter(it -> !it.equals(thread.ts()));
              var next = next(answer.getResponseMetadata());
              return found.isPresent() || next == null || page >= MOST_PAGES
                  ? Outcome.ok(found)
                  : reply(thread, key, us, next, page + 1);
            });
  }

  /** A card that had replies leaves a stone behind. */
  private static boolean isGone(@Nullable List<Message> messages, String ts) {
    return messages == null
        || messages.stream()
            .noneMatch(it -> ts.equals(it.getTs()) && !"tombstone".equals(it.getSubtype()));
  }

  private static Optional<String> find(@Nullable List<Message> messages, String key, String us) {
    return messages == null
        ? Optional.empty()
        : messages.stream()
            .filter(it -> us.equals(it.getUser()) && isOf(it.getMetadata(), key))
            .map(Message::getTs)
            .findFirst();
  }

  private static boolean isOf(Message.@Nullable Metadata metadata, String key) {
    return metadata != null
        && EVENT.equals(metadata.getEventType())
        && metadata.getEventPayload() != null
        && key.equals(metadata.getEventPayload().get("key"));
  }

  private static @Nullable String next(com.slack.api.model.@Nullable ResponseMetadata metadata) {
    var cursor = metadata == null ? null : metadata.getNextCursor();
    return cursor == null || cursor.isEmpty() ? null : cursor;
  }
}
