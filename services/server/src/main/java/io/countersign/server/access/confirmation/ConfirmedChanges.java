package io.countersign.server.access.confirmation;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationCommand.BeginChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.CompleteChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.ConfirmChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.FailChange;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import io.countersign.ledger.ExclusiveWork;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.Confirmations;
import io.countersign.server.access.login.PasswordResets;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.SystemOrigin;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
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
 * there, by the product. All of it is one commit, which begins with the question whether it's still
 * confirmed and ends with that it's done: so it's done once, and never after something newer.
 */
@Component
public final class ConfirmedChanges {
  /** Longer than anybody waits who carries one out. */
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(ConfirmedChanges.class);

  private final Map<Class<?>, ChangeExecutor<?>> executors;
  private final Confirmations confirmations;
  private final ProposedChanges proposed;
  private final ExclusiveWork exclusive;
  private final PasswordResets resets;
  private final CommandSender commands;
  private final InstantSource clock;

  ConfirmedChanges(
      List<ChangeExecutor<?>> executors,
      Confirmations confirmations,
      ProposedChanges proposed,
      ExclusiveWork exclusive,
      PasswordResets resets,
      CommandSender commands,
      InstantSource clock) {
    this.executors =
        executors.stream().collect(Collectors.toMap(ChangeExecutor::kind, Function.identity()));
    this.confirmations = confirmations;
    this.proposed = proposed;
    this.exclusive = exclusive;
    this.resets = resets;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param done false where a person stands for it now, and another has to confirm it
   */
  public record Carried(long position, boolean done, @Nullable String secret) {}

  public List<String> lines(ConfirmationSubject change) {
    return executor(change).lines(change);
  }

  /**
   * The decision first; by whoever stands for what a machine proposed it's all. Confirmed again by
   * the same person, it's carried out if it broke off; and they are told another second half of the
   * secret, as long as nobody used it.
   */
  public Carried confirm(ConfirmationId id, Digest digest, Origin origin) {
    var agreed =
        commands.send(new ConfirmChange(id, digest), origin.context("confirm", id.value()));
    var row =
        confirmations
            .find(id)
            .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_CONFIRMATION));
    if (!origin.caller().id().equals(row.confirmer())) {
      return new Carried(agreed.position(), false, null);
    }
    var handover = executor(row.subject()).handover(row.subject());
    if (row.state() == Confirmations.State.COMPLETED) {
      var unused = handover.filter(it -> resets.isOutstanding(it.person(), it.reset()));
      return new Carried(agreed.position(), true, second(unused));
    }
    var secret = second(handover);
    return new Carried(carryOut(row, part -> origin.contextOf(id.value(), part)), true, secret);
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
    var work = executor(row.subject()).exclusive();
    return work.isPresent()
        ? exclusive.alone(work.get(), () -> carriedOut(row, contexts))
        : carriedOut(row, contexts);
  }

  private long carriedOut(Confirmations.Row row, ChangeExecutor.Contexts contexts) {
    try {
      return commands.position(commands.inTurn(steps(row, contexts)));
    } catch (RefusedException e) {
      return notCarriedOut(row.confirmation(), e, contexts);
    }
  }

  private List<Submission> steps(Confirmations.Row row, ChangeExecutor.Contexts contexts) {
    var id = row.confirmation();
    var steps = new ArrayList<Submission>();
    steps.add(new Submission.OfCommand(new BeginChange(id), contexts.of("begin")));
    steps.addAll(executor(row.subject()).submissions(row.subject(), id, contexts));
    steps.add(new Submission.OfCommand(new CompleteChange(id), contexts.of("complete")));
    steps.addAll(proposed.superseded(row.subject(), clock.instant(), id));
    return steps;
  }

  /** Another server may have done it by now, or somebody withdrawn it: else it has failed. */
  private long notCarriedOut(
      ConfirmationId id, RefusedException refusal, ChangeExecutor.Contexts contexts) {
    var state = confirmations.find(id).map(Confirmations.Row::state).orElseThrow(() -> refusal);
    if (state == Confirmations.State.COMPLETED) {
      return commands.position(List.of());
    }
    if (state == Confirmations.State.CONFIRMED && refusal.code() != RefusalCode.UNAVAILABLE) {
      var _ = commands.send(new FailChange(id, refusal.code()), contexts.of("fail"));
    }
    throw refusal;
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
