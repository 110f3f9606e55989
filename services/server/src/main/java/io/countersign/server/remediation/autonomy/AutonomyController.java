package io.countersign.server.remediation.autonomy;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.confirmation.ConfirmationSubject.RunbookPromotion;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.remediation.autonomy.AutonomyCommand.ConsiderPromotion;
import io.countersign.domain.remediation.autonomy.AutonomyCommand.DemoteRunbook;
import io.countersign.server.access.confirmation.ProposedChanges;
import io.countersign.server.planning.RunbooksInForce;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints that let a runbook be carried out without asking, and end that. */
@RestController
@RequestMapping("/api/v1/runbooks/{runbook}")
class AutonomyController {
  private static final int PART = 200;
  private static final int USUAL_DAYS = 30;

  /**
   * @param days from today on, 30 where it isn't said; 90 at most
   */
  record Promotion(@Nullable String environment, @Nullable Integer days) {}

  /**
   * @param reason why people are to be asked again
   */
  record Demotion(@Nullable String environment, @Nullable String reason) {}

  /**
   * What came of it.
   *
   * @param outcome {@code proposed}: another person has to confirm it
   */
  record Proposed(long position, String outcome, String confirmation) {}

  private final RunbooksInForce runbooks;
  private final ProposedChanges proposals;
  private final CommandSender commands;

  AutonomyController(RunbooksInForce runbooks, ProposedChanges proposals, CommandSender commands) {
    this.runbooks = runbooks;
    this.proposals = proposals;
    this.commands = commands;
  }

  /**
   * Of the runbook as it is in force; with another content it has to be earned anew. Who doesn't
   * see all of the environment isn't told what it has earned there: they are refused as proposers.
   */
  @PostMapping("/promote")
  Proposed promote(@PathVariable String runbook, @RequestBody Promotion body, Origin origin) {
    var environment = environment(body.environment());
    var content = inForce(runbook).digest();
    consider(new ConsiderPromotion(runbook, content, environment), origin);
    var days = Objects.requireNonNullElse(body.days(), USUAL_DAYS);
    if (days < 1 || days > 90) {
      throw RefusedException.badRequest("/days", "must be 1 to 90");
    }
    var until = origin.at().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(days));
    var change = new RunbookPromotion(runbook, content, environment, until);
    var proposed = proposals.propose(change, origin);
    return new Proposed(proposed.position(), "proposed", proposed.confirmation().value());
  }

  /** What hasn't earned it is refused before anybody is asked, and on record. */
  private void consider(ConsiderPromotion command, Origin origin) {
    try {
      var _ = commands.send(command, origin.context("consider", null));
    } catch (RefusedException refused) {
      throw refused.asAttempt();
    }
  }

  private Runbook inForce(String id) {
    return runbooks.runbooks().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    RefusalCode.UNKNOWN_RUNBOOK, "No runbook in force is called " + id + "."));
  }

  /** By one person, at once. */
  @PostMapping("/demote")
  CommandSender.Written demote(
      @PathVariable String runbook, @RequestBody Demotion body, Origin origin) {
    var reason = ParameterParsing.optional("reason", body.reason(), 1000);
    var environment = environment(body.environment());
    return commands.send(
        new DemoteRunbook(runbook, environment, reason, null, null), origin.context(null));
  }

  private static String environment(@Nullable String text) {
    return ParameterParsing.text("environment", text, PART);
  }
}
