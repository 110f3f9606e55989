package io.countersign.server.web;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.Surface;
import java.time.Instant;
import java.util.UUID;

/** The circumstances of what the product does by itself. */
public final class SystemOrigin {
  private SystemOrigin() {}

  public static CommandContext context(Instant at) {
    return context(at, Surface.SYSTEM);
  }

  /**
   * Of a command that is one and the same whoever asks for it how often.
   *
   * @param story what it belongs to, by which it's the same
   */
  public static CommandContext contextOf(Instant at, String story, String part) {
    return new CommandContext(
        Origin.story(story, part), Actor.SYSTEM, at, Surface.SYSTEM, story, null, null, Facts.NONE);
  }

  public static CommandContext context(Instant at, Surface via) {
    return new CommandContext(
        UUID.randomUUID(), Actor.SYSTEM, at, via, null, null, null, Facts.NONE);
  }
}
