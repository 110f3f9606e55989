package io.countersign.connectors.slack;

import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.ChannelStanding;
import io.countersign.connectors.spi.conversation.ChannelStanding.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Channels by name or id, and how we stand in them. */
final class SlackChannels {
  private static final int PAGE = 200;
  private static final int MOST_PAGES = 100;
  private static final int MOST_KNOWN = 1_000;
  private static final List<ConversationType> TYPES =
      List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL);

  private final SlackWeb web;

  /** A channel keeps its id when it's renamed, so that what was found stays right. */
  private final Map<String, String> ids = new ConcurrentHashMap<>();

  SlackChannels(SlackWeb web) {
    this.web = web;
  }

  /** The id of a channel that there is. */
  Outcome<String> id(String channel) {
    if (isId(channel)) {
      return Outcome.ok(channel);
    }
    var known = ids.get(name(channel));
    return known != null
        ? Outcome.ok(known)
        : standing(channel)
            .then(
                it ->
                    it.kind() == Kind.ABSENT
                        ? SlackFailure.user(
                            FailureCode.NOT_FOUND,
                            "there is no channel of that name that the app can see")
                        : Outcome.ok(it.channel()));
  }

  /** How we stand there, asked now. */
  Outcome<ChannelStanding> standing(String channel) {
    return isId(channel) ? byId(channel) : byName(channel, null, 1);
  }

  private Outcome<ChannelStanding> byId(String id) {
    Outcome<ChannelStanding> asked =
        web.ask("conversations.info", it -> it.conversationsInfo(request -> request.channel(id)))
            .then(answer -> Outcome.ok(standing(answer.getChannel())));
    return switch (asked) {
      case Outcome.Failed<ChannelStanding> it when it.code() == FailureCode.NOT_FOUND ->
          Outcome.ok(new ChannelStanding(id, Kind.ABSENT));
      case Outcome.Failed<ChannelStanding> it -> it;
      case Outcome.Ok<ChannelStanding> it -> it;
    };
  }

  private Outcome<ChannelStanding> byName(String channel, @Nullable String cursor, int page) {
    return web.ask(
            "conversations.list",
            it ->
                it.conversationsList(
                    request ->
                        request.types(TYPES).excludeArchived(false).limit(PAGE).cursor(cursor)))
        .then(
            answer -> {
              var found =
                  answer.getChannels().stream()
                      .filter(it -> name(channel).equals(it.getName()))
                      .findFirst();
              if (found.isPresent()) {
                remember(channel, found.get().getId());
                return Outcome.ok(standing(found.get()));
              }
              var metadata = answer.getResponseMetadata();
              var next = metadata == null ? null : metadata.getNextCursor();
              return next == null || next.isEmpty() || page >= MOST_PAGES
                  ? Outcome.ok(new ChannelStanding(channel, Kind.ABSENT))
                  : byName(channel, next, page + 1);
            });
  }

  private void remember(String channel, String id) {
    if (ids.size() < MOST_KNOWN) {
      ids.put(name(channel), id);
    }
  }

  private static ChannelStanding standing(Conversation it) {
    var kind =
        it.isArchived() ? Kind.ARCHIVED : it.isIm() || it.isMember() ? Kind.OPEN : Kind.NOT_MEMBER;
    return new ChannelStanding(it.getId(), kind);
  }

  private static boolean isId(String channel) {
    return MessageIds.CHANNEL.matcher(channel).matches();
  }

  private static String name(String channel) {
    return channel.startsWith("#") ? channel.substring(1) : channel;
  }
}
