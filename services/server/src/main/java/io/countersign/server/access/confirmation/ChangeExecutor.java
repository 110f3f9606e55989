package io.countersign.server.access.confirmation;

import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.ConfirmationSubject;
import io.countersign.ledger.Submission;
import io.countersign.server.web.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The executor of one kind of change that takes two persons. A capability brings its own as a bean.
 */
public interface ChangeExecutor<S extends ConfirmationSubject> {
  Class<S> kind();

  /** What would be done, line by line, for whoever is to confirm it. */
  List<String> lines(S change);

  /**
   * What does it.
   *
   * @param origin of who confirmed it
   */
  Execution execution(S change, ConfirmationId confirmation, Origin origin);

  /**
   * All of it, in one commit.
   *
   * @param secret to be told this once; null for none
   */
  record Execution(List<Submission> submissions, @Nullable String secret) {
    public Execution {
      submissions = List.copyOf(submissions);
    }
  }
}
