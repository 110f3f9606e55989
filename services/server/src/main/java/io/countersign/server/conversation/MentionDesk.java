package io.countersign.server.conversation;

import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.conversation.ChatPersons.Who;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The desk of mentions: a word of the slash command's is answered as that answers it; else, in the
 * thread of an incident's card, it tells how that incident is, to who asks alone and as far as they
 * may see it; elsewhere it tells what can be asked.
 */
@Component
final class MentionDesk {
  private static final Pattern INCIDENT = Pattern.compile("inc_[0-9a-f]{16}");
  private static final Pattern REMEDIATION = Pattern.compile("rem_[0-9a-f]{16}");

  private final ChatPersons persons;
  private final SlashDesk commands;
  private final ChatReadings readings;
  private final Remediations remediations;
  private final PostedCards cards;

  MentionDesk(
      ChatPersons persons,
      SlashDesk commands,
      ChatReadings readings,
      Remediations remediations,
      ObjectProvider<PostedCards> cards) {
    this.persons = persons;
    this.commands = commands;
    this.readings = readings;
    this.remediations = remediations;
    this.cards = cards.getIfAvailable(() -> (_, _, _) -> Optional.empty());
  }

  String mentioned(Chat chat, ChatDelivery delivery, ConversationRequest.Mentioned it) {
    var word = it.text().strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
    return commands
        .read(chat, delivery, it.by(), word)
        .orElseGet(() -> word.equals("help") ? SlashDesk.HELP : incident(chat, delivery, it));
  }

  private String incident(Chat chat, ChatDelivery delivery, ConversationRequest.Mentioned it) {
    var incident = cards.keyOf(chat.name(), it.channel(), it.thread()).flatMap(this::incidentOf);
    if (incident.isEmpty()) {
      return SlashDesk.HELP;
    }
    return switch (persons.of(chat, it.by(), "read in " + chat.name(), delivery.at())) {
      case Who.Unasked _ -> "Your standing here can't be looked at now. Try again in a moment.";
      case Who.Refused(var code, var why) -> "Refused (" + code + "): " + why;
      case Who.Known who ->
          readings
              .incident(incident.get(), who.sight())
              .orElse("There is no such incident that you may see.");
    };
  }

  /** A card's key names an incident or a remediation, whatever else it says. */
  private Optional<String> incidentOf(String key) {
    var incident = INCIDENT.matcher(key);
    if (incident.find()) {
      return Optional.of(incident.group());
    }
    var remediation = REMEDIATION.matcher(key);
    return remediation.find()
        ? remediations.find(remediation.group()).map(Remediations.Row::incident)
        : Optional.empty();
  }
}
