package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationReply;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.ledger.UnavailableException;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.view.ViewUnavailableException;
import io.countersign.server.conversation.form.PressForm;
import io.countersign.server.conversation.turn.Turn;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The desk at which everything from a chat is heard, whichever way it came: each delivery once, and
 * each answered within the chat's three seconds, also while the database stands still. What was
 * given up by then isn't done afterwards; what was under way already is told of.
 */
@Component
final class ConversationDesk implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationDesk.class);

  /** The chat's three seconds, without the way there and back. */
  static final Duration PATIENCE = Duration.ofMillis(2_400);

  /** Behind the end of what is awaited in a turn. */
  private static final Duration GRACE = Duration.ofMillis(150);

  /** So many wait at once; who comes on top is told to try again. */
  private static final int AT_ONCE = 256;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final DeliveryHearing hearing;
  private final ConversationMeter meter;
  private final Duration patience;

  @Autowired
  ConversationDesk(DeliveryHearing hearing, ConversationMeter meter) {
    this(hearing, meter, PATIENCE);
  }

  /**
   * @param patience of whoever asks
   */
  ConversationDesk(DeliveryHearing hearing, ConversationMeter meter, Duration patience) {
    this.hearing = hearing;
    this.meter = meter;
    this.patience = patience;
  }

  /** Hears one delivery, within its patience and a little. */
  ConversationReply hear(Chat chat, ChatDelivery delivery) {
    if (delivery.request() instanceof ConversationRequest.Challenged(var challenge)) {
      return new ConversationReply.Proof(challenge);
    }
    if (!places.tryAcquire()) {
      meter.count(chat.name(), ConversationMeter.Outcome.BUSY);
      return given(delivery.request(), ChatCommands.NOT_RECORDED);
    }
    var turn = new Turn(patience);
    var heard =
        threads.submit(
            () -> {
              try {
                return hearing.heard(chat, delivery, turn);
              } finally {
                places.release();
              }
            });
    try {
      return heard.get(turn.left().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return late(chat, delivery, turn, heard);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return late(chat, delivery, turn, heard);
    } catch (ExecutionException e) {
      return failed(chat, delivery, Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private ConversationReply late(
      Chat chat, ChatDelivery delivery, Turn turn, Future<ConversationReply> heard) {
    if (!turn.giveUp()) {
      threads.execute(() -> tellAfterAll(chat, delivery, heard));
    }
    meter.count(chat.name(), ConversationMeter.Outcome.LATE);
    return given(delivery.request(), ChatCommands.NOT_RECORDED);
  }

  /** Something was being recorded as the asker was told that nothing is. */
  private static void tellAfterAll(
      Chat chat, ChatDelivery delivery, Future<ConversationReply> heard) {
    try {
      if (!(heard.get() instanceof ConversationReply.Private(var text))
          || text.startsWith(ChatCommands.NOT_RECORDED)) {
        return; // who looks for what was under way tells of it
      }
      switch (delivery.request()) {
        case ConversationRequest.Pressed it -> DeliveryHearing.later(chat, it).accept(text);
        case ConversationRequest.Submitted it ->
            PressForm.parse(it.value()).ifPresent(form -> chat.tell(form.channel(), it.by(), text));
        case ConversationRequest.Commanded _,
            ConversationRequest.Mentioned _,
            ConversationRequest.Challenged _,
            ConversationRequest.Unheeded _ -> {
          // told of by whoever heard them
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.error("what was late couldn't be heard", e);
    }
  }

  private ConversationReply failed(Chat chat, ChatDelivery delivery, Throwable failure) {
    meter.count(chat.name(), ConversationMeter.Outcome.FAILED);
    boolean away =
        failure instanceof SqlFailureException
            || failure instanceof UnavailableException
            || failure instanceof ViewUnavailableException;
    if (!away) {
      LOG.error("a delivery of {} couldn't be heard", chat.name(), failure);
    }
    return given(delivery.request(), ChatCommands.NOT_RECORDED);
  }

  /** Of a form, which stays open for another try. */
  private static ConversationReply given(ConversationRequest request, String text) {
    return switch (request) {
      case ConversationRequest.Pressed _, ConversationRequest.Commanded _ ->
          new ConversationReply.Private(text);
      case ConversationRequest.Submitted _ ->
          new ConversationReply.Corrections(Map.of(PressForm.FIELD, text));
      case ConversationRequest.Mentioned _,
          ConversationRequest.Challenged _,
          ConversationRequest.Unheeded _ ->
          new ConversationReply.Received();
    };
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
