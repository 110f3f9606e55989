package io.countersign.server.remediation.autonomy;

import io.countersign.domain.planning.Runbook;
import io.countersign.domain.remediation.autonomy.AutonomyNews.PromotionEarned;
import io.countersign.ledger.Submission;
import io.countersign.ledger.remediation.autonomy.RunbookAutonomy;
import io.countersign.server.planning.RunbooksInForce;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The runbooks that have earned a promotion and aren't promoted: put on record once, so that who
 * may propose it is told. The product promotes nothing by itself.
 */
@Component
final class EarnedRunbooks {
  private final RunbooksInForce runbooks;
  private final RunbookAutonomy autonomy;
  private final CommandSender commands;
  private final InstantSource clock;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  EarnedRunbooks(
      RunbooksInForce runbooks,
      RunbookAutonomy autonomy,
      CommandSender commands,
      InstantSource clock) {
    this.runbooks = runbooks;
    this.autonomy = autonomy;
    this.commands = commands;
    this.clock = clock;
  }

  /** Those of runbooks as they are, by runbook and environment; all uses are read once. */
  Stream<PromotionEarned> of(Collection<Runbook> runbooks, Instant now) {
    var byContent =
        runbooks.stream().collect(Collectors.toMap(Runbook::digest, Runbook::id, (a, _) -> a));
    return autonomy.uses().stream()
        .flatMap(
            it ->
                Stream.ofNullable(byContent.get(it.content()))
                    .map(runbook -> new Candidate(it, runbook)))
        .filter(it -> autonomy.promotion(it.runbook, it.use.environment()).isEmpty())
        .map(this::earned)
        .filter(it -> it.record().shortfall(now).isEmpty());
  }

  private record Candidate(RunbookAutonomy.Use use, String runbook) {}

  private PromotionEarned earned(Candidate candidate) {
    var use = candidate.use;
    return new PromotionEarned(
        candidate.runbook,
        use.content(),
        use.environment(),
        autonomy.record(use.content(), use.environment()));
  }

  void look() {
    var now = clock.instant();
    var found =
        of(runbooks.runbooks(), now)
            .filter(it -> told.add(it.key()))
            .map(it -> submission(it, now))
            .toList();
    if (!found.isEmpty()) {
      var _ = commands.receipts(List.copyOf(found));
    }
  }

  private static Submission submission(PromotionEarned it, Instant now) {
    return new Submission.OfStandaloneEvent(it, it.key(), SystemOrigin.context(now));
  }
}
