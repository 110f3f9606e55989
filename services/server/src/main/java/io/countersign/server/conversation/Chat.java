package io.countersign.server.conversation;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.connectors.spi.conversation.ConversationForm;
import io.countersign.connectors.spi.conversation.ConversationInbox;
import io.countersign.connectors.spi.conversation.ConversationMember;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.server.config.BoundedFanOut;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way by which those who answer people in a chat reach it: so many questions at once, and
 * none of them for long. What is said to somebody is said behind the answer, which it never holds
 * up, in places of its own; where there are none left it gets lost, which is counted.
 */
final class Chat {
  private static final Logger LOG = LoggerFactory.getLogger(Chat.class);

  /** Whoever pressed waits for this. */
  private static final Duration STANDING_PATIENCE = Duration.ofMillis(1_500);

  private static final Duration SAYING_PATIENCE = Duration.ofSeconds(10);

  /** Decisions wait for these alone, whatever becomes of what is said. */
  private static final int QUESTIONS = 64;

  static final int SAYINGS = 128;

  private final Conversation conversation;
  private final ConversationMeter meter;
  private final BoundedFanOut questions = new BoundedFanOut(QUESTIONS);
  private final BoundedFanOut sayings = new BoundedFanOut(SAYINGS);
  private final Semaphore places = new Semaphore(SAYINGS);
  private final Duration standingPatience;

  Chat(Conversation conversation, ConversationMeter meter) {
    this(conversation, meter, STANDING_PATIENCE);
  }

  /**
   * @param standingPatience of whoever pressed and waits for it
   */
  Chat(Conversation conversation, ConversationMeter meter, Duration standingPatience) {
    this.conversation = conversation;
    this.meter = meter;
    this.standingPatience = standingPatience;
  }

  String name() {
    return conversation.name();
  }

  ConversationInbox inbox() {
    return conversation.inbox();
  }

  /** The standing of somebody, as the chat has it now; empty where it can't be told in time. */
  Optional<ConversationMember.Standing> standing(ConversationPerson person) {
    return asked(questions, () -> conversation.member(person), standingPatience)
        .map(ConversationMember::standing);
  }

  /** Says something to who pressed a button or typed a command. */
  void answer(String address, String text) {
    behind("answer", () -> conversation.answer(address, text), () -> {});
  }

  /** Says something to one person in a channel. */
  void tell(String channel, ConversationPerson person, String text) {
    behind("tell", () -> conversation.tell(channel, person, text), () -> {});
  }

  /**
   * Shows a form.
   *
   * @param late what is done where it couldn't be shown any more
   */
  void ask(String trigger, ConversationForm form, Runnable late) {
    behind("ask", () -> conversation.ask(trigger, form), late);
  }

  private <T> void behind(String what, Callable<Outcome<T>> saying, Runnable otherwise) {
    if (!places.tryAcquire()) {
      meter.count(name(), ConversationMeter.Outcome.UNSAID);
      LOG.warn("{}: too much is being said at once: dropped: {}", name(), what);
      return;
    }
    var _ = Thread.ofVirtual().name("conversation-" + what).start(() -> say(saying, otherwise));
  }

  private <T> void say(Callable<Outcome<T>> saying, Runnable otherwise) {
    boolean said;
    try {
      said = asked(sayings, saying, SAYING_PATIENCE).isPresent();
    } finally {
      places.release();
    }
    if (!said) {
      otherwise.run();
    }
  }

  private <T> Optional<T> asked(
      BoundedFanOut by, Callable<Outcome<T>> question, Duration patience) {
    return switch (by.ask(List.of(question), patience).getFirst()) {
      case null -> Optional.empty();
      case Outcome.Ok<T>(var value) -> Optional.of(value);
      case Outcome.Failed<T> failed -> {
        LOG.warn("{} couldn't be asked: {} {}", name(), failed.code(), failed.message());
        yield Optional.empty();
      }
    };
  }
}
