package io.countersign.server.access;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.ChangePassword;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.ledger.ExclusiveWork;
import io.countersign.ledger.ExclusiveWork.Work;
import io.countersign.ledger.access.Directory;
import io.countersign.ledger.access.Principals;
import io.countersign.server.access.login.PasswordHashing;
import io.countersign.server.access.security.PrincipalIds;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.problem.RefusedException;
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
  private final CommandSender commands;
  private final InstantSource clock;

  FirstAdministrator(
      ExclusiveWork exclusive,
      Directory directory,
      Principals principals,
      PasswordHashing passwords,
      CommandSender commands,
      InstantSource clock) {
    this.exclusive = exclusive;
    this.directory = directory;
    this.principals = principals;
    this.passwords = passwords;
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
   * A new password for the login {@link #LOGIN}, for whoever can start the server: the way back in.
   * It ends sessions and the lock, and is recorded; a disabled one stays so.
   *
   * @throws RefusedException when there is no such login, or it's disabled
   */
  public void reset(Path file) throws IOException {
    var principal =
        directory
            .byLogin(LOGIN)
            .map(Directory.Entry::principal)
            .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_PRINCIPAL));
    var password = password();
    tell(file, password, _ -> {});
    var request = UUID.randomUUID();
    var credential = PrincipalIds.credential(request);
    directory.stage(credential, passwords.hash(password));
    var _ = commands.send(new ChangePassword(principal, credential, null, null), context(request));
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
