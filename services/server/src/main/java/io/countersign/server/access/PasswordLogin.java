package io.countersign.server.access;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.TryLogin;
import io.countersign.domain.access.AccessEvent.SessionOpened;
import io.countersign.domain.access.AccessFacts;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.access.SessionSecrets;
import io.countersign.server.access.security.BearerToken;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
  private final CommandSender commands;
  private final InstantSource clock;
  private final UnknownNameLockout unknown = new UnknownNameLockout();

  PasswordLogin(
      Directory directory,
      Principals principals,
      SessionSecrets sessions,
      PasswordHashing passwords,
      CommandSender commands,
      InstantSource clock) {
    this.directory = directory;
    this.principals = principals;
    this.sessions = sessions;
    this.passwords = passwords;
    this.commands = commands;
    this.clock = clock;
  }

  /** A session just opened, with its secret. */
  record Opened(String bearer, Directory.Entry person, Set<Role> roles, Instant expiresAt) {}

  /**
   * @throws RefusedException BAD_CREDENTIALS or LOCKED_OUT, the same for somebody who doesn't exist
   */
  Opened with(String name, String password, Surface via) {
    var found = directory.byLogin(PersonAccounts.login(name));
    boolean matched =
        passwords.matches(password, found.map(Directory.Entry::password).orElse(null));
    var person =
        found.orElseThrow(
            () ->
                new RefusedException(
                    unknown.failed(PersonAccounts.login(name), clock.instant())
                        ? RefusalCode.LOCKED_OUT
                        : RefusalCode.BAD_CREDENTIALS));
    return open(person, matched, via);
  }

  private Opened open(Directory.Entry person, boolean matched, Surface via) {
    var request = UUID.randomUUID();
    var bearer = BearerToken.issue(PrincipalIds.session(request));
    var command = new TryLogin(person.principal(), bearer.id(), matched);
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
    if (matched) {
      sessions.store(bearer.id(), bearer.hash()); // opens nothing before the decision
    }
    var receipt = commands.all(List.of(new Submission.OfCommand(command, context))).getFirst();
    var end =
        receipt.events().stream()
            .filter(SessionOpened.class::isInstance)
            .map(event -> ((SessionOpened) event).expiresAt())
            .findFirst()
            .orElseThrow();
    var roles =
        principals.find(person.principal()).map(AccessFacts.Principal::roles).orElse(Set.of());
    return new Opened(bearer.reveal(), person, roles, end);
  }
}
