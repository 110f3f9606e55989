package io.countersign.domain.remediation;

import io.countersign.domain.PrincipalId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts that an approval was judged by at its moment, beyond the approver's roles: they may be
 * others by now.
 *
 * @param changeAuthors who was known to have committed or deployed the change held to be the cause,
 *     sorted; null for nobody
 */
public record ApprovalGrounds(@Nullable List<PrincipalId> changeAuthors) {
  public ApprovalGrounds {
    changeAuthors = changeAuthors == null ? null : List.copyOf(changeAuthors);
  }

  /** Null where there is nothing to keep. */
  public static @Nullable ApprovalGrounds of(List<PrincipalId> changeAuthors) {
    return changeAuthors.isEmpty() ? null : new ApprovalGrounds(changeAuthors);
  }
}
