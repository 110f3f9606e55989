package io.countersign.server.conversation.delivery;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.ChannelStanding;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.domain.conversation.ChannelRoute;
import io.countersign.ledger.conversation.ChannelState;
import io.countersign.ledger.conversation.ConversationPost;
import io.countersign.ledger.conversation.ConversationPost.Trouble;
import io.countersign.ledger.conversation.ConversationPosts;
import io.countersign.server.automation.DoctorChecks;
import io.countersign.server.conversation.card.RoutedChats;
import io.countersign.server.summary.Phrases;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The doctor's checks of the channels that the rules name, and of what waits to be told. */
@Component
final class ChannelChecks implements DoctorChecks {
  private static final int MOST = 500;

  /** What is in a message's way for longer doesn't pass by itself. */
  private static final Duration PASSING = Duration.ofMinutes(1);

  private final RoutedChats chats;
  private final ConversationPosts posts;
  private final InstantSource clock;

  ChannelChecks(RoutedChats chats, ConversationPosts posts, InstantSource clock) {
    this.chats = chats;
    this.posts = posts;
    this.clock = clock;
  }

  @Override
  public List<Check> all() {
    if (chats.isSilent()) {
      return List.of();
    }
    var checks = new ArrayList<Check>();
    chats.routes().rules().stream()
        .map(it -> new Place(it.connection(), it.channel()))
        .distinct()
        .forEach(it -> checks.add(new Check("channel", it.name(), health(it))));
    checks.add(new Check("conversation", "delivery", this::delivery));
    if (chats.routes().rules().stream().noneMatch(ChannelRoute::isDefault)) {
      checks.add(new Check("conversation", "rules", ChannelChecks::rules));
    }
    return checks;
  }

  /** A channel that rules name. */
  private record Place(String connection, String channel) {
    String name() {
      return connection + "/" + channel;
    }
  }

  private Supplier<ConnectionHealth> health(Place place) {
    return () ->
        chats
            .named(place.connection())
            .map(it -> health(it, place.channel()))
            .orElseGet(() -> ConnectionHealth.broken("no such conversation", "Configure it."));
  }

  private static ConnectionHealth health(Conversation chat, String channel) {
    return switch (chat.standing(channel)) {
      case Outcome.Ok<ChannelStanding>(var standing) -> health(standing.kind());
      case Outcome.Failed<ChannelStanding> failed ->
          ConnectionHealth.broken(
              failed.code() + ": " + failed.message(), "Look at the conversation's own check.");
    };
  }

  private static ConnectionHealth health(ChannelStanding.Kind kind) {
    return switch (kind) {
      case OPEN -> ConnectionHealth.working("can be posted to");
      case NOT_MEMBER ->
          ConnectionHealth.broken("the app isn't in it", "Invite the app to the channel.");
      case ARCHIVED ->
          ConnectionHealth.broken(
              "it's archived; who may approve is asked by direct message",
              "Open it again, or name another one in channels.");
      case ABSENT ->
          ConnectionHealth.broken(
              "there is none, or it's private and the app isn't in it",
              "Invite the app to the channel, or name another one in channels.");
    };
  }

  private static ConnectionHealth rules() {
    return ConnectionHealth.degraded(
        "incidents that no rule takes are told in no chat",
        "End channels with a rule that names a connection and a channel only.");
  }

  private ConnectionHealth delivery() {
    var waiting = posts.undelivered(MOST);
    var failing = posts.channels().stream().filter(it -> it.failingSince() != null).toList();
    var stuck = waiting.stream().flatMap(it -> lasting(it.trouble())).toList();
    if (failing.isEmpty() && stuck.isEmpty()) {
      return waiting.isEmpty()
          ? ConnectionHealth.working("all is told")
          : ConnectionHealth.working(Phrases.counted(waiting.size(), "message") + " under way");
    }
    return ConnectionHealth.degraded(
        backlog(waiting) + "; " + reasons(failing, stuck) + fallenBack(waiting),
        "Mend the channel; what waits is told in its latest state. All of it: GET"
            + " /api/v1/conversations");
  }

  private static String backlog(List<ConversationPost> waiting) {
    return waiting.isEmpty()
        ? "nothing waits"
        : "%s, the oldest since %s"
            .formatted(
                Phrases.counted(waiting.size(), "message") + " not told",
                Phrases.time(waiting.getFirst().createdAt()));
  }

  private Stream<String> lasting(@Nullable Trouble trouble) {
    return trouble == null || clock.instant().isBefore(trouble.since().plus(PASSING))
        ? Stream.of()
        : Stream.of(trouble.code());
  }

  private static String reasons(List<ChannelState> failing, List<String> stuck) {
    return failing.isEmpty()
        ? String.join(", ", new TreeSet<>(stuck)) + " for more than a minute"
        : channels(failing);
  }

  private static String channels(List<ChannelState> failing) {
    return failing.stream()
        .map(it -> "%s/%s: %s".formatted(it.connection(), it.channel(), it.failure()))
        .collect(Collectors.joining(", "));
  }

  /** Requests that people see by themselves instead. */
  private String fallenBack(List<ConversationPost> waiting) {
    long requests = waiting.stream().filter(it -> !it.isThread() && !it.isDirect()).count();
    long direct =
        waiting.stream()
            .filter(it -> !it.isThread() && !it.isDirect())
            .filter(it -> posts.of(it.incident()).stream().anyMatch(copy -> isCopy(copy, it)))
            .count();
    return requests == 0
        ? ""
        : "; of %s for approval %s asked by direct message instead"
            .formatted(
                Phrases.counted((int) requests, "request"), direct == 1 ? "1 is" : direct + " are");
  }

  private static boolean isCopy(ConversationPost copy, ConversationPost of) {
    return copy.isDirect() && copy.card().equals(of.card()) && copy.posted() != null;
  }
}
