package io.countersign.server.access;

import io.countersign.domain.Command;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessCommand.ChangePassword;
import io.countersign.domain.access.AccessCommand.DisablePrincipal;
import io.countersign.domain.access.AccessCommand.GrantRole;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.access.AccessCommand.RevokeRole;
import io.countersign.domain.access.AccessFacts;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.Principals;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.problem.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Persons: what they are called stands in the directory, what they may do in the record. */
@Component
final class PersonAccounts {
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

  private final Directory directory;
  private final Principals principals;
  private final PasswordHashing passwords;
  private final CommandSender commands;

  PersonAccounts(
      Directory directory,
      Principals principals,
      PasswordHashing passwords,
      CommandSender commands) {
    this.directory = directory;
    this.principals = principals;
    this.passwords = passwords;
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

  /** As the directory keeps it. */
  static String login(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws RefusedException UNKNOWN_PRINCIPAL as 404: whoever asks may know who there is
   */
  PrincipalId byLogin(String login) {
    return directory
        .byLogin(login(login))
        .map(Directory.Entry::principal)
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_PRINCIPAL));
  }

  /**
   * The name goes into the directory first: it's unique there, and without the rest it's nobody.
   */
  CommandSender.Written add(String name, String password, Set<Role> roles, Origin origin) {
    var login = login(name);
    if (!LOGIN.matcher(login).matches()) {
      throw RefusedException.badRequest("/name", "must match " + LOGIN.pattern());
    }
    var hash = passwords.hash(PasswordHashing.checked(password));
    var principal = PrincipalIds.person(origin.request());
    var command = new RegisterPrincipal(principal, PrincipalKind.PERSON, roles);
    reserve(login, principal, hash);
    try {
      return commands.send(command, origin.context(null));
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
      throw new RefusedException(RefusalCode.PRINCIPAL_EXISTS);
    }
  }

  long change(PrincipalId principal, Set<Role> grant, Set<Role> revoke, Origin origin) {
    var submissions = new ArrayList<Submission>();
    revoke.forEach(role -> submissions.add(role(new RevokeRole(principal, role), role, origin)));
    grant.forEach(role -> submissions.add(role(new GrantRole(principal, role), role, origin)));
    if (submissions.isEmpty()) {
      throw new RefusedException(RefusalCode.BAD_REQUEST, "Name roles to grant or to revoke.");
    }
    return commands.position(commands.all(submissions));
  }

  private static Submission role(Command command, Role role, Origin origin) {
    var part = command.getClass().getSimpleName() + role;
    return new Submission.OfCommand(command, origin.context(part, null));
  }

  CommandSender.Written disable(PrincipalId principal, String reason, Origin origin) {
    return commands.send(new DisablePrincipal(principal, reason), origin.context(null));
  }

  /** The decision first: who may not change it, doesn't. */
  CommandSender.Written changePassword(PrincipalId principal, String password, Origin origin) {
    var hash = passwords.hash(PasswordHashing.checked(password));
    var written = commands.send(new ChangePassword(principal), origin.context(null));
    directory.setPassword(principal, hash);
    return written;
  }
}
