package io.countersign.server.remediation.notice;

import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.summary.Phrases;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of a plan for whoever reads them on a telephone: what it would do, who asks, until when
 * it can be decided; and once it's decided, how and by whom. People are named as they are called
 * now.
 */
final class PlanNews {
  private static final DateTimeFormatter TO_THE_MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int STEPS = 5;

  private final Directory directory;

  PlanNews(Ledger ledger) {
    directory = new Directory(ledger.transactions());
  }

  /** What is to be known of it, in the order in which it's read. */
  List<Notice.Fact> facts(Remediations.Row row) {
    var request = row.request();
    var plan = row.plan();
    return Stream.of(
            new Notice.Fact("Does", does(plan.steps())),
            new Notice.Fact("For", plan.cause()),
            new Notice.Fact("May notice", String.join(", ", plan.affected())),
            new Notice.Fact("Asked by", asker(row)),
            new Notice.Fact("Until", request == null ? "" : minute(request.expiresAt())))
        .filter(it -> !it.value().isBlank())
        .toList();
  }

  /** Until then somebody can decide; afterwards it's over. */
  static String minute(Instant at) {
    return TO_THE_MINUTE.format(at);
  }

  private static String does(List<PlannedStep> steps) {
    var told =
        steps.stream()
            .limit(STEPS)
            .map(PlannedStep::inWords)
            .collect(Collectors.joining(", then "));
    return steps.size() > STEPS ? told + " and " + (steps.size() - STEPS) + " more" : told;
  }

  private String asker(Remediations.Row row) {
    return row.proposer().equals(PrincipalId.SYSTEM.value())
        ? "Countersign, by runbook " + row.plan().runbook()
        : name(row.proposer());
  }

  /** How it was decided, in a word; empty for all other news. */
  static String verdict(RemediationEvent event) {
    return switch (event) {
      case RemediationEvent.Approved _ -> "Approved";
      case RemediationEvent.ApprovalDenied _ -> "Denied";
      default -> "";
    };
  }

  /** By whom it was decided, and why; empty for all other news. */
  String decided(RemediationEvent event, Remediations.Row row) {
    return switch (event) {
      case RemediationEvent.Approved it ->
          it.by().isEmpty()
              ? "approved by policy: nobody had to be asked"
              : "approved by "
                  + it.by().stream()
                      .map(who -> name(who.value()) + reason(row, who.value()))
                      .collect(Collectors.joining(" and by "));
      case RemediationEvent.ApprovalDenied it ->
          "denied by " + name(it.by().value()) + Phrases.reason(it.reason());
      default -> "";
    };
  }

  private static String reason(Remediations.Row row, String who) {
    return row.approvals().stream()
        .filter(it -> it.by().equals(who))
        .findFirst()
        .map(it -> Phrases.reason(it.reason()))
        .orElse("");
  }

  private String name(String id) {
    return directory.byId(new PrincipalId(id)).map(Directory.Entry::login).orElse(id);
  }
}
