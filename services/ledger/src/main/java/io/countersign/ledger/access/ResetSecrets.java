package io.countersign.ledger.access;

import io.countersign.ledger.postgres.Transactions;
import java.security.MessageDigest;
import java.util.List;

/**
 * One-time secrets for a password's owner, as SHA-256. Where a change takes two persons there are
 * two halves, so that neither of the two could be the owner.
 */
public final class ResetSecrets {
  private final Transactions transactions;

  public ResetSecrets(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * To be called before what it's for is decided; of the same part the last one counts.
   *
   * @param reset its public id
   * @param part 1, or 2 for the second half
   * @param sha256 of this part, 32 bytes
   */
  public void store(String reset, int part, byte[] sha256) {
    transactions.call(
        sql ->
            sql.execute(
                """
                insert into reset_secret (reset, part, sha256) values (?, ?, ?)
                on conflict (reset, part) do update set sha256 = excluded.sha256\
                """,
                reset,
                part,
                sha256));
  }

  /** Stores a part unless there is one. */
  public void ensure(String reset, int part, byte[] sha256) {
    transactions.call(
        sql ->
            sql.execute(
                "insert into reset_secret (reset, part, sha256) values (?, ?, ?)"
                    + " on conflict do nothing",
                reset,
                part,
                sha256));
  }

  /** Whether these are all the parts, in their order. Compares in constant time. */
  public boolean match(String reset, List<byte[]> parts) {
    var stored =
        transactions.call(
            sql ->
                sql.list(
                    "select sha256 from reset_secret where reset = ? order by part",
                    row -> row.bytes("sha256"),
                    reset));
    boolean same = !stored.isEmpty() && stored.size() == parts.size();
    for (int i = 0; i < Math.min(stored.size(), parts.size()); i++) {
      same &= MessageDigest.isEqual(stored.get(i), parts.get(i));
    }
    return same;
  }
}
