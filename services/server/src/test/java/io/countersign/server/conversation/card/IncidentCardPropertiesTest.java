package io.countersign.server.conversation.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryConversation;
import io.countersign.connectors.spi.conversation.CardAction;
import io.countersign.domain.Reference;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.server.conversation.PressValue;
import io.countersign.server.incident.IncidentMeaning;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever tickets an incident has: its card can be posted, and tells of each. */
class IncidentCardPropertiesTest {
  private static final String ID = Remediations.INCIDENT.value();
  private static final List<String> HOSTILE =
      List.of("<!channel>", "*bold*", "\u202E", "\uD83D\uDE00\uD83D\uDE00", "line\nbreak");

  private final MemoryConversation chat = new MemoryConversation("chat", "C1");
  private final Buttons buttons = new Buttons(chat.inbox(), new PressValue.Place("C1", ID));

  static Stream<Long> seeds() {
    return IntStream.range(0, 200).mapToObj(Long::valueOf);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aCardFitsAndTellsOfEachTicket(long seed) {
    var random = new Random(seed);
    var tickets = new AnyTickets(random, HOSTILE);
    var card = card(random, tickets.facts()).face(buttons).card();
    var told =
        card.facts().stream()
            .filter(it -> it.label().equals("Tickets"))
            .findFirst()
            .map(it -> it.value())
            .orElse("");
    assertThat(card.facts()).hasSizeLessThanOrEqualTo(10);
    assertThat(told).hasSizeLessThanOrEqualTo(1000).doesNotContain("\u202E");
    assertThat(tickets.everyOneIsTold(told, "incident " + ID)).as(told).isTrue();
    assertThat(card.actions())
        .hasSizeLessThanOrEqualTo(5)
        .filteredOn(CardAction.OpenLink.class::isInstance)
        .extracting(it -> ((CardAction.OpenLink) it).url())
        .doesNotHaveDuplicates()
        .allMatch(it -> it.startsWith("https://"));
  }

  /** A later diagnosis goes before what was said without it, and nothing is said twice. */
  @Test
  void aCardSaysOneThingOfItsCause() {
    var none = new TicketFacts(List.of(), List.of());
    var meaning = new IncidentMeaning("Orders fail", "Users can't pay");
    var found =
        row(
            true,
            new IncidentInbox.Blamed(
                "service/rig/orders", Cause.Kind.values()[0], "release-42", 90));
    var later = new IncidentCard(found, meaning, true, List.of(), none, UnaryOperator.identity());
    assertThat(later.face(buttons).card().text())
        .contains("before the last diagnosis, which found a cause")
        .doesNotContain("nobody knows", "has to take over", "Orders fail");
    var earlier =
        new IncidentCard(found, meaning, false, List.of(), none, UnaryOperator.identity());
    assertThat(earlier.face(buttons).card().text())
        .contains("A person has to take over: nobody knows");
  }

  @Test
  void nobodyWorksOnWhatIsOver() {
    var none = new TicketFacts(List.of(), List.of());
    var meaning = new IncidentMeaning("Orders fail", "Users can't pay");
    var over =
        new IncidentCard(
            row(false, null), meaning, false, List.of(), none, UnaryOperator.identity());
    assertThat(over.face(buttons).card().facts())
        .extracting(it -> it.label() + it.value())
        .noneMatch(it -> it.contains("nobody"));
  }

  private static IncidentCard card(Random random, TicketFacts tickets) {
    var link = new Reference("jira", "ticket", "OPS-0", "https://jira.example.org/browse/OPS-0");
    return new IncidentCard(
        row(random.nextBoolean(), null),
        new IncidentMeaning("Orders fail", "Users can't pay"),
        false,
        List.of(link, link).subList(0, random.nextInt(2)),
        tickets,
        UnaryOperator.identity());
  }

  private static IncidentInbox.Row row(boolean open, IncidentInbox.@Nullable Blamed cause) {
    var at = Instant.parse("2026-11-27T12:00:00Z");
    return new IncidentInbox.Row(
        ID,
        1,
        "Orders fail",
        open ? IncidentInbox.State.OPEN : IncidentInbox.State.RESOLVED,
        Severity.ERROR,
        "rig",
        List.of("service/rig/orders"),
        List.of(),
        1,
        1,
        at,
        open ? null : at,
        null,
        open ? "usr_1" : null,
        null,
        null,
        "nobody knows",
        at,
        cause,
        1,
        List.of(Remediations.ID.value()),
        null,
        null,
        null,
        new IncidentInbox.FirstAlert("OrdersFail", "service/rig/orders", null),
        null);
  }
}
