package io.countersign.ledger.access;

import io.countersign.domain.Actor;
import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.Surface;
import io.countersign.ledger.postgres.SqlConnection;
import java.time.Instant;
import java.util.UUID;

/**
 * The context of a command that nobody sent: what its decider would say of who there is. It has no
 * facts but those of access.
 */
public final class PreviewContext {
  private record AccessOnly(SqlConnection sql) implements Facts {
    @Override
    public <F extends CapabilityFacts> F of(Class<F> kind) {
      return kind.cast(new AccessFactsProvider().at(sql));
    }
  }

  private PreviewContext() {}

  /** Within a transaction. */
  public static CommandContext of(Actor who, Instant now, SqlConnection sql) {
    return new CommandContext(new UUID(0, 0), who, now, Surface.API, null, null, null, facts(sql));
  }

  static Facts facts(SqlConnection sql) {
    return new AccessOnly(sql);
  }
}
