package io.countersign.server.access.confirmation;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.ConfirmationCommand.BeginChange;
import io.countersign.domain.access.ConfirmationCommand.CompleteChange;
import io.countersign.domain.access.ConfirmationCommand.ConfirmChange;
import io.countersign.domain.access.ConfirmationCommand.FailChange;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.ConfirmationSubject;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.Confirmations;
import io.countersign.server.access.login.PasswordResets;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.SystemOrigin;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The changes that a second person confirmed: carried out at once, by that person; what broke off
 * there, by the product. Each command's id follows from the confirmation, so nothing is done twice.
 */
@Component
public final class ConfirmedChanges {
  /** Longer than anybody waits who carries one out. */
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(ConfirmedChanges.class);

  private final Map<Class<?>, ChangeExecutor<?>> executors;
  private final Confirmations confirmations;
  private final PasswordResets resets;
  private final CommandSender commands;
  private final InstantSource clock;

  ConfirmedChanges(
      List<ChangeExecutor<?>> executors,
      Confirmations confirmations,
      PasswordResets resets,
      CommandSender commands,
      InstantSource clock) {
    this.executors =
        executors.stream().collect(Collectors.toMap(ChangeExecutor::kind, Function.identity()));
    this.confirmations = confirmations;
    this.resets = resets;
    this.commands = commands;
    this.clock = clock;
  }

  /** What came of it. */
  public record Carried(long position, @Nullable String secret) {}

  public List<String> lines(ConfirmationSubject change) {
    return executor(change).lines(change);
  }

  /**
   * The decision first. Confirmed again by the same person, it's carried out if it broke off; and
   * they are told another second half of the secret, as long as nobody used it.
   */
  public Carried confirm(ConfirmationId id, Digest digest, Origin origin) {
    var agreed =
        commands.send(new ConfirmChange(id, digest), origin.context("confirm", id.value()));
    var row =
        confirmations
            .find(id)
            .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_CONFIRMATION));
    var handover = executor(row.subject()).handover(row.subject());
    if (row.state() == Confirmations.State.COMPLETED) {
      var unused = handover.filter(it -> resets.isOutstanding(it.person(), it.reset()));
      return new Carried(agreed.position(), second(unused));
    }
    var secret = second(handover);
    return new Carried(carryOut(row, part -> origin.contextOf(id.value(), part)), secret);
  }

  private @Nullable String second(Optional<ChangeExecutor.Handover> handover) {
    return handover.map(it -> resets.issue(it.reset(), PasswordResets.SECOND)).orElse(null);
  }

  /** Goes on with what broke off; what can't be carried out any more is recorded as failed. */
  public void resume() {
    for (var row : confirmations.brokenOff(clock.instant().minus(PATIENCE))) {
      try {
        resume(row);
      } catch (RefusedException e) {
        LOG.warn("{} wasn't carried out: {}", row.confirmation(), e.code());
      } catch (RuntimeException e) { // the younger ones don't wait for it
        LOG.warn("{} wasn't carried out", row.confirmation(), e);
      }
    }
  }

  private void resume(Confirmations.Row row) {
    executor(row.subject())
        .handover(row.subject())
        .ifPresent(it -> resets.ensure(it.reset(), PasswordResets.SECOND));
    var id = row.confirmation().value();
    var _ = carryOut(row, part -> SystemOrigin.contextOf(clock.instant(), id, part));
  }

  private long carryOut(Confirmations.Row row, ChangeExecutor.Contexts contexts) {
    var id = row.confirmation();
    try {
      var submissions = executor(row.subject()).submissions(row.subject(), id, contexts);
      if (submissions.stream().noneMatch(Submission.OfCommand.class::isInstance)) {
        var _ = commands.send(new BeginChange(id), contexts.of("begin"));
      }
      commands.all(submissions);
    } catch (RefusedException e) {
      if (e.code() != RefusalCode.UNAVAILABLE) {
        var _ = commands.send(new FailChange(id, e.code()), contexts.of("fail"));
      }
      throw e;
    }
    return commands.send(new CompleteChange(id), contexts.of("complete")).position();
  }

  @SuppressWarnings("unchecked") // each is kept under the class of what it's for
  private <S extends ConfirmationSubject> ChangeExecutor<S> executor(S change) {
    var executor = executors.get(change.getClass());
    if (executor == null) {
      throw new IllegalStateException("nobody carries out " + change.getClass());
    }
    return (ChangeExecutor<S>) executor;
  }
}
