package io.countersign.server.access.confirmation;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import io.countersign.ledger.ExclusiveWork.Work;
import io.countersign.ledger.Submission;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import java.util.Optional;

/**
 * The executor of one kind of change that takes two persons. A capability brings its own as a bean.
 */
public interface ChangeExecutor<S extends ConfirmationSubject> {
  Class<S> kind();

  /** What would be done, line by line, for whoever is to confirm it. */
  List<String> lines(S change);

  /** What nobody else may do while it's read what there is and this is done; empty for nothing. */
  default Optional<Work> exclusive() {
    return Optional.empty();
  }

  /**
   * What does it, all in one commit, and only if this is still confirmed and not done.
   *
   * @throws RefusedException when it can't be
   */
  List<Submission> submissions(S change, ConfirmationId confirmation, Contexts contexts);

  /** What is handed over with it; empty for nothing. */
  default Optional<Handover> handover(S change) {
    return Optional.empty();
  }

  /**
   * A one-time secret for a person, of which who confirms the change is told the second half.
   *
   * @param reset its public id
   */
  record Handover(PrincipalId person, String reset) {}

  /** The contexts of what carries it out: by who confirmed it, or the product. */
  interface Contexts {
    /**
     * @param part tells one change's commands from one another
     */
    CommandContext of(String part);
  }
}
