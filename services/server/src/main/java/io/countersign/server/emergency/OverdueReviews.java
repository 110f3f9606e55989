package io.countersign.server.emergency;

import io.countersign.domain.emergency.ReviewEvent;
import io.countersign.ledger.Submission;
import io.countersign.ledger.emergency.Emergencies;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** The watch over reviews that are owed: one that is overdue is put on record once, and told. */
@Component
final class OverdueReviews {
  private final Emergencies emergencies;
  private final CommandSender commands;
  private final InstantSource clock;

  OverdueReviews(Emergencies emergencies, CommandSender commands, InstantSource clock) {
    this.emergencies = emergencies;
    this.commands = commands;
    this.clock = clock;
  }

  void look() {
    var overdue = emergencies.overdue(clock.instant()).stream().map(this::submission).toList();
    if (!overdue.isEmpty()) {
      var _ = commands.receipts(List.copyOf(overdue));
    }
  }

  private Submission submission(ReviewEvent.Overdue it) {
    return new Submission.OfStandaloneEvent(it, it.key(), SystemOrigin.context(clock.instant()));
  }
}
