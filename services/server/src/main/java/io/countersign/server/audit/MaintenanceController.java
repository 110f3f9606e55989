package io.countersign.server.audit;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessEvent.MaintenanceOrdered;
import io.countersign.domain.access.AccessEvent.MaintenanceOrdered.Maintenance;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.process.DeadLetters.DeadLetter;
import io.countersign.ledger.process.FollowerStatus;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints of those who look after the product's own works. What they order is recorded. */
@RestController
class MaintenanceController {
  /** How far everything has come that follows the record. */
  record Views(List<FollowerStatus> followers, FollowerStatus.@Nullable Rebuild rebuild) {}

  /** What automations failed at for good, the oldest first. */
  record Letters(List<DeadLetter> items) {}

  /**
   * What became of a dead letter.
   *
   * @param position of what was recorded about it
   * @param outcome {@code taken}, {@code dropped} or {@code failed}
   * @param failure why it failed once more
   */
  record Treated(long position, String outcome, @Nullable String failure) {}

  private final Ledger ledger;
  private final CommandSender commands;

  MaintenanceController(Ledger ledger, CommandSender commands) {
    this.ledger = ledger;
    this.commands = commands;
  }

  @GetMapping("/api/v1/views")
  Views views() {
    return new Views(ledger.followers(), ledger.rebuild().orElse(null));
  }

  /** Begins it; {@code GET /api/v1/views} tells how far it has come. */
  @PostMapping("/api/v1/views/rebuild")
  @ResponseStatus(HttpStatus.ACCEPTED)
  CommandSender.Written rebuild(Origin origin) {
    if (ledger.rebuild().filter(FollowerStatus.Rebuild::running).isPresent()) {
      throw new RefusedException(RefusalCode.ALREADY_RUNNING);
    }
    long position = recorded(Maintenance.VIEWS_REBUILD, "", origin);
    Thread.ofVirtual().name("views-rebuild").start(() -> ledger.rebuildViews(origin.caller().id()));
    return new CommandSender.Written(position, "done");
  }

  @GetMapping("/api/v1/dead-letters")
  Letters deadLetters() {
    return new Letters(ledger.automations().deadLetters());
  }

  @PostMapping("/api/v1/dead-letters/{automation}/{position}/retry")
  Treated retry(@PathVariable String automation, @PathVariable long position, Origin origin) {
    long at = recorded(Maintenance.DEAD_LETTER_RETRY, known(automation, position), origin);
    var failure =
        ledger
            .automations()
            .retry(automation, position)
            .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_DEAD_LETTER));
    return failure.isEmpty() ? new Treated(at, "taken", null) : new Treated(at, "failed", failure);
  }

  @PostMapping("/api/v1/dead-letters/{automation}/{position}/drop")
  Treated drop(@PathVariable String automation, @PathVariable long position, Origin origin) {
    long at = recorded(Maintenance.DEAD_LETTER_DROP, known(automation, position), origin);
    if (!ledger.automations().drop(automation, position)) {
      throw new RefusedException(RefusalCode.UNKNOWN_DEAD_LETTER);
    }
    return new Treated(at, "dropped", null);
  }

  /** What isn't there isn't ordered; its name comes from the caller. */
  private String known(String automation, long position) {
    return ledger.automations().deadLetters().stream()
        .filter(it -> it.automation().equals(automation) && it.position() == position)
        .findFirst()
        .map(it -> it.automation() + " " + it.position())
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_DEAD_LETTER));
  }

  private long recorded(Maintenance work, String subject, Origin origin) {
    var event = new MaintenanceOrdered(origin.caller().id(), work, subject);
    var submission =
        new Submission.OfStandaloneEvent(event, "", origin.context("maintenance", null));
    return commands.position(commands.receipts(List.of(submission)));
  }
}
