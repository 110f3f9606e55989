package io.countersign.server.ticketing.shown;

import io.countersign.connectors.spi.TextLimit;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.ticketing.ChangeWord;
import io.countersign.domain.ticketing.TicketLink;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.ticketing.ChangeApprovals;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.incident.ticket.ShownTicket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The plan of a change request there, with what people there said of it. */
@Component
final class ChangeShown {
  private static final int MOST_CONFLICTS = 10;
  private static final int MOST_TEXT = 200;
  private static final int MOST_APPROVALS = 50;

  private final Ledger ledger;
  private final ChangeApprovals approvals;
  private final PrincipalNames names;

  ChangeShown(Ledger ledger, ChangeApprovals approvals, PrincipalNames names) {
    this.ledger = ledger;
    this.approvals = approvals;
    this.names = names;
  }

  ShownTicket.@Nullable Change of(TicketLinkId link, TicketLink state) {
    var planned = state.change();
    if (planned == null) {
      return null;
    }
    var lookup = names.lookup();
    return new ShownTicket.Change(
        planned.start(),
        planned.end(),
        conflicts(planned),
        approvals(link, planned.words(), lookup));
  }

  private List<ShownTicket.Approval> approvals(
      TicketLinkId link, Map<String, ChangeWord> words, PrincipalNames.Lookup lookup) {
    var counted = approvals.of(link).counted();
    return words.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, ChangeWord> it) -> it.getValue().at(),
                    Comparator.reverseOrder())
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_APPROVALS)
        .map(it -> approval(it.getKey(), it.getValue(), counted, lookup))
        .toList()
        .reversed();
  }

  private static ShownTicket.Approval approval(
      String account,
      ChangeWord word,
      Map<PrincipalId, Instant> counted,
      PrincipalNames.Lookup lookup) {
    var person = word.person();
    boolean counts =
        word.approved() && word.why() == null && person != null && counted.containsKey(person);
    var why = word.why();
    return new ShownTicket.Approval(
        account,
        person == null ? null : lookup.orId(person.value()),
        word.approved(),
        word.at(),
        counts,
        why == null || counts ? null : TicketWords.obstacle(why));
  }

  private List<String> conflicts(TicketLink.PlannedChange planned) {
    var said = planned.said();
    if (planned.conflicts() == 0 || said == null) {
      return List.of();
    }
    return ledger
        .blob(said)
        .map(it -> new String(it, StandardCharsets.UTF_8))
        .map(it -> it.lines().limit(MOST_CONFLICTS).map(ChangeShown::cut).toList())
        .orElse(List.of(planned.conflicts() + " whose words were erased"));
  }

  private static String cut(String line) {
    return TextLimit.cut(line, MOST_TEXT);
  }
}
