package io.countersign.ledger;

import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.StandaloneEvent;
import java.util.List;

/** Something handed to the ledger: a command to decide, or a standalone event to record. */
public sealed interface Submission {
  CommandContext context();

  /** Each is stored in the same transaction if an event of the submission names it. */
  List<Blob> blobs();

  /** A command; its aggregate decides. */
  record OfCommand(Command command, CommandContext context, List<Blob> blobs)
      implements Submission {
    public OfCommand {
      blobs = List.copyOf(blobs);
    }

    public OfCommand(Command command, CommandContext context) {
      this(command, context, List.of());
    }
  }

  /**
   * An event without an aggregate, recorded as it is.
   *
   * @param key makes it once-only within its kind of event; empty when it may be told again
   */
  record OfStandaloneEvent(
      StandaloneEvent event, String key, CommandContext context, List<Blob> blobs)
      implements Submission {
    public OfStandaloneEvent {
      blobs = List.copyOf(blobs);
    }

    public OfStandaloneEvent(StandaloneEvent event, String key, CommandContext context) {
      this(event, key, context, List.of());
    }
  }
}
