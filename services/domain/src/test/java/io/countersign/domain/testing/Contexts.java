package io.countersign.domain.testing;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.Surface;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Command contexts at fixed instants; the command id derives from actor and instant. */
public final class Contexts {
  /** A fixed "now", at the start of a minute. */
  public static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");

  private Contexts() {}

  public static Instant after(long seconds) {
    return T0.plusSeconds(seconds);
  }

  public static CommandContext of(Actor actor, Instant at, Facts facts) {
    var id = UUID.nameUUIDFromBytes((actor.id() + "@" + at).getBytes(StandardCharsets.UTF_8));
    return new CommandContext(id, actor, at, Surface.API, null, null, null, facts);
  }
}
