package io.countersign.server.access;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.access.AccessCommand.ResetPassword;
import io.countersign.ledger.ExclusiveWork;
import io.countersign.ledger.ExclusiveWork.Work;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.Principals;
import io.countersign.server.access.login.PasswordHashing;
import io.countersign.server.access.login.PasswordResets;
import io.countersign.server.access.security.PrincipalIds;
import io.countersign.server.web.CommandSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The first person: made when nobody is there yet, with a password that is told once. */
@Component
public final class FirstAdministrator {
  public static final String LOGIN = "admin";

  private static final int PASSWORD_BYTES = 18;

  private final ExclusiveWork exclusive;
  private final Directory directory;
  private final Principals principals;
  private final PasswordHashing passwords;
  private final PasswordResets resets;
  private final CommandSender commands;
  private final InstantSource clock;

  FirstAdministrator(
      ExclusiveWork exclusive,
      Directory directory,
      Principals principals,
      PasswordHashing passwords,
      PasswordResets resets,
      CommandSender commands,
      InstantSource clock) {
    this.exclusive = exclusive;
    this.directory = directory;
    this.principals = principals;
    this.passwords = passwords;
    this.resets = resets;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * Makes the administrator if there never was one.
   *
   * @param file takes the password, readable by its owner alone; null gives it to {@code told}
   */
  public void make(@Nullable Path file, Consumer<String> told) throws IOException {
    try {
      exclusive.alone(
          Work.FIRST_ADMINISTRATOR,
          () -> {
            makeAlone(file, told);
            return true;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Of servers that start at once, the second finds the first one's. */
  private void makeAlone(@Nullable Path file, Consumer<String> told) {
    if (exists()) {
      return;
    }
    var password = password();
    var request = UUID.randomUUID();
    var principal = PrincipalIds.person(request);
    directory.byLogin(LOGIN).ifPresent(left -> directory.erase(left.principal()));
    directory.add(LOGIN, LOGIN, principal, passwords.hash(password));
    try {
      tell(file, password, told);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ =
        commands.send(
            new RegisterPrincipal(principal, PrincipalKind.PERSON, Set.of(Role.ADMINISTRATOR)),
            context(request));
  }

  /**
   * Lets whoever can start the server in as an administrator, the way back in: by a one-time secret
   * for the login {@link #LOGIN}, or for the next that is free where that one may not administer
   * any more, or would find nobody to confirm anything with. It ends that one's password and
   * sessions, and is recorded.
   *
   * @return the login
   */
  public String recover(Path file) throws IOException {
    var request = UUID.randomUUID();
    var reset = PrincipalIds.reset(request);
    tell(file, resets.issue(reset, PasswordResets.FIRST), _ -> {});
    for (int number = 1; ; number++) {
      var login = number == 1 ? LOGIN : LOGIN + "-" + number;
      var known = directory.byLogin(login).map(Directory.Entry::principal);
      if (known.isEmpty()) {
        var fresh = PrincipalIds.person(request);
        directory.add(login, login, fresh, "");
        var roles = Set.of(Role.ADMINISTRATOR);
        var command = new RegisterPrincipal(fresh, PrincipalKind.PERSON, roles, reset);
        var _ = commands.send(command, context(request));
        return login;
      }
      if (leadsOut(known.get())) {
        var _ = commands.send(new ResetPassword(known.get(), reset, null), context(request));
        return login;
      }
    }
  }

  private boolean leadsOut(PrincipalId known) {
    return principals.find(known).filter(it -> it.may(Role.ADMINISTRATOR)).isPresent()
        && principals.leadsOut(known);
  }

  private CommandContext context(UUID request) {
    return new CommandContext(
        request, Actor.SYSTEM, clock.instant(), Surface.SYSTEM, null, null, null, Facts.NONE);
  }

  /**
   * Whether there ever was one. A name whose principal was never recorded is what a start left that
   * didn't get through.
   */
  public boolean exists() {
    return principals.all().stream()
        .anyMatch(it -> it.kind() == PrincipalKind.PERSON && it.may(Role.ADMINISTRATOR));
  }

  private static void tell(@Nullable Path file, String password, Consumer<String> told)
      throws IOException {
    if (file == null) {
      told.accept(password);
      return;
    }
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file, password + "\n", StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static String password() {
    var random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
