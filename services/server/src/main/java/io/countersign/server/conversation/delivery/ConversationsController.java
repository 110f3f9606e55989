package io.countersign.server.conversation.delivery;

import io.countersign.ledger.conversation.ConversationPost;
import io.countersign.ledger.conversation.ConversationPosts;
import io.countersign.server.access.PrincipalNames;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of what is told in chats, and of what couldn't be told. */
@RestController
class ConversationsController {
  private static final int MOST = 500;

  /**
   * A message.
   *
   * @param card the incident or remediation that it shows
   * @param channel as it's configured; a person's name behind an {@code @} for what they see alone
   * @param state {@code delivered}, {@code waiting} or {@code failing}
   * @param url where it's opened; absent before it's there
   * @param code of the last failure; absent where nothing fails
   * @param since when it began to fail
   * @param nextAt when it's tried again
   */
  record Message(
      String card,
      String incident,
      String connection,
      String channel,
      String state,
      @Nullable String url,
      @Nullable String code,
      @Nullable Instant since,
      @Nullable Instant nextAt,
      Instant createdAt) {
    static Message of(ConversationPost it, PrincipalNames.Lookup names) {
      var posted = it.posted();
      var trouble = it.trouble();
      var state = it.isDelivered() ? "delivered" : "waiting";
      return new Message(
          it.card(),
          it.incident(),
          it.connection(),
          names.named(it.channel()),
          trouble == null ? state : "failing",
          posted == null ? null : posted.url(),
          trouble == null ? null : trouble.code(),
          trouble == null ? null : trouble.since(),
          trouble == null ? null : trouble.nextAt(),
          it.createdAt());
    }
  }

  /** Messages; at most 500. */
  record Messages(List<Message> items) {}

  private final ConversationPosts posts;
  private final PrincipalNames names;

  ConversationsController(ConversationPosts posts, PrincipalNames names) {
    this.posts = posts;
    this.names = names;
  }

  /**
   * @param incident all messages of one; without it, those that wait to be delivered
   */
  @GetMapping("/api/v1/conversations")
  Messages list(@RequestParam(required = false) @Nullable String incident) {
    var lookup = names.lookup();
    var found =
        incident == null || incident.isEmpty() ? posts.undelivered(MOST) : posts.of(incident);
    return new Messages(found.stream().limit(MOST).map(it -> Message.of(it, lookup)).toList());
  }
}
