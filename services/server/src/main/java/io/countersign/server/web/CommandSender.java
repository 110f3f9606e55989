package io.countersign.server.web;

import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.RefusalCode;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.server.web.problem.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** The sender of what callers ask for, which waits until it's durable. */
@Component
public final class CommandSender {
  private static final long PATIENCE_SECONDS = 30;

  private final Ledger ledger;

  CommandSender(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * What a write answers.
   *
   * @param position for {@code ?after=}
   * @param outcome {@code done} or {@code unchanged}
   */
  public record Written(long position, String outcome) {
    static Written of(Receipt receipt) {
      return new Written(
          receipt.position(), receipt.answer() instanceof Answer.Done ? "done" : "unchanged");
    }
  }

  /**
   * One command.
   *
   * @throws RefusedException when the decider says no; what it recorded is durable by then
   */
  public Written send(Command command, CommandContext context, Blob... blobs) {
    return Written.of(
        all(List.of(new Submission.OfCommand(command, context, List.of(blobs)))).getFirst());
  }

  /**
   * One command and what follows from it, in one commit; nothing of that where it's refused.
   *
   * @throws RefusedException when the decider says no
   */
  public Written send(Command command, CommandContext context, List<Submission> following) {
    var steps = new ArrayList<Submission>();
    steps.add(new Submission.OfCommand(command, context));
    steps.addAll(following);
    return Written.of(inTurn(steps).getFirst());
  }

  /**
   * Several, in one commit or not at all; all are tried.
   *
   * @throws RefusedException the first one of what the deciders said
   */
  public List<Receipt> all(List<Submission> submissions) {
    return done(awaited(ledger.sendAll(submissions)));
  }

  /**
   * Steps, in one commit; the first that is refused is the last that is tried.
   *
   * @throws RefusedException what it was refused for
   */
  public List<Receipt> inTurn(List<Submission> steps) {
    return done(awaited(ledger.sendInTurn(steps)));
  }

  private static List<Receipt> done(List<Receipt> receipts) {
    for (var receipt : receipts) {
      if (receipt.answer() instanceof Answer.Refused refused) {
        throw RefusedException.of(refused, !receipt.events().isEmpty());
      }
    }
    return receipts;
  }

  /** Several that don't depend on each other; refusals are for the caller to look at. */
  public List<Receipt> receipts(List<Submission> submissions) {
    return awaited(ledger.sendEach(submissions));
  }

  private static List<Receipt> awaited(List<CompletableFuture<Receipt>> sent) {
    try {
      await(CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)));
    } finally {
      sent.forEach(receipt -> receipt.cancel(false)); // what still waits, nobody waits for any more
    }
    return sent.stream().map(CompletableFuture::join).toList();
  }

  /** The position that shows all of it. */
  public long position(List<Receipt> receipts) {
    return receipts.stream().mapToLong(Receipt::position).max().orElseGet(ledger::head);
  }

  private static void await(CompletableFuture<?> all) {
    try {
      all.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RefusedException(RefusalCode.UNAVAILABLE);
    } catch (TimeoutException _) {
      throw new RefusedException(RefusalCode.UNAVAILABLE);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }
}
