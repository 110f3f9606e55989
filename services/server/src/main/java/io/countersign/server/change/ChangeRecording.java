package io.countersign.server.change;

import io.countersign.connectors.spi.change.ObservedChange;
import io.countersign.domain.CommandContext;
import io.countersign.domain.change.ChangeEvent.ChangeObserved;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.server.web.BlobFactory;
import io.countersign.server.web.CommandSender;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.springframework.stereotype.Component;

/** The recording of changes, each once; who did it lies beside the record. */
@Component
final class ChangeRecording {
  private final CommandSender commands;

  ChangeRecording(CommandSender commands) {
    this.commands = commands;
  }

  /**
   * @param contexts of each of them, by its number
   * @return in the order of the changes
   */
  List<Receipt> record(List<ObservedChange> changes, IntFunction<CommandContext> contexts) {
    var submissions = new ArrayList<Submission>();
    for (int i = 0; i < changes.size(); i++) {
      submissions.add(submission(changes.get(i), contexts.apply(i)));
    }
    return submissions.isEmpty() ? List.of() : commands.receipts(submissions);
  }

  private static Submission submission(ObservedChange seen, CommandContext context) {
    var key = seen.change().key();
    if (seen.actor().isEmpty()) {
      return new Submission.OfStandaloneEvent(
          new ChangeObserved(seen.change()), key, context, List.of());
    }
    var actor = BlobFactory.text(seen.actor());
    return new Submission.OfStandaloneEvent(
        new ChangeObserved(seen.recorded(actor.ref())), key, context, List.of(actor));
  }
}
