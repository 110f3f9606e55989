package io.countersign.ledger.access;

import io.countersign.domain.PrincipalId;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/** Sessions' secrets, as SHA-256. Whether a session is open, and until when, the facts say. */
public final class SessionSecrets {
  /** A session whose secret was shown. */
  public record Session(String session, PrincipalId principal, Instant expiresAt) {}

  private record Stored(byte[] sha256, Session session) {}

  private static final String SELECT =
      """
      select s.sha256, f.principal, f.expires_at from session_secret s
      join session_fact f on f.session = s.session
      join principal_fact p on p.principal = f.principal
      where s.session = ? and not f.closed and f.expires_at > ? and p.active\
      """;

  private final Transactions transactions;

  public SessionSecrets(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * To be called before the session is opened.
   *
   * @param session its public id
   * @param sha256 of its secret, 32 bytes
   */
  public void store(String session, byte[] sha256) {
    transactions.call(
        sql ->
            sql.execute(
                "insert into session_secret (session, sha256) values (?, ?)", session, sha256));
  }

  /**
   * The session, if the secret is right and it's open at this moment. Compares in constant time.
   */
  public Optional<Session> find(String session, byte[] sha256, Instant now) {
    return transactions
        .call(sql -> sql.first(SELECT, row -> stored(session, row), session, now))
        .filter(it -> MessageDigest.isEqual(it.sha256(), sha256))
        .map(Stored::session);
  }

  private static Stored stored(String session, SqlRow row) {
    var principal = new PrincipalId(row.text("principal"));
    return new Stored(
        row.bytes("sha256"), new Session(session, principal, row.instant("expires_at")));
  }
}
