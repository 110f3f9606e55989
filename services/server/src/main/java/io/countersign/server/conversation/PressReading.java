package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationMember.Standing;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.domain.access.Sight;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.ViewReader;
import io.countersign.server.conversation.ChatPersons.Found;
import io.countersign.server.conversation.form.PressForm;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The reading of what a press is judged by before its command is sent. */
@Component
final class PressReading {
  /**
   * What the record says of a press, as of one moment.
   *
   * @param card the key of the message that was pressed on; empty where it isn't known
   * @param plan that it's about, within who pressed's sight
   * @param incident whether it's about an incident within their sight
   * @param standing theirs in the chat, which may still be asked; empty where it can't be told
   */
  record Facts(
      Found who,
      Optional<String> card,
      Optional<Remediations.Row> plan,
      boolean incident,
      Supplier<Optional<Standing>> standing) {
    /** Of who doesn't act as anybody, or on nothing. */
    private static Facts of(Found who, Supplier<Optional<Standing>> standing) {
      return new Facts(who, Optional.empty(), Optional.empty(), false, standing);
    }
  }

  private final Transactions entrance;
  private final ChatPersons persons;
  private final PostedCards cards;

  PressReading(Ledger ledger, ChatPersons persons, ObjectProvider<PostedCards> cards) {
    this.entrance = ledger.entrance();
    this.persons = persons;
    this.cards = cards.getIfAvailable(() -> (_, _, _) -> Optional.empty());
  }

  /**
   * The standing that a press is judged by. No decision rests on what was said of it a while ago:
   * for one the chat is asked from here on, while the record is read.
   */
  Supplier<Optional<Standing>> standing(
      Chat chat, ConversationPerson by, PressForm form, Instant at) {
    return PressValue.parse(form.value())
        .map(it -> it.act().decides())
        .map(it -> it ? persons.anew(chat, by, at) : persons.remembered(chat, by, at))
        .orElse(Optional::empty);
  }

  /** Within the entrance's transaction; neither a chat nor a command is waited for. */
  Facts of(
      Chat chat,
      ConversationPerson by,
      PressForm form,
      Instant at,
      Supplier<Optional<Standing>> standing) {
    var value = PressValue.parse(form.value());
    if (value.isEmpty()) {
      return Facts.of(Found.NOBODY, standing);
    }
    var who = persons.find(chat, by, at);
    if (who.seeing().isEmpty()) {
      return Facts.of(who, standing);
    }
    var sight = who.seeing().get().sight();
    var subject = value.get().subject();
    var card = cards.keyOf(chat.name(), form.channel(), form.message());
    return value.get().isOfIncident()
        ? new Facts(who, card, Optional.empty(), incident(subject, sight), standing)
        : new Facts(who, card, plan(subject, sight), false, standing);
  }

  private boolean incident(String id, Sight sight) {
    return ViewReader.within(entrance, query -> IncidentInbox.exists(id, sight, query));
  }

  private Optional<Remediations.Row> plan(String id, Sight sight) {
    return ViewReader.within(entrance, query -> Remediations.find(id, sight, query));
  }
}
