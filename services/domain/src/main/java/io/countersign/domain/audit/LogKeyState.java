package io.countersign.domain.audit;

import io.countersign.domain.RecentRefusals;

/**
 * The keys of the log as the record says.
 *
 * @param key the Ed25519 one that took over last; empty before the first rotation
 */
public record LogKeyState(String key, RecentRefusals refusals) {
  public static final LogKeyState NONE = new LogKeyState("", RecentRefusals.NONE);

  public static LogKeyState evolve(LogKeyState state, LogKeyEvent event) {
    return switch (event) {
      case LogKeyEvent.LogKeyRotated e -> new LogKeyState(e.newKeys().getFirst(), state.refusals);
      case LogKeyEvent.AttemptRefused e ->
          new LogKeyState(state.key, state.refusals.with(e.by(), e.code(), e.at()));
    };
  }
}
