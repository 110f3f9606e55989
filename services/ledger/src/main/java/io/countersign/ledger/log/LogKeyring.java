package io.countersign.ledger.log;

import io.countersign.ledger.log.key.CheckpointSigner;
import io.countersign.ledger.log.key.LogKeyStore;
import io.countersign.ledger.log.key.NoteKey;
import io.countersign.ledger.log.key.UnusableKeyException;
import io.countersign.ledger.postgres.SqlConnection;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The keys at hand, by what the record says: nobody else's sign a head of this log. */
final class LogKeyring {
  private static final String LOCAL = "countersign.local/";

  private final LogKeyStore store;
  private final String origin;

  /**
   * @param origin of a log that has no name yet; empty for one that is made up
   */
  LogKeyring(LogKeyStore store, String origin) {
    this.store = store;
    this.origin = origin;
  }

  /** Whether anything is signed here at all. */
  boolean isEmpty() {
    return store.equals(LogKeyStore.NONE);
  }

  /**
   * The signer of a tree of a size. What the record says took over by then is put in its place
   * here, too: also after a crash between the two.
   *
   * @throws UnusableKeyException where the key isn't here, or may not be used
   */
  CheckpointSigner signer(long size, SqlConnection sql) {
    var wanted = LogIdentity.at(size, sql).orElseGet(() -> begun(sql)).key();
    var current = having(store.current(), wanted);
    if (current.isPresent()) {
      return current.get();
    }
    if (having(store.next(), wanted).isEmpty()) {
      throw new UnusableKeyException("the key of this log isn't here: " + wanted);
    }
    store.promote();
    return having(store.current(), wanted).orElseThrow();
  }

  private LogIdentity begun(SqlConnection sql) {
    LogIdentity.begin(store.create(origin.isEmpty() ? madeUp() : origin), sql);
    return LogIdentity.at(0, sql).orElseThrow();
  }

  private static Optional<CheckpointSigner> having(Optional<CheckpointSigner> signer, NoteKey key) {
    return signer.filter(it -> it.key().equals(key));
  }

  private static String madeUp() {
    var random = new byte[4];
    new SecureRandom().nextBytes(random);
    return LOCAL + HexFormat.of().formatHex(random);
  }
}
