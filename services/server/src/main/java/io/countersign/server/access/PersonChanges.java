package io.countersign.server.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessCommand.ChangePassword;
import io.countersign.domain.access.AccessCommand.ChangeRoles;
import io.countersign.domain.access.AccessCommand.DisablePrincipal;
import io.countersign.domain.access.AccessCommand.ResetPassword;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.CredentialRules;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject;
import io.countersign.domain.access.confirmation.ConfirmationSubject.Disablement;
import io.countersign.domain.access.confirmation.ConfirmationSubject.PasswordReset;
import io.countersign.domain.access.confirmation.ConfirmationSubject.RoleChange;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.Principals;
import io.countersign.server.access.confirmation.ProposedChanges;
import io.countersign.server.access.login.PasswordHashing;
import io.countersign.server.access.login.PasswordResets;
import io.countersign.server.access.security.PrincipalIds;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes of a person's roles and password, and their end: made alone, or proposed to a second
 * person.
 */
@Component
final class PersonChanges {
  private final Directory directory;
  private final Principals principals;
  private final PasswordHashing passwords;
  private final PasswordResets resets;
  private final ProposedChanges proposals;
  private final CommandSender commands;

  PersonChanges(
      Directory directory,
      Principals principals,
      PasswordHashing passwords,
      PasswordResets resets,
      ProposedChanges proposals,
      CommandSender commands) {
    this.directory = directory;
    this.principals = principals;
    this.passwords = passwords;
    this.resets = resets;
    this.proposals = proposals;
    this.commands = commands;
  }

  /**
   * What came of a change.
   *
   * @param outcome {@code done}, {@code unchanged} or {@code proposed}
   * @param secret for the person alone, or its first half
   * @param confirmation that it waits for; null when it was done
   */
  record Outcome(
      PrincipalId person,
      long position,
      String outcome,
      @Nullable String secret,
      @Nullable String confirmation) {
    static Outcome done(PrincipalId person, CommandSender.Written written) {
      return new Outcome(person, written.position(), written.outcome(), null, null);
    }

    static Outcome proposed(PrincipalId person, ProposedChanges.Proposed it) {
      return new Outcome(person, it.position(), "proposed", null, it.confirmation().value());
    }

    Outcome with(@Nullable String told) {
      return new Outcome(person, position, outcome, told, confirmation);
    }
  }

  /** All of it or nothing. */
  Outcome change(PrincipalId principal, Set<Role> grant, Set<Role> revoke, Origin origin) {
    if (grant.isEmpty() && revoke.isEmpty()) {
      throw new RefusedException(RefusalCode.BAD_REQUEST, "Name roles to grant or to revoke.");
    }
    var held = held(principal);
    var gained = grant.stream().filter(it -> !held.contains(it)).collect(Collectors.toSet());
    boolean alone = proposals.needNone();
    var reset =
        CredentialRules.takesNewPassword(gained, principals.credential(principal), alone)
            ? PrincipalIds.reset(origin.request())
            : "";
    var secret = reset.isEmpty() ? null : resets.issue(reset, PasswordResets.FIRST);
    boolean possible = RoleRules.allow(PrincipalKind.PERSON, afterwards(held, grant, revoke));
    if (!alone
        && possible // else the decider says no at once, and nobody confirms it in vain
        && (RoleRules.takeTwo(gained) || takesMore(revoke, principal))) {
      var change = new RoleChange(principal, grant, revoke, reset);
      return Outcome.proposed(principal, proposals.propose(change, origin)).with(secret);
    }
    var command = new ChangeRoles(principal, grant, revoke, reset, null);
    var older = superseded(new RoleChange(principal, grant, revoke, reset), origin);
    return Outcome.done(principal, commands.send(command, origin.context(null), older))
        .with(secret);
  }

  /** What was confirmed and broke off isn't to be done after what is newer. */
  private List<Submission> superseded(ConfirmationSubject newer, Origin origin) {
    return proposals.superseded(newer, origin.at(), null);
  }

  private static Set<Role> afterwards(Set<Role> held, Set<Role> grant, Set<Role> revoke) {
    return Stream.concat(held.stream().filter(it -> !revoke.contains(it)), grant.stream())
        .collect(Collectors.toSet());
  }

  private Set<Role> held(PrincipalId principal) {
    return principals.find(principal).map(AccessFacts.Principal::roles).orElse(Set.of());
  }

  /** Whether nobody is left who decides, or they audit: the decider asks the same. */
  private boolean takesMore(Set<Role> taken, PrincipalId principal) {
    var held = held(principal);
    var lost = taken.stream().filter(held::contains).collect(Collectors.toSet());
    return !principals.takenByOne(lost, principal);
  }

  /** Without whom nobody is left who decides, and who audits, takes a second person. */
  Outcome disable(PrincipalId principal, String reason, Origin origin) {
    if (!proposals.needNone() && !principals.endsByOne(principal, origin.at())) {
      if (reason.isBlank()) {
        throw new RefusedException(RefusalCode.REASON_REQUIRED);
      }
      return Outcome.proposed(
          principal, proposals.propose(new Disablement(principal, reason), origin));
    }
    var command = new DisablePrincipal(principal, reason);
    var older = superseded(new Disablement(principal, reason), origin);
    return Outcome.done(principal, commands.send(command, origin.context(null), older));
  }

  /** Another's: the decider allows it only while there is nobody who could confirm it. */
  CommandSender.Written changePassword(PrincipalId principal, String password, Origin origin) {
    var credential = PrincipalIds.credential(origin.request());
    directory.stage(credential, passwords.hash(password));
    return commands.send(
        new ChangePassword(principal, credential, null, null), origin.context(null));
  }

  /** Ends a password; its owner chooses another by a one-time secret. */
  Outcome reset(PrincipalId principal, Origin origin) {
    var reset = PrincipalIds.reset(origin.request());
    var secret = resets.issue(reset, PasswordResets.FIRST);
    if (!proposals.needNone()) {
      return Outcome.proposed(
              principal, proposals.propose(new PasswordReset(principal, reset), origin))
          .with(secret);
    }
    var command = new ResetPassword(principal, reset, null);
    return Outcome.done(principal, commands.send(command, origin.context(null))).with(secret);
  }
}
