package io.countersign.server.change;

import io.countersign.connectors.canonical.CanonicalChanges;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.change.ChangeAnswer;
import io.countersign.domain.Answer;
import io.countersign.domain.RefusalCode;
import io.countersign.server.intake.IntakeSubmissions;
import io.countersign.server.intake.ToldAdjustments;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.body.DeliveryBody;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The intake of delivered changes: a delivery is one commit as a rule, several where that takes
 * long, and the answer comes after the last (invariant 6). Where none comes, a part of it may be
 * recorded: sent again, that part is a repetition. What can't be taken is recorded before it's
 * refused.
 */
@Component
final class ChangeIntake {
  private final ChangeRecording recording;
  private final CommandSender commands;
  private final IntakeSubmissions submissions;

  ChangeIntake(ChangeRecording recording, CommandSender commands, IntakeSubmissions submissions) {
    this.recording = recording;
    this.commands = commands;
    this.submissions = submissions;
  }

  /**
   * What became of a delivery.
   *
   * @param repeated known already
   * @param adjusted how many were kept, but not as they came
   * @param adjustments what was done to the first of those
   */
  record Taken(
      long position,
      int received,
      long observed,
      long repeated,
      int refused,
      @Nullable List<InputProblem> problems,
      int adjusted,
      @Nullable List<InputProblem> adjustments) {}

  /**
   * @throws RefusedException when none of it can be taken
   */
  Taken take(DeliveryBody body, IntegrationSettings integration, Origin origin) {
    return switch (body.parse(it -> CanonicalChanges.parse(it, integration, origin.at()))) {
      case ParsedBody.Accepted<ChangeAnswer>(var answer) -> record(answer, integration, origin);
      case ParsedBody.Malformed<ChangeAnswer>(var problems) ->
          throw refused(
              new RefusedException(
                  RefusalCode.BAD_REQUEST, RefusalCode.BAD_REQUEST.meaning(), problems),
              integration,
              origin);
      case ParsedBody.TooLarge<ChangeAnswer>(var problem) ->
          throw refused(
              new RefusedException(RefusalCode.TOO_LARGE, problem.toString()), integration, origin);
    };
  }

  private RefusedException refused(
      RefusedException refusal, IntegrationSettings integration, Origin origin) {
    var detail = "a delivery of changes: " + refusal.detail();
    var _ = commands.receipts(submissions.delivery(integration, refusal.code(), detail, origin));
    return refusal;
  }

  private Taken record(ChangeAnswer answer, IntegrationSettings integration, Origin origin) {
    var refused =
        submissions.refused(integration, RefusalCode.BAD_REQUEST, answer.problems(), origin);
    if (!refused.isEmpty()) {
      var _ = commands.receipts(refused);
    }
    var receipts = recording.record(answer.changes(), i -> origin.context("change" + i, null));
    long observed = receipts.stream().filter(it -> it.answer() instanceof Answer.Done).count();
    var problems = answer.problems();
    return new Taken(
        commands.position(receipts),
        answer.changes().size() + problems.size(),
        observed,
        answer.changes().size() - observed,
        problems.size(),
        problems.isEmpty() ? null : problems,
        answer.adjusted().size(),
        ToldAdjustments.of(answer.adjusted()));
  }
}
