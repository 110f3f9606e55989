package io.countersign.server.access.login;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.ChangePassword;
import io.countersign.domain.access.AccessCommand.RedeemReset;
import io.countersign.ledger.access.Directory;
import io.countersign.server.access.security.PrincipalIds;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.problem.RefusedException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * One's own password, chosen by who knows the old one or holds a one-time secret. The hash is kept
 * first; it takes the old one's place in the decision's own transaction, or never.
 */
@Component
public final class OwnPassword {
  /** The same whatever doesn't fit. */
  private static final String WRONG_SECRET =
      "The name or the one-time secret is wrong, or it was used, replaced or is over 24 hours old."
          + " Where it came in two halves, both are needed: FIRST-SECOND.";

  private final Directory directory;
  private final PasswordHashing passwords;
  private final PasswordResets resets;
  private final LoginFailures failures;
  private final CommandSender commands;
  private final InstantSource clock;

  OwnPassword(
      Directory directory,
      PasswordHashing passwords,
      PasswordResets resets,
      LoginFailures failures,
      CommandSender commands,
      InstantSource clock) {
    this.directory = directory;
    this.passwords = passwords;
    this.resets = resets;
    this.failures = failures;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * Ends the other sessions.
   *
   * @throws RefusedException BAD_CREDENTIALS when the current one is wrong: it counts as a failed
   *     login, since a session may be in wrong hands
   */
  public CommandSender.Written change(
      Directory.Entry me, String current, String password, String source, Origin origin) {
    var known = Optional.of(me);
    var admission = failures.admit(source, me.login(), known);
    if (!passwords.matches(current, me.password(), admission)) {
      throw new RefusedException(
          failures.failed(source, me.login(), known).code(), "The current password is wrong.");
    }
    var credential = PrincipalIds.credential(origin.request());
    directory.stage(credential, passwords.hash(password, admission));
    return commands.send(
        new ChangePassword(
            me.principal(), credential, me.credential(), origin.caller().credential()),
        origin.context(null));
  }

  /**
   * Uses up a one-time secret.
   *
   * @throws RefusedException BAD_CREDENTIALS whatever doesn't fit
   */
  CommandSender.Written redeem(
      String typed, String secret, String password, String source, Surface via) {
    var name = LoginName.of(typed);
    var person = directory.byLogin(name);
    var admission = failures.admit(source, name, person);
    var hash = passwords.hash(password, admission); // also for who isn't known: it takes as long
    var reset = person.flatMap(it -> resets.outstanding(it.principal()));
    if (person.isEmpty() || reset.filter(it -> resets.match(it, secret)).isEmpty()) {
      throw new RefusedException(failures.failed(source, name, person).code(), WRONG_SECRET);
    }
    return redeemed(person.get(), reset.get(), hash, via);
  }

  private CommandSender.Written redeemed(
      Directory.Entry person, String reset, String hash, Surface via) {
    var request = UUID.randomUUID();
    var credential = PrincipalIds.credential(request);
    directory.stage(credential, hash);
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
    return commands.send(new RedeemReset(person.principal(), reset, credential), context);
  }
}
