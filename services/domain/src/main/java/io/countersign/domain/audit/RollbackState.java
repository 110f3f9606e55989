package io.countersign.domain.audit;

import io.countersign.domain.RecentRefusals;

/** What is known of attempts to let a record go on. */
public record RollbackState(RecentRefusals refusals) {
  public static final RollbackState NONE = new RollbackState(RecentRefusals.NONE);

  public static RollbackState evolve(RollbackState state, RollbackEvent event) {
    return switch (event) {
      case RollbackEvent.RollbackAccepted _ -> state;
      case RollbackEvent.AttemptRefused e ->
          new RollbackState(state.refusals.with(e.by(), e.code(), e.at()));
    };
  }
}
