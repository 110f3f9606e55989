package io.countersign.ledger.audit;

import io.countersign.domain.CommandContext;
import io.countersign.domain.audit.LogKeyCommand;
import io.countersign.domain.audit.LogKeyRotation;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.ledger.log.key.LogKeyStore;
import io.countersign.ledger.log.key.NoteKey;
import io.countersign.ledger.log.key.UnusableKeyException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/**
 * The rotation of the log's keys: the next ones are made and durable before the record says that
 * they take over, and they do once the tree holds what it says. Whatever happens in between, asked
 * for again it goes on from there.
 */
public final class LogKeyChange {
  private final Ledger ledger;
  private final LogKeyStore keys;

  public LogKeyChange(Ledger ledger, LogKeyStore keys) {
    this.ledger = ledger;
    this.keys = keys;
  }

  /**
   * @throws UnusableKeyException where the keys to sign it aren't here
   */
  public CompletableFuture<Receipt> rotate(CommandContext context) {
    var old =
        keys.current().orElseThrow(() -> new UnusableKeyException("the log has no key here yet"));
    var origin = old.key().name();
    var oldKey = old.key().toString();
    var newKeys = keys.prepare(origin).keys().stream().map(NoteKey::toString).toList();
    var signature = old.sign(LogKeyRotation.statement(origin, oldKey, newKeys));
    var command =
        new LogKeyCommand.RotateLogKey(
            origin, oldKey, newKeys, Base64.getEncoder().encodeToString(signature));
    return ledger.send(new Submission.OfCommand(command, context));
  }
}
