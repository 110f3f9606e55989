package io.countersign.server.conversation.delivery;

import io.countersign.connectors.spi.conversation.PlainText;
import io.countersign.domain.Surface;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.conversation.ConversationPost;
import io.countersign.ledger.incident.IncidentTimeline;
import io.countersign.ledger.incident.IncidentTimeline.Entry;
import io.countersign.ledger.view.Cursor;
import io.countersign.ledger.view.Page;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.conversation.card.FittedText;
import io.countersign.server.conversation.card.ThreadLines;
import io.countersign.server.conversation.form.PressForm;
import io.countersign.server.summary.EventSummary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The words of the steps that a thread hasn't told yet: read from the record when they are told, so
 * that the names in them are those of now. What piled up is one message; the newest steps are in
 * it, and how many earlier ones there are.
 */
final class ThreadTelling {
  private static final int MOST = 3000;
  private static final int PAGE = 200;

  private final Ledger ledger;
  private final IncidentTimeline timeline;
  private final EventSummary summaries;
  private final PrincipalNames names;

  ThreadTelling(
      Ledger ledger, IncidentTimeline timeline, EventSummary summaries, PrincipalNames names) {
    this.ledger = ledger;
    this.timeline = timeline;
    this.summaries = summaries;
    this.names = names;
  }

  /**
   * The text of the steps behind {@code told} up to a position; empty where there are none.
   *
   * @param upTo position
   */
  String text(ConversationPost thread, long upTo) {
    var lookup = names.lookup();
    var lines = steps(thread, upTo).stream().flatMap(it -> line(it, lookup).stream()).toList();
    return FittedText.newest(lines, MOST, "countersign incident " + thread.incident());
  }

  /** Of notes only what asks for evidence here: whoever looks may have it. */
  private Optional<String> line(Entry entry, PrincipalNames.Lookup lookup) {
    return entry.event() instanceof IncidentEvent.Noted noted
        ? asked(entry, noted)
            .map(it -> Objects.requireNonNullElse(lookup.orId(entry.actor()), "") + ": " + it)
        : Optional.of(lookup.named(summaries.of(entry.event())));
  }

  private Optional<String> asked(Entry entry, IncidentEvent.Noted noted) {
    return entry.via().equalsIgnoreCase(Surface.CHAT.name())
        ? ledger
            .blob(noted.note())
            .map(it -> PlainText.line(new String(it, StandardCharsets.UTF_8)))
            .filter(it -> it.startsWith(PressForm.EVIDENCE_ASKED))
        : Optional.empty();
  }

  private List<Entry> steps(ConversationPost thread, long upTo) {
    var found = new ArrayList<Entry>();
    Page<Entry> page;
    long after = thread.progress().told();
    do {
      var request = new Page.Request(Cursor.of(after), PAGE);
      page = timeline.of(thread.incident(), false, request);
      page.items().stream()
          .filter(it -> it.position() <= upTo && ThreadLines.mayBeStep(it.event()))
          .forEach(found::add);
      after = page.items().isEmpty() ? upTo : page.items().getLast().position();
    } while (page.next() != null && after < upTo);
    return found;
  }
}
