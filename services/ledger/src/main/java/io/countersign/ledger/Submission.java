package io.countersign.ledger;

import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Event;
import java.util.List;

/** What is handed to the ledger: something to decide, or a fact to record. */
public sealed interface Submission {
  CommandContext context();

  /** Stored in the same transaction if the submission has events. */
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
   * An event without aggregate: of the catalogue, a change, or the intake.
   *
   * @param key makes it once-only within its kind of event; empty when it may be told again
   */
  record OfFact(Event fact, String key, CommandContext context, List<Blob> blobs)
      implements Submission {
    public OfFact {
      blobs = List.copyOf(blobs);
    }

    public OfFact(Event fact, String key, CommandContext context) {
      this(fact, key, context, List.of());
    }
  }
}
