package io.countersign.ledger;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Event;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.Access;
import io.countersign.domain.correlation.CorrelationSettings;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.ticketing.TicketLink;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.access.AccessKind;
import io.countersign.ledger.axon.BlobTable;
import io.countersign.ledger.axon.StateReader;
import io.countersign.ledger.capability.Capabilities;
import io.countersign.ledger.commit.GroupCommitter;
import io.countersign.ledger.commit.LedgerFacts;
import io.countersign.ledger.incident.IncidentKind;
import io.countersign.ledger.log.LogSettings;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.ledger.log.RecordLog;
import io.countersign.ledger.log.witness.LogContradictions;
import io.countersign.ledger.postgres.CommitListener;
import io.countersign.ledger.postgres.Database;
import io.countersign.ledger.postgres.DatabaseStatus;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.process.Automations;
import io.countersign.ledger.process.EventStreams;
import io.countersign.ledger.process.FollowerStatus;
import io.countersign.ledger.process.OnceOnly;
import io.countersign.ledger.process.ViewGroup;
import io.countersign.ledger.process.ViewRebuild;
import io.countersign.ledger.remediation.RemediationKind;
import io.countersign.ledger.ticketing.TicketKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The record. Everything is written by {@link #send}, in one order; what is read here is the state
 * that follows from the events. Pages read the views, over {@link #dataSource()}.
 */
public final class Ledger implements AutoCloseable {
  private final Database database;
  private final Transactions transactions;
  private final Transactions entrance;
  private final GroupCommitter committer;
  private final EventStreams streams;
  private final StateReader states;
  private final ViewGroup views;
  private final ViewGroup correlation;
  private final ViewRebuild rebuild;
  private final Automations automations;
  private final RecordLog log;
  private final CommitListener listener;

  Ledger(LedgerParts parts) {
    database = parts.database();
    transactions = parts.transactions();
    entrance = parts.entrance();
    committer = parts.committer();
    streams = parts.streams();
    states = parts.states();
    views = parts.views();
    correlation = parts.correlation();
    rebuild = parts.rebuild();
    automations = parts.automations();
    log = parts.log();
    listener = parts.listener();
  }

  /** Starts or reaches the database, brings its schema forward, and begins to feed the views. */
  public static Ledger open(LedgerSettings settings) {
    return open(settings, CorrelationSettings.DEFAULT);
  }

  /** The same with one's own idea of how near the alerts of an incident are. */
  public static Ledger open(LedgerSettings settings, CorrelationSettings correlating) {
    return open(settings, correlating, LogSettings.UNSIGNED);
  }

  /** The same whose log is signed. */
  public static Ledger open(
      LedgerSettings settings, CorrelationSettings correlating, LogSettings logging) {
    var ledger = LedgerParts.open(settings, Capabilities.views(), correlating, logging);
    ledger.correlation.start();
    return ledger;
  }

  /** The same on a server that leaves correlating to another one. */
  public static Ledger openWithoutCorrelation(LedgerSettings settings) {
    return openWithoutCorrelation(settings, LogSettings.UNSIGNED);
  }

  /** The same whose log is signed. */
  public static Ledger openWithoutCorrelation(LedgerSettings settings, LogSettings logging) {
    return LedgerParts.open(settings, Capabilities.views(), CorrelationSettings.DEFAULT, logging);
  }

  void start() {
    views.start();
    log.start();
  }

  /**
   * Has it decided and recorded. The answer comes once it's durable; a refusal is an answer.
   *
   * @return fails with {@link UnavailableException} when it can't be made durable now: sent again
   *     under the same command id it takes effect once; with anything else for a defect
   */
  public CompletableFuture<Receipt> send(Submission submission) {
    return sendAll(List.of(submission)).getFirst();
  }

  /**
   * The same for all of one request: they are made durable together, or none is. What a decider
   * says no to, or has a defect about, is answered alone.
   *
   * @throws UnavailableException when too much waits already: nothing of it was taken
   */
  public List<CompletableFuture<Receipt>> sendAll(List<? extends Submission> submissions) {
    return committer.send(submissions);
  }

  /**
   * The same of steps of which each presupposes those before: after the first that is refused
   * nothing more is done, and the rest is answered by that refusal. A defect undoes all of it.
   *
   * @throws UnavailableException when too much waits already: nothing of it was taken
   */
  public List<CompletableFuture<Receipt>> sendInTurn(List<? extends Submission> steps) {
    return committer.sendInTurn(steps);
  }

  /**
   * The same of what doesn't depend on each other, such as a delivery's alerts: in one commit as a
   * rule, but one that the database can't take doesn't keep the others out, and where they take
   * long they are several commits, in their order, with others' between.
   *
   * @throws UnavailableException when too much waits already: nothing of it was taken
   */
  public List<CompletableFuture<Receipt>> sendEach(List<? extends Submission> submissions) {
    return committer.sendEach(submissions);
  }

  /**
   * Whether what is sent now may be expected to become durable soon. The views' lag has no part in
   * it.
   *
   * @throws SqlFailureException when the database can't be asked
   */
  public boolean isTakingIn() {
    return databaseStatus().writable() && committer.isSteady() && contradictions().isEmpty();
  }

  /** What witnesses know beyond this record, and nobody accepted: while it is, none writes. */
  public List<LogContradictions.Open> contradictions() {
    return transactions.call(LogContradictions::open);
  }

  /** The position of the last event; 0 while there is none. */
  public long head() {
    return streams.head();
  }

  /**
   * What a command's handling recorded, in order; nothing where it didn't take place, or not yet.
   */
  public List<Event> recordedBy(UUID command) {
    return streams.ofCommand(command).stream().map(RecordedEvent::event).toList();
  }

  /** Empty when it was erased, or never stored. */
  public Optional<byte[]> blob(BlobRef ref) {
    return transactions.call(sql -> BlobTable.content(ref, sql));
  }

  public Access access(PrincipalId principal) {
    return states.read(AccessKind.KIND, principal.value());
  }

  public Incident incident(IncidentId incident) {
    return states.read(IncidentKind.KIND, incident.value());
  }

  public Remediation remediation(RemediationId remediation) {
    return states.read(RemediationKind.KIND, remediation.value());
  }

  public TicketLink ticket(TicketLinkId link) {
    return states.read(TicketKind.KIND, link.aggregate());
  }

  /** What a decider would say by the facts as they are now: nothing is recorded. */
  public <T> T ask(Function<Facts, T> question) {
    var providers = LedgerFacts.byKind(Capabilities.batchParts(provable().quorum()).providers());
    return transactions.call(sql -> question.apply(new LedgerFacts(providers, sql)));
  }

  /**
   * Waits until all views show what stands at a position.
   *
   * @return whether they do, within the limit; an interrupt ends the wait and stays set
   */
  public boolean awaitViews(long position, Duration limit) {
    return views.await(position, limit);
  }

  /** The position up to which the views show everything. */
  public long viewed() {
    return views.reached();
  }

  /**
   * Waits until every alert up to a position has found its incident. What that took stands at
   * positions after it.
   *
   * @return whether they have, within the limit; an interrupt ends the wait and stays set
   */
  public boolean awaitCorrelation(long position, Duration limit) {
    return correlation.await(position, limit);
  }

  /**
   * Makes all views anew from the events; what is recorded meanwhile is shown as ever, and readers
   * see the old rows until it's done.
   *
   * @param by who ordered it
   * @return whether it was done; not if one is under way, here or on another server
   */
  public boolean rebuildViews(PrincipalId by) {
    return rebuild.run(by.value());
  }

  /** The record as a signed tree: proofs, tiles, and how far it has come. */
  public ProvableRecord provable() {
    return log.provable();
  }

  /** How far the views, the correlator and each automation have come. */
  public List<FollowerStatus> followers() {
    return transactions.call(FollowerStatus::all);
  }

  /** The name of the follower that opens incidents, as {@link #followers()} tells it. */
  public String correlator() {
    return correlation.name();
  }

  /** The correlator and automations that haven't taken what was recorded before a time. */
  public List<FollowerStatus.Late> lateFollowers(Instant before) {
    var names = automations.names();
    return transactions.call(sql -> FollowerStatus.late(sql, before)).stream()
        .filter(it -> it.status().name().equals(correlator()) || names.contains(it.status().name()))
        .toList();
  }

  /** The last rebuild of the views; empty before the first one. */
  public Optional<FollowerStatus.Rebuild> rebuild() {
    return transactions.call(FollowerStatus::rebuild);
  }

  /** What automations failed at for good, and what can be done about it. */
  public Automations automations() {
    return automations;
  }

  /**
   * Starts an automation: it's told every event of these types from now on, at least once, on one
   * server at a time. What it throws is tried again, later and later.
   *
   * @param name of its place in the record; the same over restarts
   * @param types events, or sealed vocabularies of them
   */
  public void automation(
      String name, Set<Class<? extends Event>> types, Consumer<RecordedEvent> automation) {
    automations.start(name, types, automation);
  }

  /**
   * Starts an automation that tells the outside: as the others, but it has one event at a time, and
   * each part of it is told once, also when the automation's transaction is aborted afterwards.
   * Only what a server was about to tell as it died, or stood still, is told again, once telling it
   * would have been over.
   *
   * @param longest that telling one part may take
   * @param telling tells each part of an event by what it's handed with it
   */
  public void automationTelling(
      String name,
      Set<Class<? extends Event>> types,
      Duration longest,
      BiConsumer<RecordedEvent, OnceOnly> telling) {
    automations.startTelling(name, types, longest, telling);
  }

  /**
   * @throws SqlFailureException when it can't be asked
   */
  public DatabaseStatus databaseStatus() {
    return transactions.call(DatabaseStatus::read);
  }

  /** For readers of views and of the directory, as the application's role. */
  public DataSource dataSource() {
    return database.source();
  }

  /** Joins or begins this thread's transaction; for what lies beside the record. */
  public Transactions transactions() {
    return transactions;
  }

  /**
   * The same over connections of their own, for what is answered within seconds: nothing else that
   * goes on makes it wait. All that one transaction reads is of one moment; what it writes isn't
   * waited for on disk, and of two that write the same at once one fails.
   */
  public Transactions entrance() {
    return entrance;
  }

  /** What was submitted is still written; then everything stops. */
  @Override
  public void close() {
    automations.close();
    correlation.close();
    committer.close();
    views.close();
    log.close();
    listener.close();
    database.close();
  }
}
