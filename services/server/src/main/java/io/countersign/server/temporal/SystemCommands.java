package io.countersign.server.temporal;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.Surface;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The sender of the loops' commands, as the product itself; waits until they are durable. */
public final class SystemCommands {
  private static final long PATIENCE_SECONDS = 30;

  private final Ledger ledger;
  private final InstantSource clock;

  public SystemCommands(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant();
  }

  /**
   * @param story what all commands of one incident share: its id
   * @return the decider's answer; a refusal is recorded by then
   */
  public Answer send(Command command, String story, Blob... blobs) {
    return send(command, story, now(), blobs);
  }

  /** The same, at an instant of another clock. */
  public Answer send(Command command, String story, Instant at, Blob... blobs) {
    var context =
        new CommandContext(
            UUID.randomUUID(), Actor.SYSTEM, at, Surface.WORKFLOW, story, null, null, Facts.NONE);
    return ledger
        .send(new Submission.OfCommand(command, context, List.of(blobs)))
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join()
        .answer();
  }
}
