package io.countersign.ledger.access;

import io.countersign.domain.Actor;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.Confirmation;
import io.countersign.domain.access.confirmation.ConfirmationRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes that wait for a second person, and those that had one. */
public final class Confirmations {
  /** How far one is. */
  public enum State {
    PROPOSED,
    CONFIRMED,
    COMPLETED,
    FAILED,
    WITHDRAWN
  }

  /**
   * One of them.
   *
   * @param adopter the person who stands for what a machine proposed
   */
  public record Row(
      ConfirmationId confirmation,
      ConfirmationSubject subject,
      Digest digest,
      PrincipalId proposer,
      @Nullable PrincipalId adopter,
      Instant proposedAt,
      Instant expiresAt,
      State state,
      @Nullable PrincipalId confirmer) {
    private Confirmation.Proposal proposal() {
      return new Confirmation.Proposal(subject, digest, proposer, adopter, expiresAt);
    }

    public boolean waitsAt(Instant now) {
      return state == State.PROPOSED && now.isBefore(expiresAt);
    }
  }

  private static final int MOST = 200;

  private final Transactions transactions;

  public Confirmations(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Those that may still be confirmed at this moment, oldest first. */
  public List<Row> waiting(Instant now) {
    return transactions.call(
        sql ->
            sql.list(
                "select * from confirmation_fact where state = 'PROPOSED' and expires_at > ?"
                    + " order by proposed_at, confirmation",
                Confirmations::row,
                now));
  }

  /** Those that may still be confirmed, and those that are but aren't carried out, oldest first. */
  public List<Row> open(Instant now) {
    return transactions.call(
        sql ->
            sql.list(
                "select * from confirmation_fact where state = 'CONFIRMED'"
                    + " or state = 'PROPOSED' and expires_at > ?"
                    + " order by proposed_at, confirmation",
                Confirmations::row,
                now));
  }

  /** Those that were confirmed before this moment and aren't carried out yet, oldest first. */
  public List<Row> brokenOff(Instant before) {
    return transactions.call(
        sql ->
            sql.list(
                "select * from confirmation_fact where state = 'CONFIRMED'"
                    + " and coalesce(confirmed_at, proposed_at) < ?"
                    + " order by proposed_at, confirmation",
                Confirmations::row,
                before));
  }

  /** Those that were confirmed after this moment and couldn't be carried out, oldest first. */
  public List<Row> failed(Instant since) {
    return transactions.call(
        sql ->
            sql.list(
                "select * from confirmation_fact where state = 'FAILED' and confirmed_at > ?"
                    + " order by proposed_at, confirmation",
                Confirmations::row,
                since));
  }

  /** All, latest first, as far back as anybody looks. */
  public List<Row> latest() {
    return transactions.call(
        sql ->
            sql.list(
                "select * from confirmation_fact order by proposed_at desc, confirmation limit "
                    + MOST,
                Confirmations::row));
  }

  public Optional<Row> find(ConfirmationId id) {
    return transactions.call(
        sql ->
            sql.first(
                "select * from confirmation_fact where confirmation = ?", Confirmations::row, id));
  }

  /** What keeps somebody from confirming a change now; empty when they may. */
  public Optional<Rule> obstacle(Row row, Actor who, Instant now) {
    return transactions.call(sql -> obstacle(row, who, now, sql));
  }

  /** Whether somebody may read it. */
  public boolean mayRead(Row row, Actor who, Instant now) {
    return transactions.call(
        sql ->
            ConfirmationRules.mayRead(
                row.proposal(), row.confirmer(), PreviewContext.of(who, now, sql)));
  }

  /** Whether a person stands for a change: it takes one more to confirm it, else two. */
  public boolean isAnybodys(Row row) {
    return transactions.call(
        sql -> ConfirmationRules.isAnybodys(row.proposal(), PreviewContext.facts(sql)));
  }

  /**
   * Whether the same change, proposed again, is this one: something can still come of it, for
   * somebody or for who proposes it again.
   */
  public boolean isSame(Row row, Actor again, Instant now) {
    boolean own = again.id().equals(row.proposer()) || again.id().equals(row.adopter());
    return transactions.call(sql -> isOpen(row, again, now, sql))
        && (own || row.state() == State.CONFIRMED || !confirmers(row, now).isEmpty());
  }

  private static boolean isOpen(Row row, Actor who, Instant now, SqlConnection sql) {
    return ConfirmationRules.isOpen(
        row.proposal(), row.confirmer(), PreviewContext.of(who, now, sql));
  }

  /** Who may confirm a change now, or adopt it. */
  public List<PrincipalId> confirmers(Row row, Instant now) {
    return transactions.call(
        sql ->
            Principals.all(sql).stream()
                .filter(it -> it.active() && it.kind() == PrincipalKind.PERSON)
                .filter(it -> ConfirmationRules.concerns(row.subject(), it.rolesAt(now)))
                .filter(it -> obstacle(row, new Actor(it.id(), it.kind()), now, sql).isEmpty())
                .map(AccessFacts.Principal::id)
                .toList());
  }

  private static Optional<Rule> obstacle(Row row, Actor who, Instant now, SqlConnection sql) {
    return ConfirmationRules.obstacle(row.proposal(), PreviewContext.of(who, now, sql));
  }

  /** Whether changes go without a second person still. */
  public boolean bootstrapping() {
    return transactions.call(Confirmations::bootstrapping);
  }

  static boolean bootstrapping(SqlConnection sql) {
    return !sql.exists("select from bootstrap_ended");
  }

  static Set<PrincipalId> firstTwo(SqlConnection sql) {
    return sql.first(
            "select principal, other from bootstrap_ended where principal <> other",
            row ->
                Set.of(new PrincipalId(row.text("principal")), new PrincipalId(row.text("other"))))
        .orElse(Set.of());
  }

  static Optional<AccessFacts.Consent> consent(ConfirmationId id, SqlConnection sql) {
    return sql.first(
        "select digest, proposer, adopter, confirmer, expires_at from confirmation_fact"
            + " where confirmation = ? and state = 'CONFIRMED'",
        row ->
            new AccessFacts.Consent(
                new Digest(row.text("digest")),
                new PrincipalId(row.text("proposer")),
                person(row, "adopter"),
                new PrincipalId(row.text("confirmer")),
                row.instant("expires_at")),
        id);
  }

  private static Row row(SqlRow row) {
    return new Row(
        new ConfirmationId(row.text("confirmation")),
        DomainJson.read(row.text("subject"), ConfirmationSubject.class),
        new Digest(row.text("digest")),
        new PrincipalId(row.text("proposer")),
        person(row, "adopter"),
        row.instant("proposed_at"),
        row.instant("expires_at"),
        row.constant("state", State.class),
        person(row, "confirmer"));
  }

  private static @Nullable PrincipalId person(SqlRow row, String column) {
    var id = row.textOrNull(column);
    return id == null ? null : new PrincipalId(id);
  }
}
