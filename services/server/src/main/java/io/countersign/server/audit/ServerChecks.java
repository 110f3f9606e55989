package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.CredentialOrigin;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.access.Confirmations;
import io.countersign.ledger.access.KillSwitch;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.access.confirmation.ConfirmedChanges;
import io.countersign.server.audit.DependencyChecks.Check;
import io.countersign.server.config.Installation;
import io.countersign.server.temporal.TemporalEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The checks of what this server consists of. */
@Component
final class ServerChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration LATELY = Duration.ofDays(1);

  private final Ledger ledger;
  private final TemporalEngine engine;
  private final OpenLoops loops;
  private final Principals principals;
  private final Catalog catalog;
  private final Confirmations confirmations;
  private final KillSwitch killSwitch;
  private final PrincipalNames names;
  private final Remediations remediations;
  private final CrashList crashes;
  private final InstantSource clock;

  ServerChecks(
      Ledger ledger,
      TemporalEngine engine,
      OpenLoops loops,
      Principals principals,
      Catalog catalog,
      Confirmations confirmations,
      KillSwitch killSwitch,
      PrincipalNames names,
      Remediations remediations,
      Installation installation,
      InstantSource clock) {
    this.ledger = ledger;
    this.engine = engine;
    this.loops = loops;
    this.principals = principals;
    this.catalog = catalog;
    this.confirmations = confirmations;
    this.killSwitch = killSwitch;
    this.names = names;
    this.remediations = remediations;
    this.crashes = new CrashList(installation.home().resolve("restarts"));
    this.clock = clock;
  }

  List<Check> all() {
    return List.of(
        new Check("ledger", "record and views", this::views),
        new Check("ledger", "followers", this::followers),
        new Check("ledger", "dead letters", this::deadLetters),
        new Check("database", "postgresql", this::database),
        new Check("engine", "temporal", this::engine),
        new Check("engine", "loops", this::loops),
        new Check("server", "restarts", this::restarts),
        new Check("remediation", "effects in doubt", this::doubts),
        new Check("people", "approvers", this::approvers),
        new Check("remediation", "approvals", this::impossible),
        new Check("people", "two persons", this::secondPersons),
        new Check("people", "passwords", this::passwords),
        new Check("people", "recovery", this::recovery),
        new Check("people", "kill switch", this::killSwitch));
  }

  private ConnectionHealth views() {
    long head = ledger.head();
    return ledger.awaitViews(head, PATIENCE)
        ? ConnectionHealth.working(head + " events, all of them in the views")
        : ConnectionHealth.broken(
            "the views are behind the record's " + head + " events",
            "Wait; if it stays so, look for errors of the views in the log.");
  }

  private ConnectionHealth followers() {
    var now = clock.instant();
    var late = ledger.lateFollowers(now.minus(FollowerHealth.PATIENCE));
    return FollowerHealth.of(ledger.correlator(), late, now);
  }

  private ConnectionHealth deadLetters() {
    int many = ledger.automations().deadLetters().size();
    return many == 0
        ? ConnectionHealth.working("none")
        : ConnectionHealth.degraded(
            many + " events that an automation failed at",
            "countersign dead-letters shows them; then dead-letters retry or drop.");
  }

  private ConnectionHealth database() {
    try {
      return ConnectionHealth.working("PostgreSQL " + ledger.databaseStatus().version());
    } catch (SqlFailureException e) {
      return ConnectionHealth.broken(
          "can't be reached: SQL state " + e.state(),
          "Look whether the database runs, and at COUNTERSIGN_DATABASE_URL.");
    }
  }

  private ConnectionHealth engine() {
    return engine.healthy()
        ? ConnectionHealth.working(engine.describe())
        : ConnectionHealth.broken(
            engine.describe() + ", doesn't answer: alerts are taken in, no loop moves",
            "Look whether Temporal runs, whether the namespace exists, and at TEMPORAL_ADDRESS; the"
                + " log says more.");
  }

  private ConnectionHealth loops() {
    var now = clock.instant();
    return LoopHealth.of(loops.overdue(now.minus(LoopHealth.PATIENCE)), now);
  }

  /** As the launcher wrote them down. */
  private ConnectionHealth restarts() {
    return crashes
        .lastSince(clock.instant().minus(LATELY))
        .map(
            last ->
                ConnectionHealth.degraded(
                    "the server died (exit code %s) at %s and was started again"
                        .formatted(last.exitCode(), last.at()),
                    "Look at logs/server.log before that time; 3 is out of memory, 137 a kill."))
        .orElse(ConnectionHealth.working("none within a day"));
  }

  private ConnectionHealth doubts() {
    var held =
        remediations.inDoubt().stream()
            .map(it -> it.id() + " holds " + String.join(", ", it.held()))
            .toList();
    return held.isEmpty()
        ? ConnectionHealth.working("none")
        : ConnectionHealth.degraded(
            "whether a step took effect isn't known, and nothing else may act there: "
                + String.join("; ", held),
            "Look at each target, then: countersign settle ID --effect occurred|absent --reason"
                + " ...");
  }

  private ConnectionHealth impossible() {
    var waiting =
        remediations.impossible().stream().map(it -> it.id() + ": " + it.shortfall()).toList();
    return waiting.isEmpty()
        ? ConnectionHealth.working("enough people could approve whatever waits")
        : ConnectionHealth.broken(
            "fewer people could approve than are asked for: " + String.join("; ", waiting),
            "Give more people a role that decides there, or have them come back: countersign grant"
                + " --help");
  }

  private ConnectionHealth approvers() {
    return ApproverHealth.of(principals.all(), catalog.contents().entities(), clock.instant());
  }

  private ConnectionHealth secondPersons() {
    if (confirmations.bootstrapping()) {
      return ConnectionHealth.degraded(
          "one administrator changes approvers, passwords and the catalogue without a second"
              + " person",
          notYetAdministrators());
    }
    int stuck = confirmations.brokenOff(clock.instant().minus(ConfirmedChanges.PATIENCE)).size();
    if (stuck > 0) {
      return ConnectionHealth.degraded(
          stuck + " changes were confirmed and aren't carried out",
          "They are tried again every 15 seconds: countersign confirmations shows them.");
    }
    var failed = confirmations.failed(clock.instant().minus(LATELY));
    if (!failed.isEmpty()) {
      return ConnectionHealth.degraded(
          failed.stream().map(it -> it.confirmation().value()).collect(Collectors.joining(", "))
              + " couldn't be carried out though confirmed",
          "countersign audit --type access.change-failed says why; propose anew what is wanted.");
    }
    return principals.takenByOne(Set.of(Role.ADMINISTRATOR), PrincipalId.SYSTEM) // of all of them
        ? ConnectionHealth.working(
            confirmations.waiting(clock.instant()).size() + " changes wait for a second person")
        : ConnectionHealth.degraded(
            "nobody can confirm what an administrator proposes: no two of them count as two",
            "Nothing that takes two persons can be done; see docs/operations.md, and keep three.");
  }

  private String notYetAdministrators() {
    var origins = principals.credentials();
    var waiting =
        principals.all().stream()
            .filter(it -> it.may(Role.ADMINISTRATOR))
            .map(AccessFacts.Principal::id)
            .filter(it -> !origins.getOrDefault(it, CredentialOrigin.ASSURED).own())
            .map(it -> names.lookup().orId(it.value()))
            .sorted()
            .collect(Collectors.joining(", "));
    return waiting.isEmpty()
        ? "Invite a second administrator: countersign user add NAME --role administrator. Once they"
            + " chose their password it's over for good."
        : "It's over for good once one of these has chosen a password of their own: " + waiting;
  }

  /** Who decides should be nobody whom one other person could be. */
  private ConnectionHealth passwords() {
    var origins = principals.credentials();
    var doubtful =
        principals.all().stream()
            .filter(it -> it.may(Role.APPROVER) || it.may(Role.COMMANDER))
            .map(AccessFacts.Principal::id)
            .filter(it -> origins.getOrDefault(it, CredentialOrigin.ASSURED).by() != null)
            .map(it -> names.lookup().orId(it.value()))
            .sorted()
            .toList();
    if (confirmations.bootstrapping()) {
      return ConnectionHealth.working("one administrator may still hand them out alone");
    }
    return doubtful.isEmpty()
        ? ConnectionHealth.working("whoever decides has a password of their own")
        : ConnectionHealth.degraded(
            "one administrator alone handed out the passwords of "
                + String.join(", ", doubtful)
                + ": together they count as one",
            "Have each reset, which takes two: countersign user reset NAME");
  }

  private ConnectionHealth recovery() {
    return principals
        .recovered()
        .filter(it -> it.isAfter(clock.instant().minus(LATELY.multipliedBy(7))))
        .map(
            it ->
                ConnectionHealth.degraded(
                    "whoever can start the server was let in as an administrator at " + it,
                    "If nobody knows of it, look who can: countersign audit --type"
                        + " access.administrator-recovered"))
        .orElse(ConnectionHealth.working("nobody was let in by the server within a week"));
  }

  private ConnectionHealth killSwitch() {
    var halts = killSwitch.halts();
    return halts.isEmpty()
        ? ConnectionHealth.working("execution isn't halted")
        : ConnectionHealth.broken(
            halts.stream()
                .map(it -> "execution is halted " + it.scope().inWords() + ": " + it.reason())
                .collect(Collectors.joining("; ")),
            "When it may go on: countersign resume --reason ..., with the bounds that countersign"
                + " halts shows, which a second person confirms");
  }
}
