package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.spi.conversation.Card;
import io.countersign.connectors.spi.conversation.ChannelStanding;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.connectors.spi.conversation.ConversationForm;
import io.countersign.connectors.spi.conversation.ConversationMember;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.connectors.spi.conversation.PlainText;
import io.countersign.domain.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A conversation whose channels are in memory. Safe for use by many threads. */
public final class MemoryConversation extends MemoryConnection implements Conversation {
  private static final int MAX_REPLY = 3000;

  /**
   * A card that was posted and wasn't removed.
   *
   * @param edits how often it got another content
   * @param replies the lines of its thread, in order
   */
  public record Posted(
      Reference reference, String channel, Card card, int edits, List<String> replies) {
    public Posted {
      replies = List.copyOf(replies);
    }
  }

  /** A card with its thread; {@code card} is null once it was removed. */
  private static final class Entry {
    private final Reference reference;
    private final String channel;
    private final Map<String, Reference> replyKeys = new LinkedHashMap<>();
    private final List<String> replies = new ArrayList<>();
    private @Nullable Card card;
    private int edits;

    Entry(Reference reference, String channel, Card card) {
      this.reference = reference;
      this.channel = channel;
      this.card = card;
    }
  }

  private final Set<String> channels = new HashSet<>();
  private final Map<String, ChannelStanding.Kind> closed = new HashMap<>();
  private final MemoryAsides asides = new MemoryAsides();
  private final MemoryInbox inbox = new MemoryInbox();
  private final Map<String, Entry> byKey = new LinkedHashMap<>();
  private final LostAnswers lost = new LostAnswers();

  /**
   * @param name kebab-case
   * @param channels those that there are
   */
  public MemoryConversation(String name, String... channels) {
    super(name);
    this.channels.addAll(List.of(channels));
  }

  /** What is said beside the cards, and the people to whom. */
  public MemoryAsides asides() {
    return asides;
  }

  /** A channel can't be posted to from now on. */
  public synchronized void close(String channel, ChannelStanding.Kind why) {
    channels.remove(channel);
    closed.put(channel, why);
  }

  /** A channel that was closed can be posted to again. */
  public synchronized void open(String channel) {
    closed.remove(channel);
    channels.add(channel);
  }

  /** The next post or reply takes place, and its answer is lost. */
  public synchronized void loseNextAnswer() {
    lost.loseNext();
  }

  /** Somebody removes a card. */
  public synchronized void remove(Reference posted) {
    byKey.values().stream()
        .filter(it -> it.reference.isSameThing(posted))
        .forEach(it -> it.card = null);
  }

  /** What is to be seen, the first that was posted first. */
  public synchronized List<Posted> posted() {
    var found = new ArrayList<Posted>();
    for (var it : byKey.values()) {
      var card = it.card;
      if (card != null) {
        found.add(new Posted(it.reference, it.channel, card, it.edits, it.replies));
      }
    }
    return List.copyOf(found);
  }

  @Override
  public synchronized Outcome<Reference> post(String channel, String key, Card card) {
    return unlessFailing(
        () -> {
          if (!channels.contains(channel)) {
            return notFound("no channel " + channel);
          }
          var entry = byKey.computeIfAbsent(key, _ -> new Entry(reference("card"), channel, card));
          return lost.delivered(Outcome.ok(entry.reference));
        });
  }

  @Override
  public synchronized Outcome<Reference> update(Reference posted, Card card) {
    return unlessFailing(
        () ->
            find(posted)
                .then(
                    entry -> {
                      if (closed.containsKey(entry.channel)) {
                        return notFound("no channel " + entry.channel);
                      }
                      entry.edits += card.equals(entry.card) ? 0 : 1;
                      entry.card = card;
                      return Outcome.ok(entry.reference);
                    }));
  }

  @Override
  public synchronized Outcome<Reference> reply(Reference posted, String key, String text) {
    return unlessFailing(
        () ->
            find(posted)
                .then(
                    entry -> {
                      var known = entry.replyKeys.get(key);
                      if (known != null) {
                        return Outcome.ok(known);
                      }
                      var reference = reference("reply");
                      entry.replyKeys.put(key, reference);
                      entry.replies.add(TextLimit.cut(PlainText.of(text), MAX_REPLY));
                      return lost.delivered(Outcome.ok(reference));
                    }));
  }

  private Outcome<Entry> find(Reference posted) {
    return byKey.values().stream()
        .filter(it -> it.reference.isSameThing(posted) && it.card != null)
        .findFirst()
        .map(Outcome::ok)
        .orElseGet(() -> notFound("no card " + posted));
  }

  private Reference reference(String kind) {
    int replies = byKey.values().stream().mapToInt(it -> it.replies.size()).sum();
    var id = String.valueOf(byKey.size() + replies + 1);
    return new Reference(name(), kind, id, "https://chat.example.org/" + kind + "/" + id);
  }

  private static <T> Outcome<T> notFound(String what) {
    return Outcome.failed(FailureCategory.USER, FailureCode.NOT_FOUND, what);
  }

  @Override
  public synchronized Outcome<Unit> tell(String channel, ConversationPerson person, String text) {
    return unlessFailing(
        () ->
            channels.contains(channel)
                ? asides.tell(channel, person, text)
                : notFound("no channel " + channel));
  }

  @Override
  public Outcome<Unit> answer(String answerAddress, String text) {
    return unlessFailing(() -> asides.answer(answerAddress, text));
  }

  @Override
  public Outcome<Unit> ask(String trigger, ConversationForm form) {
    return unlessFailing(() -> asides.ask(trigger, form));
  }

  @Override
  public Outcome<ConversationMember> member(ConversationPerson person) {
    return unlessFailing(() -> asides.member(person));
  }

  @Override
  public synchronized Outcome<String> direct(ConversationPerson person) {
    return member(person)
        .then(
            it -> {
              var channel = "direct-" + it.person().workspace() + "-" + it.person().id();
              channels.add(channel);
              return Outcome.ok(channel);
            });
  }

  @Override
  public synchronized Outcome<ChannelStanding> standing(String channel) {
    var kind =
        channels.contains(channel)
            ? ChannelStanding.Kind.OPEN
            : closed.getOrDefault(channel, ChannelStanding.Kind.ABSENT);
    return unlessFailing(() -> Outcome.ok(new ChannelStanding(channel, kind)));
  }

  /** A message's id is that of the card that it shows. */
  @Override
  public Reference reference(String channel, String message) {
    return new Reference(name(), "card", message, "https://chat.example.org/card/" + message);
  }

  @Override
  public MemoryInbox inbox() {
    return inbox;
  }
}
