package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Surface;
import io.countersign.domain.access.Sight;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.access.link.AccountLinking;
import io.countersign.server.access.link.AccountLinking.Redeemed;
import io.countersign.server.conversation.ChatPersons.Who;
import io.countersign.server.conversation.turn.Turn;
import io.countersign.server.web.problem.RefusedException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The desk of {@code /countersign}: what it answers is for who typed it alone. */
@Component
final class SlashDesk {
  static final String HELP =
      """
      /countersign status - what is open, in numbers
      /countersign incidents - the newest incidents that are open
      /countersign approvals - the plans that wait for a decision
      /countersign link CODE - links this account to you (countersign link shows the code)
      /countersign help - this\
      """;

  private final ChatPersons persons;
  private final ChatReadings readings;
  private final AccountLinking linking;
  private final PrincipalNames names;

  SlashDesk(
      ChatPersons persons, ChatReadings readings, AccountLinking linking, PrincipalNames names) {
    this.persons = persons;
    this.readings = readings;
    this.linking = linking;
    this.names = names;
  }

  String typed(Chat chat, ChatDelivery delivery, ConversationRequest.Commanded it, Turn turn) {
    var words = it.text().strip().split("\\s+", 2);
    var rest = words.length > 1 ? words[1] : "";
    var word = words[0].toLowerCase(Locale.ROOT);
    return word.equals("link")
        ? link(chat, delivery, it, rest, turn)
        : read(chat, delivery, it.by(), word)
            .orElseGet(
                () ->
                    word.isEmpty() || word.equals("help")
                        ? HELP
                        : "There is no such command.\n" + HELP);
  }

  /** The answer to a word that asks for a reading, however it was said; empty for any other. */
  Optional<String> read(Chat chat, ChatDelivery delivery, ConversationPerson by, String word) {
    return switch (word) {
      case "status" -> Optional.of(read(chat, delivery, by, readings::status));
      case "incidents" -> Optional.of(read(chat, delivery, by, readings::incidents));
      case "approvals" -> Optional.of(read(chat, delivery, by, readings::approvals));
      default -> Optional.empty();
    };
  }

  private String read(
      Chat chat, ChatDelivery delivery, ConversationPerson by, Function<Sight, String> reading) {
    return switch (persons.of(chat, by, "read in " + chat.name(), delivery.at())) {
      case Who.Unasked _ -> "Your standing here can't be looked at now. Try again in a moment.";
      case Who.Refused(var code, var why) -> "Refused (" + code + "): " + why;
      case Who.Known who -> reading.apply(who.sight());
    };
  }

  private String link(
      Chat chat, ChatDelivery delivery, ConversationRequest.Commanded it, String code, Turn turn) {
    if (code.isBlank()) {
      return ChatPersons.howToLink(chat);
    }
    return switch (persons.linkable(chat, it.by(), delivery.at())) {
      case null -> redeemed(chat, it, code, turn);
      case Who.Refused(var refused, var why) -> "Refused (" + refused + "): " + why;
      case Who.Unasked _, Who.Known _ -> ChatCommands.NOT_RECORDED;
    };
  }

  private String redeemed(Chat chat, ConversationRequest.Commanded it, String code, Turn turn) {
    if (!turn.begin()) {
      return ChatCommands.NOT_RECORDED;
    }
    var by = it.by();
    try {
      return switch (linking.redeem(Surface.CHAT, chat.name(), by.workspace(), by.id(), code)) {
        case Redeemed.Linked(PrincipalId person) ->
            "This account is now "
                + names.lookup().orId(person.value())
                + "'s. If that isn't you,"
                + " tell an administrator.";
        case Redeemed.Refused(var refused, var why) -> "Refused (" + refused + "): " + why;
      };
    } catch (RefusedException _) {
      return ChatCommands.NOT_RECORDED;
    }
  }
}
