package io.countersign.server.access.login;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.OpenSession;
import io.countersign.domain.access.AccessEvent.SessionOpened;
import io.countersign.domain.access.AccessFacts;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.access.SessionSecrets;
import io.countersign.server.access.scope.BoundedRole;
import io.countersign.server.access.security.BearerToken;
import io.countersign.server.access.security.PrincipalIds;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The login that turns a password into a session. */
@Component
final class PasswordLogin {
  private final Directory directory;
  private final Principals principals;
  private final SessionSecrets sessions;
  private final PasswordHashing passwords;
  private final LoginFailures failures;
  private final CommandSender commands;
  private final InstantSource clock;

  PasswordLogin(
      Directory directory,
      Principals principals,
      SessionSecrets sessions,
      PasswordHashing passwords,
      LoginFailures failures,
      CommandSender commands,
      InstantSource clock) {
    this.directory = directory;
    this.principals = principals;
    this.sessions = sessions;
    this.passwords = passwords;
    this.failures = failures;
    this.commands = commands;
    this.clock = clock;
  }

  /** A session just opened, with its secret. */
  record Opened(
      String bearer,
      Directory.Entry person,
      Set<Role> roles,
      List<BoundedRole> bounded,
      Instant expiresAt) {}

  /**
   * @throws RefusedException BAD_CREDENTIALS or LOCKED_OUT: the same, and as late, for a wrong
   *     password, for who was disabled and for who doesn't exist
   */
  Opened with(String typed, String password, String source, Surface via) {
    var name = LoginName.of(typed);
    var person = directory.byLogin(name);
    var admission = failures.admit(source, name, person);
    var hash = person.map(Directory.Entry::password).orElse(null);
    if (!passwords.matches(password, hash, admission) || !isActive(person)) {
      throw failures.failed(source, name, person);
    }
    var opened = open(person.orElseThrow(), source, via);
    failures.succeeded(source, name);
    return opened;
  }

  private boolean isActive(Optional<Directory.Entry> person) {
    return person
        .flatMap(it -> principals.find(it.principal()))
        .filter(AccessFacts.Principal::active)
        .isPresent();
  }

  /** Names the password that was right: another one may be in force by now. */
  private Opened open(Directory.Entry person, String source, Surface via) {
    var request = UUID.randomUUID();
    var bearer = BearerToken.issue(PrincipalIds.session(request));
    var command = new OpenSession(person.principal(), bearer.id(), person.credential());
    sessions.store(bearer.id(), bearer.hash()); // opens nothing before the decision
    var context =
        new CommandContext(
            request,
            new Actor(person.principal(), PrincipalKind.PERSON),
            clock.instant(),
            via,
            null,
            null,
            null,
            Facts.NONE);
    try {
      var receipt = commands.all(List.of(new Submission.OfCommand(command, context))).getFirst();
      var facts = principals.find(person.principal());
      return new Opened(
          bearer.reveal(),
          person,
          facts.map(AccessFacts.Principal::roles).orElse(Set.of()),
          facts.map(it -> BoundedRole.of(it, context.at())).orElse(List.of()),
          end(receipt));
    } catch (RefusedException refused) {
      throw refused.code() == RefusalCode.BAD_CREDENTIALS
          ? failures.failed(source, person.login(), Optional.of(person))
          : refused;
    }
  }

  private static Instant end(Receipt receipt) {
    return receipt.events().stream()
        .filter(SessionOpened.class::isInstance)
        .map(event -> ((SessionOpened) event).expiresAt())
        .findFirst()
        .orElseThrow();
  }
}
