package io.countersign.server.access.confirmation;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.ConfirmationCommand.CompleteChange;
import io.countersign.domain.access.ConfirmationCommand.ConfirmChange;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.ConfirmationSubject;
import io.countersign.ledger.access.Confirmations;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The changes that a second person confirmed: carried out at once, by that person. */
@Component
public final class ConfirmedChanges {
  private final Map<Class<?>, ChangeExecutor<?>> executors;
  private final Confirmations confirmations;
  private final CommandSender commands;

  ConfirmedChanges(
      List<ChangeExecutor<?>> executors, Confirmations confirmations, CommandSender commands) {
    this.executors =
        executors.stream().collect(Collectors.toMap(ChangeExecutor::kind, Function.identity()));
    this.confirmations = confirmations;
    this.commands = commands;
  }

  /** What came of it. */
  public record Carried(long position, @Nullable String secret) {}

  public List<String> lines(ConfirmationSubject change) {
    return executor(change).lines(change);
  }

  /**
   * The decision first. What was broken off in between is carried out when the same person confirms
   * it again: each command's id follows from the confirmation, so that nothing is done twice.
   */
  public Carried confirm(ConfirmationId id, Digest digest, Origin origin) {
    var agreed =
        commands.send(new ConfirmChange(id, digest), origin.context("confirm", id.value()));
    var row =
        confirmations
            .find(id)
            .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_CONFIRMATION));
    return row.state() == Confirmations.State.COMPLETED
        ? new Carried(agreed.position(), null)
        : carriedOut(row, origin);
  }

  private Carried carriedOut(Confirmations.Row row, Origin origin) {
    var execution = executor(row.subject()).execution(row.subject(), row.confirmation(), origin);
    commands.all(execution.submissions());
    var done =
        commands.send(
            new CompleteChange(row.confirmation()),
            origin.context("complete", row.confirmation().value()));
    return new Carried(done.position(), execution.secret());
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
