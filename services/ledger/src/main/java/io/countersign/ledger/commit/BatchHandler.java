package io.countersign.ledger.commit;

import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Event;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.audit.RollbackCommand;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.RolledBackException;
import io.countersign.ledger.Submission;
import io.countersign.ledger.axon.BlobTable;
import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.axon.LedgerEventStore;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.log.LogContradictions;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Handles the submissions of a batch one after the other, within its transaction. Whatever one of
 * them leaves behind, in aggregates or facts, the next one sees.
 */
public final class BatchHandler {
  /**
   * How long a batch's commands may take: everybody waits for its lock, and PostgreSQL ends a
   * transaction that takes much longer.
   */
  private static final long LONGEST_NANOS = 3_000_000_000L;

  private final Transactions transactions;
  private final LedgerEventStore store;
  private final Aggregates aggregates;
  private final AggregateStates states;
  private final StandaloneEvents standalone;
  private final DuplicateCommands doneBefore;
  private final List<FactWriter> facts;
  private final Map<Class<?>, FactsProvider<?>> providers;
  private long next;
  private boolean contradicted;

  public BatchHandler(
      Transactions transactions,
      LedgerEventStore store,
      Aggregates aggregates,
      AggregateStates states,
      StandaloneEvents standalone,
      DuplicateCommands doneBefore,
      List<FactWriter> facts,
      List<FactsProvider<?>> providers) {
    this.transactions = transactions;
    this.store = store;
    this.aggregates = aggregates;
    this.states = states;
    this.standalone = standalone;
    this.doneBefore = doneBefore;
    this.facts = List.copyOf(facts);
    this.providers = LedgerFacts.byKind(providers);
  }

  /**
   * Answers of the first submissions, as many as there was time for: at least one unit's, and never
   * a part of a unit.
   *
   * @param next position of the batch's first event
   */
  List<SubmissionOutcome> handle(List<PendingSubmission> batch, long next, boolean again) {
    this.next = next;
    var sql = transactions.sql();
    contradicted = LogContradictions.any(sql);
    store.beginBatch();
    facts.forEach(FactWriter::beginBatch);
    aggregates.beginBatch();
    states.beginBatch(next, commands(batch), sql);
    var done = new HashMap<UUID, SubmissionOutcome>();
    if (again) {
      done.putAll(doneBefore.of(batch.stream().map(PendingSubmission::commandId).toList(), sql));
    }
    var handled = handle(batch, done, sql);
    if (!again) {
      done.putAll(doneBefore.of(withoutEvents(handled, done), sql));
    }
    aggregates.endBatch();
    return handled.stream().map(sent -> done.get(sent.commandId())).toList();
  }

  private List<PendingSubmission> handle(
      List<PendingSubmission> batch, Map<UUID, SubmissionOutcome> done, SqlConnection sql) {
    var ended = new HashMap<Long, SubmissionOutcome>();
    long begun = System.nanoTime();
    for (int i = 0; i < batch.size(); i++) {
      var sent = batch.get(i);
      if (beginsUnit(batch, i) && System.nanoTime() - begun > LONGEST_NANOS) {
        return batch.subList(0, i);
      }
      var id = sent.commandId();
      if (!done.containsKey(id)) {
        var refused = ended.get(sent.unit());
        done.put(id, refused == null ? handled(sent, sql) : refused);
      }
      if (sent.inTurn()
          && done.get(id) instanceof SubmissionOutcome.Answered(Receipt(Answer.Refused no, _, _))) {
        ended.putIfAbsent(
            sent.unit(), new SubmissionOutcome.Answered(new Receipt(no, head(), List.of())));
      }
    }
    return batch;
  }

  private static boolean beginsUnit(List<PendingSubmission> batch, int at) {
    return at > 0 && batch.get(at).unit() != batch.get(at - 1).unit();
  }

  /** Answers the ledger's head, which is this batch's last event. */
  long committed() {
    states.committed(head());
    return head();
  }

  void rolledBack() {
    states.rolledBack();
  }

  private long head() {
    return next + store.staged() - 1;
  }

  private static List<Command> commands(List<PendingSubmission> batch) {
    return batch.stream()
        .map(PendingSubmission::submission)
        .filter(Submission.OfCommand.class::isInstance)
        .map(it -> ((Submission.OfCommand) it).command())
        .toList();
  }

  private SubmissionOutcome handled(PendingSubmission sent, SqlConnection sql) {
    var submission = sent.submission();
    if (contradicted && !isLetThrough(submission)) {
      return new SubmissionOutcome.Defect(new RolledBackException());
    }
    int before = store.staged();
    try {
      var context = submission.context().with(new LedgerFacts(providers, sql));
      var decision = decide(submission, context, sql);
      keep(submission, decision, context, sql);
      return new SubmissionOutcome.Answered(
          new Receipt(decision.answer(), head(), List.copyOf(decision.events())));
    } catch (SqlFailureException e) {
      throw e; // PostgreSQL has voided the transaction: nothing of this batch can be saved
    } catch (RuntimeException e) {
      if (store.staged() > before || sent.inTurn()) {
        throw e; // what is staged of it, or of the steps before it, can't be taken back alone
      }
      return new SubmissionOutcome.Defect(e);
    }
  }

  /** To decide about it, and to sign in for that. */
  private static boolean isLetThrough(Submission submission) {
    return submission instanceof Submission.OfCommand(var command, var _, var _)
        && (command instanceof RollbackCommand || command instanceof AccessCommand.OpenSession);
  }

  private Decision<?> decide(Submission submission, CommandContext context, SqlConnection sql) {
    return switch (submission) {
      case Submission.OfCommand it -> aggregates.handle(it.command(), context);
      case Submission.OfStandaloneEvent it -> standalone.handle(it, context, head() + 1, sql);
    };
  }

  private void keep(
      Submission submission, Decision<?> decision, CommandContext context, SqlConnection sql) {
    for (Event event : decision.events()) {
      for (var writer : facts) {
        writer.write(event, context, sql);
      }
    }
    for (var blob : submission.blobs()) {
      var digest = blob.ref().digest().hex();
      if (decision.events().stream().anyMatch(event -> DomainJson.holds(event, digest))) {
        BlobTable.store(blob, sql);
      } else if (submission instanceof Submission.OfCommand(var command, var _, var _)) {
        aggregates.unnamed(command, blob);
      }
    }
  }

  /** What changed nothing now may have changed something when it was sent before. */
  private List<UUID> withoutEvents(
      List<PendingSubmission> batch, Map<UUID, SubmissionOutcome> outcomes) {
    var ids = new ArrayList<UUID>();
    for (var sent : batch) {
      boolean usual =
          sent.submission() instanceof Submission.OfCommand(var command, var _, var _)
              && aggregates.answersRepeats(command);
      if (!usual
          && outcomes.get(sent.commandId()) instanceof SubmissionOutcome.Answered(Receipt receipt)
          && receipt.events().isEmpty()) {
        ids.add(sent.commandId());
      }
    }
    return ids;
  }
}
