package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.connectors.spi.conversation.ConversationReply;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.ledger.intake.TakenDeliveries;
import io.countersign.server.conversation.PressReading.Facts;
import io.countersign.server.conversation.form.PressForm;
import io.countersign.server.conversation.turn.Turn;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The hearing of one delivery from a chat, once, by the desk that it is for. */
@Component
final class DeliveryHearing {
  private final TakenDeliveries taken;
  private final PressReading reading;
  private final PressDesk presses;
  private final SlashDesk commands;
  private final MentionDesk mentions;
  private final ConversationMeter meter;

  DeliveryHearing(
      TakenDeliveries taken,
      PressReading reading,
      PressDesk presses,
      SlashDesk commands,
      MentionDesk mentions,
      ConversationMeter meter) {
    this.taken = taken;
    this.reading = reading;
    this.presses = presses;
    this.commands = commands;
    this.mentions = mentions;
    this.meter = meter;
  }

  /** A replay is answered as if it had been heard, and nothing is done. */
  ConversationReply heard(Chat chat, ChatDelivery delivery, Turn turn) {
    var looked = taken.take(chat.name(), once(delivery), delivery.at(), looking(chat, delivery));
    if (looked.isEmpty()) {
      meter.count(chat.name(), ConversationMeter.Outcome.REPLAYED);
      return new ConversationReply.Received();
    }
    meter.count(chat.name(), ConversationMeter.Outcome.TAKEN);
    return heard(chat, delivery, looked.get(), turn);
  }

  /**
   * What a press is judged by before its command is sent: all of it in the transaction that takes
   * the request, which is as few ways to the database as there can be. The chat is asked meanwhile.
   */
  private Supplier<Optional<Facts>> looking(Chat chat, ChatDelivery delivery) {
    return switch (delivery.request()) {
      case ConversationRequest.Pressed it ->
          looking(chat, it.by(), PressForm.of(it), delivery.at());
      case ConversationRequest.Submitted it ->
          PressForm.parse(it.value())
              .map(form -> looking(chat, it.by(), form, delivery.at()))
              .orElse(Optional::empty);
      case ConversationRequest.Commanded _,
          ConversationRequest.Mentioned _,
          ConversationRequest.Challenged _,
          ConversationRequest.Unheeded _ ->
          Optional::empty;
    };
  }

  private Supplier<Optional<Facts>> looking(
      Chat chat, ConversationPerson by, PressForm form, Instant at) {
    var standing = reading.standing(chat, by, form, at);
    return () -> Optional.of(reading.of(chat, by, form, at, standing));
  }

  private ConversationReply heard(
      Chat chat, ChatDelivery delivery, Optional<Facts> looked, Turn turn) {
    return switch (delivery.request()) {
      case ConversationRequest.Pressed it ->
          said(presses.pressed(chat, delivery, it, looked.orElseThrow(), turn, later(chat, it)));
      case ConversationRequest.Submitted it -> submitted(chat, delivery, it, looked, turn);
      case ConversationRequest.Commanded it -> commanded(chat, delivery, it, turn);
      case ConversationRequest.Mentioned it -> {
        chat.tell(it.channel(), it.by(), mentions.mentioned(chat, delivery, it));
        yield new ConversationReply.Received();
      }
      case ConversationRequest.Challenged(var challenge) -> new ConversationReply.Proof(challenge);
      case ConversationRequest.Unheeded _ -> new ConversationReply.Received();
    };
  }

  /** An event is signed anew when it's delivered again, and is the same all the same. */
  private static String once(ChatDelivery delivery) {
    return delivery.request() instanceof ConversationRequest.Mentioned it && !it.event().isEmpty()
        ? "event " + it.event()
        : delivery.id();
  }

  private ConversationReply submitted(
      Chat chat,
      ChatDelivery delivery,
      ConversationRequest.Submitted it,
      Optional<Facts> looked,
      Turn turn) {
    if (it.fields().getOrDefault(PressForm.FIELD, "").isBlank()) {
      return new ConversationReply.Corrections(Map.of(PressForm.FIELD, "This needs a text."));
    }
    var form = PressForm.parse(it.value());
    if (form.isEmpty() || looked.isEmpty()) {
      return new ConversationReply.Received();
    }
    Consumer<String> tell = text -> chat.tell(form.get().channel(), it.by(), text);
    var text = presses.submitted(chat, delivery, it, form.get(), looked.get(), turn, tell);
    if (text.startsWith(ChatCommands.NOT_RECORDED)) {
      return new ConversationReply.Corrections(Map.of(PressForm.FIELD, text));
    }
    return said(text);
  }

  /** What was under way as the time ended is told of where answers go. */
  private ConversationReply commanded(
      Chat chat, ChatDelivery delivery, ConversationRequest.Commanded it, Turn turn) {
    var text = commands.typed(chat, delivery, it, turn);
    if (turn.left().isZero()) {
      chat.answer(it.answerAddress(), text);
    }
    return said(text);
  }

  /** Says something to who pressed once they were answered. */
  static Consumer<String> later(Chat chat, ConversationRequest.Pressed it) {
    return text -> {
      if (it.answerAddress().isEmpty()) {
        chat.tell(it.channel(), it.by(), text);
      } else {
        chat.answer(it.answerAddress(), text);
      }
    };
  }

  private static ConversationReply said(String text) {
    return text.isEmpty() ? new ConversationReply.Received() : new ConversationReply.Private(text);
  }
}
