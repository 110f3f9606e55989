package io.countersign.server.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject.RoleChange;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.Principals;
import io.countersign.server.access.PersonChanges.Outcome;
import io.countersign.server.access.confirmation.ProposedChanges;
import io.countersign.server.access.login.LoginName;
import io.countersign.server.access.login.PasswordHashing;
import io.countersign.server.access.login.PasswordResets;
import io.countersign.server.access.security.PrincipalIds;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Persons: what they are called stands in the directory, what they may do in the record. */
@Component
public final class PersonAccounts {
  private final Directory directory;
  private final Principals principals;
  private final PasswordHashing passwords;
  private final PasswordResets resets;
  private final ProposedChanges proposals;
  private final CommandSender commands;
  private final PrincipalNames names;

  PersonAccounts(
      Directory directory,
      Principals principals,
      PasswordHashing passwords,
      PasswordResets resets,
      ProposedChanges proposals,
      CommandSender commands,
      PrincipalNames names) {
    this.names = names;
    this.directory = directory;
    this.principals = principals;
    this.passwords = passwords;
    this.resets = resets;
    this.proposals = proposals;
    this.commands = commands;
  }

  /** A person and what is known of it. */
  record Person(Directory.Entry entry, AccessFacts.Principal facts) {}

  /** By login. */
  List<Person> all() {
    return directory.all().stream()
        .flatMap(
            entry -> principals.find(entry.principal()).map(it -> new Person(entry, it)).stream())
        .toList();
  }

  /**
   * @throws RefusedException UNKNOWN_PRINCIPAL as 404: whoever asks may know who there is
   */
  public PrincipalId byLogin(String login) {
    return directory
        .byLogin(LoginName.of(login))
        .map(Directory.Entry::principal)
        .orElseThrow(() -> nobody(login));
  }

  private static RefusedException nobody(String login) {
    return new RefusedException(
        RefusalCode.UNKNOWN_PRINCIPAL, "Nobody has the login name " + login + ".");
  }

  /** Asked before anything that would tell whether somebody exists. */
  Optional<Directory.Entry> own(String login, PrincipalId caller) {
    return directory.byLogin(LoginName.of(login)).filter(it -> it.principal().equals(caller));
  }

  /**
   * The name goes into the directory first: it's unique there, and without the rest it's nobody.
   *
   * @param password null for one that the person is to choose
   */
  Outcome add(String name, @Nullable String password, Set<Role> roles, Origin origin) {
    var login = LoginName.checked(name);
    if (names.isTakenFromPersons(login)) {
      throw new RefusedException(
          RefusalCode.PRINCIPAL_EXISTS,
          "A service is called " + login + ", or it has the form of an id: nobody else can be.");
    }
    var hash = password == null ? "" : passwords.hash(PasswordHashing.checked(password));
    var principal = PrincipalIds.person(origin.request());
    var waiting = proposals.needNone() ? Set.<Role>of() : takingTwo(roles);
    if (RoleRules.decisive(waiting) && password != null) {
      throw new RefusedException(
          RefusalCode.CONFIRMATION_REQUIRED,
          "Who is to decide chooses their own password, and a second person confirms it: leave the"
              + " password out (user add --invite).");
    }
    reserve(login, principal, hash);
    try {
      return waiting.isEmpty()
          ? addAlone(principal, roles, password == null, origin)
          : addWithAnother(principal, roles, waiting, password == null, origin);
    } catch (RefusedException refused) {
      if (principals.find(principal).isEmpty()) {
        directory.erase(principal);
      }
      throw refused;
    }
  }

  private void reserve(String login, PrincipalId principal, String hash) {
    if (directory.add(login, login, principal, hash)) {
      return;
    }
    if (directory.byLogin(login).filter(it -> it.principal().equals(principal)).isEmpty()) {
      throw new RefusedException(
          RefusalCode.PRINCIPAL_EXISTS, "Somebody has the login name " + login + " already.");
    }
  }

  private Outcome add(PrincipalId principal, Set<Role> roles, Origin origin) {
    var command = new RegisterPrincipal(principal, PrincipalKind.PERSON, roles);
    return Outcome.done(principal, commands.send(command, origin.context(null)));
  }

  private Outcome invite(PrincipalId principal, Set<Role> roles, Origin origin) {
    var reset = PrincipalIds.reset(origin.request());
    var secret = resets.issue(reset, PasswordResets.FIRST);
    var command = new RegisterPrincipal(principal, PrincipalKind.PERSON, roles, reset);
    return Outcome.done(principal, commands.send(command, origin.context(null))).with(secret);
  }

  private static Set<Role> takingTwo(Set<Role> roles) {
    return roles.stream().filter(it -> RoleRules.takeTwo(Set.of(it))).collect(Collectors.toSet());
  }

  private Outcome addAlone(PrincipalId principal, Set<Role> roles, boolean invited, Origin origin) {
    return invited ? invite(principal, roles, origin) : add(principal, roles, origin);
  }

  /** The person is there at once, without what takes two to give; who is invited, with that. */
  private Outcome addWithAnother(
      PrincipalId principal, Set<Role> roles, Set<Role> waiting, boolean invited, Origin origin) {
    add(principal, without(roles, waiting), origin);
    var reset = invited ? PrincipalIds.reset(origin.request()) : "";
    var secret = invited ? resets.issue(reset, PasswordResets.FIRST) : null;
    var change = new RoleChange(principal, waiting, Set.of(), reset);
    return Outcome.proposed(principal, proposals.propose(change, origin)).with(secret);
  }

  /** Those that are given at once; none where they can't be held together in the end. */
  private static Set<Role> without(Set<Role> roles, Set<Role> waiting) {
    var rule = RoleRules.compatible(PrincipalKind.PERSON, roles);
    if (!rule.kept()) {
      throw new RefusedException(rule.code(), rule.why());
    }
    return roles.stream().filter(it -> !waiting.contains(it)).collect(Collectors.toSet());
  }
}
