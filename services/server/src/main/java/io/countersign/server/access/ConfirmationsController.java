package io.countersign.server.access;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationCommand.WithdrawChange;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import io.countersign.ledger.access.Confirmations;
import io.countersign.server.access.confirmation.ConfirmedChanges;
import io.countersign.server.web.Caller;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes that take two persons. */
@RestController
@RequestMapping("/api/v1/confirmations")
class ConfirmationsController {
  /** Of one among many. */
  private static final int LISTED = 200;

  /**
   * One of them.
   *
   * @param state {@code proposed}, {@code expired}, {@code confirmed} and about to be carried out,
   *     {@code completed}, {@code failed} or {@code withdrawn}
   * @param lines what would be done, or was: all of it, or in a list the first 200
   * @param digest of all of it; to be sent with the confirmation
   * @param adopter the person who stands for what a machine proposed; absent until somebody does
   * @param missing how many persons still have to confirm it: two where a machine proposed it and
   *     nobody stands for that yet; absent when it's over
   * @param mayConfirm the names of those who may confirm it next; absent when it's over
   * @param obstacle what keeps who asks from confirming it; absent when they may, or it's over
   */
  record Item(
      String id,
      String kind,
      String state,
      List<String> lines,
      String digest,
      String proposer,
      @Nullable String proposerName,
      Instant proposedAt,
      Instant expiresAt,
      @Nullable String adopter,
      @Nullable String adopterName,
      @Nullable String confirmer,
      @Nullable String confirmerName,
      @Nullable Integer missing,
      @Nullable List<String> mayConfirm,
      @Nullable String obstacle) {}

  /**
   * What was read.
   *
   * @param digest as it was shown
   */
  record Agreement(@Nullable String digest) {}

  /**
   * What came of it.
   *
   * @param outcome {@code done}, or {@code adopted} where a machine proposed it: another person
   *     still has to confirm it
   * @param secret a half of a one-time secret, for its owner alone; shown this once
   */
  record Carried(long position, String outcome, @Nullable String secret) {
    @Override
    public String toString() {
      return "Carried[" + position + "]";
    }
  }

  private final Confirmations confirmations;
  private final ConfirmedChanges changes;
  private final CommandSender commands;
  private final PrincipalNames names;
  private final InstantSource clock;

  ConfirmationsController(
      Confirmations confirmations,
      ConfirmedChanges changes,
      CommandSender commands,
      PrincipalNames names,
      InstantSource clock) {
    this.confirmations = confirmations;
    this.changes = changes;
    this.commands = commands;
    this.names = names;
    this.clock = clock;
  }

  /** Those that wait or aren't carried out yet; or all, the latest first; none out of sight. */
  @GetMapping
  Listed<Item> list(@RequestParam(defaultValue = "false") boolean past, Caller caller) {
    var rows = past ? confirmations.latest() : confirmations.open(clock.instant());
    var lookup = names.lookup();
    return new Listed<>(
        rows.stream()
            .filter(it -> mayRead(it, caller))
            .map(it -> item(it, abridged(it), caller, lookup))
            .toList(),
        null);
  }

  private boolean mayRead(Confirmations.Row row, Caller caller) {
    return confirmations.mayRead(row, caller.actor(), clock.instant());
  }

  /** Whoever agrees to it reads it alone, and all of it. */
  private List<String> abridged(Confirmations.Row row) {
    var all = changes.lines(row.subject());
    return all.size() <= LISTED
        ? all
        : Stream.concat(
                all.stream().limit(LISTED), Stream.of("and " + (all.size() - LISTED) + " more"))
            .toList();
  }

  @GetMapping("/{id}")
  Item read(@PathVariable String id, Caller caller) {
    return confirmations
        .find(id(id))
        .filter(it -> mayRead(it, caller))
        .map(it -> item(it, changes.lines(it.subject()), caller, names.lookup()))
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_CONFIRMATION));
  }

  @PostMapping("/{id}/confirm")
  Carried confirm(@PathVariable String id, @RequestBody Agreement body, Origin origin) {
    var digest = ParameterParsing.parameter("/digest", body.digest(), Digest::new, "a digest");
    if (digest == null) {
      throw RefusedException.badRequest("/digest", "is missing");
    }
    var carried = changes.confirm(id(id), digest, origin);
    var outcome = carried.done() ? "done" : "adopted";
    return new Carried(carried.position(), outcome, carried.secret());
  }

  @PostMapping("/{id}/withdraw")
  CommandSender.Written withdraw(@PathVariable String id, Origin origin) {
    return commands.send(new WithdrawChange(id(id)), origin.context("withdraw", id));
  }

  private Item item(
      Confirmations.Row row, List<String> lines, Caller caller, PrincipalNames.Lookup lookup) {
    var confirmer = text(row.confirmer());
    var adopter = text(row.adopter());
    var now = clock.instant();
    boolean waits = row.waitsAt(now);
    return new Item(
        row.confirmation().value(),
        kind(row.subject()),
        state(row),
        lines,
        row.digest().hex(),
        row.proposer().value(),
        lookup.of(row.proposer().value()),
        row.proposedAt(),
        row.expiresAt(),
        adopter,
        lookup.of(adopter),
        confirmer,
        lookup.of(confirmer),
        waits ? missing(row) : null,
        waits ? named(confirmations.confirmers(row, now), lookup) : null,
        waits
            ? confirmations.obstacle(row, caller.actor(), now).map(Rule::why).orElse(null)
            : null);
  }

  private int missing(Confirmations.Row row) {
    return confirmations.isAnybodys(row) ? 1 : 2;
  }

  private static List<String> named(List<PrincipalId> people, PrincipalNames.Lookup lookup) {
    return people.stream()
        .map(it -> Objects.requireNonNull(lookup.orId(it.value())))
        .sorted()
        .toList();
  }

  private String state(Confirmations.Row row) {
    boolean over = row.state() == Confirmations.State.PROPOSED && !row.waitsAt(clock.instant());
    return over ? "expired" : ParameterParsing.lower(row.state());
  }

  private static String kind(ConfirmationSubject subject) {
    return switch (subject) {
      case ConfirmationSubject.RoleChange _ -> "role-change";
      case ConfirmationSubject.PasswordReset _ -> "password-reset";
      case ConfirmationSubject.Disablement _ -> "disablement";
      case ConfirmationSubject.KillSwitchRelease _ -> "kill-switch-release";
      case ConfirmationSubject.CatalogReduction _ -> "catalog-reduction";
      case ConfirmationSubject.CalendarWidening _ -> "calendar-widening";
      case ConfirmationSubject.GrantAddition _ -> "grant";
      case ConfirmationSubject.GrantRevocation _ -> "grant-revocation";
      case ConfirmationSubject.Membership _ -> "membership";
      case ConfirmationSubject.RunbookPromotion _ -> "runbook-promotion";
    };
  }

  private static @Nullable String text(@Nullable PrincipalId id) {
    return id == null ? null : id.value();
  }

  private static ConfirmationId id(String text) {
    return ParameterParsing.id(text, ConfirmationId::new, RefusalCode.UNKNOWN_CONFIRMATION);
  }
}
