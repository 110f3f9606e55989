package io.countersign.ledger.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** API tokens' secrets, as SHA-256. Whether a token is valid the facts say. */
public final class TokenSecrets {
  /**
   * One token.
   *
   * @param token its public id
   * @param integration the one it speaks for, empty when for none
   * @param roles its principal's
   * @param createdAt null where that wasn't kept yet
   * @param usedAt about when it was last shown; null before the first time
   */
  public record Token(
      String token,
      String name,
      PrincipalId principal,
      String integration,
      Set<Role> roles,
      boolean revoked,
      @Nullable Instant createdAt,
      @Nullable Instant usedAt) {
    public Token {
      roles = Set.copyOf(roles);
    }
  }

  private record Stored(byte[] sha256, Token token) {}

  private static final Logger LOG = LoggerFactory.getLogger(TokenSecrets.class);
  private static final Duration PRECISION = Duration.ofMinutes(10);

  private static final String SELECT =
      """
      select s.token, s.name, s.sha256, s.created_at, s.used_at, f.principal, f.integration,
        f.revoked or not p.active as revoked,
        array(select role from role_fact r where r.principal = f.principal) as roles
      from token_secret s join token_fact f on f.token = s.token
      join principal_fact p on p.principal = f.principal\
      """;

  private final Transactions transactions;

  public TokenSecrets(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * To be called before the token is issued.
   *
   * @param token its public id
   * @param name what people call it
   * @param sha256 of its secret, 32 bytes
   * @return false when it was stored before; nothing is changed then
   */
  public boolean store(String token, String name, byte[] sha256) {
    return transactions.call(
        sql ->
            sql.execute(
                    "insert into token_secret (token, name, sha256) values (?, ?, ?)"
                        + " on conflict do nothing",
                    token,
                    name,
                    sha256)
                == 1);
  }

  /** The token, if the secret is right and it wasn't revoked. Compares in constant time. */
  public Optional<Token> find(String token, byte[] sha256, Instant now) {
    var query = SELECT + " where s.token = ? and not f.revoked and p.active";
    var found =
        transactions
            .call(sql -> sql.first(query, TokenSecrets::stored, token))
            .filter(it -> MessageDigest.isEqual(it.sha256(), sha256))
            .map(Stored::token);
    found.filter(it -> isStale(it.usedAt(), now)).ifPresent(it -> used(it, now));
    return found;
  }

  /** A delivery is no reason to write each time. */
  private static boolean isStale(@Nullable Instant usedAt, Instant now) {
    return usedAt == null || usedAt.plus(PRECISION).isBefore(now);
  }

  /** Whoever is right gets in, also where that can't be noted. */
  private void used(Token token, Instant now) {
    try {
      var _ =
          transactions.call(
              sql ->
                  sql.execute(
                      "update token_secret set used_at = ? where token = ?", now, token.token()));
    } catch (SqlFailureException e) {
      LOG.warn("that the token {} was used can't be noted: {}", token.token(), e.getMessage());
    }
  }

  /** With those revoked, by name. */
  public List<Token> all() {
    return transactions.call(
        sql -> sql.list(SELECT + " order by s.name, s.token", TokenSecrets::token));
  }

  /** Revoked or not. */
  public Optional<Token> byId(String token) {
    return transactions.call(
        sql -> sql.first(SELECT + " where s.token = ?", TokenSecrets::token, token));
  }

  /** All of one name, with those revoked. */
  public List<Token> named(String name) {
    return transactions.call(
        sql -> sql.list(SELECT + " where s.name = ? order by s.token", TokenSecrets::token, name));
  }

  /** The first one, revoked or not. */
  public Optional<Token> of(PrincipalId principal) {
    var query = SELECT + " where f.principal = ? order by s.name, s.token limit 1";
    return transactions.call(sql -> sql.first(query, TokenSecrets::token, principal));
  }

  private static Stored stored(SqlRow row) {
    return new Stored(row.bytes("sha256"), token(row));
  }

  private static Token token(SqlRow row) {
    return new Token(
        row.text("token"),
        row.text("name"),
        new PrincipalId(row.text("principal")),
        row.text("integration"),
        Principals.roles(row),
        row.flag("revoked"),
        row.instantOrNull("created_at"),
        row.instantOrNull("used_at"));
  }
}
