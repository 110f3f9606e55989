package io.countersign.server.alert;

import io.countersign.connectors.intake.AlertBatch;
import io.countersign.connectors.intake.AlertCollector;
import io.countersign.connectors.intake.AlertObservation;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.RefusalCode;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.server.intake.IntakeMetrics;
import io.countersign.server.intake.IntakeSubmissions;
import io.countersign.server.intake.ToldAdjustments;
import io.countersign.server.web.BlobFactory;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.body.DeliveryBody;
import io.countersign.server.web.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The intake of delivered alerts: a delivery is one commit as a rule, several where that takes
 * long, and the answer comes after the last (invariant 6). Where none comes, a part of it may be
 * recorded: sent again, that part is a repetition. What can't be taken is recorded before it's
 * refused.
 */
@Component
final class AlertIntake {
  private final CommandSender commands;
  private final IntakeSubmissions events;
  private final HeartbeatWatch heartbeats;
  private final IntakeMetrics metrics;

  AlertIntake(
      CommandSender commands,
      IntakeSubmissions events,
      HeartbeatWatch heartbeats,
      IntakeMetrics metrics) {
    this.commands = commands;
    this.events = events;
    this.heartbeats = heartbeats;
    this.metrics = metrics;
  }

  /**
   * What became of a delivery.
   *
   * @param raised one that ended an episode and began another is among those resolved, too
   * @param suppressed on purpose not acted upon: heartbeats, what a mute holds back, what had ended
   * @param refused those beyond the most of one delivery among them
   * @param problems of the first alerts that were refused
   * @param adjusted how many were kept, but not as they came
   * @param adjustments what was done to the first of those
   */
  record Taken(
      long position,
      int received,
      int raised,
      int repeated,
      int resolved,
      int suppressed,
      int refused,
      @Nullable List<InputProblem> problems,
      int adjusted,
      @Nullable List<InputProblem> adjustments) {}

  /**
   * @throws RefusedException when none of it can be taken
   */
  Taken take(DeliveryBody body, IntegrationSettings integration, Origin origin) {
    var parsed = body.parse(it -> integration.type().parse(it, integration, origin.at()));
    return switch (parsed) {
      case ParsedBody.Accepted<AlertBatch>(var batch) -> record(batch, integration, origin);
      case ParsedBody.Malformed<AlertBatch>(var problems) ->
          throw refused(
              new RefusedException(
                  RefusalCode.BAD_REQUEST, RefusalCode.BAD_REQUEST.meaning(), problems),
              integration,
              origin);
      case ParsedBody.TooLarge<AlertBatch>(var problem) ->
          throw refused(
              new RefusedException(RefusalCode.TOO_LARGE, problem.toString()), integration, origin);
    };
  }

  private RefusedException refused(
      RefusedException refusal, IntegrationSettings integration, Origin origin) {
    var problems =
        refusal.errors().isEmpty()
            ? List.of(new InputProblem("", refusal.detail()))
            : refusal.errors();
    var _ = commands.receipts(events.refused(integration, refusal.code(), problems, origin));
    metrics.refused(1);
    return refusal;
  }

  private Taken record(AlertBatch batch, IntegrationSettings integration, Origin origin) {
    var submissions = new ArrayList<Submission>();
    var alerts = batch.observations();
    for (int i = 0; i < alerts.size(); i++) {
      submissions.add(submission(alerts.get(i), i, origin));
    }
    submissions.addAll(
        events.refused(integration, RefusalCode.BAD_REQUEST, batch.refused(), origin));
    submissions.addAll(events.refused(integration, RefusalCode.TOO_LARGE, untaken(batch), origin));
    submissions.addAll(events.truncated(integration, batch, origin));
    heartbeats.seen(batch.heartbeats(), origin);
    submissions.addAll(heartbeats.back(origin.at()));
    var receipts = submissions.isEmpty() ? List.<Receipt>of() : commands.receipts(submissions);
    var outcomes = IntakeOutcomes.of(receipts.subList(0, alerts.size()));
    metrics.taken(outcomes.counts());
    int refused = batch.refused().size() + batch.untaken();
    metrics.refused(refused);
    return new Taken(
        commands.position(receipts),
        batch.received(),
        outcomes.raised(),
        outcomes.repeated(),
        outcomes.resolved(),
        outcomes.suppressed() + batch.heartbeats().size(),
        refused,
        refused == 0 ? null : problems(batch),
        batch.adjusted().size(),
        ToldAdjustments.of(batch.adjusted()));
  }

  /** A sender is told, and so is the record: what isn't taken isn't lost in silence. */
  private static List<InputProblem> untaken(AlertBatch batch) {
    return batch.untaken() == 0
        ? List.of()
        : List.of(
            new InputProblem(
                "/alerts",
                batch.untaken()
                    + " beyond the first "
                    + AlertCollector.MAX_ALERTS
                    + " weren't taken: send them in further deliveries"));
  }

  private static List<InputProblem> problems(AlertBatch batch) {
    return Stream.concat(
            untaken(batch).stream(), batch.refused().stream().limit(ParsedBody.MOST_PROBLEMS))
        .toList();
  }

  private static Submission submission(AlertObservation alert, int number, Origin origin) {
    var context = origin.context("alert" + number, null);
    if (alert.annotations().isEmpty()) {
      return new Submission.OfCommand(alert.observation(), context);
    }
    Blob annotations = BlobFactory.json(alert.annotations().getBytes(StandardCharsets.UTF_8));
    return new Submission.OfCommand(alert.with(annotations.ref()), context, List.of(annotations));
  }
}
