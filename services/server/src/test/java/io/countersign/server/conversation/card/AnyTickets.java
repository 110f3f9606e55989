package io.countersign.server.conversation.card;

import io.countersign.server.incident.ticket.ShownTicket;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tickets of any number with any text in them, as other systems might have them. */
final class AnyTickets {
  private static final Instant AT = Instant.parse("2026-11-27T12:00:00Z");

  private final Random random;
  private final List<String> hostile;
  private final List<ShownTicket> own;
  private final List<ShownTicket> incident;

  AnyTickets(Random random, List<String> hostile) {
    this.random = random;
    this.hostile = hostile;
    this.own = some();
    this.incident = some();
  }

  TicketFacts facts() {
    return new TicketFacts(own, incident);
  }

  /** Each by its state, or else said where all of it stands. */
  boolean everyOneIsTold(String told, String command) {
    long all = own.size() + incident.size();
    long shown = told.lines().filter(it -> it.contains("linked-here")).count();
    return shown == all || told.endsWith("countersign " + command);
  }

  private List<ShownTicket> some() {
    return IntStream.range(0, random.nextInt(4)).mapToObj(this::ticket).toList();
  }

  private ShownTicket ticket(int number) {
    var urls =
        List.of("https://jira.example.org/browse/OPS-", "javascript:x", "no address <!here>");
    var url = urls.get(random.nextInt(urls.size())) + number + "x".repeat(random.nextInt(2_500));
    return new ShownTicket(
        "jira/inc_" + number,
        "incident",
        random.nextBoolean() ? text(90) : null,
        random.nextInt(3) == 0 ? null : url,
        "linked",
        "linked-here, last error " + text(1 + random.nextInt(400)),
        null,
        Stream.of(new ShownTicket.Conflict("a", text(200), "", "", "settle"))
            .limit(random.nextInt(2))
            .toList(),
        List.of(),
        random.nextBoolean() ? null : change());
  }

  private ShownTicket.Change change() {
    var approval =
        new ShownTicket.Approval(
            text(100), random.nextBoolean() ? null : text(60), true, AT, false, text(100));
    return new ShownTicket.Change(
        random.nextBoolean() ? null : AT,
        AT,
        random.nextBoolean() ? List.of() : List.of(text(200), text(200)),
        Stream.generate(() -> approval).limit(random.nextInt(9)).toList());
  }

  private String text(int longest) {
    var text = new StringBuilder("t");
    while (text.length() < longest) {
      text.append(random.nextInt(4) == 0 ? hostile.get(random.nextInt(hostile.size())) : "w");
    }
    return text.toString();
  }
}
